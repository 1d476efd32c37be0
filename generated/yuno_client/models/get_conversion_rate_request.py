# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import GetConversionRateAmount, ProviderData


class GetConversionRateRequest(Model):
    """Stands at `POST /v1/currency-conversion request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    amount: GetConversionRateAmount
    """The amount to convert."""
    provider_data: ProviderData
    """Who is asked for the rate."""
