# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import BrowserInfo, DeviceFingerprint


class Create3DSecureSetupRequest(Model):
    """Stands at `POST /v1/three-d-secure/setups request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    type: Literal["MERCHANT_PROVIDED"] | str
    """Who collected the data."""
    browser_info: BrowserInfo
    """The customer's browser, as it told about itself."""
    device_fingerprints: list[DeviceFingerprint] | None = None
    """Fingerprints that were taken before, up to 20."""
