"""Currency conversion from outside: every pair of the table in the guide, to the last decimal."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

import pytest

from emulator.authoring import CURRENCIES
from emulator.documents import PAGES
from tests.emulator.conftest import ACCOUNT, code
from tests.emulator.judging import conform

TABLE = dict(re.findall(r"^\| `(\w{3})` \| (\d+) \|$", PAGES["docs/currency-conversion.md"], re.M))


@pytest.fixture
def convert(client):
    def convert(value, currency, wanted, provider="CIBC"):
        amount = {"value": value, "currency": currency, "currency_conversion": {"cardholder_currency": wanted}}
        body = {"account_id": ACCOUNT, "amount": amount, "provider_data": {"id": provider}}
        answer = client.post("/currency-conversion", json=body)
        conform(answer, "POST", "/currency-conversion")
        return answer

    return convert


def test_the_guide_has_a_rate_for_every_currency():
    assert sorted(TABLE) == sorted(CURRENCIES)


@pytest.mark.parametrize(("currency", "wanted"), list(permutations(TABLE, 2)))
def test_a_conversion_follows_the_table(convert, currency, wanted):
    rate = Decimal(TABLE[currency]) / Decimal(TABLE[wanted])
    for value in ("0", "0.0001", "123.4567", "1000000000"):
        told = convert(float(value), currency, wanted).json()["amount"]["currency_conversion"]
        expected = (Decimal(value) / rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert (Decimal(str(told["rate"])), Decimal(str(told["cardholder_amount"]))) == (rate, expected)


@pytest.mark.parametrize(("value", "cardholder_amount"), [(0.02, 0.01), (0.0199, 0), (20.02, 5.01), (20.0199, 5)])
def test_half_a_cent_goes_up(convert, value, cardholder_amount):
    told = convert(value, "PEN", "USD").json()["amount"]
    assert told["value"] == value
    assert told["currency_conversion"]["cardholder_amount"] == cardholder_amount


def test_a_rate_holds_for_thirty_minutes(convert):
    assert convert(1, "USD", "BRL").json()["expired_at"] == "2026-01-01T12:30:00.001000Z"


def test_every_provider_answers_the_same(convert):
    told = convert(7, "USD", "BRL", "MERCADO_PAGO").json()["amount"]["currency_conversion"]
    assert told["provider_data"]["id"] == "MERCADO_PAGO"
    assert (told["cardholder_amount"], told["rate"]) == (35, 0.2)


def test_the_same_currency_is_refused(convert):
    assert code(convert(1, "USD", "USD")) == (400, "INVALID_PARAMETERS")


def test_an_unknown_currency_or_provider_is_refused(convert):
    assert code(convert(1, "USD", "EUR")) == (400, "INVALID_REQUEST")
    assert code(convert(1, "USD", "BRL", "NOBODY")) == (400, "INVALID_REQUEST")
