"""The two clients: the drivers of a call. What a call needs is loaded with the first one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from .errors import ConfigurationError
from .given import NOT_GIVEN

if TYPE_CHECKING:
    from .options import Operation, Options
    from .pages import AsyncPage, Page
    from .settings import Settings
    from .transport import AsyncSender, Sender


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
        self._wire = http_client, http_library
        self._sent_by: Sender | None = None

    def _sender(self) -> Sender:
        if self._sent_by is None:
            from .transport import HttpSender

            self._sent_by = HttpSender(*self._wire)
        return self._sent_by

    def close(self) -> None:
        """Close the connections."""
        if self._sent_by is not None:
            self._sent_by.close()

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
        from .options import Operation

        operation = Operation(method.upper(), _literal(path))
        return self.call(operation, {}, query or {}, {}, body, options or {})

    def call(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Any:  # fmt: skip
        """Carry out one operation; generated methods come here."""
        from .core import Call, Sleep

        steps = Call(self._settings, operation, path, query, headers, body, options).steps()
        sender = self._sender()
        answer = None
        try:
            while True:
                step = steps.send(answer)
                if isinstance(step, Sleep):
                    time.sleep(step.seconds)
                    answer = None
                else:
                    answer = sender.send(step)
        except StopIteration as done:
            return done.value

    def call_page(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Page[Any]:  # fmt: skip
        """Carry out an operation that lists, and give its first page."""
        from .options import Paging
        from .pages import Page, parts_of

        asked = {name: value for name, value in query.items() if value is not NOT_GIVEN and value is not None}
        result = self.call(operation, path, asked, headers, body, options)
        paging = operation.paging or Paging()

        def ask(following: Mapping[str, Any]) -> Page[Any]:
            return self.call_page(operation, path, following, headers, body, options)

        return Page(*parts_of(result, paging, operation.gives, self._settings.models), paging, asked, ask=ask)


async def _pause(seconds: float) -> None:
    import asyncio  # loaded where it is needed: it takes longer than all of this package

    await asyncio.sleep(seconds)


class AsyncClient(BaseClient):
    """Calls and awaits."""

    def __init__(self, settings: Settings, http_client: Any = None, http_library: str = "") -> None:
        self._settings = settings
        self._wire = http_client, http_library
        self._sent_by: AsyncSender | None = None

    def _sender(self) -> AsyncSender:
        if self._sent_by is None:
            from .transport import AsyncHttpSender

            self._sent_by = AsyncHttpSender(*self._wire)
        return self._sent_by

    async def close(self) -> None:
        """Close the connections."""
        if self._sent_by is not None:
            await self._sent_by.close()

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
        from .options import Operation

        operation = Operation(method.upper(), _literal(path))
        return await self.call(operation, {}, query or {}, {}, body, options or {})

    async def call(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> Any:  # fmt: skip
        """Carry out one operation; generated methods come here."""
        from .core import Call, Sleep

        steps = Call(self._settings, operation, path, query, headers, body, options).steps()
        sender = self._sender()
        answer = None
        try:
            while True:
                step = steps.send(answer)
                if isinstance(step, Sleep):
                    await _pause(step.seconds)
                    answer = None
                else:
                    answer = await sender.send(step)
        except StopIteration as done:
            return done.value

    async def call_page(
        self, operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any], headers: Mapping[str, Any], body: Any,
        options: Options,
    ) -> AsyncPage[Any]:  # fmt: skip
        """Carry out an operation that lists, and give its first page."""
        from .options import Paging
        from .pages import AsyncPage, parts_of

        asked = {name: value for name, value in query.items() if value is not NOT_GIVEN and value is not None}
        result = await self.call(operation, path, asked, headers, body, options)
        paging = operation.paging or Paging()

        async def ask(following: Mapping[str, Any]) -> AsyncPage[Any]:
            return await self.call_page(operation, path, following, headers, body, options)

        return AsyncPage(*parts_of(result, paging, operation.gives, self._settings.models), paging, asked, ask=ask)


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
