# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class ShippingAddress(Model):
    """The billing address of the customer."""

    address_line_1: str
    """Street and number (MAX 255; MIN 3)."""
    address_line_2: str | None = None
    """Flat, floor or building (MAX 255; MIN 3)."""
    city: str
    """The city (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the address (MAX 2; MIN 2; ISO 3166-1)."""
    state: str | None = None
    """The state or province (MAX 255; MIN 2)."""
    zip_code: str | None = None
    """The postal code (MAX 10; MIN 3)."""
