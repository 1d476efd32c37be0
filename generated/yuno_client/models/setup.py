# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import DeviceFingerprint, SetupBrowserInfo


class Setup(Model):
    """Stands at `POST /v1/three-d-secure/setups response/201/body`."""

    three_d_secure_setup_id: str
    """The id of the setup (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    type: Literal["MERCHANT_PROVIDED"] | str
    """Who collected the data."""
    browser_info: SetupBrowserInfo
    """The customer's browser, as it told about itself."""
    device_fingerprints: list[DeviceFingerprint]
    """Fingerprints that were taken before, up to 20."""
