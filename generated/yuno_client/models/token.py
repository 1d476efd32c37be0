# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import CardData, TokenCustomerPayer


class Token(Model):
    """Stands at `POST /v1/tokens response/201/body`."""

    token: str
    """The one-time token to pay with (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | Null
    )
    """The country of the payer (MAX 2; MIN 2; ISO 3166-1)."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    card_data: CardData
    """What is kept of the card."""
    customer_payer: TokenCustomerPayer
    """Who pays."""
    created_at: str
    """When the token was created (MAX 27; MIN 27; ISO 8601)."""
