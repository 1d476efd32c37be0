"""Kill every command that writes at random moments, and see what is left on the disk and what the next run makes of it.

`python -m benchmarks.crash.crash --moments 200 --seed 0` writes benchmarks/crash/crash.md. Each moment is a real process
whose group gets SIGKILL; half of the moments are spread over the whole length of a run, half over the part in which it
writes. After each, what is kept must be as before or as after, and the next run must succeed and leave it as after.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import platform
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

OUT = Path(__file__).with_name("crash.md")
ROOT = Path(__file__).parent.parent.parent
REPAIRED = re.compile(r"interrupted[^\n]*|may not have arrived[^\n]*")
HERE = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
MARK = "DRIFTLINE_CRASH"  # in the environment of all that a run starts
KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}


@dataclass(frozen=True)
class Case:
    """A command, the folder that it starts from, and how to tell what is kept there.

    `kept` gives the parts of what is kept, each as one text; a part may only be as before, or as after.
    """

    name: str
    words: Sequence[str]
    start: Path
    kept: Callable[[Path], Mapping[str, str]]
    code: int = 0
    told: list[Any] | None = None  # what people were told, where the command tells them


@dataclass
class Seen:
    """What was seen of one case: outcomes of the kills, what next runs said, and what was wrong."""

    moments: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def driftline(*words: object) -> list[str]:
    return [sys.executable, "-m", "driftline", *map(str, words)]


def ended(words: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run a command to its end; its exit code and all that it printed."""
    done = subprocess.run(words, cwd=folder, env=HERE, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout + done.stderr


def killed(words: Sequence[str], folder: Path, seconds: float, *, writing: bool) -> bool:
    """Start a command and kill its process group after so many seconds; whether it was still there to be killed.

    With `writing` the seconds begin when it first changes something.
    """
    mark = uuid.uuid4().hex
    before = _names(folder)
    process = subprocess.Popen(
        words, cwd=folder, env={**HERE, MARK: mark}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True
    )  # fmt: skip
    while writing and process.poll() is None and _names(folder) == before:
        time.sleep(0.001)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _wait_for_none(mark)
        return True
    return False


def _wait_for_none(mark: str) -> None:
    """Wait until nothing that a killed run started is alive; raises TimeoutError where something outlives it."""
    ends = time.monotonic() + 5
    while left := [pid for pid in os.listdir("/proc") if pid.isdigit() and _has(pid, mark)]:
        if time.monotonic() > ends:
            raise TimeoutError(f"{len(left)} processes of a killed run are alive")
        time.sleep(0.01)


def _has(pid: str, mark: str) -> bool:
    try:
        return mark.encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False


# --- what is kept ---------------------------------------------------------------------------------------------------


def digest(*paths: Path) -> str:
    """One text for files and folders, caches aside; `gone` where there is none of them."""
    whole, count = hashlib.sha256(), 0
    for path in sorted(paths):
        for file in sorted([path] if path.is_file() else path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                count += 1
                whole.update(f"{file.relative_to(path.parent)}\0".encode() + file.read_bytes())
    return whole.hexdigest()[:12] if count else "gone"


def litter(folder: Path) -> list[str]:
    """What no run keeps: names that begin with a dot."""
    return sorted(path.name for path in folder.rglob(".*") if path.name != ".pytest_cache")


def whole(folder: Path, name: str) -> Path:
    """A folder that is swapped: between the two renames it stands aside, whole, under another name."""
    there = folder / name
    return there if there.exists() else folder / f".{name}.old"


def snapshot_kept(folder: Path) -> dict[str, str]:
    snapshot = whole(folder, "snapshot")
    for name, entry in json.loads((snapshot / "provenance.json").read_text())["files"].items():
        assert hashlib.sha256((snapshot / name).read_bytes()).hexdigest() == entry["sha256"], f"{name} is another"
    return {"snapshot": digest(snapshot / "reference", snapshot / "openapi")}


def bundle_kept(folder: Path) -> dict[str, str]:
    return {name: digest(folder / name) for name in ("bundle.json", "names.toml")}


def client_kept(folder: Path) -> dict[str, str]:
    client = whole(folder / "generated", "shop_client")
    return {"client": digest(*(path for path in client.iterdir() if path.name != "__pycache__"))}


def night_kept(folder: Path) -> dict[str, str]:
    """Runs in the ledger with what belongs to each, and the reports, of which each file is whole."""
    with contextlib.closing(sqlite3.connect(folder / "ledger.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        runs = [row[0] for row in book.execute("SELECT id FROM run WHERE outcome = 'looked'")]
        parts = [book.execute(f"SELECT count(*) FROM {table} WHERE run = ?", (run,)).fetchone()[0]
                 for run in runs for table in ("event", "message")]  # fmt: skip
    reports = folder / "reports"
    json.loads((reports / "findings.json").read_text())
    json.loads((reports / "drift.sarif").read_text())
    assert (reports / "junit.xml").read_text().rstrip().endswith(">")
    for line in (reports / "exchanges.jsonl").read_text().splitlines():
        json.loads(line)
    return {"ledger": f"{len(runs)} runs, {parts}"}


# --- the cases ------------------------------------------------------------------------------------------------------


def pulled(home: Path) -> Case:
    """Pull the docs of the pretend vendor, in which some pages changed since the last pull."""
    start = home / "pull"
    start.mkdir()
    words = ["pull", "--from", "https://docs.emulator.test/llms.txt", "--app", "emulator:create", "--into", "snapshot"]
    lies = [f"--deviate=docs:{name}" for name in ("session-path", "session-id", "session-country", "session-token")]
    _well(ended(driftline(*words), start))
    return Case("pull", driftline(*words, *lies), start, snapshot_kept)


def bundled(home: Path, snapshot: Path) -> Case:
    """Bundle a snapshot in which specs went away since the last bundle."""
    start = home / "bundle"
    shutil.copytree(snapshot, start / "snapshot")
    words = ["bundle", "--docs", "snapshot", "--out", "bundle.json", "--names", "names.toml"]
    _well(ended(driftline(*words, "--fail-on", "none", "--most", 0), start))
    shutil.rmtree(start / "snapshot" / "openapi" / "reports")
    shutil.rmtree(start / "snapshot" / "reference" / "reports")
    return Case("bundle", driftline(*words, "--fail-on", "none", "--most", 0), start, bundle_kept)


def generated(home: Path, bundle: Path) -> Case:
    """Generate a client from a bundle in which a path went away since the last client."""
    start = home / "generate"
    start.mkdir()
    shutil.copy(bundle, start / "bundle.json")
    words = ["generate", "--bundle", "bundle.json", "--into", "generated", "--package", "shop_client"]
    _well(ended(driftline(*words, "--fail-on", "none", "--most", 0), start))
    document = json.loads(bundle.read_text())
    document["paths"].pop(sorted(document["paths"])[0])
    (start / "bundle.json").write_text(json.dumps(document))
    return Case("generate", driftline(*words, "--fail-on", "none", "--most", 0), start, client_kept)


def nights(home: Path, hook: Hook, requests: int = 5000) -> Case:
    """A night on a vendor that began to lie since the last night, with somebody who is told."""
    from tests.bookshop import DOCS, TEXT

    start = home / "nightly"
    (start / "docs").mkdir(parents=True)
    (start / "docs" / "openapi.json").write_text(TEXT)
    (start / "docs" / "create-book.mdx").write_text(DOCS)
    words = ["nightly", "--spec", "docs/openapi.json", "--docs", "docs", "--ledger", "ledger.db"]
    words += ["--reports", "reports", "--to", hook.url, "--"]
    more = ["--header", "authorization: Bearer one", "--no-fuzz", "--max-requests", requests]
    _well(ended(driftline(*words, "--app", "tests.bookshop:shop", *more), start))
    hook.taken.clear()
    command = driftline(*words, "--app", "tests.bookshop:lying", *more)
    return Case("nightly", command, start, night_kept, code=1, told=hook.taken)


def _well(done: tuple[int, str]) -> None:
    if done[0]:
        raise RuntimeError(f"a first run ended with {done[0]}: {done[1]}")


class Hook:
    """A webhook that keeps what it is sent."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.taken.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


# --- kills ----------------------------------------------------------------------------------------------------------


def reference(case: Case, home: Path) -> tuple[float, float, Mapping[str, str]]:
    """Of a run that nobody kills: its seconds, when it begins to write, and what is kept after it."""
    folder = home / "reference"
    shutil.copytree(case.start, folder)
    before, began, first = _names(folder), time.monotonic(), 0.0
    process = subprocess.Popen(case.words, cwd=folder, env=HERE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    while process.poll() is None:
        if not first and _names(folder) != before:
            first = time.monotonic() - began
        time.sleep(0.002)
    seconds = time.monotonic() - began
    if process.returncode != case.code:
        raise RuntimeError(f"{case.name} ended with {process.returncode}")
    after = case.kept(folder)
    shutil.rmtree(folder)
    return seconds, first, after


def _names(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*")}


def kill_at(case: Case, home: Path, seconds: float, after: Mapping[str, str], seen: Seen, *, writing: bool) -> bool:
    """One kill, and the run after it; False where the command had ended before."""
    folder = home / f"{case.name}-{seen.moments}"
    shutil.copytree(case.start, folder)
    before = case.kept(folder)
    if case.told is not None:
        case.told.clear()
    if not killed(case.words, folder, seconds, writing=writing):
        shutil.rmtree(folder)
        return False
    seen.moments += 1
    at = f"{case.name}, killed {seconds:.3f} s after {'its first write' if writing else 'its start'}"
    try:
        left = case.kept(folder)
    except (AssertionError, OSError, ValueError, sqlite3.Error) as error:
        seen.wrong.append(f"{at}: what is kept is broken: {error}")
        left = {}
    for part, found in left.items():
        if found not in (before[part], after[part]):
            seen.wrong.append(f"{at}: {part} is neither as before nor as after: {found}")
    new = {found == after[part] != before[part] for part, found in left.items()}
    seen.outcomes["some of it as after" if len(new) > 1 else "as after" if True in new else "as before"] += 1
    code, text = ended(case.words, folder)
    seen.said.update(REPAIRED.findall(text))
    if code != case.code:
        seen.wrong.append(f"{at}: the next run ended with {code}: {text[-400:]}")
    elif case.told is not None:
        _told_once(case.told, text, at, seen)
    elif case.kept(folder) != after:
        seen.wrong.append(f"{at}: the next run left something else")
    if kept := [name for name in litter(folder) if not re.fullmatch(r"\..+\.\d+", name)]:
        seen.wrong.append(f"{at}: {kept} is left after the next run")
    shutil.rmtree(folder)
    return True


def _told_once(taken: Sequence[Any], text: str, at: str, seen: Seen) -> None:
    """A drift is told once by the two nights; where the first died while it told, the second says so."""
    told = len(taken)
    if told > 1 or (told == 0 and "may not have arrived" not in text):
        seen.wrong.append(f"{at}: people were told {told} times, and the next run said {text[-300:]}")


def kills(case: Case, home: Path, count: int, chance: random.Random) -> Seen:
    """Kill a command at so many moments: in turn over the whole length of a run, and over the part in which it writes."""
    seconds, first, after = reference(case, home)
    lengths = {False: seconds, True: seconds - first}
    seen = Seen()
    while seen.moments < count:
        writing = seen.moments % 2 == 0
        share = (seen.moments // 2 + chance.random()) / ((count + 1) // 2)
        if not kill_at(case, home, lengths[writing] * share, after, seen, writing=writing):
            lengths[writing] *= 0.9  # it was faster this time
    return seen


def emulator_kills(home: Path, count: int, chance: random.Random) -> Seen:
    """Kill an emulator that keeps its objects in a file, while they are made: each that was acknowledged is there."""
    seen, made = Seen(), []
    folder = home / "emulate"
    folder.mkdir()
    for _ in range(count):
        seen.moments += 1
        made += _made_until_killed(folder, chance.uniform(0.0, 0.4), seen)
    with _served(folder) as (url, _), httpx.Client(base_url=url, headers=KEYS) as client:
        gone = [one for one in made if client.get(f"/v1/customers/{one}").status_code != 200]
    seen.outcomes[f"{len(made):,} writes acknowledged, {len(gone):,} lost"] = count
    seen.wrong += [f"emulate: {len(gone)} acknowledged writes are gone"] if gone else []
    return seen


def _made_until_killed(folder: Path, seconds: float, seen: Seen) -> list[str]:
    made: list[str] = []
    with _served(folder) as (url, process), httpx.Client(base_url=url, headers=KEYS) as client:
        timer = threading.Timer(seconds, lambda: os.killpg(process.pid, signal.SIGKILL))
        timer.start()
        with contextlib.suppress(httpx.HTTPError):
            while True:
                answer = client.post("/v1/customers", json={"merchant_customer_id": f"c-{uuid.uuid4()}"})
                if answer.status_code != 201:
                    seen.wrong.append(f"emulate: answered {answer.status_code}")
                    break
                made.append(answer.json()["id"])
        timer.join()
    return made


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    words = driftline("emulate", "--port", 0, "--db", "shop.db")
    process = subprocess.Popen(words, cwd=folder, env=HERE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    with process:
        assert process.stdout is not None
        found = (match[1] for line in process.stdout if (match := re.search(r"(http://\S+)/_emulator/", line)))
        try:
            yield next(found), process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def both(case: Case, home: Path) -> list[str]:
    """Two runs at once: each succeeds or says that another is under way, and what is kept is as after; what was wrong."""
    _, _, after = reference(case, home)
    folder = home / f"{case.name}-both"
    shutil.copytree(case.start, folder)
    runs = [subprocess.Popen(case.words, cwd=folder, env=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True) for _ in range(2)]  # fmt: skip
    told = [(run.communicate(timeout=300)[0], run.returncode) for run in runs]
    wrong = [f"{case.name}, two at once: ended with {code}: {text[-400:]}" for text, code in told
             if code != case.code and "another" not in text]  # fmt: skip
    if not any(code == case.code for _, code in told):
        wrong.append(f"{case.name}, two at once: neither succeeded")
    if case.told is None and case.kept(folder) != after:
        wrong.append(f"{case.name}, two at once: what is kept is {case.kept(folder)}, not {after}")
    shutil.rmtree(folder)
    return wrong


def cases(home: Path, hook: Hook) -> list[Case]:
    pull = pulled(home)
    bundle = bundled(home, pull.start / "snapshot")
    return [pull, bundle, generated(home, bundle.start / "bundle.json"), nights(home, hook)]


SHARES = {"pull": 0.2, "bundle": 0.15, "generate": 0.25, "nightly": 0.25}  # of the moments; the rest is the emulator's


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        home, began, hook = Path(name), time.monotonic(), Hook()
        rows: dict[str, Seen] = {}
        wrong: list[str] = []
        for case in cases(home, hook):
            rows[case.name] = kills(case, home, round(asked.moments * SHARES[case.name]), chance)
            wrong += rows[case.name].wrong + both(case, home)
            print(case.name, dict(rows[case.name].outcomes), rows[case.name].wrong, flush=True)
        left = asked.moments - sum(seen.moments for seen in rows.values())
        rows["emulate --db"] = emulator_kills(home, left, chance)
        wrong += rows["emulate --db"].wrong
        OUT.write_text(table(rows, wrong, asked.seed, time.monotonic() - began), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))
    sys.exit(1 if wrong else 0)


def table(rows: Mapping[str, Seen], wrong: Sequence[str], seed: int, seconds: float) -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    total = sum(seen.moments for seen in rows.values())
    lines = [
        "# SIGKILL at random moments",
        "",
        f"Machine: {machine}. {total} moments, seed {seed}, {seconds:.0f} s: `python -m benchmarks.crash.crash`.",
        "",
        "| command | moments | what was kept then | what the next run said | wrong |",
        "|---|--:|---|---|--:|",
    ]
    for name, seen in rows.items():
        kept = ", ".join(
            f"{text} {count}" if text[0].isalpha() else text for text, count in sorted(seen.outcomes.items())
        )
        said = (
            "; ".join(f"{count} x {text.strip()}" for text, count in sorted(seen.said.items())) or "nothing to repair"
        )
        lines.append(f"| {name} | {seen.moments} | {kept} | {said} | {len(seen.wrong)} |")
    more = [f"- {text}" for text in wrong] or [
        "Two runs at once of pull, bundle, generate and nightly: nothing broken."
    ]
    return "\n".join([*lines, "", *more, "", NOT_MET, ""])


NOT_MET = """Half of the kills fall where a run writes. The instant in which a folder stands aside is shorter than any of
them met: `tests/test_pull.py` kills a pull there on purpose, `tests/test_crash.py` lays out what a killed generate leaves,
and the next run says what it repaired."""


if __name__ == "__main__":
    main()
