"""What the whole run saw, asked at its end: this file sorts behind all others."""

from __future__ import annotations

from driftline.experiments.ordered import in_order
from driftline.experiments.reaching import baseline
from driftline.prober import Prober
from driftline.pytest_plugin import Live


def test_every_operation_was_reached(live: Live, document: dict[str, object], account_id: str) -> None:
    """An operation that no test and no probe brought to succeed is one that nobody checks."""
    operations = in_order(document)
    prober = Prober(document, live.target, known={"account_id": account_id})
    baseline(prober, operations)
    succeeded = {exchange.operation for exchange in live.target.exchanges if 200 <= exchange.status < 300}
    left = sorted({operation.key for operation in operations} - succeeded)
    assert not left, f"never succeeded: {', '.join(left)}"
