# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class Phone(Model):
    """The customer's telephone."""

    country_code: str
    """The calling code of the country (MAX 3; MIN 1)."""
    number: str
    """The number without the calling code (MAX 32; MIN 1)."""
