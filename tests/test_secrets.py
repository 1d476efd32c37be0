"""Whatever form a secret takes, it is in no record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftline.exchange import MAX_BODY, body_of, recorded, strike, strike_headers, strike_text, strike_url, to_line

CARD = "4111111111111111"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("security_code", 123),
        ("security-code", "123"),
        ("cvv", 7),
        ("api-key", "k-1234"),
        ("card-number", 12345),
        ("number", int(CARD)),
        ("number", float(CARD)),
        ("any", CARD),
        ("any", "4111 1111 1111 1111"),
        ("any", "4111-1111-1111-1111"),
        ("any", "4111+1111+1111+1111"),
        ("password", "hunter22"),
    ],
)
def test_a_secret_under_a_telling_name_or_a_card_anywhere_is_struck_out(name: str, value: object) -> None:
    shown = str(strike({"outer": [{name: value}]}))
    assert str(value) not in shown
    assert CARD[:12] not in shown.replace(" ", "").replace("-", "").replace("+", "")


@pytest.mark.parametrize(
    "value", [100, 25.5, 123456789012, 2**70, True, None, float("inf"), "order-4111", "a token of thanks"]
)
def test_what_is_no_secret_stays(value: object) -> None:
    assert strike({"amount": value}) == {"amount": value}


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hunter22@a.test/x",
        "https://a.test/x?api_key=hunter22",
        "https://a.test/x?api-key=hunter22",
        "https://a.test/cb#access_token=hunter22",
        "https://[hunter22",
    ],
)
def test_a_url_and_a_location_show_no_secret(url: str) -> None:
    assert "hunter22" not in strike_url(url)
    assert "hunter22" not in str(strike_headers({"Location": url, "X-Api-Key": "hunter22"}))


def test_a_card_at_the_edge_of_what_is_kept_is_struck_whole() -> None:
    text = "x" * (MAX_BODY - 8) + " " + CARD
    shown, _ = body_of(text.encode())
    assert "4111" not in shown.replace("struck out]1111", "")


@given(st.text(alphabet="0123456789 -+", min_size=1, max_size=40))
def test_whatever_stands_around_a_card_it_is_found(around: str) -> None:
    assert CARD not in strike_text(f"{around}x{CARD}x{around}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
        max_leaves=10,
    )
)
def test_anything_can_be_recorded_and_a_known_secret_is_in_none_of_it(body: object) -> None:
    secret = "k-9f3a7c51"
    value = {"a": body, f"name {secret}": f"text {secret}"}
    line = to_line(
        recorded(
            "x1",
            "",
            "i",
            "GET",
            f"https://a.test/{secret}",
            request=({"h": secret}, value),
            answer=(200, {"etag": secret}, value, True),
            secrets=[secret],
        )
    )
    assert secret not in line
