"""Who may ask: wrong credentials, and another account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import Bench, json_of
from driftline.experiments.lists import items_of
from driftline.readers.spec import credential, schemes_of

if TYPE_CHECKING:
    from driftline.exchange import Exchange


def accounts(bench: Bench) -> None:
    """Wrong credentials are refused, and another account does not see the object."""
    stated = bench.operation.data.get("security", bench.prober.document.get("security"))
    target = bench.prober.target
    if not stated or {} in stated or not target.headers:
        return
    wrong = {name: _spoilt(value) for name, value in target.headers.items()}
    exchange, _ = _as(bench, wrong, "anonymous")
    statuses = bench.declared.get("response", {}).get("complete", ())
    if exchange.status == 403 and "401" in statuses:
        bench.find(exchange, "credentials-status", "security", "403 for wrong credentials, 401 is documented")
    for name in target.headers if len(target.headers) > 1 and _all_at_once(bench, stated) else ():
        _as(bench, {**target.headers, name: wrong[name]}, "anonymous")
        if bench.operation.method == "get":
            _as(bench, {key: value for key, value in target.headers.items() if key != name}, "anonymous")
    if target.other:
        _other(bench)


def _other(bench: Bench) -> None:
    """Another account neither reads nor changes an object of the first, and does not see it in its own list."""
    if bench.operation.method != "get" and "{" not in bench.operation.path:
        return  # what it makes is its own
    exchange, answer = _as(bench, bench.prober.target.other, "other account")
    if bench.operation.method != "get" and 200 <= exchange.status < 300:
        bench.find(exchange, "tenant-leak", "security", "another account changes it")
        return
    if not 200 <= exchange.status < 300 or not answer:
        return
    if "{" in bench.operation.path:
        bench.find(exchange, "tenant-leak", "security", "another account reads it")
    elif any(
        str(item.get("id")) in bench.prober.target.own for item in items_of(answer) or () if isinstance(item, dict)
    ):
        bench.find(exchange, "tenant-leak", "security", "another account sees it in its list")


def _all_at_once(bench: Bench, stated: Any) -> bool:
    """Whether every way in asks for all the credentials that the run has, each of them a scheme of the document."""
    schemes = {name: credential(scheme) for name, scheme in schemes_of(bench.prober.document).items()}
    asked = [
        {schemes.get(name, "").rpartition(" ")[2].lower() for name in way} for way in stated if isinstance(way, dict)
    ]
    return bool(asked) and all({name.lower() for name in bench.prober.target.headers} <= way for way in asked)


def _as(bench: Bench, credentials: Mapping[str, str], intent: str) -> tuple[Exchange, Any]:
    """The operation under other credentials: the exchange, and the answer's JSON."""
    path, sent = (
        (bench.path, bench.body) if bench.operation.method == "get" else bench.prober.once_more(bench.operation)
    )
    body = {} if sent is None else {"json": sent}
    extra = bench.prober.extras(bench.operation)
    extra["headers"] = {**extra.get("headers", {}), **credentials}
    method = bench.operation.method.upper()
    exchange, response = bench.prober.target.send(
        bench.operation.key, intent, method, path, anonymous=True, **extra, **body
    )
    return exchange, json_of(response)


def _spoilt(value: str) -> str:
    scheme, space, secret = value.rpartition(" ")
    return f"{scheme}{space}{'x' * max(8, len(secret))}"
