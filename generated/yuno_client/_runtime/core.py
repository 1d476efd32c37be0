"""One call, from arguments to result: what to send, when to send it again, what came of it. Does no I/O itself.

`steps` is a generator that asks for requests and pauses; the two clients drive it, one waiting, one awaiting.
"""

from __future__ import annotations

import logging
import random
import time
from base64 import b64encode
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode
from uuid import uuid4

from . import retry
from .errors import ConfigurationError, DecodeError, NotSentError, OutcomeUnknownError, status_error, told
from .given import NOT_GIVEN, NotGiven
from .model import ANYTHING, Kind, Meta, Object, Value, decode, deviations, kind_of
from .options import Operation, Options
from .settings import Settings
from .transport import Answer, Failure, Request
from .wire import plain, read, write

REQUEST_IDS = ("x-request-id", "request-id", "x-trace-id", "x-correlation-id", "cf-ray", "x-amzn-requestid")
OPTIONS = frozenset(Options.__annotations__)


class Sleep(NamedTuple):
    """A pause before the next attempt, in seconds."""

    seconds: float


Steps = Generator[Request | Sleep, Answer | Failure | None, Any]


class Call:
    """One call on its way."""

    __slots__ = ("attempts", "body", "headers", "key", "operation", "options", "path", "query", "settings", "started")

    def __init__(
        self,
        settings: Settings,
        operation: Operation,
        path: Mapping[str, Any],
        query: Mapping[str, Any],
        headers: Mapping[str, Any],
        body: Any,
        options: Options,
    ) -> None:
        self.settings = settings
        self.operation = operation
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.options = options
        self.key = ""
        self.attempts = 0
        self.started = 0.0

    def steps(self) -> Steps:
        """Ask, wait and ask again until there is a result; raises the errors of `errors` and no others."""
        self._check()
        request = self._request()
        self.started = time.monotonic()
        most = self.options.get("max_retries", self.settings.max_retries)
        while True:
            self.attempts += 1
            answer = yield request
            assert answer is not None
            pause = self._pause(answer, most, request)
            if pause is None:
                return self._result(answer)
            self._log("retry", answer, pause)
            yield Sleep(pause)

    def _check(self) -> None:
        strange = sorted(set(self.options) - OPTIONS) if self.options else ()
        if strange:
            raise ConfigurationError(
                f"{strange[0]} is no argument of {self._name()}; every call takes {', '.join(sorted(OPTIONS))}"
            )

    def _name(self) -> str:
        return f"{self.operation.method} {self.operation.path}"

    def _request(self) -> Request:
        settings, options = self.settings, self.options
        headers = {"accept": "application/json", "user-agent": settings.agent}
        query: dict[str, Any] = {}
        self._sign(headers, query)
        query.update(
            {name: value for name, value in self.query.items() if value is not None and value is not NOT_GIVEN}
        )
        own = {name.lower(): _text(value) for name, value in self.headers.items() if value is not NOT_GIVEN}
        if self.operation.key:
            name = self.operation.key.lower()
            self.key = options.get("idempotency_key") or own.get(name) or str(uuid4())
            own[name] = self.key
        elif "idempotency_key" in options:
            raise ConfigurationError(f"{self._name()} knows no idempotency keys: leave idempotency_key out")
        content = self._content()
        if content is not None:
            headers["content-type"] = "application/json"
        if options:
            own.update({name.lower(): _text(value) for name, value in options.get("extra_headers", {}).items()})
            query.update(options.get("extra_query", {}))
        for name, text in own.items():
            if not text.isprintable() or not name.isascii():
                raise ConfigurationError(f"the header {name} holds a character that no header may hold")
        headers.update(own)
        deadline = float(options.get("deadline", settings.deadline))
        timeout = float(options.get("timeout", settings.timeout))
        return Request(self.operation.method, self._url(query), headers, content, timeout, time.monotonic() + deadline)

    def _sign(self, headers: dict[str, str], query: dict[str, Any]) -> None:
        """Put the credentials where the operation wants them: the first alternative of which all are known."""
        known = self.settings.credentials
        wanted = self.operation.security
        if wanted is None:
            chosen: tuple[str, ...] = tuple(known)
        else:
            able = [names for names in wanted if all(name in known for name in names)]
            if not able and wanted:
                missing = [name for name in wanted[0] if name not in known]
                raise ConfigurationError(
                    f"{self._name()} needs {' and '.join(missing)}: give it to the client, or set it in the environment"
                )
            chosen = able[0] if able else ()
        for name in chosen:
            where, spelled, before = self.settings.placed[name]
            value = b64encode(known[name].encode()).decode() if before == "Basic " else known[name]
            (headers if where == "header" else query)[spelled] = before + value

    def _content(self) -> bytes | None:
        body, extra = self.body, self.options.get("extra_body")
        if isinstance(body, NotGiven) and extra is None:
            return None
        value = {} if isinstance(body, NotGiven) else plain(body)
        if extra is not None:
            if not isinstance(value, dict):
                raise ConfigurationError("extra_body cannot be added to a body that is no object")
            value = {**value, **plain(extra)}
        return write(value)

    def _url(self, query: Mapping[str, Any]) -> str:
        path = self.operation.path
        for name, value in self.path.items():
            text = _text(value)
            if text in ("", ".", ".."):
                raise ConfigurationError(f"{name} is {text!r}, which would ask for another path")
            path = path.replace(f"{{{name}}}", quote(text, safe=""))
        url = self.settings.base_url + path
        return f"{url}?{urlencode(_pairs(query), safe=',:')}" if query else url

    def _pause(self, answer: Answer | Failure, most: int, request: Request) -> float | None:
        """Seconds to wait before the next attempt; None where this was the last."""
        if self.attempts > most:
            return None
        if isinstance(answer, Failure):
            again = not answer.sent or retry.may_repeat(self.operation.method, self.key)
        else:
            again = retry.retries(answer.status) and retry.may_repeat(self.operation.method, self.key)
        if not again:
            return None
        pause = retry.backoff(self.attempts, random.random())  # noqa: S311 - spreads retries, guards nothing
        if isinstance(answer, Answer):
            wanted = retry.retry_after(answer.headers, datetime.now(UTC))
            if wanted is not None and wanted > retry.CAP:
                return None
            pause = pause if wanted is None else max(wanted, 0.0)
        return pause if time.monotonic() + pause < request.until else None

    def _result(self, answer: Answer | Failure) -> Any:
        self._log("answer", answer, 0.0)
        if isinstance(answer, Failure):
            kind = OutcomeUnknownError if answer.sent else NotSentError
            fate = "was sent and no whole answer came" if answer.sent else "was not sent"
            raise kind(f"{self._name()} {fate}: {answer.reason}", **self._known(b""))
        known = {**self._known(answer.body), "request_id": _request_id(answer.headers), "status": answer.status}
        if not 200 <= answer.status < 300:
            code, messages = told(answer.body)
            wait = retry.retry_after(answer.headers, datetime.now(UTC))
            detail = "; ".join(messages) or f"{self._name()} was not accepted"
            raise status_error(answer.status)(detail, code=code, messages=messages, retry_after=wait, **known)
        try:
            value = read(answer.body) if answer.body.strip() else None
        except (ValueError, RecursionError) as error:
            said = answer.headers.get("content-type", "no content type")
            raise DecodeError(
                f"{self._name()} answered with {said}, not JSON ({type(error).__name__})", **known
            ) from None
        return self.wrapped(value, answer)

    def _known(self, body: bytes) -> dict[str, Any]:
        return {"idempotency_key": self.key, "attempts": self.attempts, "body": body}

    def wrapped(self, value: Any, answer: Answer) -> Any:
        """The value as a model with its meta."""
        kind = kind_of(self.operation.gives)
        found: tuple[Any, ...] = ()
        if self.settings.strict and self.operation.gives != "Object":
            found = tuple(deviations(value, kind, self.settings.models))
        meta = Meta(
            answer.status, answer.headers, answer.body, _request_id(answer.headers), self.attempts, self.key, found
        )
        return _with_meta(value, kind, self.settings.models, meta)

    def _log(self, what: str, answer: Answer | Failure, pause: float) -> None:
        """Metadata only: never a header, a body or a value in the path."""
        logger = logging.getLogger(self.settings.logger)
        if logger.isEnabledFor(logging.INFO):
            came = answer.reason if isinstance(answer, Failure) else str(answer.status)
            request_id = "" if isinstance(answer, Failure) else _request_id(answer.headers)
            spent = time.monotonic() - self.started
            logger.info("%s %s -> %s attempt=%d seconds=%.3f request=%s%s", self.operation.method, self.operation.path, came,
                        self.attempts, spent, request_id, f" again in {pause:.2f}" if what == "retry" else "")  # fmt: skip


def _with_meta(value: Any, kind: Kind, models: str, meta: Meta) -> Any:
    if isinstance(value, dict):
        made = decode(value, kind if kind.models else ANYTHING, models) if kind.models else Object.of(value)
    elif value is None and kind.models:
        made = decode({}, kind, models)
    else:
        made = Value.of({"value": value} if value is not None else {})
    object.__setattr__(made, "_meta", meta)
    return made


def _request_id(headers: Mapping[str, str]) -> str:
    return next((headers[name][:200] for name in REQUEST_IDS if name in headers), "")


def _text(value: Any) -> str:
    """A value in a path, a query or a header."""
    if type(value) is str:
        return value
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list) or value is None:
        raise ConfigurationError(f"{value!r} cannot stand in a path, a query or a header")
    return str(value)


def _pairs(query: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and text of each query value; a list gives its name once for each item."""
    pairs = []
    for name, value in query.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, _text(one)) for one in values]
    return pairs
