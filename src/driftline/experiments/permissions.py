"""What a key of the same account that may only read can do: nothing but read, and it is not shown everything."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from driftline.experiments.bench import Bench, json_of
from driftline.experiments.listing import items_of
from driftline.readers.limited import limited_key, listed
from driftline.target import unwrapped

if TYPE_CHECKING:
    from driftline.prober import Prober

FORBIDDEN = 403


def permissions(bench: Bench) -> None:
    """With a key that may only read, what changes something is refused, and fields that are kept from it are null.

    Which key that is the user says, else a table of the docs that gives keys to try, the run's own among them.
    """
    prober, operation = bench.prober, bench.operation
    limit = prober.known_facts.get("", {}).get("credentials/limited", {}).get("reads-only")
    credentials = limited(prober) if limit else {}
    if not credentials:
        return
    if operation.method == "get":
        _hidden(bench, credentials)
        return
    path, sent = prober.once_more(operation)
    exchange, _ = prober.send(operation, "limited key", path, sent, headers=credentials, anonymous=True)
    if 200 <= exchange.status < 300:
        bench.find(exchange, "permission-ignored", "security", "done with a key that may only read")
    elif exchange.status == FORBIDDEN:
        bench.prove(exchange, "reads-only", "security")


def limited(prober: Prober) -> Mapping[str, str]:
    """The headers of a key of the same account that may only read, and that the service knows; empty where there is none."""
    target = prober.target
    if prober.limited is None:
        prober.limited = dict(target.limited or _documented(prober))
        readers = [o for o in prober.operations if o.method == "get" and o.key in prober.reached]
        reader = max(
            readers, key=lambda o: "{" in o.path, default=None
        )  # an object of this account's, where one can be read
        if prober.limited and reader is not None:
            path = prober.reached[reader.key][0]
            status = prober.send(reader, "look", path, headers=prober.limited, anonymous=True)[0].status
            prober.limited = prober.limited if 200 <= status < 300 else {}
    return prober.limited


def _documented(prober: Prober) -> dict[str, str]:
    """The run's own credentials with the key that a table of the docs gives beside them."""
    known, target = prober.known_facts.get("", {}), prober.target
    kind = str(known.get("credentials/limited", {}).get("reads-only", "")).partition(" ")[0]
    for name, value in target.headers.items():
        found = limited_key(listed(known), list(_secrets(value)), kind)
        if found is not None:
            target.hide(found[1])
            return {**target.headers, name: _with(value, *found)}
    return {}


def _secrets(value: str) -> Iterator[str]:
    """What may be the key in a header: the last word of it, the user of basic credentials (RFC 7617)."""
    scheme, _, secret = value.rpartition(" ")
    yield secret
    if scheme.lower() == "basic":
        yield _decoded(secret).partition(":")[0]


def _with(value: str, own: str, other: str) -> str:
    scheme, _, secret = value.rpartition(" ")
    if scheme.lower() == "basic":
        return f"{scheme} {b64encode(_decoded(secret).replace(own, other).encode()).decode()}"
    return value.replace(own, other)


def _decoded(secret: str) -> str:
    try:
        return b64decode(secret, validate=True).decode()
    except ValueError:
        return ""


def _hidden(bench: Bench, credentials: Mapping[str, str]) -> None:
    """What is said to be null for such a key is, where the run's own key is shown it."""
    names = [place.rpartition("/")[2] for place, aspects in bench.declared.items() if aspects.get("hidden")]
    if not names:
        return
    path = (
        bench.prober.reached[bench.operation.key][0]
        if "{" not in bench.operation.path
        else bench.prober.ready_path(bench.operation)
    )
    exchange, response = bench.prober.send(bench.operation, "limited key", path, headers=credentials, anonymous=True)
    answer = json_of(response)
    shown = items_of(answer) or [unwrapped(answer)[0]]
    for name in names if 200 <= exchange.status < 300 else ():
        if any(isinstance(one, dict) and one.get(name) is not None for one in shown):
            place = f"{bench.place(exchange.status)}/{name}"
            bench.find(exchange, "permission-ignored", place, f"{name} is shown to a key that is not to see it")
            return
        bench.prove(exchange, "hidden", f"response/2XX/body/{name}")
