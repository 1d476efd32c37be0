"""Damage real inputs by the hundred thousand and give them to every reader; writes fuzz.md.

python -m benchmarks.fuzz.fuzz [--inputs 100000] [--readers page ledger] [--seed 1] [--processes 2]

Input N of a reader and a seed is always the same: `--readers page --seed 1 --only N` tries that one again. A crash is any
exception but DriftError, a leak of control characters, a path out of its folder, or a process that ends; a hang is more
than two seconds of processor time. Rows of readers that are not tried stay in the table.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz.readers import READERS, random_of, tried

OUT = Path(__file__).with_name("fuzz.md")
CHUNK = 2_000  # inputs that a process tries before it reports


@dataclass(slots=True)
class Row:
    """What came of the inputs of one reader; `slowest` is milliseconds of processor time and the input's number."""

    reader: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, 0)
    crashes: list[tuple[int, str]] = field(default_factory=list)
    hangs: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Row) -> None:
        self.inputs += other.inputs
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        self.crashes += other.crashes
        self.hangs += other.hangs


def chunk(name: str, seed: int, first: int, last: int) -> Row:
    """Try the inputs from `first` up to, not including, `last`."""
    reader, row = READERS[name], Row(name)
    reader.made(random_of(seed, name, 0))  # the seeds are read once, and are no rubbish to look through
    gc.freeze()
    started = time.process_time()
    for number in range(first, last):
        outcome = tried(reader, reader.made(random_of(seed, name, number)))
        row.inputs += 1
        row.slowest = max(row.slowest, (outcome.seconds * 1000, number))
        if outcome.problem:
            (row.hangs if outcome.problem.startswith("hang") else row.crashes).append((number, outcome.problem))
    row.seconds = time.process_time() - started
    return row


def fuzzed(name: str, seed: int, inputs: int, processes: int) -> Row:
    """All inputs of one reader; a process that ends is a crash of the chunk that it was at."""
    whole = Row(name)
    spans = [(first, min(first + CHUNK, inputs)) for first in range(0, inputs, CHUNK)]
    with ProcessPoolExecutor(processes) as pool:
        waiting = [(span, pool.submit(chunk, name, seed, *span)) for span in spans]
        for span, one in waiting:
            try:
                whole.add(one.result())
            except BrokenProcessPool:
                whole.crashes.append((span[0], f"the process ended among the inputs {span[0]} to {span[1]}"))
                break
    return whole


def kept(out: Path, rows: list[Row]) -> list[str]:
    """The lines of a table for readers that were not tried this time."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    tried_now = {row.reader for row in rows}
    cells = {line: line.split("|")[1].strip() for line in lines if line.startswith("| ")}
    return [line for line, name in cells.items() if name in READERS and name not in tried_now]


def table(rows: list[Row], seed: int, others: list[str]) -> Iterator[str]:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    yield "# Damaged inputs"
    yield ""
    yield f"Made by `python -m benchmarks.fuzz.fuzz --seed {seed}` on {machine}. Seconds and milliseconds are processor time;"
    yield "a crash is anything but a result or a clear error, a hang is more than 2 seconds for one input. Rows may come of"
    yield "several runs; the pages and specs that damage starts from are the snapshot's, and the corpus' where it is there."
    yield ""
    yield "| reader | inputs | seconds | slowest input, ms | crashes | hangs |"
    yield "|---|--:|--:|--:|--:|--:|"
    yield from others
    for row in rows:
        yield (
            f"| {row.reader} | {row.inputs:,} | {row.seconds:,.0f} | {row.slowest[0]:.0f} (#{row.slowest[1]}) "
            f"| {len(row.crashes)} | {len(row.hangs)} |"
        )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--inputs", type=int, default=100_000)
    ask.add_argument("--readers", nargs="+", choices=list(READERS), default=list(READERS))
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--only", type=int, help="Try one input again, and print it.")
    ask.add_argument("--out", type=Path, default=OUT)
    args = ask.parse_args()
    rows: list[Row] = []
    for name in args.readers:
        if args.only is not None:
            given = READERS[name].made(random_of(args.seed, name, args.only))
            print(ascii(given), tried(READERS[name], given), sep="\n")
            continue
        rows.append(fuzzed(name, args.seed, args.inputs, args.processes))
        text = list(table(rows, args.seed, kept(args.out, rows)))
        print(text[-1], flush=True)
        for number, problem in [*rows[-1].crashes, *rows[-1].hangs][:20]:
            print(f"    #{number}: {problem}", flush=True)
        args.out.write_text("\n".join(text) + "\n", encoding="utf-8")
    sys.exit(any(row.crashes or row.hangs for row in rows))


if __name__ == "__main__":
    main()
