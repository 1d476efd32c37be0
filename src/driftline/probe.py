"""Ask a live service, cheapest evidence first, and record every exchange. Talks to the one host it was given.

A run never sends more requests or takes longer than it was allowed, and follows no redirect.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from driftline.claims import operation_key
from driftline.errors import SourceError
from driftline.exchange import STRUCK, Exchange
from driftline.experiments import experiment
from driftline.experiments.aggregated import aggregated
from driftline.experiments.bench import ENDS, Facts, facts
from driftline.experiments.computed import computed, counted, repeated, written
from driftline.experiments.conventions import conventions
from driftline.experiments.delivered import Watch
from driftline.experiments.enriched import enrich
from driftline.experiments.magic import magic
from driftline.experiments.omissions import omissions
from driftline.experiments.ordered import groups
from driftline.experiments.promised import waiting
from driftline.experiments.reaching import measure_lag, reach, turns
from driftline.experiments.refusals import refused_with
from driftline.experiments.replayed import replayed
from driftline.experiments.shown import shown
from driftline.experiments.states import in_states
from driftline.experiments.untouched import untouched
from driftline.prober import Prober, Progress
from driftline.readers.document import enclosed
from driftline.readers.spec import Operation, read_spec
from driftline.target import Spent, Target

MOST_REPLAYED = 40  # findings


@dataclass(frozen=True, slots=True)
class Probed:
    """The exchanges of a run, how many operations there are and were reached, and why it ended early (if it did)."""

    exchanges: tuple[Exchange, ...]
    operations: int
    reached: int
    seconds: float
    ended: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)  # operations that were not to be asked, and why


def probe(
    document: Mapping[str, Any],
    target: Target,
    *,
    known: Mapping[str, Any] | None = None,
    seed: int = 0,
    only: Iterable[str] = (),
    fuzz: bool = True,
    sequences: bool = True,
    declared: Facts | None = None,
    progress: Progress | None = None,
) -> Probed:
    """Baseline, credentials, omissions, experiments, then generated and stateful requests, within the target's budget.

    `declared` is what docs and spec declare (the spec alone where it is not given); `known` are values to use under
    their names (an account id); `only` are operation keys to keep to: the others are asked once each, for the ids that
    these need. Stateful requests (`sequences`) know no `only`.
    Raises SourceError where the target does not answer at all, or the document has no operation.
    """
    from driftline.fuzz import fuzz_operations, fuzz_sequences

    document = enclosed(document)
    wanted = set(only)
    declared = declared if declared is not None else facts(read_spec(document, "spec")[:1])
    prober = Prober(document, target, known=known, declared=declared)
    operations, watch = prober.operations, Watch(prober)
    asked = [o for o in operations if not wanted or o.key in wanted]
    if not asked:
        raise SourceError("the spec has no operation to probe", "Is it an OpenAPI 3 document with `paths`?")
    ended = ""
    target.deleting = tuple(pattern for _, pattern in deletions(operations))
    try:
        for group in groups(operations):
            for turn in turns(prober, group):
                _turn(prober, turn, operations, asked, watch, progress)
        in_states(prober, asked)
        confirm(target)
        computed(prober, asked)
        counted(prober, asked)
        written(prober, asked)
        repeated(prober, asked)
        aggregated(prober, asked)
        conventions(prober, asked)
        magic(prober, asked)
        replayed(prober, asked)
        watch.end()
        waiting(prober, asked)
        refused_with(prober, asked)
        untouched(prober, asked)
        replay(prober, asked)
        if fuzz:
            fuzz_operations(document, target, prober.pool, asked, seed=seed, progress=progress)
        if fuzz and sequences:
            fuzz_sequences(document, target, seed=seed, progress=progress)
    except Spent:
        ended = f"the budget was spent: {len(target.exchanges)} requests, {target.seconds:.0f} s"
    except KeyboardInterrupt:
        ended = f"interrupted after {len(target.exchanges)} requests"
    left = clean_up(target, operations)
    if left:
        ended = f"{ended or 'the run ended'}; {left:,} of the objects that it made may still be there"
    for one in [
        one for one in target.exchanges if one.intent == "unreached" and wanted and one.operation not in wanted
    ]:
        target.mark(one, "baseline")  # nobody asked about it
    keys = {operation_key(o.method, o.path, o.base) for o in operations}
    return Probed(tuple(target.exchanges), len(keys), len(keys & prober.reached.keys()), target.seconds, ended)


def _turn(
    prober: Prober,
    group: Sequence[Operation],
    operations: Sequence[Operation],
    asked: Sequence[Operation],
    watch: Watch,
    progress: Progress | None,
) -> None:
    """Reach the operations of a group, and try those of them that are `asked` for while their objects are there."""
    reach(prober, group, operations, progress)
    prober.lost.clear()  # what could not be made in one of many ways that were tried may be made in that which was found
    measure_lag(prober, operations)
    mine = [operation for operation in group if operation in asked]
    enrich(prober, mine)
    omissions(prober, mine, progress)
    shown(prober, mine)
    experiment(prober, operations, prober.known_facts, progress, only={operation.key for operation in mine})
    watch.turn(mine)


def confirm(target: Target) -> None:
    """Ask once more what was answered so only once: what a single answer shows may be noise."""
    counts = Counter((one.operation, one.status) for one in target.exchanges)
    for one in list(target.exchanges):
        alone = one.operation and counts[one.operation, one.status] == 1
        if alone and one.method == "GET" and 200 <= one.status < 500 and STRUCK not in one.url:
            parts = urlsplit(one.url)
            path = parts.path.removeprefix(target.base) + (f"?{parts.query}" if parts.query else "")
            target.send(one.operation, "confirm", "GET", path, anonymous=one.status == 401)


def replay(prober: Prober, operations: Sequence[Operation]) -> None:
    """Show every finding about one field of a request once more, with the least that the operation takes beside it.

    A wrong value that was taken once and is refused now is no finding. What is shown again stands beside the first: the
    report quotes the smaller one.
    """
    by_key = {operation.key: operation for operation in operations}
    shown = [one for one in prober.target.exchanges if one.operation in by_key and _shows(one, prober)]
    for one in shown[:MOST_REPLAYED]:
        path, body = prober.target.sent.get(one.id, ("", None))
        operation = by_key[one.operation]
        if not isinstance(body, dict) or ENDS.search(operation.path) or operation.key in prober.single:
            continue
        field = one.intent.split(" ")[-1 if one.intent.startswith("omit") else 2].split("/")[2]
        least = {name: value for name, value in body.items() if name == field or prober.requires(one.operation, name)}
        again = [prober.again(operation, path, part, one.intent) for part in ([least] if least != body else [])]
        if not any(_same_class(one, other) for other in again):
            again.append(prober.again(operation, path, body, one.intent))
        if one.intent.startswith("finds input-unenforced") and not any(_same_class(one, other) for other in again):
            prober.target.mark(one, "not seen again")
        for other in again:
            if not _same_class(one, other):
                prober.target.mark(other, "baseline" if other.status < 300 else "refused")


def _shows(exchange: Exchange, prober: Prober) -> bool:
    """Whether an exchange is what a finding about a field of a request rests on."""
    words = exchange.intent.split(" ")
    accepted = 200 <= exchange.status < 300
    if words[0] == "omit" and words[-1].count("/") == 2:
        return accepted == prober.requires(exchange.operation, words[-1].rpartition("/")[2])
    named = len(words) > 2 and words[2].startswith("request/body/")
    return words[0] == "finds" and named and words[1] in ("input-unenforced", "value-refused", "bound-refused")


def _same_class(one: Exchange, other: Exchange) -> bool:
    return one.status // 100 == other.status // 100


def deletions(operations: Sequence[Operation]) -> list[tuple[Operation, re.Pattern[str]]]:
    """The operations that delete something, and the paths that they take: with the server's base path or without."""
    found = []
    for operation in operations:
        if operation.method == "delete":
            steps = ("[^/]+" if "{" in step else re.escape(step) for step in operation.path.split("/"))
            base = re.escape(urlsplit(operation.base).path.rstrip("/"))
            found.append((operation, re.compile(f"(?:{base})?{'/'.join(steps)}")))
    return found


def clean_up(target: Target, operations: Sequence[Operation]) -> int:
    """Delete what the run made, where the API can delete it; what is gone already is no matter.

    How much of it was not deleted: the time was over, or no answer came.
    """
    target.cleaning = True
    known = deletions(operations)
    paths = [(operation, path) for path in dict.fromkeys(reversed(target.made))
             for operation, pattern in known if pattern.fullmatch(path)]  # fmt: skip
    answered = 0
    for operation, path in paths:
        if not target.can_afford():
            break
        answered += target.send(operation.key, "clean up", "DELETE", path)[0].status > 0
    return len(paths) - answered
