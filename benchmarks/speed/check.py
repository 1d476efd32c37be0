"""How long `driftline check` takes on real docs, and whether the cost grows with the size of the site alone.

`python benchmarks/speed/check.py --site ../shared/corpus/site` writes benchmarks/speed/check.md. Each figure is of a process
of its own (start-up included), the median of three; the copies of the site have paths of their own. The second table is the
same check with the cache of readings, after edits of more and more documents; each edit is a new one.
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
LARGEST = 1  # copies of the site that are edited again and again


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


def measured(docs: Path, *words: object) -> tuple[float, float, int]:
    """Seconds of the process, its peak memory in MB, and the findings."""
    out = docs.parent / "out.json"
    command = [sys.executable, "-m", "driftline", "check", "--docs", str(docs), "--json", str(out), "--most", "0"]
    command += map(str, words)
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return time.perf_counter() - started, usage.ru_maxrss / 1000, len(json.loads(out.read_text())["findings"])


EDITS = {  # which documents a person edits before each run
    "nothing": lambda pages, specs: [],
    "a page": lambda pages, specs: pages[:1],
    "a spec": lambda pages, specs: specs[:1],
    "a tenth of the pages": lambda pages, specs: pages[::10],
    "every page": lambda pages, specs: pages,
}


def edited(docs: Path) -> dict[str, float]:
    """Seconds of a first run with a cache, and of runs after edits: of each the median."""
    files = sorted(docs.rglob("*"))
    pages, specs = ([one for one in files if one.suffix == suffix] for suffix in (".md", ".json"))
    found: dict[str, list[float]] = {"first run": []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            cache = ("--cache", Path(folder) / str(number))
            found["first run"].append(measured(docs, *cache)[0])
            for name, chosen in EDITS.items():
                for file in chosen(pages, specs):
                    text = file.read_text(encoding="utf-8")
                    is_page = file.suffix == ".md"
                    # a sentence more in a page; a field more in an object of a spec
                    more = f"{text}\nEdit {number} of {name}.\n"
                    field = f'"properties": {{"edit_{number}": {{"type": "string"}}, '
                    file.write_text(more if is_page else text.replace('"properties": {', field, 1), encoding="utf-8")
                found.setdefault(name, []).append(measured(docs, *cache)[0])
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--site", type=Path, required=True)
    ask.add_argument("--times", type=int, nargs="+", default=[1, 4, 16])
    args = ask.parse_args()
    rows, warm = [], []
    for times in args.times:
        with tempfile.TemporaryDirectory() as folder:
            docs = copies(args.site, times, Path(folder) / "docs")
            runs = [measured(docs, "--no-cache") for _ in range(RUNS)]
            seconds = statistics.median(run[0] for run in runs)
            rows.append((times, seconds, max(run[1] for run in runs), runs[0][2]))
            print(rows[-1], flush=True)
            if times <= LARGEST:
                warm.append((times, seconds, edited(docs)))
                print(warm[-1], flush=True)
    base = rows[0]
    lines = [
        "# `driftline check` on the corpus site",
        "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}. Cold: `--no-cache`.",
        "",
        "| size of the site | seconds (median of 3) | for each copy | peak memory | findings |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {t}x | {s:.2f} | {s / t:.2f} ({s / t / base[1] * base[0]:.2f} of 1x) | {m:.0f} MB | {n:,} |"
            for t, s, m, n in rows
        ),
        "",
        "With the cache of readings, the same site after edits since the last run (seconds, median of 3):",
        "",
        f"| size of the site | `--no-cache` | {' | '.join(warm[0][2])} |",
        "|---" + "|--:" * (len(warm[0][2]) + 1) + "|",
        *(f"| {t}x | {cold:.2f} | {' | '.join(f'{s:.2f}' for s in found.values())} |" for t, cold, found in warm),
        "",
        "What an edit costs is what it takes to read the edited documents (an added field of a spec is something that pages",
        "can know, so all pages are read again). The rest is the same for every run: start-up, looking the readings up,",
        "comparing all of them and writing the report.",
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


main()
