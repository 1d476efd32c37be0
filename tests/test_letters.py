"""What is reached by what a page walks through and on days that lie ahead, and what lists and updates are asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from asking import places_found
from letters import PAGES_OF, SPEC, letters

from driftline.emulator import EmulatorTransport
from driftline.exchange import Exchange
from driftline.experiments.inputs import in_other_zone
from driftline.target import Budget, Target


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at letters that tell these lies."""
    return places_found(SPEC, PAGES_OF, EmulatorTransport(letters(lies)), requests=3000, headers={"x-key": "pen"})


def test_letters_that_tell_no_lie_are_reached_whole_and_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("note-cut", "echo", "POST /readers response/201/body/note"),
        ("capitals", "uniqueness", "POST /readers request/body/email"),
        ("woken", "action-repeated", "PATCH /readers/{} request/body/status"),
        ("any-mood", "input-unenforced", "PATCH /readers/{} request/body/mood"),
        ("reset", "update-lost", "PATCH /readers/{} request/body/pages"),
        ("larger", "input-unenforced", "GET /readers request/query/limit"),
        ("alone", "filter-ignored", "GET /readers request/query/home_town"),
        ("turned", "list-order", "GET /readers request/query/status"),
        ("texts", "list-order", "GET /readers request/query/sort"),
        ("reused", "idempotency", "POST /issues request/body/ref"),
        ("minutes", "formula", "POST /issues response/201/body/preview_seconds"),
        ("short", "formula", "POST /issues response/201/body/preview_until"),
        ("zone", "echo", "POST /issues/{}/send response/200/body/send_at"),
        ("draft-stopped", "action-repeated", "POST /issues/{}/stop"),
        ("other-code", "refusal-status", "POST /issues/{}/stop"),
        ("often-code", "refusal-status", "POST /issues/{}/move"),
        ("draft-unmoved", "action-refused", "POST /issues/{}/move"),
        ("note-lost", "update-lost", "PATCH /readers/{} request/body/note"),
        ("unkeyed", "refusal-status", "POST /stamps request/header/idempotency-key"),
    ],
)
def test_each_lie_of_the_letters_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in {(one, at.removesuffix(" response")) for one, at in hits(lie)}


@pytest.mark.parametrize("time", ["2026-02-30T10:00:00Z", "9999-12-31T23:00:00Z", "2026-01-01T10:00:00+01:00", ""])
def test_what_is_no_time_in_utc_is_sent_from_no_other_zone(time: str) -> None:
    assert in_other_zone(time) is None


def test_a_clock_of_a_service_that_tells_no_time_is_not_believed() -> None:
    told = ("Fri, 31 Dec 9999 23:59:59 GMT", "yesterday", "")
    for date in told:
        target = Target(
            "https://service.test", headers={}, budget=Budget(requests=1), transport=EmulatorTransport(letters())
        )
        target.exchanges.append(Exchange("x00001", "GET /a", "look", "GET", "/a", response_headers={"date": date}))
        assert abs((target.now() - datetime.now(UTC)).total_seconds()) < 60
