# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import RetrieveWebhookResponse


class ListWebhooksResponse(Model):
    """Stands at `GET /v1/webhooks response/200/body`."""

    webhooks: list[RetrieveWebhookResponse]
    """The webhook endpoints, oldest first."""
