# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
"""Deliveries of this service: `verify` the raw bytes, then `parse` them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from ._runtime import webhooks as _webhooks

SIGNING = _webhooks.Signing("x-hmac-signature", "sha256", "base64")


class Event(_webhooks.Event):
    """A delivery; `name` says what happened and `object` is what it happened to, typed where it is documented."""

    _models = f"{__package__}.models"


def verify(body: bytes, headers: Mapping[str, str], secrets: str | Sequence[str] | None = None) -> None:
    """Raise SignatureError unless one of the secrets signed exactly these bytes.

    Args:
        body: the raw bytes of the request, before any parsing.
        headers: the headers of the request, in any case.
        secrets: one secret, or several while one is replaced; without it the variable YUNO_WEBHOOK_SECRET.
    """
    known = secrets if secrets is not None else os.environ.get("YUNO_WEBHOOK_SECRET", "")
    _webhooks.verify(body, headers, known, SIGNING)


def parse(body: bytes) -> Event:
    """The event in a body that `verify` passed; raises DecodeError for what is no JSON object."""
    event = _webhooks.parse(body, Event)
    assert isinstance(event, Event)
    return event
