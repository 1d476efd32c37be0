"""What is reached where one thing must be done before another, far away, and what a key may do that may only read."""

from __future__ import annotations

import pytest
from asking import places_found
from stores import FULL, PAGES_OF, READING, SPEC, stores

from driftline.emulator import EmulatorTransport
from driftline.probe import probe
from driftline.readers.limited import hidden_from, keys_listed, limited_key, reads_only
from driftline.target import Budget, Target


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds in storerooms that tell these lies."""
    return places_found(SPEC, PAGES_OF, EmulatorTransport(stores(lies)), requests=2000, headers={"x-key": FULL})


def test_stores_that_tell_no_lie_are_reached_whole_and_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("move-text", "type", "POST /moves response/201/body/quantity"),
        ("use-text", "type", "POST /subscriptions/{}/usage response/201/body/quantity"),
        ("pay-settled", "values", "POST /bills/{}/pay response/200/body/status"),
        ("reference-twice", "uniqueness", "POST /deliveries request/body/reference"),
        ("bay-optional", "field-unenforced", "GET /stock request/query/bay"),
        ("unit-any", "input-unenforced", "GET /stock request/query/unit"),
        ("note-cut", "read-back", "GET /goods/{} response/200/body/note"),
        ("a-day", "lifetime", "POST /discounts response/201/body/expires_at"),
        ("reader-writes", "permission-ignored", "POST /bills/{}/pay security"),
        ("reader-sees", "permission-ignored", "GET /subscriptions/{} response/200/body/email"),
    ],
)
def test_each_lie_of_the_stores_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in {(one, at if at.endswith(place[-8:]) else f"{at} security") for one, at in hits(lie)}


def test_a_key_of_the_docs_is_in_no_exchange() -> None:
    target = Target(
        "https://service.test",
        headers={"x-key": FULL},
        budget=Budget(requests=2000),
        transport=EmulatorTransport(stores()),
    )
    assert READING not in repr(probe(SPEC, target, fuzz=False).exchanges)


ROWS = [["Shop", "Key", "May"], ["Quay", "`stk_full_4711`", "everything"], ["Quay", "`stk_read_0815`", "read only"],
        ["Mill", "`stk_read_9999`", "read only"]]  # fmt: skip
COLUMNS = [
    ["Shop", "Full key", "Kiosk key"],
    ["Quay", "`stk_full_4711`", "`stk_hall_0815`"],
    ["Mill", "`stk_full_1`", "-"],
]


@pytest.mark.parametrize(
    ("rows", "own", "kind", "found"),
    [
        (ROWS, "stk_full_4711", "reading", ("stk_full_4711", "stk_read_0815")),
        (COLUMNS, "stk_full_4711", "kiosk", ("stk_full_4711", "stk_hall_0815")),
        (COLUMNS, "stk_full_4711", "gate", None),  # it is another kind of key
        (
            ROWS,
            "stk_full_4712",
            "reading",
            None,
        ),  # the run's own key is none of these: nobody said that they are to be used
        ([["Status", "Code"], ["401", "`no_key_4711`"], ["403", "`key_reads_4711`"]], "no_key_4711", "reading", None),
    ],
)
def test_the_key_beside_the_runs_own_may_be_tried(rows: list[list[str]], own: str, kind: str, found: object) -> None:
    table = keys_listed(rows)
    assert limited_key([table] if table else [], [own], kind) == found


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("The reading key may make every `GET` call and nothing else; anything that writes is refused with `403` and the code `read_only`.", "reading", "read_only"),
        ("Keys that start with `rk_` read all there is, but anything other than a `GET` is answered with `403` and `no_write`.", "rk_", "no_write"),
        ("A **screen** key sees it all, so everything else than a `GET` is refused with `403`.", "screen", ""),
    ],
)  # fmt: skip
def test_a_paragraph_says_how_writes_of_some_keys_are_refused(text: str, kind: str, code: str) -> None:
    limit = reads_only(text)
    assert limit is not None
    assert (limit.kind, limit.code) == (kind, code)


@pytest.mark.parametrize(
    "text",
    [
        "A gate token may list events and admit tickets. Anything else is answered with `403`.",  # it may do more than read
        "Without a key every call is refused with `401`, and never with `403`.",
        "A reading key is for dashboards.",
    ],
)
def test_other_paragraphs_say_nothing_of_such_keys(text: str) -> None:
    assert reads_only(text) is None


def test_a_sentence_names_the_fields_that_such_a_key_is_not_shown() -> None:
    told = "A member read with a screen key always has `null` for `email`. Without one, `phone` may be `null`."
    assert [name for _, name, _ in hidden_from(told, "screen")] == ["email"]
