"""Which drifts a probe finds: every kind of lie of the live side at every place where it applies, one emulator for each.

python benchmarks/detection/detection.py [--most 6] [--seeds 2] [--jobs 2]

A mutant is killed when a finding with the live witness stands at the operation that lies, under a rule that names the
cause; it is silent when the lie changed no answer of the honest run (nothing to find); else it survived. Writes detection.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from driftline.compare import compare  # noqa: E402
from driftline.emulator import EmulatorTransport  # noqa: E402
from driftline.experiments.bench import facts  # noqa: E402
from driftline.probe import Budget, Target, probe  # noqa: E402
from driftline.readers.exchanges import read_exchanges  # noqa: E402
from driftline.readers.spec import read_spec  # noqa: E402
from emulator import create  # noqa: E402

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
OTHER = {"public-api-key": "other-public-key", "private-secret-key": "other-secret-key"}
ACCOUNT = {"account_id": "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"}
BUNDLE = json.loads((ROOT / "openapi" / "bundle.json").read_text(encoding="utf-8"))
SPEC = read_spec(BUNDLE, "bundle.json")[:1]
FACTS = facts(SPEC)
# The rules that name the cause of each kind.
CAUSES: Mapping[str, frozenset[str]] = {
    "resp_drop": frozenset({"field-omitted", "field-missing", "echo", "read-back", "not-stored", "unreached"}),
    "resp_null": frozenset({"null", "type", "echo", "read-back"}),
    "resp_rename": frozenset({"field-omitted", "field-undeclared", "field-missing", "unreached"}),
    "resp_retype": frozenset({"type", "echo", "read-back", "values", "length", "format", "range"}),
    "resp_member": frozenset({"values", "format", "length", "echo", "read-back", "state-after"}),
    "resp_extra": frozenset({"field-undeclared"}),
    "req_ignored": frozenset(
        {"echo", "read-back", "update-lost", "field-unenforced", "filter-ignored", "input-unenforced", "input-ignored"}
    ),
    "req_required": frozenset({"field-unwanted"}),
    "header_ignored": frozenset({"idempotency", "credentials-unenforced"}),
    "status_changed": frozenset({"status-missing", "values", "unreached", "deleted-stays", "not-stored"}),
    "not_stored": frozenset({"not-stored", "unreached", "not-listed"}),
    "route_gone": frozenset({"operation-unknown", "unreached", "operation-gone"}),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant: killed, survived, silent; the rules that fired, requests and seconds."""

    lie: str
    result: str
    rules: tuple[str, ...]
    requests: int
    seconds: float


def resolved(schema: Any) -> Any:
    while isinstance(schema, dict) and "$ref" in schema:
        schema = BUNDLE["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def fields(schema: Any, place: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The fields of a schema, two objects deep."""
    whole = resolved(schema)
    if not isinstance(whole, dict) or depth > 1:
        return
    if "items" in whole:
        yield from fields(whole["items"], f"{place}/[]", depth)
    for name, inner in whole.get("properties", {}).items():
        yield f"{place}/{name}", resolved(inner)
        yield from fields(inner, f"{place}/{name}", depth + 1)


def spread(found: list[Any], most: int) -> list[Any]:
    """At most so many, evenly spread."""
    return found if len(found) <= most else [found[n * len(found) // most] for n in range(most)]


def mutants(most: int) -> Iterator[str]:
    """Every lie, by name: of each kind at most so many places in one operation."""
    for path, item in BUNDLE["paths"].items():
        for method, operation in item.items():
            if method not in ("get", "post", "put", "patch", "delete"):
                continue
            key = f"{method.upper()} {'/'.join('{}' if step.startswith('{') else step for step in path.split('/'))}"
            yield f"route_gone:{key}"
            for status, response in operation["responses"].items():
                if status.startswith(("2", "404", "401")):
                    yield f"status_changed:{key} response/{status}"
                media = response.get("content", {}).get("application/json")
                if status.startswith("2") and media:
                    yield from of_answer(key, status, media["schema"], most)
            yield from of_request(key, operation, most)
            if method == "post" and f"{path}/{{" in "".join(BUNDLE["paths"]):
                yield f"not_stored:{key} response/201"


def of_answer(key: str, status: str, schema: Any, most: int) -> Iterator[str]:
    places = list(fields(schema, f"response/{status}/body"))
    for kind in ("resp_drop", "resp_null", "resp_rename", "resp_retype"):
        for place, _ in spread(places, most):
            yield f"{kind}:{key} {place}"
    closed = [place for place, inner in places if isinstance(inner, dict) and "enum" in inner]
    for place in spread(closed, most):
        yield f"resp_member:{key} {place}"
    if places:
        yield f"resp_extra:{key} {places[0][0].rpartition('/')[0]}/zz"


def of_request(key: str, operation: Mapping[str, Any], most: int) -> Iterator[str]:
    media = operation.get("requestBody", {}).get("content", {}).get("application/json")
    whole = resolved(media["schema"]) if media else {}
    named = list(whole.get("properties", {}))
    needed = set(whole.get("required", []))
    for name in spread([name for name in named if name not in needed], most):
        yield f"req_required:{key} request/body/{name}"
    for name in spread(named, most):
        yield f"req_ignored:{key} request/body/{name}"
    for one in operation.get("parameters", []):
        if one.get("name", "").lower() == "x-idempotency-key":
            yield f"header_ignored:{key} request/header/x-idempotency-key"


def operation_of(lie: str) -> str:
    return " ".join(lie.partition(":")[2].split()[:2])


def run(lie: str, seed: int, *, everything: bool = False) -> tuple[list[Any], list[Any], int, float]:
    """The findings with a live witness, and the exchanges, of one emulator."""
    started = time.perf_counter()
    transport = EmulatorTransport(create(seed=seed, deviate=[lie] if lie else []))
    target = Target(
        "https://api.emulator.test", headers=KEYS, other=OTHER, budget=Budget(requests=5000), transport=transport
    )
    only = () if everything else (operation_of(lie),)
    done = probe(BUNDLE, target, known=ACCOUNT, only=only, fuzz=False, declared=FACTS, seed=seed)
    live = read_exchanges(done.exchanges)
    touched = {claim.subject.operation for claim in live.claims}
    spec = [replace(one, claims=tuple(c for c in one.claims if c.subject.operation in touched)) for one in SPEC]
    found = [one for one in compare([*spec, live]) if any(said.source == "live" for said in one.said)]
    return found, list(done.exchanges), len(done.exchanges), time.perf_counter() - started


def judged(lie: str, seeds: int) -> Outcome:
    kind, key = lie.partition(":")[0], operation_of(lie)
    named: set[str] = set()
    killed, requests, seconds, changed = True, 0, 0.0, False
    for seed in range(seeds):
        found, exchanges, sent, took = run(lie, seed)
        honest = HONEST.setdefault((seed, key), None) or answers(run_honest(key, seed))
        HONEST[seed, key] = honest
        changed = changed or answers(exchanges) != honest
        rules = {one.rule for one in found} - {"unreached"} | {
            one.rule for one in found if one.subject.operation == key
        }
        named |= rules
        killed = killed and bool(rules & CAUSES[kind])
        requests, seconds = requests + sent, seconds + took
    result = "killed" if killed else "survived" if changed else "silent"
    return Outcome(lie, result, tuple(sorted(named)), requests // seeds, seconds / seeds)


HONEST: dict[tuple[int, str], Any] = {}


def run_honest(key: str, seed: int) -> list[Any]:
    transport = EmulatorTransport(create(seed=seed))
    target = Target(
        "https://api.emulator.test", headers=KEYS, other=OTHER, budget=Budget(requests=5000), transport=transport
    )
    return list(probe(BUNDLE, target, known=ACCOUNT, only=(key,), fuzz=False, declared=FACTS, seed=seed).exchanges)


def answers(exchanges: list[Any]) -> Any:
    """What was answered, in order; the lie is silent where this is what an honest emulator answers."""
    return [
        (one.operation, one.status, json.dumps(one.response_body, sort_keys=True, default=str)) for one in exchanges
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=6, help="places of one kind in one operation")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", action="store_true", help="print what survived")
    args = parser.parse_args()
    lies = list(dict.fromkeys(mutants(args.most)))
    started = time.perf_counter()
    with ProcessPoolExecutor(args.jobs) as pool:
        # neighbours lie in one operation: a worker asks the honest one once
        outcomes = list(pool.map(judged, lies, [args.seeds] * len(lies), chunksize=8))
    took = time.perf_counter() - started
    clean = [run("", seed, everything=True) for seed in range(5)]
    alarms = [one.rule for found, *_ in clean for one in found if one.rule != "unreached"]
    text = report(outcomes, args, took, clean, alarms)
    (Path(__file__).parent / "detection.md").write_text(text, encoding="utf-8")
    print(text)
    if args.show:
        for one in outcomes:
            if one.result == "survived":
                print(one.lie, one.rules)


def report(outcomes: list[Outcome], args: Any, took: float, clean: list[Any], alarms: list[str]) -> str:
    rows = defaultdict(list)
    for one in outcomes:
        rows[one.lie.partition(":")[0]].append(one)
    lines = [
        "| kind | mutants | killed | survived | silent | killed, % of those that speak |",
        "|---|---|---|---|---|---|",
    ]
    for kind, mine in [*sorted(rows.items()), ("all", outcomes)]:
        counted = {result: sum(one.result == result for one in mine) for result in ("killed", "survived", "silent")}
        speaking = max(1, len(mine) - counted["silent"])
        share = 100 * counted["killed"] / speaking
        lines.append(
            f"| {kind} | {len(mine)} | {counted['killed']} | {counted['survived']} | {counted['silent']} | {share:.0f} |"
        )
    fired = [len(one.rules) for one in outcomes if one.result == "killed"]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lying = len({operation_of(one.lie) for one in outcomes})
    requests, seconds = (
        statistics.median(values) for values in zip(*((o.requests, o.seconds) for o in outcomes), strict=True)
    )
    parts = [
        "# Detection",
        f"Made by `python benchmarks/detection/detection.py --most {args.most} --seeds {args.seeds}` on {machine}: "
        f"{len(outcomes)} mutants of the pretend vendor's {lying} operations in {took:.0f} s, {requests:.0f} requests and "
        f"{seconds:.2f} s each at the median, without the fuzz stage. A mutant is killed when a rule that names the cause "
        "fires with a live witness; it is silent when the run saw no answer that differs from an honest one.",
        "\n".join(lines),
        f"Rules that fired in a killed mutant, at the median: {statistics.median(fired or [0]):.0f}.",
        f"The clean emulator over five seeds, every operation: {len(alarms)} false alarms, {clean[0][2]} requests and "
        f"{statistics.median(one[3] for one in clean):.1f} s each.",
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
