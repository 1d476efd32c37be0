"""What is kept by a key, freed, emptied or left behind by an action, and what comes of a basket that is checked out."""

from __future__ import annotations

import pytest
from asking import places_found
from tills import PAGES_OF, SPEC, tills

from driftline.emulator import EmulatorTransport


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds in a till that tells these lies."""
    transport = EmulatorTransport(tills(lies))
    keys = {"x-key": "till-one"}, {"x-key": "till-two"}
    return places_found(SPEC, PAGES_OF, transport, requests=2000, headers=keys[0], other=keys[1])


def test_a_till_that_tells_no_lie_is_reached_whole_and_gives_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("checkout-key", "idempotency", "POST /baskets/{}/checkout request/header/idempotency-key"),
        ("spend-burns-key", "idempotency", "POST /vouchers/{}/spend request/header/idempotency-key"),
        ("orders-oldest", "list-order", "GET /orders"),
        ("order-unsigned", "read-back", "GET /orders/{} response/200/body/signed_name"),
        ("cancelled-late", "action-repeated", "POST /orders/{}/cancel"),
        ("draft-loses-article", "action-repeated", "DELETE /articles/{}"),
        ("code-by-case", "uniqueness", "POST /vouchers request/body/code"),
        ("code-by-worth", "uniqueness", "POST /vouchers request/body/code"),
        ("void-keeps-code", "uniqueness", "POST /vouchers request/body/code"),
        ("void-undated", "state-after", "POST /vouchers/{}/void response/200/body/voided_at"),
        ("void-wipes-note", "update-lost", "GET /vouchers/{} response/200/body/note"),
        ("four-spends", "action-repeated", "POST /vouchers/{}/spend"),
        ("refused-spend-counts", "refused-kept", "POST /vouchers/{}/spend"),
        ("status-loose", "filter-ignored", "GET /vouchers request/query/status"),
    ],
)
def test_each_lie_of_the_till_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)
