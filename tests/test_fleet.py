"""Many vendors in one run: one budget, one page, verdicts that are known, and workers that die in the middle."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests_support import Run

from driftline.engines import TASKS_OF_A_POOL, engine_of
from driftline.errors import DriftError
from driftline.fleet import Case, Fleet, Watched, judge, parts, read_fleet

ROOT = Path(__file__).parent.parent
SPEC = """{"openapi": "3.1.0", "info": {"title": "Rooms", "version": "1"}, "paths": {"/rooms": {"post": {
  "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
    "size": {"type": "SIZE"}}}, "example": {"size": 1}}}},
  "responses": {"201": {"description": "made"}}}}}}"""
EMULATOR = f"""docs = ["{ROOT}/emulator/site/reference"]
spec = "{ROOT}/openapi/bundle.json"
app = "emulator:create"
header = ["public-api-key: $FLEET_PUBLIC", "private-secret-key: $FLEET_PRIVATE"]
fuzz = false
"""
KEYS = {"FLEET_PUBLIC": "sandbox-public-key", "FLEET_PRIVATE": "sandbox-secret-key"}


def rooms(folder: Path, name: str, kind: str = "integer") -> str:
    """A vendor's docs in a folder of their own, and its lines in the fleet."""
    (folder / name).mkdir()
    (folder / name / "rooms.json").write_text(SPEC.replace("SIZE", kind))
    return f'[vendors.{name}]\ndocs = ["{name}"]\n'


def levels(reports: Path) -> dict[str, tuple[int, str]]:
    """The errors of each vendor, and what kept us from looking."""
    found = json.loads((reports / "fleet.json").read_text())["vendors"]
    return {one["name"]: (one["levels"].get("error", -1), one["problem"]) for one in found}


def test_one_vendor_that_cannot_be_read_leaves_the_others_their_reports(run: Run, tmp_path: Path) -> None:
    text = rooms(tmp_path, "good") + rooms(tmp_path, "bad", "string") + '[vendors.gone]\ndocs = ["gone"]\n'
    (tmp_path / "fleet.toml").write_text(text)
    done = run("fleet", tmp_path / "fleet.toml", "--reports", tmp_path / "out", "--html")
    assert done.returncode == 3
    assert "gone could not be looked at" in done.stderr
    assert "fleet: 3 vendors, 1 finding, 1 could not be looked at" in done.stdout
    assert {name: errors for name, (errors, _) in levels(tmp_path / "out").items()} == {"good": 0, "bad": 1, "gone": -1}
    page = (tmp_path / "out" / "index.html").read_text()
    assert page.index("gone") < page.index("bad/index.html") < page.index("good/index.html")  # worst first
    assert (tmp_path / "out" / "bad" / "index.html").exists()


def test_a_vendor_that_did_not_change_is_not_compared_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fleet.toml").write_text(rooms(tmp_path, "one") + rooms(tmp_path, "two"))
    words = ("fleet", tmp_path / "fleet.toml", "--reports", tmp_path / "out", "--cache", tmp_path / "cache")
    assert "had not changed" not in run(*words).stdout
    first = (tmp_path / "out" / "one" / "findings.json").read_text()
    assert "2 had not changed" in run(*words).stdout
    assert (tmp_path / "out" / "one" / "findings.json").read_text() == first
    (tmp_path / "two" / "rooms.json").write_text(SPEC.replace("SIZE", "string"))
    changed = run(*words)
    assert "1 had not changed" in changed.stdout
    assert changed.returncode == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"version": 1}', "\x00", "[" * 100_000])
def test_what_is_damaged_in_the_cache_is_made_again(tmp_path: Path, text: str) -> None:
    rooms(tmp_path, "one", "string")
    case = Case(Watched("one", (str(tmp_path / "one"),)), cache=str(tmp_path / "cache"))
    honest = judge(case)
    for kept in (tmp_path / "cache").glob("??/*"):
        kept.write_text(text)
    again = judge(case)
    assert (again.report, again.levels, again.known) == (honest.report, honest.levels, False)
    assert judge(case).known


def test_the_parts_of_a_fleet_never_spend_more_than_all_of_it() -> None:
    asked = Watched("asked", ("docs",), spec="spec", target="https://a.test", shards=3, seeds=(1, 2))
    found = parts(Fleet((asked, Watched("read", ("docs",))), requests=100))
    assert [(one.shard.number, one.seed) for one in found] == [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 2)]
    assert sum(one.requests for one in found) <= 100
    with pytest.raises(DriftError, match="too few"):
        parts(Fleet((asked,), requests=5))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no vendor"),
        ("vendors = 3", "names no vendor"),
        ("[vendors", "is not TOML"),
        ("a = " + "[" * 5000, "is not TOML"),
        ("[vendors.a]", "lacks something"),
        ('[vendors.a]\ndocs = "docs"', "docs of"),
        ('[vendors.a]\ndocs = ["docs"]\nshards = true', "shards of"),
        ('[vendors.a]\ndocs = ["docs"]\ntarget = "https://a.test"', "lacks something"),
        ('[vendors.a]\ndocs = ["docs"]\npassword = "x"', "has password"),
        ('[vendors."../a"]\ndocs = ["docs"]', "cannot name a folder"),
        ('[fleet]\nrequests = inf\n[vendors.a]\ndocs = ["docs"]', "above 0"),
        ("[fleet]\nrequests = 1" + "0" * 400 + '\n[vendors.a]\ndocs = ["docs"]', "above 0"),
        ('[vendors.a]\ndocs = ["docs"]\nshards = 0', "a number that cannot be"),
        ('[vendors.a]\ndocs = ["docs"]\nseeds = []', "a number that cannot be"),
        ('[vendors.a]\ndocs = ["docs"]\nseeds = [-1]', "a number that cannot be"),
        ('[vendors.a]\ndocs = ["docs"]\nrate = nan', "a number that cannot be"),
        ('[fleet]\nrequests = 0\n[vendors.a]\ndocs = ["docs"]', "above 0"),
        ('[fleet]\ncolour = 1\n[vendors.a]\ndocs = ["docs"]', "more than is known"),
    ],
)
def test_a_fleet_that_is_written_wrong_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "fleet.toml").write_text(text)
    with pytest.raises(DriftError, match=told):
        read_fleet(tmp_path / "fleet.toml")


def test_a_fleet_needs_an_engine_that_is_known() -> None:
    with pytest.raises(DriftError, match="is not known"):
        engine_of("spark://here", 1)


def test_more_tasks_than_a_pool_takes_are_all_done() -> None:
    tasks = list(range(2 * TASKS_OF_A_POOL + 5))
    done = dict(engine_of("processes", 1)(str, tasks))
    assert {number: one.value for number, one in done.items()} == {number: str(number) for number in tasks}


def deadly(path: str) -> str:
    """A task whose worker dies the first time, and another each time."""
    if path == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    mark = Path(path)
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_a_worker_that_dies_costs_no_task_but_its_own(tmp_path: Path) -> None:
    alive = [tmp_path / name for name in "ab"]
    for mark in alive:
        mark.touch()
    tasks = [str(alive[0]), str(tmp_path / "once"), str(alive[1]), "always"]
    done = dict(engine_of("processes", 2)(deadly, tasks))
    assert [done[n].value for n in range(3)] == ["done"] * 3
    assert done[3].problem == "its worker died 3 times"


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A dask scheduler and its workers, each a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT, "env": {**os.environ, **KEYS}}
    module = [sys.executable, "-m"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    started = [subprocess.Popen([*module, "distributed.cli.dask_scheduler", *where], **quiet)]  # type: ignore[call-overload]
    one = [
        *module,
        "distributed.cli.dask_worker",
        f"tcp://127.0.0.1:{port}",
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    started += [subprocess.Popen(one, **quiet) for _ in range(workers)]  # type: ignore[call-overload]
    try:
        time.sleep(4)  # until they know each other
        yield f"dask://127.0.0.1:{port}", started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


WORKING = 0.4  # seconds of CPU: more than waiting for work takes


def _busy(process: subprocess.Popen[bytes]) -> float:
    """The seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fingerprints(report: Path) -> set[str]:
    return {one["fingerprint"] for one in json.loads(report.read_text())["findings"]}


def test_a_dask_worker_that_is_killed_in_the_middle_changes_no_report(run: Run, tmp_path: Path) -> None:
    lie = 'deviate = ["resp_member:POST /v1/payments response/201/body/status"]\n'
    text = f"[vendors.asked]\n{EMULATOR}{lie}shards = 3\n" + rooms(tmp_path, "bad", "string") + rooms(tmp_path, "good")
    (tmp_path / "fleet.toml").write_text(text)
    with cluster(3) as (address, workers):
        words = [sys.executable, "-m", "driftline", "fleet", tmp_path / "fleet.toml", "--reports", tmp_path / "dask"]
        idle = _busy(workers[0])
        with subprocess.Popen([*words, "--on", address], cwd=ROOT, env={**os.environ, **KEYS}) as started:
            while _busy(workers[0]) < idle + WORKING:
                assert started.poll() is None, "it was over before a worker could be killed"
                time.sleep(0.05)
            workers[0].send_signal(signal.SIGKILL)
    assert started.returncode == 1
    alone = run("fleet", tmp_path / "fleet.toml", "--reports", tmp_path / "here", **KEYS)
    assert alone.returncode == 1
    for name in ("asked", "bad", "good"):
        found = fingerprints(tmp_path / "dask" / name / "findings.json")
        assert found == fingerprints(tmp_path / "here" / name / "findings.json")
    assert levels(tmp_path / "dask")["asked"][0] == 1


def test_where_no_scheduler_answers_it_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fleet.toml").write_text(rooms(tmp_path, "good"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{probe.getsockname()[1]}"
    done = run("fleet", tmp_path / "fleet.toml", "--reports", tmp_path / "out", "--on", address)
    assert done.returncode == 3
    assert "no scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr
