"""What holds each promise of SECURITY.md: how many cases were tried, how they ended, and what they took.

python benchmarks/trust/trust.py

Runs the tests that the page names, in one process, and writes trust.md. The inputs of a property are counted as one case:
hypothesis tries dozens to hundreds of each, `benchmarks/fuzz` a hundred thousand.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent.parent
OUT = Path(__file__).with_name("trust.md")
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


class Case(NamedTuple):
    """One case of a test: how it ended, and its seconds with what was set up for it."""

    outcome: str
    seconds: float


def promises(page: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each promise of the page: its part, its words, and the tests that hold it as `FILE::NAME`."""
    part = ""
    table = page.partition("| promise | held by |\n|---|---|\n")[2].partition("\n\n")[0]
    for line in table.splitlines():
        words, held = (cell.strip() for cell in line.strip("|").split("|"))
        if words.startswith("**"):
            part = words.strip("*")
        else:
            yield part, words, [f"{file}::{name}" for file, name in NAMED.findall(held)]


def tried(tests: Sequence[str]) -> Mapping[str, list[Case]]:
    """Run tests; their cases by `FILE::NAME`."""
    found: dict[str, list[Case]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
        subprocess.run([*command, *(f"tests/{test}" for test in tests)], cwd=ROOT, check=False)
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            outcome = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
            file = case.attrib["classname"].removeprefix("tests.").replace(".", "/") + ".py"
            name = case.attrib["name"].partition("[")[0]
            found[f"{file}::{name}"].append(Case(outcome, float(case.attrib["time"])))
    return found


def rows(page: str) -> Iterator[str]:
    """The rows of the table; a promise that no test holds says so."""
    told = list(promises(page))
    cases = tried(sorted({test for _, _, tests in told for test in tests}))
    for part, words, tests in told:
        mine = [case for test in tests for case in cases[test]]
        ended = {outcome: sum(case.outcome == outcome for case in mine) for outcome in ("passed", "skipped")}
        failed = len(mine) - sum(ended.values())
        seconds = f"{sum(case.seconds for case in mine):.1f}" if mine else ""
        counts = f"{ended['passed']:,} | {ended['skipped']:,} | {failed:,}" if mine else "not promised | |"
        yield f"| {part} | {words} | {counts} | {seconds} |"


def main() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# What holds the promises of SECURITY.md",
        "",
        f"Machine: {machine}. Made by `python benchmarks/trust/trust.py`.",
        "",
        "Cases of the tests that the page names; a property, which is tried with dozens to hundreds of inputs, is one case.",
        "",
        "| part | promise | passed | skipped | failed | seconds |",
        "|---|---|--:|--:|--:|--:|",
        *rows(page),
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


main()
