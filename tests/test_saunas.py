"""What is reached from state to state, on other days and with other purses, and what diagrams of states promise."""

from __future__ import annotations

import base64

import pytest
from asking import places_found
from saunas import DOCS, SPEC, saunas

from driftline.emulator import EmulatorTransport
from driftline.readers.diagrams import Arrow, arrows


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at saunas that tell these lies."""
    headers = {"authorization": f"Basic {base64.b64encode(b'kiosk:warm').decode()}"}
    return places_found(SPEC, {"saunas.md": DOCS}, EmulatorTransport(saunas(lies)), requests=3000, headers=headers)


def test_saunas_that_tell_no_lie_are_reached_whole_and_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("early", "action-repeated", "POST /stays/{}/enter"),
        ("elsewhere", "state-after", "POST /stays/{}/cancel"),
        ("undone", "state-after", "POST /stays/{}/cancel"),
        ("visits", "state-after", "POST /stays/{}/leave response/bather/visits"),
        ("crowd", "over-limit", "POST /stays request/body/adults"),
        ("half", "credentials-unenforced", "GET /bathers/{}"),
        ("always-more", "paging", "GET /stays request/query/limit"),
        ("old-tag", "input-unenforced", "PATCH /bathers/{} request/header/if-match"),
        ("key-body", "idempotency", "POST /moves request/header/idempotency-key"),
        ("unflagged", "idempotency", "POST /moves response/201/header/idempotent-replayed"),
        ("same-tag", "state-after", "PATCH /bathers/{} response/200/header/etag"),
    ],
)
def test_each_lie_of_the_saunas_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert any((one, at.partition(" security")[0].strip()) == (rule, place) for one, at in hits(lie))


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        ("open --pay--> paid --send--> sent", [Arrow("open", "pay", "paid"), Arrow("paid", "send", "sent")]),
        ("open ──pay──▶ paid\n  │\n  └──drop──▶ gone", [Arrow("open", "pay", "paid"), Arrow("open", "drop", "gone")]),
        (" open\n  │\n drop\n  ▼\n gone", [Arrow("open", "drop", "gone")]),
        ("stateDiagram-v2\n  [*] --> open\n  open --> paid: pay", [Arrow("open", "pay", "paid")]),
        ("a -> b\ncurl --request POST --data x", []),
        ("│" * 70 + "\n" * 100, []),
    ],
)
def test_arrows_of_a_diagram_are_read_with_the_states_that_they_join(drawing: str, found: list[Arrow]) -> None:
    assert arrows(drawing) == found
