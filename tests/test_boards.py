"""Versions and tags, accounts, headers, what is put and what is made inside, and exchanges that the docs show."""

from __future__ import annotations

import pytest
from asking import places_found
from boards import DOCS, SPEC, boards

from driftline.emulator import EmulatorTransport
from driftline.readers.conventions import leaves_alone, refuses_larger, refuses_quoted, repeats


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at boards that tell these lies."""
    first, second = ({"authorization": f"Bearer {name}"} for name in ("one", "two"))
    transport = EmulatorTransport(boards(lies))
    return places_found(SPEC, {"boards.md": DOCS}, transport, requests=2000, headers=first, other=second)


def test_boards_that_tell_no_lie_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("coerced", "input-unenforced", "POST /boards request/body/slots"),
        ("capitals", "uniqueness", "POST /boards request/body/name"),
        ("global", "uniqueness", "POST /boards request/body/name"),
        ("cut", "input-unenforced", "GET /boards request/query/limit"),
        ("unfiltered", "filter-ignored", "GET /boards request/query/full"),
        ("epoch", "range", "GET /boards response/200/header/x-reset"),
        ("page-total", "formula", "GET /boards response/200/body/total"),
        ("always", "input-ignored", "GET /boards/{} request/header/if-none-match"),
        ("old-tag", "read-back", "PATCH /boards/{} response/200/header/etag"),
        ("busy", "state-after", "PATCH /boards/{} response/200/body/version"),
        ("put", "update-lost", "PATCH /boards/{} request/body/note"),
        ("count", "formula", "GET /boards/{} response/200/body/card_count"),
        ("stays", "deleted-stays", "DELETE /cards/{}"),
        ("loud", "values", "POST /cards/{}/texts/{}/approve response/200/body/status"),
        ("late", "action-repeated", "POST /boards/{}/cards"),
        ("dearer", "as-shown", "POST /boards/{}/cards response/201/body/price"),
        ("sooner", "as-shown", "POST /boards/{}/cards response/201/body/due_on"),
    ],
)
def test_each_lie_of_the_boards_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The header `X-Total-Count` repeats `total`.", [("x-total-count", "total")]),
        ("`error.id` has the same value as the `X-Request-Id` header.", [("x-request-id", "error.id")]),
        ("`total` is the number of all; `X-Total-Count` is a header.", []),
        ("The `X-Request-Id` header repeats `id` or `ref`.", []),
    ],
)
def test_a_field_that_repeats_a_header_is_read(text: str, said: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in repeats(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A number that you send in quotes is refused rather than converted.", True),
        ("We never convert values: `1` is not `true`.", True),
        ("Numbers are sent as strings.", False),
        ("Amounts are converted into euros.", False),
    ],
)
def test_a_refusal_to_convert_is_read(text: str, said: bool) -> None:
    assert bool(refuses_quoted(text)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`limit` is 50 at most. Values outside that range are not clamped, they are answered with `400`.", True),
        ("Asking for more than 100 with `per_page` is refused with `422`.", True),
        ("The range of `limit` is 1 to 50. Anything else is answered with 400.", True),
        ("A `limit` above 100 is cut to 100.", False),
        ("More than 100 requests a second are refused with `429`.", False),
    ],
)
def test_a_refusal_of_larger_pages_is_read(text: str, said: bool) -> None:
    assert bool(refuses_larger(text)[1]) is said


def test_a_change_that_changes_nothing_is_read() -> None:
    assert leaves_alone("A `PATCH` that alters nothing, `{}` say, leaves both alone.")
    assert not leaves_alone("A `PATCH` changes what you send and leaves the rest alone.")
