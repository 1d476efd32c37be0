"""Who may ask: wrong credentials, and another account."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from driftline.experiments.bench import Bench, json_of
from driftline.experiments.listing import is_search, items_of
from driftline.readers.spec import credential, schemes_of

if TYPE_CHECKING:
    from driftline.exchange import Exchange


def accounts(bench: Bench) -> None:
    """Without credentials and with wrong ones it is refused, and another account does not see the object."""
    stated = bench.operation.data.get("security", bench.prober.document.get("security"))
    target = bench.prober.target
    if not stated or {} in stated:
        return
    asking = Asking(bench)
    _as_promised(bench, asking({}, "anonymous")[0], "missing")
    if not target.headers:
        return
    wrong = {name: _spoilt(value) for name, value in target.headers.items()}
    several = len(target.headers) > 1 and _all_at_once(bench, stated)
    for name in target.headers if several else ("",):  # one of several wrong: all wrong are refused for it, too
        credentials = {**target.headers, name: wrong[name]} if name else wrong
        exchange, _ = asking(credentials, "anonymous")
        if not _as_promised(bench, exchange, "unknown") and exchange.status == 403 and _is_unlike(bench, exchange):
            bench.find(exchange, "credentials-status", "security", "403 for wrong credentials, 401 is documented")
        if name and bench.operation.method == "get":
            asking({key: value for key, value in target.headers.items() if key != name}, "anonymous")
    _half_right(bench, asking)
    if target.other:
        _other(bench, asking)


def _half_right(bench: Bench, asking: Asking) -> None:
    """A user with a wrong password is refused (RFC 7617)."""
    held = {name.lower(): (name, value) for name, value in bench.prober.target.headers.items()}
    header, told = held.get("authorization", ("", ""))
    scheme, _, secret = told.partition(" ")
    user, colon, password = _decoded(secret).partition(":") if scheme.lower() == "basic" else ("", "", "")
    if colon and password:
        wrong = b64encode(f"{user}:{'x' * max(8, len(password))}".encode()).decode()
        asking({**bench.prober.target.headers, header: f"{scheme} {wrong}"}, "anonymous")


def _decoded(secret: str) -> str:
    try:
        return b64decode(secret, validate=True).decode()
    except ValueError:
        return ""


def _as_promised(bench: Bench, exchange: Exchange, kind: str) -> bool:
    """Whether it is said with which status such a request is refused; where it is refused with the other one, it is found."""
    wanted = bench.prober.known_facts.get("", {}).get("credentials", {}).get(kind)
    if wanted is not None and exchange.status in (401, 403) and exchange.status != wanted:
        told = f"{exchange.status} for {kind} credentials, {wanted} is documented"
        bench.find(exchange, "credentials-status", "security", told)
    return wanted is not None


def _is_unlike(bench: Bench, exchange: Exchange) -> bool:
    """Whether 401 alone is documented for wrong credentials, or where 403 is too, another operation answers so."""
    documented = bench.declared.get("response", {}).get("complete", ())
    others = (one.status for one in bench.prober.target.exchanges
              if one.intent == "anonymous" and one.operation != exchange.operation)  # fmt: skip
    return "401" in documented and ("403" not in documented or (usual := Counter(others))[401] > 3 * usual[403])


@dataclass(slots=True)
class Asking:
    """An operation under other credentials, on one object until something is accepted that may use it up."""

    bench: Bench
    ready: tuple[str, Any] | None = None

    def __call__(self, credentials: Mapping[str, str], intent: str) -> tuple[Exchange, Any]:
        """The exchange, and the answer's JSON."""
        bench = self.bench
        quiet = bench.operation.method == "get"
        self.ready = self.ready or ((bench.path, bench.body) if quiet else bench.prober.once_more(bench.operation))
        path, sent = self.ready
        prober, operation = bench.prober, bench.operation
        exchange, response = prober.send(operation, intent, path, sent, headers=credentials, anonymous=True)
        if 200 <= exchange.status < 300 and not quiet:
            self.ready = None
        return exchange, json_of(response)


def _other(bench: Bench, asking: Asking) -> None:
    """Another account neither reads nor changes an object of the first, and does not see it in its own list."""
    shows = bench.operation.method == "get" or is_search(bench.operation)
    if not shows and "{" not in bench.operation.path:
        return  # what it makes is its own
    if "{" in bench.operation.path and not _is_own(bench):
        return
    exchange, answer = asking(bench.prober.target.other, "other account")
    if shows and "{" not in bench.operation.path and _by_filter(bench):
        return
    if not shows and 200 <= exchange.status < 300:
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


def _is_own(bench: Bench) -> bool:
    """Whether the run made what an operation works on: what is there from the beginning every account has for itself."""
    made = any(maker.method == "post" for maker in bench.prober.origins(bench.operation))
    return made or not bench.prober.target.own.isdisjoint(map(unquote, bench.path.split("/")))


MOST_FILTERS = 3  # by which another account asks for objects of the first


def _by_filter(bench: Bench) -> bool:
    """Whether another account sees objects of the first when it asks for those of one by its id."""
    items = [one for one in items_of(bench.send("look")[1]) or [] if isinstance(one, dict)]
    own, target = bench.prober.target.own, bench.prober.target
    names = [place.rpartition("/")[2] for place in bench.declared if place.startswith("request/query/")]
    asked = {name: str(item[name]) for item in items[::-1] for name in names if str(item.get(name)) in own}
    for name, value in list(asked.items())[:MOST_FILTERS]:
        exchange, response = bench.prober.send(
            bench.operation,
            "other account",
            bench.path,
            headers=target.other,
            params={name: value},
            anonymous=True,
        )
        shown = items_of(json_of(response)) or [] if 200 <= exchange.status < 300 else []
        if any(isinstance(one, dict) and str(one.get(name)) == value and str(one.get("id")) in own for one in shown):
            bench.find(exchange, "tenant-leak", "security", f"another account sees it by its {name}")
            return True
    return False


def _all_at_once(bench: Bench, stated: Any) -> bool:
    """Whether every way in asks for all the credentials that the run has, each of them a scheme of the document."""
    schemes = {name: credential(scheme) for name, scheme in schemes_of(bench.prober.document).items()}
    asked = [
        {schemes.get(name, "").rpartition(" ")[2].lower() for name in way} for way in stated if isinstance(way, dict)
    ]
    return bool(asked) and all({name.lower() for name in bench.prober.target.headers} <= way for way in asked)


def _spoilt(value: str) -> str:
    scheme, space, secret = value.rpartition(" ")
    return f"{scheme}{space}{'x' * max(8, len(secret))}"
