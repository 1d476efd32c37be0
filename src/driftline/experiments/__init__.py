"""Ask a live service one question at a time: members, bounds, types, echoes, defaults, lists, keys, accounts.

Each experiment starts from a request that was accepted, changes one thing, and marks the exchange that shows a
disagreement with `finds RULE PLACE DETAIL`. Sends through the prober's target, within its budget.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from driftline.experiments.accounts import accounts
from driftline.experiments.afterlife import closed_by, freed, kept_by, restored
from driftline.experiments.bench import Bench, Facts, accepted, living, spare
from driftline.experiments.ceilings import ceiling
from driftline.experiments.computed import several
from driftline.experiments.inputs import (
    bounds,
    conditions,
    counts,
    extra,
    malformed,
    members,
    references,
    stale,
    stored,
    unique,
    unique_still,
    wrong,
    zoned,
)
from driftline.experiments.keyed import by_reference, keyed, keys, spared, unkeyed
from driftline.experiments.listing import is_search
from driftline.experiments.lists import lists, lookups
from driftline.experiments.neighbours import others
from driftline.experiments.objects import defaults, expanded, made, made_elsewhere, nowhere
from driftline.experiments.permissions import permissions
from driftline.experiments.promised import after, limits, settled
from driftline.experiments.queries import queries
from driftline.experiments.spread import spread
from driftline.experiments.transitions import led_on
from driftline.experiments.variants import variants
from driftline.experiments.versions import unmodified, versions
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.prober import Prober, Progress


def experiment(
    prober: Prober,
    operations: Sequence[Operation],
    known: Facts,
    progress: Progress | None = None,
    *,
    only: Collection[str],
) -> None:
    """Every experiment that applies to the operations with the keys in `only`, one by one, creations first."""
    for number, operation in enumerate(operations):
        if progress:
            progress(number, len(operations), operation.key)
        if operation.key not in prober.reached or operation.key not in only:
            continue
        path, body, _ = prober.reached[operation.key]
        body = prober.richer.get(operation.key, body)
        path = living(prober, operation, operations) or path
        body = prober.in_time(operation, body) if operation.method in ("put", "patch") else body
        bench = Bench(prober, operation, path, body, known.get(operation.key, {}))
        # where there is room for a few alone, each that is made gets another place
        bench.single = operation.method == "post" and "{" in operation.path and "times" in bench.declared.get("", {})
        if operation.method in ("post", "put", "patch") and isinstance(body, dict) and accepted(bench, body):
            spare(bench)
            several(bench, operations)
            unique_still(bench, operations)
            versions(bench, operations)
            for part in (
                members,
                bounds,
                wrong,
                references,
                counts,
                conditions,
                variants,
                extra,
                stored,
                zoned,
                stale,
                malformed,
                unique,
                keys,
                by_reference,
                unkeyed,
            ):
                if not bench.stale and not (bench.single and "{" in operation.path and part in (unique, keys)):
                    part(bench)
        if operation.method == "post" and isinstance(body, dict):
            made(bench, operations)
            if bench.single and "{" in operation.path:
                bench.used = True
                defaults(bench, {})
        after(bench, operations)
        others(bench, operations)
        spread(bench, operations)
        limits(bench, operations)
        kept_by(bench, operations)
        freed(bench, operations)
        closed_by(bench, operations)
        restored(bench, operations)
        ceiling(bench)
        settled(bench, operations)
        made_elsewhere(bench, operations)
        led_on(bench, operations)
        keyed(bench)
        spared(bench)
        if operation.method == "get" or is_search(operation):
            lists(bench, operations, known)
        if operation.method == "get":
            lookups(bench, operations)
            queries(bench)
            unmodified(bench)
            nowhere(bench)
            expanded(bench)
        accounts(bench)
        permissions(bench)
