"""With which status requests that are wrong are refused, where a sentence says it of all operations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober

KINDS = {
    "malformed": ("malformed",),
    "invalid": ("omit request/body", "mistyped request/body", "beyond request/body", "outside request/body"),
}
EITHER = frozenset({400, 422})  # the statuses of what is wrong by itself: any other has a reason of its own


def refused_with(prober: Prober, operations: Sequence[Operation]) -> None:
    """Mark one refusal of each operation that has the other one of the two statuses for wrong requests than is promised."""
    promised = prober.known_facts.get("", {}).get("refusals", {})
    asked = {operation.key for operation in operations}
    for kind, wanted in promised.items():
        told: set[str] = set()
        fitting = [one for one in prober.target.exchanges if one.operation in asked and _is_of(one, kind)]
        for one in sorted(fitting, key=lambda one: one.intent.startswith("omit ")):  # those say something else already
            if one.status in EITHER and one.status != wanted and one.operation not in told:
                told.add(one.operation)
                what = f"finds refusal-status response {one.status} where {wanted} is promised of what is {kind}"
                prober.target.mark(one, what)


def _is_of(exchange: Exchange, kind: str) -> bool:
    return exchange.intent.startswith(KINDS.get(kind, ("-",)))
