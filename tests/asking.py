"""What a run finds on a service that is given as a transport, with its spec and its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx

from driftline.check import check
from driftline.experiments.bench import facts
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target


def places_found(
    spec: Mapping[str, Any],
    pages: Mapping[str, str],
    transport: httpx.BaseTransport,
    *,
    requests: int,
    headers: Mapping[str, str],
    other: Mapping[str, str] | None = None,
) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run within so many requests finds, and that it came to its end."""
    snapshot = Snapshot(dict(pages), {"openapi.json": json.dumps(spec)})
    budget = Budget(requests=requests)
    target = Target("https://service.test", headers=headers, other=other, budget=budget, transport=transport)
    done = probe(spec, target, declared=facts(read_all(snapshot)), fuzz=False)
    assert not done.ended
    return {
        (one.rule, place) for one in check(snapshot, [read_exchanges(done.exchanges)]).findings for place in one.places
    }
