"""Cards: what may be said about one, and the outcome its number stands for. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

APPROVED = "SUCCEEDED"

# The last two digits of a test card decide.
OUTCOMES = {
    "02": APPROVED,
    "10": "INSUFFICIENT_FUNDS",
    "28": "DECLINED_BY_BANK",
    "36": "DO_NOT_HONOR",
    "44": "INVALID_SECURITY_CODE",
    "51": "INVALID_CARD_DATA",
    "69": "REPORTED_STOLEN",
    "77": "ERROR",
}

MESSAGES = {
    APPROVED: "The transaction was approved",
    "INSUFFICIENT_FUNDS": "The card does not cover the amount",
    "DECLINED_BY_BANK": "The issuing bank declined",
    "DO_NOT_HONOR": "The issuing bank declined without a reason",
    "INVALID_SECURITY_CODE": "The security code is wrong",
    "INVALID_CARD_DATA": "The card's data is wrong",
    "REPORTED_STOLEN": "The card was reported stolen",
    "ERROR": "The provider failed",
}

BRANDS = {
    "34": "AMEX",
    "37": "AMEX",
    "30": "DINERS",
    "36": "DINERS",
    "38": "DINERS",
    "1": "UATP",
    "4": "VISA",
    "5": "MASTERCARD",
}


def outcome(ending: str, description: str) -> str:
    """The response code for a card with these last two digits; the description decides where they do not."""
    if ending in OUTCOMES:
        return OUTCOMES[ending]
    return description if description in MESSAGES else APPROVED


def describe(card: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a card; `ending` is for the outcome and never answered."""
    number, code = card["number"], card.get("security_code")
    return {
        "holder_name": card["holder_name"],
        "iin": number[:8],
        "lfd": number[-4:],
        "expiration_month": int(card["expiration_month"]),
        "expiration_year": int(card["expiration_year"]),
        "number_length": len(number),
        "security_code_length": len(code) if code else None,
        "brand": BRANDS.get(number[:2]) or BRANDS.get(number[0], "OTHER"),
        "ending": number[-2:],
    }


def title(card: Mapping[str, Any]) -> str:
    """What a person calls the card."""
    return f"{card['brand']} ****{card['lfd']}"
