"""Verify a delivery, then parse it: raw bytes in, an event out."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .errors import DecodeError, SignatureError
from .model import Kind, Model, Object, decode
from .wire import read


class Signing(NamedTuple):
    """How a vendor signs deliveries: the header, the hash, and how the digest is written (base64 or hex)."""

    header: str
    digest: str = "sha256"
    encoding: str = "base64"


class Event(Model):
    """A webhook delivery. `name` says what happened, `object` is what it happened to; anything else is kept."""

    _models = ""  # the package of the models that `object` may be

    type: str | None = None
    account_id: str | None = None
    version: int | None = None
    retry: int | None = None

    @property
    def name(self) -> str:
        """What happened, such as `payment.purchase`; empty where the delivery does not say."""
        found = (self._data.get(key) for key in ("type_event", "event_type", "event", "type"))
        return next((text for text in found if isinstance(text, str)), "")

    @property
    def object(self) -> Model:
        """What it happened to: the object under `data`, typed where its name is a model's."""
        data = self._data.get("data")
        inner = (
            next(((key, value) for key, value in data.items() if isinstance(value, dict)), None)
            if isinstance(data, dict)
            else None
        )
        if inner is None:
            return Object.of(data if isinstance(data, dict) else {})
        named = "".join(word.capitalize() for word in inner[0].split("_"))
        package = self._models
        try:
            return decode(inner[1], Kind(models=(named,)), package)  # type: ignore[no-any-return]
        except (AttributeError, ImportError):
            return Object.of(inner[1])


def verify(body: bytes, headers: Mapping[str, str], secrets: str | Sequence[str], signing: Signing) -> None:
    """Raise SignatureError unless one of the secrets signed exactly these bytes; compared in constant time.

    `body` are the raw bytes of the request, before any parsing. Several secrets serve while one is replaced by another.
    """
    keys = [secrets] if isinstance(secrets, str) else [key for key in secrets if key]
    if not any(keys):
        raise SignatureError("no-secret", "no webhook secret was given: a delivery cannot be trusted without one")
    stated = next((value for name, value in headers.items() if name.lower() == signing.header.lower()), "")
    if not stated:
        raise SignatureError("missing-header", f"the delivery has no header {signing.header}")
    try:
        wanted = base64.b64decode(stated, validate=True) if signing.encoding == "base64" else bytes.fromhex(stated)
    except (binascii.Error, ValueError):
        raise SignatureError("malformed-header", f"{signing.header} is not {signing.encoding}") from None
    good = False
    for key in keys:
        good |= hmac.compare_digest(hmac.digest(key.encode(), body, signing.digest), wanted)
    if not good:
        raise SignatureError(
            "mismatch", "the signature is not of these bytes: was the body changed, or is the secret old?"
        )


def parse(body: bytes, kind: type[Event] = Event) -> Event:
    """The event in a body that `verify` passed; an event that nobody documented is an Event too. Raises DecodeError."""
    try:
        value: Any = read(body)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"the delivery is not JSON ({type(error).__name__})") from None
    if not isinstance(value, dict):
        raise DecodeError("the delivery is no JSON object")
    return kind.of(value)
