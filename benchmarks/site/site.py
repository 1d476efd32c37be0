"""How long the reports of a whole docs site take, and how large their first page is.

python benchmarks/site/site.py CORPUS/site

Writes site.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from pathlib import Path

from driftline.check import check
from driftline.renderers.contract import to_json, witnesses
from driftline.renderers.junit import to_junit
from driftline.renderers.markdown import to_markdown
from driftline.renderers.sarif import to_sarif
from driftline.renderers.site import site
from driftline.snapshot import read_snapshot

HERE = Path(__file__).parent
RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    args = parser.parse_args()
    done = check(read_snapshot([args.site]))
    rows = witnesses(done.readings)
    makers = {
        "site": lambda: site(done.findings, rows),
        "Markdown": lambda: {"report.md": to_markdown(done.findings, rows)},
        "JSON": lambda: {"findings.json": to_json(done.findings, rows)},
        "SARIF": lambda: {"drift.sarif": to_sarif(done.findings, fallback="README.md")},
        "JUnit": lambda: {"junit.xml": to_junit(done.findings, rows)},
    }
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Reports",
        "",
        f"Made by `python benchmarks/site/site.py {args.site.name}` on {machine}: "
        f"{len(done.findings):,} findings of the corpus site, the median of {RUNS} runs in one process, nothing written to disk.",
        "",
        "| report | seconds | files | first file, kB | all, kB |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, make in makers.items():
        times = []
        for _ in range(RUNS):
            started = time.perf_counter()
            files = make()
            times.append(time.perf_counter() - started)
        sizes = {file: len(text.encode()) for file, text in files.items()}
        first = sizes.get("index.html", next(iter(sizes.values())))
        whole = sum(sizes.values()) / 1000
        lines.append(
            f"| {name} | {statistics.median(times):.2f} | {len(files):,} | {first / 1000:,.0f} | {whole:,.0f} |"
        )
    text = "\n".join(lines) + "\n"
    (HERE / "site.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
