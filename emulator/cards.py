"""Cards: what is kept of one, and what a test card does. Reads one data file when it is imported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emulator.response_codes import APPROVED

# The last two digits of a gateway test card decide how it is charged.
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

# 3-D Secure test cards by number: brand, result, status of the authentication, response code.
THREE_D_SECURE: Mapping[str, Mapping[str, Any]] = {
    card["number"]: card
    for card in json.loads(Path(__file__).with_name("three_d_secure_cards.json").read_text(encoding="utf-8"))
}

BRANDS = {
    "34": "AMEX",
    "37": "AMEX",
    "30": "DINERS",
    "36": "DINERS",
    "38": "DINERS",
    "35": "JCB",
    "1": "UATP",
    "4": "VISA",
    "5": "MASTERCARD",
}


def describe(card: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a card; `ending` and `authentication` are for outcomes and never answered."""
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
        "authentication": THREE_D_SECURE.get(number),
    }


def title(card: Mapping[str, Any]) -> str:
    """What a person calls the card."""
    return f"{card['brand']} ****{card['lfd']}"
