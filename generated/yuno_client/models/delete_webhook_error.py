# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class DeleteWebhookError(Model):
    """Stands at `DELETE /v1/webhooks/{} response/404/body`."""

    code: Literal["WEBHOOK_NOT_FOUND"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
