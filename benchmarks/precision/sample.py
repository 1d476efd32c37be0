"""Draw findings of level error and warning at random, with a fixed seed, for a person to judge.

`python benchmarks/precision/sample.py --docs SITE` prints each finding with the lines it quotes. Verdicts go into
verdicts.jsonl by fingerprint; `--score` counts them.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from driftline.check import check
from driftline.findings import Finding
from driftline.rules import Severity
from driftline.snapshot import Snapshot, read_snapshot

HERE = Path(__file__).parent
VERDICTS = HERE / "verdicts.jsonl"
SIZE = 100
SEED = 20261123


def draw(findings: list[Finding]) -> list[Finding]:
    """The sample: by fingerprint, so that order does not matter."""
    judged = sorted((f for f in findings if f.severity is not Severity.NOTE), key=lambda f: f.fingerprint)
    return random.Random(SEED).sample(judged, min(SIZE, len(judged)))


def show(number: int, finding: Finding, snapshot: Snapshot) -> None:
    """One finding with the lines around each quote."""
    print(f"\n=== {number} {finding.fingerprint} {finding.severity} {finding.rule}")
    print(f"{finding.subject.operation} {finding.subject.place} ({len(finding.places)} places)\n{finding.message}")
    for said in finding.said[:5]:
        where = said.evidence
        print(f"  [{said.source}] {json.dumps(said.value, default=str)[:200]}  {where.file}:{where.line}")
        rows = snapshot.text(where.file or "").split("\n")
        for line in range(max(0, (where.line or 1) - 2), min(len(rows), (where.line or 1) + 3)):
            print(f"      {line + 1:>6} {rows[line][:160]}")


def score() -> None:
    rows = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
    good = sum(row["verdict"] == "true" for row in rows)
    print(f"{good} of {len(rows)} are true disagreements")
    for row in rows:
        if row["verdict"] != "true":
            print(f"  {row['fingerprint']} {row['rule']}: {row['reason']}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--docs", type=Path)
    ask.add_argument("--score", action="store_true")
    args = ask.parse_args()
    if args.score:
        score()
        return
    snapshot = read_snapshot([args.docs])
    for number, finding in enumerate(draw(list(check(snapshot).findings)), 1):
        show(number, finding, snapshot)


main()
