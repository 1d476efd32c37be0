"""The errors of a client; nothing else escapes from a call.

ClientError
├── ConfigurationError      what was asked for cannot be asked: settings, arguments, floats for money
├── CallError               a call that failed
│   ├── NotSentError        no byte reached the service: asking again is safe
│   ├── OutcomeUnknownError it was sent and the answer was lost: it may have happened
│   ├── StatusError         the service answered with another status than success
│   │   ├── BadRequestError 400 · AuthenticationError 401 · ForbiddenError 403 · NotFoundError 404
│   │   ├── ConflictError 409 · UnprocessableError 422 · RateLimitError 429
│   │   └── ServerError     5xx
│   └── DecodeError         a success whose body is not JSON
└── SignatureError          a webhook that cannot be trusted, with a reason code
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


class ClientError(Exception):
    """Whatever a client raises."""


class ConfigurationError(ClientError, ValueError):
    """A setting or an argument that cannot be used; the message says what to write instead."""


class SignatureError(ClientError):
    """A webhook delivery that is not what it says. `reason` is no-secret, missing-header, malformed-header or mismatch."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reason, self.args[0])


class CallError(ClientError):
    """A call that failed; never holds a header, and shows no body.

    `status` is 0 where no answer came. `code` and `messages` are what an error body of the vendor says. `retry_after` is
    in seconds. `body` are the raw bytes; a pickle leaves them out.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        code: str = "",
        messages: Sequence[str] = (),
        request_id: str = "",
        idempotency_key: str = "",
        attempts: int = 0,
        retry_after: float | None = None,
        body: bytes = b"",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.messages = tuple(messages)
        self.request_id = request_id
        self.idempotency_key = idempotency_key
        self.attempts = attempts
        self.retry_after = retry_after
        self.body = body

    def __str__(self) -> str:
        known = [
            str(self.status) if self.status else "",
            self.code,
            f"request {self.request_id}" if self.request_id else "",
        ]
        return " ".join([*filter(None, known), str(self.args[0])])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        kept = {key: value for key, value in vars(self).items() if key != "body"}
        return _rebuilt, (type(self), self.args[0], kept)


def _rebuilt(kind: type[CallError], message: str, kept: Mapping[str, Any]) -> CallError:
    return kind(message, **kept)


class NotSentError(CallError):
    """The request did not leave: name, connection, TLS or a full pool."""


class OutcomeUnknownError(CallError):
    """The request left and no whole answer came back in time: look before you ask again without the same key."""


class DecodeError(CallError):
    """A success whose body is not the JSON that was asked for."""


class StatusError(CallError):
    """An answer that is no success."""


class BadRequestError(StatusError):
    """400."""


class AuthenticationError(StatusError):
    """401: the keys are missing or wrong."""


class ForbiddenError(StatusError):
    """403: the keys may not do this."""


class NotFoundError(StatusError):
    """404."""


class ConflictError(StatusError):
    """409."""


class UnprocessableError(StatusError):
    """422."""


class RateLimitError(StatusError):
    """429: too many requests; `retry_after` says when to come back, where the service does."""


class ServerError(StatusError):
    """5xx."""


BY_STATUS: Mapping[int, type[StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableError,
    429: RateLimitError,
}


def status_error(status: int) -> type[StatusError]:
    """The class for a status; servers of 5xx share one, and so do the other 4xx and 3xx."""
    return BY_STATUS.get(status) or (ServerError if status >= 500 else StatusError)


def told(body: bytes) -> tuple[str, tuple[str, ...]]:
    """Code and messages of an error body, whatever its envelope; empty where it has none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return "", ()
    inner = value.get("error") if isinstance(value, dict) and isinstance(value.get("error"), dict) else value
    if not isinstance(inner, dict):
        return "", ()
    code = next(
        (str(inner[key]) for key in ("code", "error_code", "errorCode", "type") if _is_text(inner.get(key))), ""
    )
    found = inner.get("messages", inner.get("message", inner.get("detail", inner.get("title"))))
    messages = found if isinstance(found, list) else [found] if found is not None else []
    return code[:200], tuple(str(message)[:500] for message in messages[:20] if _is_text(message))


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
