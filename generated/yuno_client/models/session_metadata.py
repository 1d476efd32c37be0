# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class SessionMetadata(Model):
    """One key and its value."""

    key: str
    """The key (MAX 48; MIN 1)."""
    value: str
    """The value (MAX 512; MIN 1)."""
