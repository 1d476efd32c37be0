"""What a creation uses up, texts that are kept in a form, other objects' states, counters, bulk answers."""

from __future__ import annotations

import pytest
from asking import places_found
from rentals import DOCS, SPEC, rentals

from driftline.emulator import EmulatorTransport
from driftline.exchange import from_lines
from driftline.readers.exchanges import read_exchanges
from driftline.readers.promises import key_statuses, moved_by, needed, promises, steps, time_form
from driftline.readers.words import constraints


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds on a counter that tells these lies."""
    transport = EmulatorTransport(rentals(lies))
    return places_found(SPEC, {"tools.md": DOCS}, transport, requests=2000, headers={"authorization": "Bearer one"})


def test_a_counter_that_tells_no_lie_gives_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("days", "input-unenforced", "POST /rentals request/body/days"),
        ("key", "idempotency", "POST /rentals request/header/idempotency-key"),
        ("still-there", "state-after", "POST /rentals response/tool"),
        ("who", "credentials-status", "POST /rentals"),
        ("any-state", "action-repeated", "POST /rentals"),
        ("count", "state-after", "POST /rentals response/tool/rented_out"),
        ("stays-out", "state-after", "POST /rentals/{}/return response/tool"),
        ("thrice", "action-repeated", "POST /rentals/{}/extend"),
        ("extend-returned", "action-repeated", "POST /rentals/{}/extend"),
        ("three-days", "state-after", "POST /rentals/{}/extend response/200/body/due_at"),
        ("expand", "input-ignored", "GET /rentals/{} request/query/expand"),
        ("version", "state-after", "PUT /tools/{} response/200/body/version"),
        ("if-match", "input-unenforced", "PUT /tools/{} request/header/if-match"),
        ("retire", "deleted-stays", "DELETE /tools/{}"),
        ("blanks", "echo", "POST /tools response/201/body/name"),
        ("trims", "echo", "POST /tools response/201/body/serial"),
        ("case", "echo", "POST /tools response/201/body/owner_email"),
        ("deposit", "default", "POST /tools request/body/deposit"),
        ("cap", "bound-refused", "GET /tools request/query/limit"),
        ("zone", "time-form", "POST /tools response/201/body/created_at"),
    ],
)
def test_each_lie_of_the_counter_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("If omitted, 14.", "integer", ("default", "14")),
        ("`0` if you leave it out.", "integer", ("default", "0")),
        ("`true` unless stated otherwise.", "boolean", ("default", "true")),
        ("Starts at 50 when omitted.", "integer", ("default", "50")),
        ("We assume `en` if you say nothing.", "string", ("default", "en")),
        ("What a day costs, at most 5000.", "integer", ("range", (None, 5000))),
        ("No less than 0.5.", "number", ("range", (0.5, None))),
        ("40 characters at the most.", "string", ("length", (None, 40))),
        ("At most five, without repetition.", "array", ("count", (None, 5))),
        ("Stored in lower case.", "string", ("stored", "lower")),
        ("Leading and trailing blanks are removed.", "string", ("stored", "trimmed")),
        ("Kept character for character as you send it.", "string", ("stored", "exact")),
    ],
)
def test_a_description_says_what_a_field_takes(text: str, kind: str, said: tuple[str, object]) -> None:
    assert said in [(one.aspect, one.value) for one in constraints(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Set to `true` if you want to capture at once.", "boolean"),
        ("At most 5 seats.", "integer"),
        ("Never stored in lower case.", "string"),
        ("3 lower-case letters.", "string"),
    ],
)
def test_what_says_nothing_of_the_kind_is_no_claim(text: str, kind: str) -> None:
    assert not {"default", "range", "stored"} & {one.aspect for one in constraints(text, kind)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Counts `renewals` up by one and moves `due_at` seven days further.",
            {"renewals": "+1", "due_at": "+604800s"},
        ),
        ("Each replacement raises `version` by 1.", {"version": "+1"}),
        ("`left` goes down by two.", {"left": "-2"}),
        ("`left` goes down.", {}),
    ],
)
def test_an_action_is_said_to_change_a_field_by_so_much(text: str, wanted: dict[str, str]) -> None:
    assert steps(text) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The item turns to `on_loan`.", ("leaves", "item on_loan")),
        ("A loan can be renewed twice; a third attempt is refused.", ("times", 2)),
        ("A loan can be renewed at most 3 times.", ("times", 3)),
        ("A contact unsubscribes once; a second call is a `409`.", ("once", True)),
        ("Loans that were returned cannot be renewed.", ("not-in", "returned")),
        ("It is done one second after it was accepted at the latest.", ("ends-within", 1)),
    ],
)
def test_a_sentence_is_a_promise(text: str, said: tuple[str, object]) -> None:
    assert said in [(one.aspect, one.value) for one in promises(text)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Moments are in UTC and look like `2025-03-04T10:15:00Z`.", ["Z"]),
        ("All times are UTC and end in `Z`.", ["Z"]),
        ("Timestamps are in UTC, always with three decimals and a `Z`: `2025-03-04T10:15:00.125Z`.", ["Z.3"]),
        ("Times are in UTC if `zone` is missing.", []),
        ("Times are in UTC.", []),
    ],
)
def test_a_sentence_says_how_all_times_are_written(text: str, form: list[str]) -> None:
    assert [said.value for said in time_form(text)] == form


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("The `stock` of a product goes down with every order.", [("stock", "lowers")]),
        ("`left` is what is free. It drops as soon as an order is made.", [("left", "lowers")]),
        ("An order may lower `stock`.", []),
        ("`stock` goes down with an order and goes up with a return.", []),
    ],
)
def test_a_field_is_said_to_go_up_or_down_with_something(text: str, moved: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in moved_by(text)] == moved


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The item must be `available`.", [("item", "needs", "available")]),
        ("The event is a draft or closed.", [("event", "bars", "draft or closed")]),
        ("The item is nice, as everybody says.", []),
    ],
)
def test_another_object_is_said_to_be_needed_in_a_state(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [one[:3] for one in needed(text)] == told


def test_a_value_that_was_wrong_on_purpose_says_nothing_of_its_own_field_alone() -> None:
    def line(number: int, intent: str, sent: str, answered: str) -> str:
        whole = f'"request_body":{sent},"response_body":{answered},"body_is_json":true'
        return f'{{"id":"x{number}","operation":"POST /r","intent":"{intent}","method":"POST","url":"/r","status":201,{whole}}}'

    lines = [
        line(1, "finds input-unenforced request/body/days minimum", '{"days":0}', '{"id":"a"}'),
        line(2, "look", "{}", '{"days":0,"late_fee":0,"asked_days":0}'),
    ]
    seen = {
        claim.subject.name for claim in read_exchanges(from_lines("\n".join(lines))).claims if claim.aspect == "seen"
    }
    assert {"late_fee"} == seen & {"days", "late_fee", "asked_days"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A call without a key, or with one that we never issued, is answered `401`.",
            [("missing", 401), ("unknown", 401)],
        ),
        (
            "A request without a token gets `401`, one with a token we do not know `403`.",
            [("missing", 401), ("unknown", 403)],
        ),
        ("You get `403` where a key may not do it.", []),
        ("A key that has no permission gets `403`.", []),
        ("The token is missing or unknown: `401`.", [("missing", 401), ("unknown", 401)]),
        ("401 items without a name.", []),
    ],
)
def test_a_sentence_says_how_requests_without_a_key_are_refused(text: str, told: list[tuple[str, int]]) -> None:
    assert [one[:2] for one in key_statuses(text)] == told
