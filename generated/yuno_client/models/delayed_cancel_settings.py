# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class DelayedCancelSettings(Model):
    """When to capture all of an authorization."""

    delay: str
    """How long to wait, such as PT3H, P7D or P1M; a month has 30 days (MAX 7; MIN 3)."""
    simplified_mode: bool | None = None
    """Whether to try again what fails; false where nothing is sent."""
