"""Currency conversion by a fixed table of rates. Does no I/O."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from driftline.emulator import Call, Response, World
from emulator.money import exact, plain
from emulator.operations import Operation
from emulator.refusals import RefusalError

CONVERT = Operation("currency-conversion/get-conversion-rate")

HOLDS = 30 * 60  # seconds
CENT = Decimal("0.01")

# What one US dollar costs; `docs/currency-conversion.md` lists it. No number has another prime factor than 2 and 5, so
# the rate between any two currencies is an exact decimal.
PER_DOLLAR = {
    "ARS": 1000,
    "BOB": 8,
    "BRL": 5,
    "CLP": 1000,
    "COP": 4000,
    "CRC": 500,
    "GTQ": 8,
    "HNL": 25,
    "MXN": 20,
    "NIO": 40,
    "PAB": 1,
    "PEN": 4,
    "PYG": 8000,
    "USD": 1,
    "UYU": 40,
}


def get_conversion_rate(world: World, call: Call) -> Response:
    amount = call.body["amount"]
    currency, wanted = amount["currency"], amount["currency_conversion"]["cardholder_currency"]
    if currency == wanted:
        field = "amount.currency_conversion.cardholder_currency"
        raise RefusalError(400, "INVALID_PARAMETERS", f"{field} must be another currency than amount.currency")
    rate = Decimal(PER_DOLLAR[currency]) / PER_DOLLAR[wanted]
    conversion = {
        "cardholder_currency": wanted,
        "cardholder_amount": plain((exact(amount["value"]) / rate).quantize(CENT, ROUND_HALF_UP)),
        "rate": plain(rate),
        "provider_data": {
            "id": call.body["provider_data"]["id"],
            "response_code": "2000",
            "response_message": "Successful",
        },
    }
    answered = {"value": amount["value"], "currency": currency, "currency_conversion": conversion}
    return CONVERT.answer({"id": world.uuid(), "amount": answered, "expired_at": world.timestamp(after=HOLDS)})


ROUTES = (CONVERT.route(get_conversion_rate, provenance="assumed"),)
