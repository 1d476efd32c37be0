"""Which drifts a probe finds: every family of lies at the places where it applies, one emulator for each.

python benchmarks/detection/detection.py [--most 6] [--each 8] [--seeds 1] [--jobs 2] [--schemathesis N]

A mutant is killed when a finding with the live witness stands under a rule that names the cause; it is silent when the lie
changed no answer of the honest run (nothing to find); else it survived. A lie of the documents is killed when comparing
docs and spec finds its cause. Writes detection.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

from mutants import BUNDLE, CAUSES, CLASS_OF, CLASSES, family_of, mutants, operation_of, related
from plain import Plain, plain, sample, table

from driftline.check import check
from driftline.compare import compare
from driftline.emulator import EmulatorTransport
from driftline.errors import DriftError
from driftline.exchange import Exchange
from driftline.experiments.bench import facts
from driftline.findings import Finding
from driftline.inbox import Inbox
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.readers.spec import read_spec
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target
from emulator import create

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
OTHER = {"public-api-key": "other-public-key", "private-secret-key": "other-secret-key"}
ACCOUNT = {"account_id": "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"}
SPEC = read_spec(BUNDLE, "bundle.json")[:1]
SITE = create().pages
DOCS = [
    one
    for one in read_all(
        Snapshot({f: t for f, t in SITE.items() if not f.endswith(".json")}, {"bundle.json": json.dumps(BUNDLE)})
    )
    if one.source == "docs"
]
FACTS = facts([*SPEC, *DOCS])
RESULTS = ("killed", "survived", "silent")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant: killed, survived, silent or invalid; the rules that fired, requests and seconds."""

    lie: str
    result: str
    rules: tuple[str, ...] = ()
    requests: int = 0
    seconds: float = 0.0


def asked(running: Any, seed: int, only: tuple[str, ...]) -> list[Exchange]:
    """The exchanges of a probe of one emulator."""
    target = Target(
        "https://api.emulator.test",
        headers=KEYS,
        other=OTHER,
        budget=Budget(requests=5000),
        transport=EmulatorTransport(running),
        inbox=Inbox("https://inbox.test", key="bench"),  # the same address in every run
    )
    return list(probe(BUNDLE, target, known=ACCOUNT, only=only, fuzz=False, declared=FACTS, seed=seed).exchanges)


def findings(exchanges: Sequence[Exchange], only: Sequence[str] = ()) -> list[Finding]:
    """What comparing the spec with the exchanges finds, with a live witness; of some operations or of all."""
    live = read_exchanges([e for e in exchanges if not only or e.operation in only or is_delivery(e)])
    touched = {claim.subject.operation for claim in live.claims}
    told = [replace(one, claims=tuple(c for c in one.claims if c.subject.operation in touched)) for one in SPEC]
    told += [replace(one, claims=tuple(c for c in one.claims if not c.subject.operation)) for one in DOCS]
    return [one for one in compare([*told, live]) if any(said.source == "live" for said in one.said)]


def is_delivery(exchange: Exchange) -> bool:
    """Whether an exchange is what the service delivered."""
    return exchange.intent.startswith("delivered ")


def answers(exchanges: Iterable[Exchange]) -> list[Any]:
    """What was answered and delivered, in order; the lie is silent where this is what an honest emulator answers."""
    return [
        (
            one.operation,
            one.status,
            sorted(one.response_headers),
            one.response_headers.get("content-type"),
            json.dumps(one.request_body if is_delivery(one) else one.response_body, sort_keys=True, default=str),
            sorted(one.request_headers) if is_delivery(one) else (),
        )
        for one in exchanges
    ]


@cache
def honest(keys: tuple[str, ...], seed: int) -> list[Any]:
    """What the honest emulator answers to a probe of some operations."""
    return answers(asked(create(seed=seed), seed, keys))


def judged(lie: str, seeds: int) -> Outcome:
    """What becomes of one mutant, whatever it lies about."""
    started = time.perf_counter()
    try:
        outcome = compared(lie) if CLASS_OF[family_of(lie)] == "document" else probed(lie, seeds)
    except DriftError:
        return Outcome(lie, "invalid")  # there is nothing to lie about in this place
    except (KeyError, TypeError, AttributeError) as error:
        return Outcome(lie, "invalid", (f"the vendor breaks down: {error!r}",))  # it needs what the lie took away
    return replace(outcome, seconds=(time.perf_counter() - started) / seeds)


def probed(lie: str, seeds: int) -> Outcome:
    """What becomes of a lie of the live side: killed with every seed, or not."""
    keys, causes = related(lie), set(CAUSES[family_of(lie)].split())
    named: set[str] = set()
    killed, requests, changed = True, 0, False
    for seed in range(seeds):
        exchanges = asked(create(seed=seed, deviate=[lie]), seed, keys)
        found = findings(exchanges, keys)
        changed = changed or answers(exchanges) != honest(keys, seed)
        rules = {one.rule for one in found if one.rule != "unreached" or one.subject.operation == keys[0]}
        named |= rules
        killed = killed and bool(rules & causes)
        requests += len(exchanges)
    result = "killed" if killed else "survived" if changed else "silent"
    return Outcome(lie, result, tuple(sorted(named)), requests // seeds)


def compared(lie: str) -> Outcome:
    """What becomes of a lie of the documents: the lied site, compared with itself."""
    pages = create(deviate=[lie]).pages
    folders = {file.split("/")[1] for file, text in pages.items() if text != create().pages[file]}
    rules = offline(pages, folders) - offline(create().pages, folders)
    named = tuple(sorted(rule for rule, _ in rules))
    return Outcome(lie, "killed" if set(named) & set(CAUSES[family_of(lie)].split()) else "survived", named)


def offline(pages: Any, folders: set[str]) -> set[tuple[str, str]]:
    """The rules and subjects of what a check finds in the pages and specs of some resources."""
    mine = {file: text for file, text in pages.items() if file.split("/")[1:2] and file.split("/")[1] in folders}
    specs = {file: text for file, text in mine.items() if file.endswith(".json")}
    done = check(Snapshot({file: text for file, text in mine.items() if file not in specs}, specs))
    return {(one.rule, str(one.subject)) for one in done.findings}


def added_to() -> dict[str, set[str]]:
    """The tables to which each operation adds something, in an honest run."""
    running = create()
    handle, world, tables = running.handle, running.world, defaultdict[str, set[str]](set)

    def watched(request: Any) -> Any:
        before = len(world.log)
        response = handle(request)
        new = {change.table for change in world.log[before:] if change.before is None}
        tables[running.journal[-1].operation] |= new if request.method != "GET" else set()
        return response

    running.handle = watched  # type: ignore[method-assign]
    asked(running, 0, ())
    return tables


def clean(seed: int) -> tuple[list[str], int, float]:
    """False alarms of a run of the honest emulator over every operation, its requests and its seconds."""
    started = time.perf_counter()
    exchanges = asked(create(seed=seed), seed, ())
    alarms = [one.rule for one in findings(exchanges) if one.rule != "unreached"]
    return alarms, len(exchanges), time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=6, help="places of one family in one operation; 0: all")
    parser.add_argument("--each", type=int, default=8, help="mutants of one family over all operations; 0: all")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--schemathesis", type=int, default=0, metavar="N", help="give N of them to schemathesis too")
    parser.add_argument("--examples", type=int, default=3, help="of schemathesis, for each operation and phase")
    parser.add_argument("--show", action="store_true", help="print what survived, and what was silent")
    parser.add_argument("--family", default="", help="only this family; writes nothing")
    args = parser.parse_args()
    lies = [lie for lie in mutants(args.most, args.each, added_to()) if args.family in ("", family_of(lie))]
    lies.sort(key=lambda lie: (CLASS_OF[family_of(lie)] == "document", related(lie)))
    chosen = sample(lies, args.schemathesis)
    started = time.perf_counter()
    with ProcessPoolExecutor(args.jobs) as pool:
        # neighbours lie in one operation: a worker asks the honest one once
        outcomes = list(pool.map(judged, lies, repeat(args.seeds), chunksize=8))
        took = time.perf_counter() - started
        cleaned = list(pool.map(clean, range(5)))
        plainly = list(
            pool.map(plain, ["", "", *chosen] if chosen else [], repeat(KEYS), repeat(args.examples), repeat(1))
        )
    text = report(outcomes, args, took, cleaned) + against(plainly, outcomes, args)
    if not args.family:
        (Path(__file__).parent / "detection.md").write_text(text, encoding="utf-8")
    print(text)
    for one in outcomes if args.show else ():
        if one.result != "killed":
            print(one.result, one.lie, *one.rules)


def row(name: str, mine: Sequence[Outcome], *more: str) -> str:
    counted = {result: sum(one.result == result for one in mine) for result in RESULTS}
    speaking = counted["killed"] + counted["survived"]
    share = f"{100 * counted['killed'] / speaking:.0f}" if speaking else "-"
    return f"| {' | '.join([name, *more, str(sum(counted.values())), *map(str, counted.values()), share])} |"


def tables(outcomes: Sequence[Outcome]) -> tuple[str, str]:
    """One table by class, one by family."""
    families: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        families[family_of(one.lie)].append(one)
    heads = ("mutants", *RESULTS, "killed, % of those that speak")
    classes = {
        name: [one for family in mine.split() for one in families.get(family, ())] for name, mine in CLASSES.items()
    }
    first = [f"| class | {' | '.join(heads)} |", "|---" * 6 + "|"]
    first += [row(name, mine) for name, mine in (*classes.items(), ("all", outcomes))]
    second = [f"| class | family | {' | '.join(heads)} |", "|---" * 7 + "|"]
    second += [row(CLASS_OF[family], families[family], family) for family in CLASS_OF if families.get(family)]
    return "\n".join(first), "\n".join(second)


def report(outcomes: Sequence[Outcome], args: Any, took: float, cleaned: Sequence[tuple[list[str], int, float]]) -> str:
    live = [one for one in outcomes if one.requests]
    fired = [len(one.rules) for one in live if one.result == "killed"]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    requests, seconds = (statistics.median(one) for one in zip(*((o.requests, o.seconds) for o in live), strict=True))
    said = f"--most {args.most} --each {args.each} --seeds {args.seeds}"
    said += f" --schemathesis {args.schemathesis} --examples {args.examples}" if args.schemathesis else ""
    missing = ", ".join(family for family in CLASS_OF if family not in {family_of(one.lie) for one in outcomes})
    invalid = sum(one.result == "invalid" for one in outcomes)
    parts = [
        "# Detection",
        f"Made by `python benchmarks/detection/detection.py {said}` on {machine}: {len(outcomes) - invalid} mutants of the "
        f"pretend vendor in {took:.0f} s; of the live side {len(live)}, in {len({operation_of(o.lie) for o in live})} "
        f"operations, with {requests:.0f} requests and {seconds:.2f} s each at the median, without the fuzz stage. A mutant "
        "is killed when a rule that names the cause fires with a live witness (in the class document: when comparing docs "
        "and specs does it); it is silent when the run saw no answer that differs from an honest one.",
        *tables(outcomes),
        f"Families without a place in this vendor: {missing or 'none'}. No lie of the class load is generic. "
        f"Left out because they cannot be told there: {invalid}.",
        f"Rules that fired in a killed mutant, at the median: {statistics.median(fired or [0]):.0f}.",
        f"The clean emulator over five seeds, every operation: {sum(len(one[0]) for one in cleaned)} false alarms, "
        f"{cleaned[0][1]} requests and {statistics.median(one[2] for one in cleaned):.1f} s each.",
    ]
    return "\n\n".join(parts) + "\n"


def against(runs: Sequence[Plain], outcomes: Sequence[Outcome], args: Any) -> str:
    """The same mutants given to plain schemathesis."""
    if not runs:
        return ""
    honest, lying = runs[:2], runs[2:]
    killed = frozenset(one.lie for one in outcomes if one.result == "killed")
    requests, seconds = statistics.median(o.requests for o in lying), statistics.median(o.seconds for o in lying)
    known = len(honest[0].failures | honest[1].failures)
    return (
        f"\n## Plain schemathesis\n\n{len(lying)} of the same mutants, one of each family after the other, given to "
        f"schemathesis with its default phases and checks, in this process, {args.examples} examples for each operation "
        f"and phase: {requests:.0f} requests and {seconds:.1f} s each at the median. It counts when it reports a failure "
        f"that the honest vendor does not give: of those there are {known}, over two runs.\n\n"
        f"{table(lying, honest, killed)}\n"
    )


if __name__ == "__main__":
    main()
