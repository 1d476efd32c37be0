# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class Otp(Model):
    """The one-time password of the payment."""

    is_required: bool | None = None
    """Whether the customer must give a one-time password; false where nothing is sent."""
