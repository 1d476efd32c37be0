"""Many vendors in one run: the file that names them, the parts of the work, and a verdict on each.

A vendor with a target (or an application) is asked in parts, by operations and seeds; then every vendor is judged: docs,
spec, and what was answered. Parts and cases are plain values, worked on wherever an engine likes; files are read there,
and secrets come from the environment there.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from driftline.cache import CacheFolder, digest
from driftline.errors import DriftError
from driftline.exchange import from_lines, to_lines
from driftline.files import read_toml
from driftline.shards import Shard, merged

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")  # of a vendor: it names a folder
MOST = 1_000_000_000  # requests, seconds, and requests a second
LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Watched:
    """One vendor of a fleet: where its docs and specs are, and how to ask its service, if at all."""

    name: str
    docs: tuple[str, ...]
    spec: str = ""  # what to ask for: needed with a target
    target: str = ""
    app: str = ""
    header: tuple[str, ...] = ()
    second_header: tuple[str, ...] = ()
    limited_header: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    deviate: tuple[str, ...] = ()
    accepted: str = ""
    overlays: str = ""
    shards: int = 1
    seeds: tuple[int, ...] = (0,)
    rate: float = 0.0  # requests a second, of each part
    fuzz: bool = True

    @property
    def is_asked(self) -> bool:
        """Whether there is a service to ask."""
        return bool(self.target or self.app)


@dataclass(frozen=True, slots=True)
class Fleet:
    """The vendors, and what all of them together may spend: requests, and seconds of each part."""

    vendors: tuple[Watched, ...]
    requests: int = 20_000
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Part:
    """Some operations of one vendor, asked with one seed within a share of the budget."""

    vendor: Watched
    shard: Shard
    seed: int
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Case:
    """One vendor to be judged: its recorded exchanges (JSON lines), and the folder where verdicts and readings are kept."""

    vendor: Watched
    exchanges: str = ""
    cache: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one vendor: the report (JSON of the contract), findings by level, what it took."""

    name: str
    report: str
    levels: Mapping[str, int]
    requests: int
    seconds: float
    known: bool = False  # from the cache


def read_fleet(path: Path) -> Fleet:
    """The fleet in a TOML file: `[fleet]` with the budget, `[vendors.NAME]` for each vendor; paths as seen from the file.

    Raises DriftError where the file is no TOML, a key is not known, or a vendor lacks what it needs.
    """
    data = read_toml(path, 'Write [vendors.acme] and docs = ["docs"].')
    vendors, general = data.get("vendors"), data.get("fleet", {})
    if not isinstance(vendors, dict) or not vendors:
        raise DriftError(f"{path} names no vendor", 'Write [vendors.acme] and docs = ["docs"].')
    if set(data) - {"fleet", "vendors"} or not isinstance(general, dict) or set(general) - {"requests", "seconds"}:
        raise DriftError(
            f"{path} holds more than is known", "[fleet] has requests and seconds; the rest is [vendors.NAME]."
        )
    budget = {name: general.get(name, getattr(Fleet(()), name)) for name in ("requests", "seconds")}
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and 0 < n <= MOST for n in budget.values()):
        raise DriftError(f"{path}: requests and seconds are numbers above 0, {MOST:,} at most", "For example 20000.")
    found = tuple(_vendor(path, name, raw) for name, raw in vendors.items())
    return Fleet(found, int(budget["requests"]), float(budget["seconds"]))


def _vendor(path: Path, name: str, raw: Any) -> Watched:
    known = {field.name: field for field in fields(Watched) if field.name != "name"}
    if not NAME.fullmatch(name):
        raise DriftError(f"{path}: {name!r} cannot name a folder", "Use letters, digits, dots, dashes; 64 at most.")
    if not isinstance(raw, dict) or set(raw) - set(known):
        strange = ", ".join(sorted(set(raw) - set(known))) if isinstance(raw, dict) else repr(raw)
        raise DriftError(f"{path}: [vendors.{name}] has {strange}", f"Known are {', '.join(known)}.")
    wrong = [key for key, value in raw.items() if not _fits(str(known[key].type), value)]
    if wrong:
        raise DriftError(
            f"{path}: {wrong[0]} of [vendors.{name}] is {raw[wrong[0]]!r}", f"It is {known[wrong[0]].type}."
        )
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    for key in ("spec", "accepted", "overlays"):
        values |= {key: str(path.parent / values[key])} if values.get(key) else {}
    values["docs"] = tuple(str(path.parent / one) for one in values.get("docs", ()))
    vendor = Watched(name=name, **values)
    if not vendor.docs or (vendor.is_asked and not vendor.spec) or (vendor.target and vendor.app):
        hint = "docs are needed; a target or an app (not both) needs a spec."
        raise DriftError(f"{path}: [vendors.{name}] lacks something", hint)
    if not (1 <= vendor.shards <= 1000 and vendor.seeds and min(vendor.seeds) >= 0 and 0 <= vendor.rate <= MOST):
        hint = "shards are 1 to 1,000, seeds are 0 or more and at least one, rate is requests a second (0: no limit)."
        raise DriftError(f"{path}: [vendors.{name}] has a number that cannot be", hint)
    return vendor


def _fits(kind: str, value: Any) -> bool:
    """Whether a value of TOML is of the type that a field is declared with."""
    if kind.startswith("tuple["):
        inner = int if "int" in kind else str
        return isinstance(value, list) and all(isinstance(one, inner) for one in value)
    types: dict[str, Any] = {"str": str, "int": int, "bool": bool, "float": (int, float)}
    return isinstance(value, types[kind]) and (kind == "bool" or not isinstance(value, bool))


def parts(fleet: Fleet) -> list[Part]:
    """The parts in which services are asked, each with the same share of the requests: together never more than all."""
    found = [
        (vendor, Shard(number, vendor.shards), seed)
        for vendor in fleet.vendors
        if vendor.is_asked
        for seed in vendor.seeds
        for number in range(1, vendor.shards + 1)
    ]
    share = fleet.requests // len(found) if found else 0
    if found and share < 1:
        raise DriftError(f"{fleet.requests} requests are too few for {len(found)} parts", "Raise requests in [fleet].")
    return [Part(vendor, shard, seed, share, fleet.seconds) for vendor, shard, seed in found]


def ask(part: Part) -> str:
    """Probe one part; its exchanges as lines of JSON, secrets struck out.

    Raises DriftError where the service could not be asked, or nothing was reached.
    """
    from driftline.experiments.bench import facts
    from driftline.inputs import document_of, expanded, target_of
    from driftline.probe import probe
    from driftline.readers.spec import read_operations
    from driftline.snapshot import read_snapshot
    from driftline.sources import read_all
    from driftline.target import Budget

    vendor = part.vendor
    document = document_of(Path(vendor.spec))
    mine = part.shard.takes(one.key for one in read_operations(document) if not one.is_webhook)
    if not mine:
        return ""
    target = target_of(
        vendor.target,
        vendor.app,
        budget=Budget(requests=part.requests, seconds=part.seconds, rate=vendor.rate),
        headers=vendor.header,
        other=vendor.second_header,
        limited=vendor.limited_header,
        deviate=vendor.deviate,
    )
    declared = facts(read_all(read_snapshot([Path(vendor.spec), *map(Path, vendor.docs)])))
    with closing(target):
        done = probe(
            document,
            target,
            known=expanded(vendor.set, "=", "set"),
            seed=part.seed,
            only=mine if part.shard.of > 1 else (),
            fuzz=vendor.fuzz,
            sequences=part.shard.number == 1,
            declared=declared,
        )
    if not done.reached:
        raise DriftError(f"nothing was proven: none of {done.operations} operations could be reached")
    return to_lines(done.exchanges)


def joined(records: Sequence[str]) -> str:
    """The records of a vendor's parts as one: the same, in whatever order they came."""
    return to_lines(merged(list(map(from_lines, records))))


def judge(case: Case) -> Verdict:
    """Compare what docs, spec and service of one vendor say; a case that was judged before is looked up.

    Raises DriftError where a source cannot be read.
    """
    from driftline.overlays import corrected, read_overlays
    from driftline.snapshot import read_snapshot

    started = time.monotonic()
    vendor = case.vendor
    snapshot, _, unused = corrected(
        read_snapshot([Path(one) for one in (*vendor.docs, *filter(None, [vendor.spec]))]),
        read_overlays(Path(vendor.overlays)) if vendor.overlays else (),
    )
    cache = CacheFolder(Path(case.cache)) if case.cache else None
    key = _key(case, snapshot.digest(), repr(unused))
    known = cache.get(key) if cache else None
    report = _judged(case, snapshot, unused, cache) if known is None else known
    if cache and known is None:
        cache[key] = report
    found = json.loads(report)
    levels = Counter(one["severity"] for one in found["findings"])
    asked = sum(row.get("requests", 0) for row in found["sources"])
    counts = {level: levels[level] for level in LEVELS}
    return Verdict(vendor.name, report, counts, asked, time.monotonic() - started, known is not None)


def _judged(case: Case, snapshot: Any, more: Sequence[Any], cache: CacheFolder | None) -> str:
    """The report of a case, as JSON of the contract."""
    from driftline.accepted import part, read_accepted
    from driftline.check import judge as compared
    from driftline.coverage import cover
    from driftline.propose import with_proposals
    from driftline.readers.exchanges import read_exchanges
    from driftline.renderers.contract import to_json, witnesses
    from driftline.renderers.requests import with_requests
    from driftline.sources import read_all

    exchanges = from_lines(case.exchanges)
    readings = read_all(snapshot, cache=cache)
    live = [read_exchanges(exchanges)] if exchanges else []
    result = compared([*readings, *live, *more], snapshot, cache)
    findings = with_proposals(with_requests(result.findings, exchanges, {}), snapshot)
    accepted = read_accepted(Path(case.vendor.accepted)) if case.vendor.accepted else []
    parted = part(findings, accepted, datetime.now(UTC).date())
    coverage = cover(readings, findings, exchanges) if exchanges else None
    return to_json(parted.open, witnesses(result.readings), [finding for finding, _ in parted.accepted], coverage)


def _key(case: Case, snapshot: str, overlays: str) -> str:
    """What a verdict rests on: the sources, the record, the decisions of today."""
    decided = Path(case.vendor.accepted).read_text(encoding="utf-8") if case.vendor.accepted else ""
    today = datetime.now(UTC).date().isoformat() if decided else ""
    return digest("verdict", snapshot, overlays, case.exchanges, decided, today)
