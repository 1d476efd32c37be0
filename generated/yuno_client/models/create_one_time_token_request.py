# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardDataInput, CreateOneTimeTokenCustomerPayer


class CreateOneTimeTokenRequest(Model):
    """Stands at `POST /v1/tokens request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | None
    ) = None
    """The country of the payer (MAX 2; MIN 2; ISO 3166-1)."""
    card_data: CardDataInput
    """The card."""
    customer_payer: CreateOneTimeTokenCustomerPayer | None = None
    """Who pays."""
