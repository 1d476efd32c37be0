# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import CardData


class CreateSessionTokenResponse(Model):
    """Stands at `POST /v1/checkout/sessions/{}/token response/201/body`."""

    token: str
    """The one-time token to pay with (UUID, 36 chars)."""
    vaulted_token: str | Null
    """The token of an enrolled card; null for a new one (UUID, 36 chars)."""
    vault_on_success: bool
    """Whether the card is enrolled when the payment succeeds."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    card_data: CardData
    """What is kept of the card."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the checkout session (MAX 2; MIN 2; ISO 3166-1)."""
    created_at: str
    """When the token was created (MAX 27; MIN 27; ISO 8601)."""
