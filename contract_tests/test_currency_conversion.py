"""What we rely on of currency conversion: the amount and the rate fit together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from driftline.pytest_plugin import Live


@pytest.mark.promise(
    "docs/currency-conversion.md",
    "The `rate` is what one unit of the cardholder's currency costs in the currency of the amount, "
    "and `cardholder_amount` is the amount divided by the rate, rounded to two decimals, half a cent up.",
    operation="POST /v1/currency-conversion",
)
def test_the_amount_is_divided_by_the_rate(live: Live, account_id: str) -> None:
    amount = {"value": 12345.67, "currency": "COP", "currency_conversion": {"cardholder_currency": "USD"}}
    body = {"account_id": account_id, "amount": amount, "provider_data": {"id": "CIBC"}}
    answer = live.send("POST", "/v1/currency-conversion", body)
    assert answer.status_code == 200, answer.text
    told = answer.json()["amount"]["currency_conversion"]
    paid = Decimal(str(told["cardholder_amount"]))
    assert abs(paid - Decimal("12345.67") / Decimal(str(told["rate"]))) <= Decimal("0.005")
