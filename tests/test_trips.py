"""What is reached on trips whose parts belong together, whose ids are numbers, and which are changed by version."""

from __future__ import annotations

import pytest
from asking import places_found
from trips import PAGES_OF, SPEC, trips

from driftline.emulator import EmulatorTransport


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds on trips that tell these lies."""
    return places_found(SPEC, PAGES_OF, EmulatorTransport(trips(lies)), requests=3000, headers={"x-key": "helm"})


def test_trips_that_tell_no_lie_are_reached_whole_and_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("case-kept", "echo", "POST /guides response/201/body/email"),
        ("capitals", "uniqueness", "POST /guides request/body/email"),
        ("email-stays", "uniqueness", "POST /guides request/body/email"),
        ("nowhere", "header-missing", "POST /guides response/201/header/location"),
        ("level-rough", "default", "POST /trips request/body/level"),
        ("closed-listed", "filter-ignored", "GET /trips request/query/status"),
        ("jump", "action-repeated", "PATCH /trips/{}"),
        ("stuck-title", "refused-kept", "PATCH /trips/{}"),
        ("kept-holds", "state-after", "PATCH /trips/{} response/hold"),
        ("seats-any", "input-unenforced", "POST /trips/{}/holds request/body/lines/[]/seats"),
        ("label-lost", "read-back", "GET /holds/{} response/200/body/label"),
    ],
)
def test_each_lie_of_the_trips_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in {(one, at.removesuffix(" response")) for one, at in hits(lie)}
