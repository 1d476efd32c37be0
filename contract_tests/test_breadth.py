"""Every operation of the bundle, by generated requests: schemathesis for the breadth, sequences for the depth."""

from __future__ import annotations

from driftline.exchange import Exchange
from driftline.experiments.ordered import in_order
from driftline.experiments.reaching import baseline
from driftline.fuzz import fuzz_operations, fuzz_sequences
from driftline.prober import Prober
from driftline.pytest_plugin import Live


def test_no_generated_request_makes_the_service_fail(live: Live, document: dict[str, object], account_id: str) -> None:
    prober = Prober(document, live.target, known={"account_id": account_id})
    baseline(prober, in_order(document))
    start = len(live.target.exchanges)
    fuzz_operations(document, live.target, prober.pool, in_order(document), seed=0)
    assert [shown(e) for e in live.target.exchanges[start:] if e.intent.startswith(("failed", "took"))] == []


def test_no_sequence_of_requests_makes_the_service_fail(live: Live, document: dict[str, object]) -> None:
    start = len(live.target.exchanges)
    fuzz_sequences(document, live.target, seed=0)
    sent = live.target.exchanges[start:]
    assert sent
    assert [shown(e) for e in sent if e.intent.startswith("failed")] == []


def shown(exchange: Exchange) -> str:
    return f"{exchange.intent}: {exchange.operation} {exchange.request_body} -> {exchange.status}"
