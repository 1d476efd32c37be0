"""The two clients: settings from arguments and environment, and the drivers of a call."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from .core import Call, Settings, Sleep, checked_base, with_settings
from .errors import ConfigurationError
from .model import Meta, Model, Object, Value, decode, kind_of
from .options import Operation, Options, Paging
from .pages import AsyncPage, Page
from .transport import AsyncHttpSender, AsyncSender, HttpSender, Sender
from .wire import NOT_GIVEN


class Vendor(NamedTuple):
    """What a generated client knows of its service: variable prefix, environments, and where each credential goes."""

    prefix: str
    environments: Mapping[str, str]
    credentials: Mapping[str, tuple[str, str, str]]
    agent: str
    models: str


def settings_of(vendor: Vendor, given: Mapping[str, str | None], environment: str | None, **limits: Any) -> Settings:
    """The settings of a new client: arguments first, then the environment, and no guess.

    `limits` are `timeout` and `deadline` (seconds), `max_retries` and `strict`.

    Raises ConfigurationError where the environment is not named, or the variables contradict each other.
    """
    read = os.environ.get
    named = read(f"{vendor.prefix}_ENVIRONMENT"), read(f"{vendor.prefix}_BASE_URL")
    if environment is None and all(named):
        raise ConfigurationError(
            f"{vendor.prefix}_ENVIRONMENT and {vendor.prefix}_BASE_URL are both set: unset one of them"
        )
    chosen = environment or next(filter(None, named), None)
    known = ", ".join(map(repr, vendor.environments)) or "a URL"
    if chosen is None:
        raise ConfigurationError(
            f"no environment was named: pass environment={known} or a URL, or set {vendor.prefix}_ENVIRONMENT"
        )
    if chosen not in vendor.environments and "://" not in chosen:
        raise ConfigurationError(f"environment {chosen!r} is not known: write {known}, or a URL")
    base = checked_base(vendor.environments.get(chosen, chosen))
    values = {name: value or read(f"{vendor.prefix}_{_variable(name)}") for name, value in given.items()}
    held = {name: value for name, value in values.items() if value}
    for name, value in held.items():
        if value != value.strip() or not value.isprintable():
            raise ConfigurationError(
                f"{_variable(name).lower()} holds a space at its end or a character that no header may hold"
            )
    logger = vendor.agent.partition("/")[0].replace("-", "_")
    made = Settings(base, held, vendor.credentials, agent=vendor.agent, models=vendor.models, logger=logger)
    return with_settings(made, **limits)


def _variable(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name).upper()


def _page_of(result: Model, paging: Paging, gives: str, models: str) -> tuple[list[Any], Object, Meta]:
    """The items of an answer, what stood around them, and its meta."""
    kind = kind_of(gives)
    data = result._data
    bare = isinstance(result, Value)
    found = data.get("value") if bare else data.get(paging.data) if paging.data else None
    values = found if isinstance(found, list) else next((v for v in data.values() if isinstance(v, list)), [])
    envelope = Object.of({} if bare else {key: value for key, value in data.items() if value is not values})
    item = kind.items or kind_of("Any")
    return [decode(value, item, models) for value in values], envelope, result.meta


class BaseClient:
    """What both clients share: settings that cannot be printed by accident."""

    _settings: Settings

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"

    def __reduce__(self) -> Any:
        raise TypeError("a client holds keys and connections, and cannot be pickled: make one where it is used")


class SyncClient(BaseClient):
    """Calls and waits."""

    def __init__(self, settings: Settings, http_client: Any = None, http_library: str = "") -> None:
        self._settings = settings
        self._sender: Sender = HttpSender(http_client, http_library)

    def close(self) -> None:
        """Close the connections."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = NOT_GIVEN,
        options: Options | None = None,
    ) -> Any:
        """Ask for anything, documented or not: a generic object with its `meta`; what is no object stands under `value`."""
        operation = Operation(method.upper(), _literal(path))
        return self.call(operation, {}, query or {}, {}, body, options or {})

    def call(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Any:  # fmt: skip
        """Carry out one operation; generated methods come here."""
        steps = Call(self._settings, operation, path, query, headers, body, options).steps()
        answer = None
        try:
            while True:
                step = steps.send(answer)
                if isinstance(step, Sleep):
                    time.sleep(step.seconds)
                    answer = None
                else:
                    answer = self._sender.send(step)
        except StopIteration as done:
            return done.value

    def call_page(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Page[Any]:  # fmt: skip
        """Carry out an operation that lists, and give its first page."""
        asked = {name: value for name, value in query.items() if value is not NOT_GIVEN and value is not None}
        result = self.call(operation, path, asked, headers, body, options)
        paging = operation.paging or Paging()

        def ask(following: Mapping[str, Any]) -> Page[Any]:
            return self.call_page(operation, path, following, headers, body, options)

        return Page(*_page_of(result, paging, operation.gives, self._settings.models), paging, asked, ask=ask)


async def _pause(seconds: float) -> None:
    import asyncio  # loaded where it is needed: it takes longer than all of this package

    await asyncio.sleep(seconds)


class AsyncClient(BaseClient):
    """Calls and awaits."""

    def __init__(self, settings: Settings, http_client: Any = None, http_library: str = "") -> None:
        self._settings = settings
        self._sender: AsyncSender = AsyncHttpSender(http_client, http_library)

    async def close(self) -> None:
        """Close the connections."""
        await self._sender.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = NOT_GIVEN,
        options: Options | None = None,
    ) -> Any:
        """Ask for anything, documented or not: a generic object with its `meta`; what is no object stands under `value`."""
        operation = Operation(method.upper(), _literal(path))
        return await self.call(operation, {}, query or {}, {}, body, options or {})

    async def call(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Any:  # fmt: skip
        """Carry out one operation; generated methods come here."""
        steps = Call(self._settings, operation, path, query, headers, body, options).steps()
        answer = None
        try:
            while True:
                step = steps.send(answer)
                if isinstance(step, Sleep):
                    await _pause(step.seconds)
                    answer = None
                else:
                    answer = await self._sender.send(step)
        except StopIteration as done:
            return done.value

    async def call_page(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> AsyncPage[Any]:  # fmt: skip
        """Carry out an operation that lists, and give its first page."""
        asked = {name: value for name, value in query.items() if value is not NOT_GIVEN and value is not None}
        result = await self.call(operation, path, asked, headers, body, options)
        paging = operation.paging or Paging()

        async def ask(following: Mapping[str, Any]) -> AsyncPage[Any]:
            return await self.call_page(operation, path, following, headers, body, options)

        return AsyncPage(*_page_of(result, paging, operation.gives, self._settings.models), paging, asked, ask=ask)


def _literal(path: str) -> str:
    """A path that is sent as it stands; raises ConfigurationError where it is none."""
    if (
        not path.startswith("/")
        or path.startswith("//")
        or "{" in path
        or ".." in path.split("/")
        or not path.isprintable()
    ):
        raise ConfigurationError(f"{path!r} is no path: write /v1/..., with every value filled in")
    return path
