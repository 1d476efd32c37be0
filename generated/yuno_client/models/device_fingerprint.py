# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class DeviceFingerprint(Model):
    """One fingerprint of the device."""

    provider_id: str
    """The connection whose collector took the fingerprint (UUID, 36 chars)."""
    id: str
    """The fingerprint (MAX 255; MIN 1)."""
