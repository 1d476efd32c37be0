"""How long `driftline check` takes on real docs, and whether the cost grows with the size of the site alone.

`python benchmarks/speed/check.py --site ../shared/corpus/site` writes benchmarks/speed/check.md. Each row is a process of
its own (start-up included), the median of three; the copies of the site have paths of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OUT = Path(__file__).with_name("check.md")
RUNS = 3


def copies(site: Path, count: int, into: Path) -> Path:
    """`count` copies of a site, each with its own base path, so that no operation is described twice."""
    for number in range(count):
        for path in site.rglob("*"):
            if path.suffix in (".md", ".json"):
                text = path.read_text(encoding="utf-8")
                text = text.replace("api-sandbox.y.uno/v1", f"api-sandbox.y.uno/c{number}/v1")
                text = text.replace("````yaml openapi/", f"````yaml c{number}/openapi/")
                target = into / f"c{number}" / path.relative_to(site)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
    return into


def measured(docs: Path) -> tuple[float, float, int]:
    """Seconds of the process, its peak memory in MB, and the findings."""
    out = docs.parent / "out.json"
    command = [sys.executable, "-m", "driftline", "check", "--docs", str(docs), "--json", str(out), "--most", "0"]
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return time.perf_counter() - started, usage.ru_maxrss / 1000, len(json.loads(out.read_text())["findings"])


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--site", type=Path, required=True)
    ask.add_argument("--times", type=int, nargs="+", default=[1, 4, 16])
    args = ask.parse_args()
    rows = []
    for times in args.times:
        with tempfile.TemporaryDirectory() as folder:
            docs = copies(args.site, times, Path(folder) / "docs")
            runs = [measured(docs) for _ in range(RUNS)]
            seconds = statistics.median(run[0] for run in runs)
            rows.append((times, seconds, max(run[1] for run in runs), runs[0][2]))
            print(rows[-1], flush=True)
    base = rows[0]
    lines = [
        "# `driftline check` on the corpus site",
        "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}. Cold: no cache is kept.",
        "",
        "| size of the site | seconds (median of 3) | for each copy | peak memory | findings |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {t}x | {s:.2f} | {s / t:.2f} ({s / t / base[1] * base[0]:.2f} of 1x) | {m:.0f} MB | {n:,} |"
            for t, s, m, n in rows
        ),
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


main()
