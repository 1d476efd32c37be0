"""Sentences about what is done to things, what fields add up, what is delivered, and what holds for every answer."""

from __future__ import annotations

import pytest

from driftline.readers.acts import Acts, final, ruled
from driftline.readers.aggregates import aggregates, described
from driftline.readers.conventions import returned, tells_all, touches
from driftline.readers.deliveries import carried, changing, recipe

ACTS = Acts.of({"POST /payments/{}/capture", "POST /payments/{}/refunds", "POST /orders/{}/cancel", "PATCH /orders/{}",
                "POST /plans/{}/resume", "POST /bills/{}/pay"})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`no` when you capture a payment that isn't `authorized`,", ("POST /payments/{}/capture", "only-in", "authorized")),
        ("if you refund a payment that is neither `captured` nor `settled`.", ("POST /payments/{}/refunds", "only-in", "captured or settled")),
        ("Only a draft can be cancelled.", ("POST /orders/{}/cancel", "only-in", "draft")),
        ("Only open bills can be paid.", ("POST /bills/{}/pay", "only-in", "open")),
        ("Only orders that are `open` can be updated.", ("PATCH /orders/{}", "only-in", "open")),
        ("A cancelled plan can't be resumed.", ("POST /plans/{}/resume", "not-in", "cancelled")),
        ("An order that was already shipped cannot be cancelled.", ("POST /orders/{}/cancel", "not-in", "shipped")),
        ("A new order can be cancelled.", None),
        ("A captured payment cannot be captured again.", None),
        ("Only one of them can be cancelled.", None),
    ],
)  # fmt: skip
def test_the_states_of_an_action_are_read_by_the_words_for_it(text: str, said: tuple[str, str, str] | None) -> None:
    assert [one[:3] for one in ruled([text], ACTS)] == ([said] if said else [])


def test_two_actions_of_one_name_are_not_told_apart_without_their_noun() -> None:
    acts = Acts.of({"POST /orders/{}/cancel", "POST /trips/{}/cancel"})
    assert list(ruled(["Only a draft can be cancelled."], acts)) == []


def test_final_states_are_read() -> None:
    assert [state for state, _ in final(["`returned` and `lost` are final.", "The final amount is `total`."])] == [
        "returned",
        "lost",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`live` counts seats whose status is `active`.", ("live", "", "seats", ("active",), True)),
        ("`due` adds up the `amount_due` of the customer's open invoices.", ("due", "amount_due", "invoices", ("open",), True)),
        ("`seats` is the number of seats that are not `sold`.", ("seats", "", "seats", ("sold",), False)),
        ("`seats` counts seats sold during the last month.", None),
        ("`seats` counts up.", None),
    ],
)  # fmt: skip
def test_what_a_field_adds_up_is_read(text: str, said: tuple[object, ...] | None) -> None:
    assert [tuple(one) for one, _ in aggregates(text)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How many payments were made.", ("", "payments", (), True)),
        ("Subscriptions on this plan that haven't been cancelled.", ("", "subscriptions", ("cancelled",), False)),
        ("The sum of it.", None),
    ],
)
def test_what_a_field_is_described_to_count_is_read(text: str, said: tuple[object, ...] | None) -> None:
    assert [tuple(one)[1:] for one, _ in described("n", text)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The header of an event holds the HMAC-SHA256 of the raw body, in hex.", "sha256 hex body"),
        (
            "Webhooks: HMAC with SHA-512 over the timestamp, a dot and the body, written in base64.",
            "sha512 base64 stamped",
        ),
        ("We sign events with HMAC-SHA256 over the URL and the body, in hex.", ""),
        ("We sign events with HMAC-SHA256.", ""),
    ],
)
def test_how_deliveries_are_signed_is_read_where_it_is_told_whole(text: str, how: str) -> None:
    assert recipe(text) == how


def test_the_headers_of_deliveries_and_what_they_follow_are_read() -> None:
    assert [name for name, _ in carried("Every event has the header `X-Sign`. It may have the header `X-Try`.")] == [
        "x-sign"
    ]
    assert [one for one, _ in changing("Any update to the shipment triggers a webhook.")] == ["shipment"]
    assert list(changing("Each change needs a review.")) == []


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Each of these steps moves the order's `updated_at`.", True),
        ("`updated_at` moves forward with each accepted `PATCH` and with nothing else.", False),
        ("None of this touches `updated_at`.", False),
    ],
)
def test_that_every_change_moves_the_time_of_the_last_one_is_read(text: str, is_said: bool) -> None:
    assert bool(touches(text)) == is_said


def test_what_refusals_and_headers_do_is_read() -> None:
    assert tells_all("All fields that are malformed are reported together.")
    assert not tells_all("Errors are reported one at a time.")
    assert [name for name, _ in returned("Send a `X-Trace-Id` of yours. We use yours in the answer.")] == ["x-trace-id"]
    assert list(returned("`X-Trace-Id` is ours. We use yours.")) == [("x-trace-id", "We use yours.")]
