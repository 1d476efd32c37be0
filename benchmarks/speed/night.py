"""What a night costs after everything, nothing, one page or one spec changed.

python benchmarks/speed/night.py --site ../shared/corpus/site

The service is a pretend one, made of the bundle of the site, served on this machine. Each night is `driftline nightly` with
the cache of readings; `--since` keeps its probe to what a change of the specs could affect. Writes night.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).with_name("night.md")
COMMAND = [sys.executable, "-m", "driftline"]
KEYS = ["--header", "public-api-key: pretended", "--header", "private-secret-key: pretended"]


class Night(NamedTuple):
    """Seconds of probing and of comparing, requests, and findings."""

    probe: float
    compare: float
    requests: int
    findings: int


@contextmanager
def served(bundle: Path) -> Iterator[str]:
    """The URL of a pretend service."""
    with subprocess.Popen(
        [*COMMAND, "emulate", "--spec", str(bundle), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            assert child.stdout
            found = re.search(r"http://[\w.:]+", child.stdout.readline())
            assert found
            yield found.group()
        finally:
            child.terminate()


def night(home: Path, url: str, *words: object) -> Night:
    """One night."""
    command = [
        *COMMAND,
        "nightly",
        "--spec",
        home / "bundle.json",
        "--docs",
        home / "site",
        "--ledger",
        home / "ledger.db",
    ]
    command += ["--reports", home / "reports", "--fail-on", "none", "--", "--target", url, "--no-fuzz", *KEYS, *words]
    started = {"": time.perf_counter()}
    environment = {**os.environ, "DRIFTLINE_CACHE": str(home / "cache"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout
        for line in child.stdout:
            if line.startswith("==> nightly: "):
                started[line.split()[2].rstrip(",")] = time.perf_counter()
        child.wait()
    if child.returncode:
        raise SystemExit(f"the night ended with {child.returncode}")
    report = json.loads((home / "reports" / "findings.json").read_text(encoding="utf-8"))
    requests = sum(row.get("requests", 0) for row in report["sources"])
    ended = time.perf_counter()
    return Night(started["compare"] - started["probe"], ended - started["compare"], requests, len(report["findings"]))


def bundled(home: Path) -> None:
    out = home / "bundle.json"
    if out.exists():
        shutil.copy(out, home / "yesterday.json")
    command = [*COMMAND, "bundle", "--docs", home / "site", "--out", out, "--fail-on", "none"]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def nights(site: Path, home: Path) -> Iterator[tuple[str, Night]]:
    """The first night, and those after edits."""
    shutil.copytree(site, home / "site")
    page = max((home / "site").rglob("*.md"), key=lambda file: file.stat().st_size)
    spec = max((home / "site").rglob("*.json"), key=lambda file: file.stat().st_size)
    bundled(home)
    since = ("--since", home / "yesterday.json")
    with served(home / "bundle.json") as url:
        yield "everything is new", night(home, url)
        yield "nothing", night(home, url)
        page.write_text(page.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
        yield "one page", night(home, url)
        page.write_text(page.read_text(encoding="utf-8") + "\nAnd another one.\n", encoding="utf-8")
        bundled(home)
        yield "one page, `--since`", night(home, url, *since)
        text = spec.read_text(encoding="utf-8").replace(
            '"properties": {', '"properties": {"new": {"type": "string"}, ', 1
        )
        spec.write_text(text, encoding="utf-8")
        bundled(home)
        yield "one spec, `--since`", night(home, url, *since)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--site", type=Path, required=True)
    site = ask.parse_args().site
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, one in nights(site, Path(folder)):
            rows.append(f"| {name} | {one.probe:.1f} | {one.requests:,} | {one.compare:.1f} | {one.findings:,} |")
            print(rows[-1], flush=True)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# A night after a change",
        "",
        f"Machine: {machine}. Made by `python benchmarks/speed/night.py`.",
        "",
        "`driftline nightly` on the corpus site and on a service that pretends to be what its bundle says, on the same machine.",
        "",
        "| changed since the last night | probe, seconds | requests | compare and report, seconds | findings |",
        "|---|--:|--:|--:|--:|",
        *rows,
        "",
        "The service is asked whole unless `--since` says otherwise: it may have moved though nothing was published.",
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")


main()
