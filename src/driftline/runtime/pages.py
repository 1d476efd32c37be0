"""Lists that go on: one page that iterates over itself and all that follow, whatever the dialect."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from .model import Meta, Model, Object, Value, decode, kind_of
from .options import Paging

T = TypeVar("T")
MORE = ("has_more", "has_next", "hasMore", "hasNext", "has_next_page")
LAST = ("last", "is_last")
COUNTS = ("total_pages", "totalPages", "pages", "page_count")
TOTALS = (
    "total",
    "total_elements",
    "totalElements",
    "total_items",
    "totalItems",
    "total_count",
    "total_records",
    "count",
)
AT = ("page", "page_number", "current_page", "number", "offset")


class _Page(Generic[T]):
    """One page: `data`, what stood around it (`envelope`), and how to ask for the next."""

    def __init__(self, data: list[T], envelope: Object, meta: Meta, paging: Paging, query: Mapping[str, Any]) -> None:
        self.data = data
        self.envelope = envelope
        self.meta = meta
        self._paging = paging
        self._query = query

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: int) -> T:
        return self.data[index]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.data)} items{', more follow' if self.has_more else ''})"

    @property
    def has_more(self) -> bool:
        """Whether the service has (or may have) another page."""
        return self.next_query() is not None

    def next_query(self) -> dict[str, Any] | None:
        """The query of the next page; None after the last."""
        paging = self._paging
        if not paging.by or not self.data or self._says_last():
            return None
        at = self._at()
        step = len(self.data) if paging.by == "offset" else 1
        return {**self._query, paging.at: at + step}

    def _at(self) -> int:
        """Where this page stands: as it was asked for, as the answer says, or at the start."""
        asked = self._query.get(self._paging.at)
        if isinstance(asked, int):
            return asked
        said = self._said((self._paging.at, *AT))
        if self._paging.by == "offset":
            return 0 if not isinstance(said, int) or isinstance(said, bool) else said
        return said if isinstance(said, int) and not isinstance(said, bool) else self._paging.first

    def _said(self, names: tuple[str, ...]) -> Any:
        """What the envelope says under one of the names, beside the list or one level down."""
        data = self.envelope._data
        for holder in (data, *(value for value in data.values() if isinstance(value, dict))):
            for name in names:
                if name in holder and not isinstance(holder[name], dict | list):
                    return holder[name]
        return None

    def _says_last(self) -> bool:
        more, last = self._said(MORE), self._said(LAST)
        if isinstance(more, bool) or isinstance(last, bool):
            return more is False or last is True
        pages, total = self._said(COUNTS), self._said(TOTALS)
        if self._paging.by == "page" and isinstance(pages, int):
            return self._at() - self._paging.first + 1 >= pages
        size = self._query.get(self._paging.size)
        if isinstance(total, int) and self._paging.by == "offset":
            return self._at() + len(self.data) >= total
        return isinstance(size, int) and len(self.data) < size


class Page(_Page[T]):
    """A page of a list; iterating goes on over the following pages, asking as it goes."""

    def __init__(self, *known: Any, ask: Callable[[Mapping[str, Any]], Page[T]]) -> None:
        super().__init__(*known)
        self._ask = ask

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data

    def pages(self) -> Iterator[Page[T]]:
        """This page and all that follow; ends where a service gives the same page twice."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            after = page.next_page()
            page = after if after is not None and after.data and after.data != page.data else None

    def next_page(self) -> Page[T] | None:
        """The next page; None after the last."""
        query = self.next_query()
        return None if query is None else self._ask(query)


class AsyncPage(_Page[T]):
    """A page of a list; `async for` goes on over the following pages, asking as it goes."""

    def __init__(self, *known: Any, ask: Callable[[Mapping[str, Any]], Awaitable[AsyncPage[T]]]) -> None:
        super().__init__(*known)
        self._ask = ask

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data:
                yield item

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all that follow; ends where a service gives the same page twice."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            after = await page.next_page()
            page = after if after is not None and after.data and after.data != page.data else None

    async def next_page(self) -> AsyncPage[T] | None:
        """The next page; None after the last."""
        query = self.next_query()
        return None if query is None else await self._ask(query)


def parts_of(result: Model, paging: Paging, gives: str, models: str) -> tuple[list[Any], Object, Meta]:
    """The items of an answer, what stood around them, and its meta."""
    kind = kind_of(gives)
    data = result._data
    bare = isinstance(result, Value)
    found = data.get("value") if bare else data.get(paging.data) if paging.data else None
    values = found if isinstance(found, list) else next((v for v in data.values() if isinstance(v, list)), [])
    envelope = Object.of({} if bare else {key: value for key, value in data.items() if value is not values})
    item = kind.items or kind_of("Any")
    return [decode(value, item, models) for value in values], envelope, result.meta
