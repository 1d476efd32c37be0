"""What a run proved, saw broken and left untested, in words. Pure."""

from __future__ import annotations

from collections import Counter

from driftline.coverage import PROMISES, Coverage, Outcome, Promise
from driftline.renderers.words import plural, safe


def kind_of(promise: Promise) -> str:
    """What sort of promise it is, in words."""
    return PROMISES[promise.aspect][0] if promise.aspect in PROMISES else "quoted by a contract test"


def covered(coverage: Coverage, *, most: int) -> list[str]:
    """What a run proved, saw broken and left untested: operations, claims, promises; the first untested with the reason."""
    kinds = {
        "operations": {outcome: coverage.count(outcome) for outcome in Outcome},
        "claims": coverage.claims,
        "promises": Counter(one.outcome for one in coverage.promises),
    }
    lines = [
        f"{name}: " + ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome)
        for name, counts in kinds.items()
        if any(counts.values())
    ]
    untested = [(o, why) for o, outcome, why in coverage.operations if outcome is Outcome.UNTESTED]
    lines += [f"untested: {safe(operation, 100)}: {safe(why, 120)}" for operation, why in untested[:most]]
    if len(untested) > most > 0:
        lines.append(f"... and {plural(len(untested) - most, 'more untested operation')}")
    loose = [one for one in coverage.promises if one.outcome is not Outcome.PROVEN]
    loose.sort(key=lambda one: one.outcome is not Outcome.BROKEN)
    for one in loose[:most]:
        said = one.evidence.quote or f"{one.place} {one.value}"
        reason = f" ({one.reason})" if one.reason else ""
        lines.append(f"promise {one.outcome}: {safe(one.operation, 80)} {kind_of(one)}: {safe(said, 100)}{reason}")
    return lines
