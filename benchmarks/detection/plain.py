"""Plain schemathesis on the same mutants: every phase that is on by default, in the same process, bounded in examples."""

from __future__ import annotations

import contextlib
import io
import json
import random
import time
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import schemathesis
from mutants import BUNDLE, CLASS_OF, family_of
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from driftline.emulator.asgi import application
from emulator import create

Failure = tuple[str, str, str]  # operation, check, kind of failure


@dataclass(frozen=True, slots=True)
class Plain:
    """One run of schemathesis: the failures that it reports, its requests and its seconds."""

    lie: str
    failures: frozenset[Failure]
    requests: int
    seconds: float


def sample(lies: Sequence[str], number: int, seed: int = 0) -> list[str]:
    """So many lies of the live side, the same each time: one of each family after the other."""
    source = random.Random(seed)
    families: dict[str, list[str]] = defaultdict(list)
    for lie in lies:
        if CLASS_OF[family_of(lie)] != "document":
            families[family_of(lie)].append(lie)
    piles = [source.sample(found, len(found)) for found in families.values()]
    source.shuffle(piles)
    turns = [pile[n] for n in range(max(map(len, piles), default=0)) for pile in piles if n < len(pile)]
    return turns[:number]


def plain(lie: str, keys: dict[str, str], examples: int, seed: int) -> Plain:
    """Give one mutant to schemathesis; an empty name is the honest vendor."""
    running = create(deviate=[lie] if lie else [])
    config = SchemathesisConfig.from_dict(
        {"headers": keys, "seed": seed, "generation": {"max-examples": examples, "database": "none"}}
    )
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(BUNDLE)), config=config)
    schema.app = application(running)
    started = time.perf_counter()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        failures = frozenset(one for event in from_schema(schema).execute() for one in failures_of(event))
    return Plain(lie, failures, running.count, time.perf_counter() - started)


def failures_of(event: events.EngineEvent) -> list[Failure]:
    """What a finished scenario failed: the operation of the case, the check, and the kind of failure."""
    if not isinstance(event, events.ScenarioFinished):
        return []
    record = event.recorder
    return [
        (record.cases[case].value.operation.label, check.name, type(check.failure_info.failure).__name__)
        for case, checks in record.checks.items()
        for check in checks
        if check.failure_info is not None
    ]


def table(runs: Sequence[Plain], honest: Sequence[Plain], killed: frozenset[str]) -> str:
    """How many mutants of the sample schemathesis tells from the honest vendor, by class, and how many the probe kills."""
    known = frozenset[Failure]().union(*(one.failures for one in honest))
    rows: dict[str, list[Plain]] = defaultdict(list)
    for one in runs:
        rows[CLASS_OF[family_of(one.lie)]].append(one)
    lines = ["| class | mutants | schemathesis reports | the probe kills |", "|---|---|---|---|"]
    for name, mine in [
        *((name, rows[name]) for name in dict.fromkeys(CLASS_OF.values()) if name in rows),
        ("all", runs),
    ]:
        told = sum(bool(one.failures - known) for one in mine)
        lines.append(f"| {name} | {len(mine)} | {told} | {sum(one.lie in killed for one in mine)} |")
    return "\n".join(lines)
