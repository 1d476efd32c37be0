"""Regenerate the client for every commit of a docs repository in which specs changed, one after the other.

python benchmarks/regenerate/replay.py HISTORY.bundle [--most N]

Writes replay.md: the version each commit becomes, what changed, gates and seconds; and that a second run changes nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: its day, the versions, what was told, gates that failed, seconds, and whether a second run was silent."""

    commit: str
    day: str
    old: str
    new: str
    told: str
    failed: str
    seconds: float
    code: int
    quiet: bool | None


def git(repository: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, check=True).stdout


def clone(history: Path, folder: Path) -> Path:
    """The history as a repository; a bundle names its branches."""
    head = subprocess.run(
        ["git", "bundle", "list-heads", str(history)], capture_output=True, text=True, check=True
    ).stdout
    branch = re.findall(r"refs/heads/(\S+)", head)[0]
    subprocess.run(["git", "clone", "-q", "-b", branch, str(history), str(folder / "history")], check=True)
    return folder / "history"


def words(folder: Path, site: Path) -> list[str]:
    made = {"bundle": "bundle.json", "names": "names.toml", "into": "generated", "config": "client.toml", "snapshot": "snapshot",
            "changelog": "CHANGELOG.md", "body": "pr.md"}  # fmt: skip
    options = [word for name, file in made.items() for word in (f"--{name}", str(folder / file))]
    return [
        sys.executable,
        "-m",
        "driftline",
        "regenerate",
        "--from",
        str(site),
        *options,
        "--package",
        "client",
        "--no-types",
    ]


def version(folder: Path) -> str:
    return (folder / "client.toml").read_text(encoding="utf-8").split('version = "')[1].partition('"')[0]


def step(folder: Path, history: Path, commit: str, day: str, *, again: bool) -> Step:
    git(history, "checkout", "-q", "--force", commit)
    old, started = version(folder), time.perf_counter()
    (folder / "pr.md").unlink(missing_ok=True)
    run = subprocess.run(words(folder, history), capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    body = (folder / "pr.md").read_text(encoding="utf-8") if (folder / "pr.md").exists() else ""
    told = body.partition("\n")[0].partition(": ")[2] or ("nothing changed" if "nothing changed" in run.stdout else "")
    failed = "; ".join(" ".join(one) for one in re.findall(r"gate: (.*?): FAILED (\(.*?\))", run.stdout))
    quiet = None
    if again:
        quiet = (
            "nothing changed"
            in subprocess.run(words(folder, history), capture_output=True, text=True, check=False).stdout
        )
    if run.returncode not in (0, 1):
        told = (run.stderr or run.stdout).strip().splitlines()[-1][:120]
    return Step(commit[:8], day, old, version(folder), told, failed, seconds, run.returncode, quiet)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("history", type=Path)
    parser.add_argument("--most", type=int, default=10_000, help="so many commits, the newest")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        history = clone(args.history, folder)
        rows = git(history, "log", "--reverse", "--format=%H %cs", "--", "openapi").split("\n")[:-1][-args.most :]
        (folder / "client.toml").write_text('name = "Api"\nversion = "1.0.0"\n', encoding="utf-8")
        steps = []
        for number, row in enumerate(rows):
            commit, day = row.split()
            steps.append(step(folder, history, commit, day, again=number % 10 == 0))
            one = steps[-1]
            print(
                f"{number + 1}/{len(rows)} {one.commit} {one.old} -> {one.new} {one.told} {one.seconds:.1f} s exit {one.code}",
                flush=True,
            )
            (HERE / "replay.md").write_text(report(steps, len(rows), args), encoding="utf-8")


def report(steps: list[Step], commits: int, args: argparse.Namespace) -> str:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    changed = [one for one in steps if one.old != one.new]
    silent = [one for one in steps if one.told == "nothing changed"]
    twice = [one for one in steps if one.quiet is not None]
    lines = [
        "# Regenerating over the history",
        "",
        f"Made by `python benchmarks/regenerate/replay.py {args.history.name}` on {machine}: {len(steps)} of {commits} "
        f"commits in which specs changed, pulled, compared, bundled and generated one after the other (type checks left out). "
        f"{sum(one.code == 0 for one in steps)} ended with exit code 0, "
        f"{sum(one.code == 1 for one in steps)} with a failed gate, "
        f"{sum(one.code > 1 for one in steps)} could not be read. {len(changed)} gave a new version, {len(silent)} changed "
        f"nothing that is generated. A second run of the same commit was silent in {sum(bool(one.quiet) for one in twice)} of "
        f"{len(twice)} that were tried.",
        "",
        f"Seconds per commit: {statistics.median(one.seconds for one in steps):.1f} at the median, "
        f"{max(one.seconds for one in steps):.1f} at the most; unchanged: "
        f"{statistics.median([one.seconds for one in silent] or [0]):.1f} at the median.",
        "",
        "| day | commit | version | what it tells | failed gates | s |",
        "|---|---|---|---|---|--:|",
    ]
    for one in steps:
        became = one.old if one.old == one.new else f"{one.old} → {one.new}"
        told = one.told.replace("|", " ")
        lines.append(f"| {one.day} | {one.commit} | {became} | {told} | {one.failed} | {one.seconds:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
