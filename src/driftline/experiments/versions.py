"""The versions of an object: entity tags (RFC 9110, 8.8.3) and what a change that changes nothing leaves alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.experiments.bench import Bench, changed, leaves, on
from driftline.target import names_id

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.readers.spec import Operation

NOT_MODIFIED = 304
COUNTERS = frozenset({"version", "revision", "etag", "updated_at", "modified_at", "last_modified", "changed_at"})


def versions(bench: Bench, operations: Sequence[Operation]) -> None:
    """The tag of an update's answer is that of the object, a reader who has it gets nothing, an idle update changes nothing."""
    reader = next((o for o in operations if o.method == "get" and o.path == bench.operation.path), None)
    if bench.operation.method not in ("put", "patch") or reader is None or not isinstance(bench.body, dict):
        return
    looking = on(bench, reader, bench.path)
    for turn in range(2):  # somebody else may have changed it meanwhile: once is chance
        exchange, _, status = bench.send("update", _other(bench, turn))
        told = exchange.response_headers.get("etag")
        seen = looking.send("read")[0].response_headers.get("etag") if 200 <= status < 300 and told else told
        if told == seen or seen is None:
            break
    else:
        what = f"{told} was answered, the object that is read then has {seen}"
        bench.find(exchange, "read-back", f"response/{status}/header/etag", what)
    _outdated(bench, looking)
    _idle(bench, looking)


def _outdated(bench: Bench, looking: Bench) -> None:
    """A change under the tag that the object had before its last change is refused (RFC 9110, 13.1.1)."""
    if "request/header/if-match" not in bench.declared:
        return
    for turn in range(2, 4):  # somebody else may have changed it meanwhile: once is chance
        tag = looking.send("read")[0].response_headers.get("etag")
        if not tag or not 200 <= bench.send("update", _other(bench, turn))[2] < 300:
            return
        if looking.send("read")[0].response_headers.get("etag") in (None, tag):
            return
        exchange, _, status = bench.send("stale", _other(bench, turn + 2), headers={"If-Match": tag})
        if not 200 <= status < 300:
            return
    bench.find(exchange, "input-unenforced", "request/header/if-match", "the version before the last change")


def _other(bench: Bench, turn: int) -> Any:
    """The body of an update with another text in it, where it has one that may be any: else nothing may change."""
    for place, path, value in leaves(bench.body):
        aspects = bench.declared.get(place, {})
        if (
            isinstance(value, str)
            and not {"pattern", "format", "values"} & aspects.keys()
            and not names_id(str(path[-1]))
        ):
            return changed(bench.body, path, f"{value[:20]}{bench.prober.target.sign}{turn}")
    return bench.body


def unmodified(bench: Bench) -> None:
    """Asked for an object only if it is another version than the present one, the service sends none (RFC 9110, 13.1.2)."""
    stated = "request/header/if-none-match" in bench.declared or f"response/{NOT_MODIFIED}" in bench.declared
    tag = bench.send("read")[0].response_headers.get("etag") if stated and bench.operation.method == "get" else None
    if tag:
        exchange, _, status = bench.send("unmodified", headers={"If-None-Match": tag})
        again = bench.send("unmodified", headers={"If-None-Match": exchange.response_headers.get("etag", tag)})[2]
        if 200 <= status < 300 and 200 <= again < 300:
            bench.find(exchange, "input-ignored", "request/header/if-none-match", "the present version came, and whole")


def _idle(bench: Bench, looking: Bench) -> None:
    """An update with the values that are there already leaves the version and the time of the last change alone."""
    if not bench.prober.known_facts.get("", {}).get("updates", {}).get("idle") or bench.operation.method != "patch":
        return
    before = looking.send("read")[1]
    same = {name: before[name] for name in bench.body if name in before} if isinstance(before, dict) else {}
    exchange, _, status = bench.send("idle", same)
    after = looking.send("read update")[1]
    if 200 <= status < 300 and isinstance(before, dict) and isinstance(after, dict):
        _left_alone(bench, exchange, before, after)


def _left_alone(bench: Bench, exchange: Exchange, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    for name in [name for name in before if underscored(name) in COUNTERS and after.get(name) != before[name]]:
        told = f"{json.dumps(before[name])} became {json.dumps(after.get(name))} by a change that changes nothing"
        bench.find(exchange, "state-after", f"response/{exchange.status}/body/{name}", told)
        return
