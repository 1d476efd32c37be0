"""What every call takes, and what one operation is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypedDict


class Options(TypedDict, total=False):
    """What every call takes beside its own arguments.

    `timeout` is in seconds for connecting and for each read, `deadline` in seconds for the whole call with its retries.
    `idempotency_key` replaces the one that the client makes. `extra_*` are sent beside (or instead of) the call's own.
    """

    timeout: float
    deadline: float
    max_retries: int
    idempotency_key: str
    extra_headers: Mapping[str, str]
    extra_query: Mapping[str, Any]
    extra_body: Mapping[str, Any]


class Paging(NamedTuple):
    """How an operation parts a list into pages: names of the query parameters, and where the list stands.

    `data` is the field of the answer that holds the list, empty where the answer is the list. `by` is page or offset,
    empty where there is one page only. `first` is the number of the first page.
    """

    data: str = ""
    by: str = ""
    at: str = ""
    size: str = ""
    first: int = 1


class Operation(NamedTuple):
    """One operation: method, path template, what it gives (an annotation's text), and how it is sent.

    `key` is the header of idempotency keys, empty where the operation knows none. `security` are alternatives of
    credential names; None where the description does not say.
    """

    method: str
    path: str
    gives: str = "Object"
    key: str = ""
    security: tuple[tuple[str, ...], ...] | None = None
    paging: Paging | None = None
