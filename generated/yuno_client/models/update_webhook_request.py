# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class UpdateWebhookRequest(Model):
    """Stands at `PATCH /v1/webhooks/{} request/body`."""

    name: str | None = None
    """What the merchant calls the endpoint (MAX 255; MIN 3)."""
    url: str | None = None
    """Where deliveries go, by http or https (MAX 2048; MIN 8)."""
    events: list[str] | None = None
    """The events to deliver, such as payment.purchase; an asterisk stands for every event."""
    status: Literal["ACTIVE", "INACTIVE"] | str | None = None
    """Whether deliveries go to the endpoint."""
