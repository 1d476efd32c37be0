# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class RetrieveWebhookResponse(Model):
    """One webhook endpoint."""

    id: str
    """The id of the webhook endpoint (UUID, 36 chars)."""
    name: str
    """What the merchant calls the endpoint (MAX 255; MIN 3)."""
    url: str
    """Where deliveries go, by http or https (MAX 2048; MIN 8)."""
    events: list[str]
    """The events to deliver, such as payment.purchase; an asterisk stands for every event."""
    status: Literal["ACTIVE", "INACTIVE"] | str
    """Whether deliveries go to the endpoint."""
    created_at: str
    """When the endpoint was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the endpoint last changed (MAX 27; MIN 27; ISO 8601)."""
