"""Values that follow from others, the status of what is refused, and what an update must leave unique."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from asking import places_found
from bills import DOCS, SPEC, bills

from driftline.emulator import EmulatorTransport
from driftline.formulas import checked, keeps, shown, worked_out
from driftline.readers.arithmetic import computed, equations
from driftline.readers.promises import error_statuses


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds on an office that tells these lies."""
    transport = EmulatorTransport(bills(lies))
    return places_found(SPEC, {"bills.md": DOCS}, transport, requests=600, headers={"authorization": "Bearer one"})


def test_an_office_that_tells_no_lie_gives_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("line", "formula", "POST /bills response/201/body/lines/[]/amount"),
        ("first-line", "formula", "POST /bills response/201/body/net"),
        ("tax", "formula", "POST /bills response/201/body/tax"),
        ("gross", "formula", "POST /bills response/201/body/gross"),
        ("taken-400", "error-status", "POST /bills response/400/body/code"),
        ("paid-400", "refusal-status", "POST /bills/{}/pay"),
        ("given-twice", "uniqueness", "PATCH /bills/{} request/body/number"),
    ],
)
def test_each_lie_of_the_office_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)


@pytest.mark.parametrize("lies", [("first-line",), ("first-line", "says-little")])
def test_what_must_be_new_is_learned_from_refusals_where_nobody_says_it(lies: tuple[str, ...]) -> None:
    spec = json.loads(json.dumps(SPEC).replace("Must be unique among your bills.", ""))
    transport = EmulatorTransport(bills(lies))
    found = places_found(spec, {}, transport, requests=600, headers={"authorization": "Bearer one"})
    assert ("formula", "POST /bills response/201/body/net") in found


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("Sum of `amount` of all lines, in minor units.", "sum(lines.amount)"),
        ("The sum of the weights of all parcels", "sum(parcels.weights)"),
        ("Sum of `lines[].amount`.", "sum(lines.amount)"),
        ("Total amount: the sum of `net`, `tax` and `shipping`.", "net + tax + shipping"),
        ("`subtotal` less `discount_total`, in minor units.", "subtotal - discount_total"),
        ("What is left to pay: `total` minus `amount_paid`.", "total - amount_paid"),
        ("quantity times unit_price", "quantity * unit_price"),
        ("`quantity` × `unit_price`", "quantity * unit_price"),
        ("19 % VAT on `subtotal`", "0.19 * subtotal"),
        ("The number of parcels.", "count(parcels)"),
        ("`ttl_seconds` after `created_at`.", "created_at + ttl_seconds"),
        ("180 days after `captured_at`.", "captured_at + 180d"),
        ("Two parts. Expires 5 minutes after it was created.", "created_at + 5m"),
        ("A week before starts_on", "starts_on - 7d"),
        ("1.4 % of the captured amount, rounded to the cent, plus 0.25.", "0.014 * captured_amount + 0.25"),
    ],
)
def test_a_description_says_what_a_number_follows_from(words: str, formula: str) -> None:
    assert [said.value for said in computed(words)] == [formula]


@pytest.mark.parametrize(
    "words",
    [
        "At most `total` minus `refunded`",
        "`total` minus `refunded`, if it was refunded",
        "`total` plus taxes",
        "`amount` - `currency` pairs",
        "The number of items that match.",
        "The number of the bank account",
        "The order's total in cents: seats plus `fee`.",
        "Price of 20 % more",
        "5 minutes after `made_at` at most",
        "5 minutes after payment.",
        "2 % of `total` plus 1 EUR",
    ],
)
def test_what_is_no_plain_formula_is_none(words: str) -> None:
    assert list(computed(words)) == []


def test_a_sentence_of_prose_may_say_several() -> None:
    text = "`total` is always `net` plus `tax`, and `due` is `total` minus `paid`."
    assert [one[:2] for one in equations(text)] == [("total", "net + tax"), ("due", "total - paid")]
    assert list(equations("The first `balance` is `paid` plus `bonus`.")) == []
    assert [one[:2] for one in equations("It ends at `ends_at`, which is `ttl_seconds` after `made_at`.")] == [
        ("ends_at", "made_at + ttl_seconds")
    ]
    text = "The `amount` of a line is its quantity times its unit amount. `tax` is 7% of the net, rounded half up to the cent."
    assert [one[:2] for one in equations(text)] == [("amount", "quantity * unit_amount"), ("tax", "0.07 * net")]


@pytest.mark.parametrize(
    ("formula", "holder", "kept"),
    [
        (
            "sum(parcels.weights)",
            {"x": 30, "parcels": [{"weightGrams": 10, "mm": 4}, {"weightGrams": 20, "mm": 4}]},
            True,
        ),
        ("sum(lines.lines)", {"x": 30, "line_items": [{"amount": 10, "q": 4}, {"amount": 21, "q": 1}]}, False),
        ("sum(lines.)", {"x": 30, "lines": [{"a": 10, "b": 4}]}, None),
        ("0.19 * net", {"x": "5.69", "net": "29.99"}, True),
        ("0.19 * net", {"x": 572, "net": 2999}, False),
        ("sum(quantities.quantities)", {"x": 5, "lines": [{"quantity": 2, "p": 1}, {"quantity": 3, "p": 1}]}, True),
        ("a - b + c", {"x": 5, "a": 1, "b": 2, "c": 6}, True),
        ("a - b", {"x": 0.3, "a": 0.4, "b": 0.1}, True),
        ("a - b", {"x": 5, "a": 5}, None),
        ("a - b", {"x": 5, "a": 5, "b": None}, None),
        ("count(data)", {"x": 45, "data": [1, 2]}, None),
        ("a + 2h", {"x": "2026-03-01T01:30:00Z", "a": "2026-02-28T23:30:00.700+00:00"}, True),
        ("a + 2h", {"x": "2026-03-01T01:30:00Z", "a": "2026-02-28T23:30:00-01:00"}, False),
        ("a + 14d", {"x": "2026-01-15", "a": "2026-01-01T10:00:00Z"}, True),
        ("a + 14d", {"x": "2026-01-17", "a": "2026-01-01T10:00:00Z"}, False),
        ("a + minutes", {"x": "2031-05-06T08:25:00Z", "a": "2031-05-06T08:00:00Z", "minutes": 25}, True),
        ("a + ttl_seconds", {"x": "2031-05-06T08:25:00Z", "a": "2031-05-06T08:00:00Z", "ttl_seconds": 25}, False),
        ("a + length", {"x": "2031-05-06T08:25:00Z", "a": "2031-05-06T08:00:00Z", "length": 25}, None),
        ("a - 1d", {"x": "2026-01-16", "a": "2026-01-17"}, True),
        ("a + 1d", {"x": "0001-01-02T00:00:00Z", "a": "9999-99-99T00:00:00Z"}, None),
        ("0.014 * captured_amount + 0.25", {"x": 0.95, "amount_captured": 50.0}, True),
        ("0.014 * captured_amount + 0.25", {"x": 95, "amount_captured": 5000}, True),
        ("0.014 * captured_amount + 0.25", {"x": 70, "amount_captured": 5000}, False),
        ("0.014 * captured_amount + 0.25", {"x": 2.06, "amount_captured": 12950}, True),
        ("0.014 * captured_amount + 0.25", {"x": "1.81", "amount_captured": 12950}, False),
        ("0.014 * captured_amount", {"x": 70, "amount_captured": 5000, "captured_amount_2": 1}, True),
    ],
)
def test_a_formula_holds_or_not_or_cannot_be_worked_out(
    formula: str, holder: dict[str, object], kept: bool | None
) -> None:
    assert keeps(formula, holder, "x") is kept


def test_what_a_formula_gives_is_written_as_what_is_stated() -> None:
    at = {"x": "2026-01-01T00:00:01Z", "a": "2026-01-01T00:00:00.000Z", "day": "2026-01-05"}
    assert shown(worked_out("a + 90m", at, "x"), at["x"]) == "2026-01-01T01:30:00Z"
    assert shown(worked_out("day + 1d", at, "x"), at["day"]) == "2026-01-06"
    assert shown(worked_out("day - 9999999d", at, "x"), at["day"]) == worked_out("day - 9999999d", at, "x")


def test_what_an_answer_adds_up_may_stand_in_the_request_alone() -> None:
    asked = {"parcels": [{"weight": 3}, {"weight": 4}]}
    formulas = {"response/200/body/data/weight": "sum(parcels.weights)"}
    found = list(checked({"data": {"weight": 3}}, 200, formulas, asked))
    assert [(one.place, one.wanted, one.is_kept) for one in found] == [("response/200/body/data/weight", 7, False)]


@pytest.mark.parametrize("digits", ["9" * 5_000, "1e999999", "NaN", "Infinity", "0x10", ""])
def test_a_number_that_is_none_makes_no_formula_fail(digits: str) -> None:
    assert keeps("a + b", {"x": 1, "a": digits, "b": 1}, "x") is None


MEASURELESS = {"digits": 10**5_000, "large": Decimal("1e999999"), "fine": Decimal("1e-999999"), "inf": float("inf"),
               "nan": float("nan"), "true": True}  # fmt: skip


@pytest.mark.parametrize("name", MEASURELESS)
def test_a_number_beyond_all_measure_makes_no_formula_fail(name: str) -> None:
    value = MEASURELESS[name]
    assert keeps("a * b", {"x": value, "a": 1, "b": 1}, "x") is None
    assert keeps("a * b", {"x": 1, "a": value, "b": 1}, "x") is None


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("refused with `409` and the code `hold_expired`", [("hold_expired", 409)]),
        ("Drafts cannot be voided: `409`, `invalid_state`.", [("invalid_state", 409)]),
        ("no new ones can be made (`409`, `gone`)", [("gone", 409)]),
        ("| `pending` | `409` `order_not_pending` |", [("order_not_pending", 409)]),
        ("you get `number_taken` with status 409", [("number_taken", 409)]),
        ("`amount` is 404 or more", []),
    ],
)
def test_error_codes_stand_beside_their_status(words: str, pairs: list[tuple[str, int]]) -> None:
    assert list(error_statuses(words)) == pairs
