"""What is reached by what pages show, what is delivered over HTTP, and what holds for all answers: a WSGI vendor."""

from __future__ import annotations

import httpx
import pytest
from asking import places_found
from ferries import PAGES, SPEC, Ferries


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at ferries that tell these lies."""
    first, second = ({"authorization": f"Bearer {name}"} for name in ("one", "two"))
    transport = httpx.WSGITransport(app=Ferries(lies), raise_app_exceptions=False)
    return places_found(SPEC, PAGES, transport, requests=3000, headers=first, other=second)


def test_ferries_that_tell_no_lie_are_reached_whole_and_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("dearer", "as-shown", "POST /bookings response/201/body/fare"),
        ("declined-taken", "refusal-status", "POST /bookings"),
        ("declined-kept", "refused-kept", "POST /bookings"),
        ("leak", "secret-shown", "POST /bookings response/201/body/card/number"),
        ("pointer", "state-after", "POST /bookings response/traveller/last_booking"),
        ("count", "formula", "GET /travellers/{} response/200/body/pending_bookings"),
        ("notes", "read-back", "GET /travellers/{} response/200/body/notes"),
        ("half", "refused-kept", "PATCH /travellers/{}"),
        ("either", "filter-ignored", "GET /bookings request/query/status"),
        ("always-more", "paging", "GET /bookings request/query/limit"),
        ("cursor-breaks", "server-error", "GET /bookings"),
        ("by-filter", "tenant-leak", "GET /bookings"),
        ("key-shared", "tenant-leak", "POST /travellers"),
        ("key-reused", "idempotency", "POST /travellers request/header/idempotency-key"),
        ("media", "input-unenforced", "POST /travellers request/header/content-type"),
        ("first-only", "refusal-incomplete", "POST /bookings"),
        ("own-trace", "echo", "GET /bookings response/200/header/trace-id"),
        ("stuck", "header-stuck", "GET /bookings/{} response/200/header/ratelimit-remaining"),
        ("late", "action-repeated", "POST /bookings/{}/cancel"),
        ("still", "state-after", "POST /bookings/{}/board response/200/body/updated_at"),
        ("missing", "delivery-missing", "POST /bookings/{}/board"),
        ("twice", "delivery-repeated", "POST /bookings"),
        ("unsigned", "delivery-unsigned", "POST /bookings"),
        ("wrong-key", "delivery-unsigned", "POST /bookings"),
        ("seats", "delivery-differs", "POST /bookings"),
        ("unasked", "delivery-unwanted", "POST /bookings/{}/cancel"),
        ("switched-off", "delivery-unwanted", "POST /bookings"),
        ("to-others", "delivery-unwanted", "POST /bookings"),
        ("on-refusal", "delivery-unwanted", "POST /bookings/{}/board"),
        ("after-delete", "delivery-unwanted", "DELETE /hooks/{}"),
    ],
)
def test_each_lie_of_the_ferries_gives_its_rule(lie: str, rule: str, place: str) -> None:
    found = hits(lie)
    if rule == "header-stuck":  # of which answer does not matter
        found = {(one, place if one == rule else at) for one, at in found}
    assert (rule, place) in found
