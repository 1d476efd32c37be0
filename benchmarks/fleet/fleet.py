"""What a fleet costs as it grows, what a run costs where one vendor changed, and what shards and a cluster change.

python benchmarks/fleet/fleet.py --site ../shared/corpus/site [--sizes 1 10 100 1000] [--jobs 2]

Vendors are made from the real specs of a docs site, one spec each, with another server. Each row is a process of its own.
Writes fleet.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

OUT = Path(__file__).with_name("fleet.md")
ROOT = Path(__file__).parent.parent.parent
KEYS = {"FLEET_PUBLIC": "sandbox-public-key", "FLEET_PRIVATE": "sandbox-secret-key"}
ASKED = f"""[vendors.asked]
docs = ["{ROOT}/emulator/site/reference"]
spec = "{ROOT}/openapi/bundle.json"
app = "emulator:create"
header = ["public-api-key: $FLEET_PUBLIC", "private-secret-key: $FLEET_PRIVATE"]
fuzz = false
"""


class Run(NamedTuple):
    """One run of the command: seconds, CPU seconds and the peak of memory (MB) of its largest process, its last line."""

    seconds: float
    cpu: float
    memory: float
    told: str


def vendors(site: Path, count: int, into: Path) -> Path:
    """A fleet of so many vendors, each one spec of the site, varied."""
    specs = [path for path in sorted(site.rglob("*.json")) if '"openapi"' in path.read_text(encoding="utf-8")[:4000]]
    lines = []
    for number in range(count):
        text = specs[number % len(specs)].read_text(encoding="utf-8")
        folder = into / f"v{number:04d}"
        folder.mkdir(parents=True)
        (folder / "spec.json").write_text(text.replace("api-sandbox.y.uno", f"v{number}.example.com"), encoding="utf-8")
        lines.append(f'[vendors.v{number:04d}]\ndocs = ["v{number:04d}"]\n')
    (into / "fleet.toml").write_text("".join(lines), encoding="utf-8")
    return into / "fleet.toml"


def measured(fleet: Path, *words: object) -> Run:
    """One run of `driftline fleet` as a process of its own."""
    reports = fleet.parent / "reports"
    command = [sys.executable, "-m", "driftline", "fleet", str(fleet), "--reports", str(reports), "--fail-on", "none"]
    started = time.perf_counter()
    with (fleet.parent / "told.txt").open("w+", encoding="utf-8") as told:
        child = subprocess.Popen([*command, *map(str, words)], stdout=told, cwd=ROOT, env={**os.environ, **KEYS})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        lines = told.read().splitlines()
    if child.returncode:
        raise SystemExit(f"the fleet ended with {child.returncode}: {lines[-1:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - started, cpu, usage.ru_maxrss / 1000, lines[-1].partition(": /")[0])


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A dask scheduler with so many workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    module = [sys.executable, "-m", "distributed.cli"]
    options: dict[str, Any] = {"stderr": subprocess.DEVNULL, "cwd": ROOT, "env": {**os.environ, **KEYS}}
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    started = [subprocess.Popen([*module[:2], f"{module[2]}.dask_scheduler", *where], **options)]
    one = [*module[:2], f"{module[2]}.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard"]
    started += [subprocess.Popen(one, **options) for _ in range(workers)]
    try:
        time.sleep(5)
        yield f"dask://127.0.0.1:{port}"
    finally:
        for process in started:
            process.terminate()
            process.wait()


def grown(site: Path, sizes: Sequence[int], jobs: int) -> Iterator[str]:
    """A row for each size: all new, nothing changed, one changed."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            fleet = vendors(site, size, Path(folder))
            cache = ("--cache", Path(folder) / "cache", "--jobs", jobs)
            cold, warm = measured(fleet, *cache), measured(fleet, *cache)
            changed = Path(folder) / "v0000" / "spec.json"
            changed.write_text(changed.read_text(encoding="utf-8").replace('"type": "string"', '"type": "integer"', 1))
            one = measured(fleet, *cache)
            each = f"{1000 * cold.seconds / size:.0f} ms | {cold.memory:.0f} MB"
            yield f"| {size:,} | {cold.seconds:.1f} | {each} | {warm.seconds:.1f} | {one.seconds:.1f} |"


def shared(jobs: int) -> Iterator[str]:
    """A row for each way to share the probe of the pretend vendor out."""
    whole: set[str] = set()
    for shards, where in ((1, "processes"), (2, "processes"), (4, "processes"), (4, "dask")):
        with tempfile.TemporaryDirectory() as folder:
            fleet = Path(folder) / "fleet.toml"
            fleet.write_text(f"{ASKED}shards = {shards}\n", encoding="utf-8")
            if where == "dask":
                with cluster(jobs) as address:
                    run = measured(fleet, "--on", address)
            else:
                run = measured(fleet, "--jobs", jobs)
            report = json.loads((Path(folder) / "reports" / "asked" / "findings.json").read_text(encoding="utf-8"))
        found = {one["fingerprint"] for one in report["findings"]}
        whole = whole or found
        requests = next(source["requests"] for source in report["sources"] if source["name"] == "live")
        same = "the same" if found == whole else f"{len(found ^ whole)} differ"
        yield f"| {shards} | {where} | {requests:,} | {run.seconds:.1f} | {len(found)}, {same} |"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--site", type=Path, required=True)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100, 1000])
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = ask.parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# `driftline fleet`",
        "",
        f"Machine: {machine}; {args.jobs} processes. Made by `python benchmarks/fleet/fleet.py`.",
        "",
        "Vendors of one real spec each, varied. All new: nothing is in the cache. Then the same fleet again, and again with",
        "one spec changed. Memory is the peak of the largest process.",
        "",
        "| vendors | all new, seconds | of a vendor | memory | nothing changed, seconds | one changed, seconds |",
        "|--:|--:|--:|--:|--:|--:|",
        *grown(args.site, args.sizes, args.jobs),
        "",
        "The pretend vendor (58 operations, no fuzz stage), asked in shards: every shard asks the operations of the others",
        "once, for ids, so shards cost requests and save time where there are machines.",
        "",
        "| shards | on | requests | seconds | findings |",
        "|--:|---|--:|--:|---|",
        *shared(args.jobs),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
