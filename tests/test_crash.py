"""A run that is killed, meets a full disk or a folder that nobody may write leaves all as it was, or as it should be."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from bookshop import DOCS, SPEC, TEXT
from hostile import badly

from benchmarks.crash.crash import (
    Case,
    Hook,
    Seen,
    both,
    bundle_kept,
    client_kept,
    digest,
    driftline,
    emulator_kills,
    ended,
    killed,
    kills,
    nights,
    snapshot_kept,
)
from driftline.errors import DriftError
from driftline.generate import generate

LESS = {**SPEC, "paths": {path: item for path, item in SPEC["paths"].items() if path != "/shelf"}}
QUIET = ("--fail-on", "none", "--most", 0)
PULL = ("pull", "--from", "docs", "--into", "snapshot")
BUNDLE = ("bundle", "--docs", "docs", "--out", "bundle.json", "--names", "names.toml", *QUIET)
GENERATE = ("generate", "--bundle", "bundle.json", "--into", "generated", "--package", "shop_client", *QUIET)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything was made once, before the shop lost an operation."""
    folder = tmp_path_factory.mktemp("crash")
    (folder / "before" / "docs").mkdir(parents=True)
    (folder / "before" / "docs" / "openapi.json").write_text(TEXT)
    (folder / "before" / "docs" / "create-book.mdx").write_text(DOCS)
    for words in (PULL, BUNDLE, GENERATE):
        code, text = ended(driftline(*words), folder / "before")
        assert code == 0, text
    (folder / "before" / "docs" / "openapi.json").write_text(json.dumps(LESS))
    return folder


def case(home: Path, verb: str) -> Case:
    words, kept = {
        "pull": (PULL, snapshot_kept), "bundle": (BUNDLE, bundle_kept), "generate": (GENERATE, client_kept)
    }[verb]  # fmt: skip
    start = home / verb
    if not start.exists():
        shutil.copytree(home / "before", start)
        if verb == "generate":
            (start / "bundle.json").write_text(json.dumps(LESS))
        elif verb == "pull":
            (start / "docs" / "create-book.mdx").write_text(DOCS + "\nMore.\n")
    return Case(verb, driftline(*words), start, kept)


@pytest.mark.parametrize("verb", ["pull", "bundle", "generate"])
def test_a_command_that_is_killed_leaves_all_as_before_or_as_after_and_the_next_run_succeeds(
    verb: str, home: Path, tmp_path: Path
) -> None:
    seen = kills(case(home, verb), tmp_path, 2, random.Random(7))
    assert seen.wrong == []
    assert seen.moments == 2


def test_a_night_that_is_killed_takes_all_it_started_with_it_and_loses_nothing(tmp_path: Path) -> None:
    seen = kills(nights(tmp_path, Hook(), requests=100), tmp_path, 1, random.Random(3))
    assert seen.wrong == []
    assert seen.moments == 1


def test_what_a_killed_night_had_started_ends_with_it(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "before" / "docs", tmp_path / "docs")
    kept = ("--spec", "docs/openapi.json", "--docs", "docs", "--ledger", "ledger.db", "--reports", "reports")
    with badly(lambda *_: silence()) as server:
        night = driftline("nightly", *kept, "--", "--target", server.url, "--max-time", 60)
        assert killed(night, tmp_path, 3.0, writing=True)  # raises where a process of it is alive five seconds later
        assert len(server.asked) == 1


def silence() -> Iterator[bytes]:
    time.sleep(20)
    yield b""


def test_an_emulator_that_is_killed_keeps_every_write_that_it_acknowledged(tmp_path: Path) -> None:
    seen: Seen = emulator_kills(tmp_path, 2, random.Random(1))
    assert seen.wrong == []
    assert not any(outcome.startswith("0 writes") for outcome in seen.outcomes)


def test_two_clients_made_at_once_leave_what_one_leaves(home: Path, tmp_path: Path) -> None:
    assert both(case(home, "generate"), tmp_path) == []


def test_a_client_that_stood_aside_when_a_run_was_killed_is_put_back_and_that_is_said(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "again"
    shutil.copytree(home / "before", folder)
    before = digest(folder / "generated" / "shop_client")
    (folder / "generated" / "shop_client").rename(folder / "generated" / ".shop_client.old")
    (folder / "generated" / ".shop_client.next-1").mkdir()
    (folder / "generated" / ".shop_client.lock").write_text("99999999")
    code, text = ended(driftline(*GENERATE), folder)
    assert (code, "The last run was interrupted" in text) == (0, True), text
    assert digest(folder / "generated" / "shop_client") == before
    assert [path.name for path in (folder / "generated").iterdir()] == ["shop_client"]


def test_a_second_generate_at_the_same_time_is_refused(home: Path, tmp_path: Path) -> None:
    shutil.copy(home / "before" / "bundle.json", tmp_path)
    (tmp_path / ".shop_client.lock").write_text(str(os.getpid()))
    with pytest.raises(DriftError, match="another generate is writing there"):
        generate(tmp_path / "bundle.json", tmp_path, package="shop_client")


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, resource.RLIM_INFINITY))


ASK = ("--app", "tests.bookshop:lying", "--header", "authorization: Bearer one", "--no-fuzz", "--max-requests", 30)
RUN = ("run", "--spec", "docs/openapi.json", *ASK)
WRITING: dict[str, tuple[object, ...]] = {
    "pull": PULL,
    "bundle": BUNDLE,
    "generate": GENERATE,
    "probe": ("probe", "--spec", "docs/openapi.json", *ASK, "--record", "made/x.jsonl"),
    "reports": (*RUN, "--html", "made/site", "--json", "made/f.json", "--sarif", "made/s.sarif"),
    "ledger": (*RUN, "--ledger", "made/ledger.db"),
    "nightly": (
        *("nightly", "--spec", "docs/openapi.json", "--docs", "docs", "--ledger", "made/ledger.db"),
        *("--reports", "made", "--", *ASK),
    ),
}


def refused(words: tuple[object, ...], folder: Path, prepare: Callable[[], None] | None) -> None:
    """Run a command on a disk that refuses: it says so, and all is as it was."""
    before = digest(*(folder / name for name in ("snapshot", "bundle.json", "names.toml", "generated")))
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        driftline(*words), cwd=folder, env=env, capture_output=True, text=True, preexec_fn=prepare, check=False
    )
    text = done.stdout + done.stderr
    assert done.returncode in (2, 3), text
    assert "Traceback" not in text
    assert any(said in text for said in ("Make room", "writable", "Is the disk full", "could not look")), text
    assert digest(*(folder / name for name in ("snapshot", "bundle.json", "names.toml", "generated"))) == before
    whole = [path for path in folder.rglob("*.json*") if path.is_file()]
    assert all(path.suffix == ".jsonl" or json.loads(path.read_text()) is not None for path in whole)


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_is_a_clear_error_and_all_is_as_it_was(name: str, home: Path, tmp_path: Path) -> None:
    shutil.copytree(case(home, name).start if name in ("pull", "bundle", "generate") else home / "before",
                    tmp_path / "full")  # fmt: skip
    (tmp_path / "full" / "made").mkdir()
    refused(WRITING[name], tmp_path / "full", _limited)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_proxy_whose_record_cannot_be_written_ends_and_says_so(home: Path) -> None:
    with badly(lambda *_: b"HTTP/1.1 204 No Content\r\n\r\n") as server:
        words = driftline(
            "observe", server.url, "--docs", "docs", "--record", "/dev/full", "--port", 0, "--max-time", 30
        )
        with subprocess.Popen(
            words, cwd=home / "before", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert httpx.get(process.stdout.readline().split("passes ")[1].split(" ")[0] + "/books").status_code == 204
            _, said = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "/dev/full could not be written: No space left on device" in said
    assert "Traceback" not in said


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write below a folder: by its mode, or for root by a mount of its own."""
    if os.geteuid():
        modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
        for path, mode in modes.items():
            path.chmod(mode & 0o555)
        yield
        for path, mode in modes.items():
            path.chmod(mode)
        return
    if not (shutil.which("mount") and _mounted("--bind", folder, folder)):
        pytest.skip("root writes everywhere, and may mount nothing here")
    try:
        assert _mounted("-o", "remount,bind,ro", folder)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mounted(*words: object) -> bool:
    return subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", ["pull", "bundle", "generate", "reports", "nightly"])
def test_a_folder_that_nobody_may_write_is_a_clear_error(name: str, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "still"
    shutil.copytree(case(home, name).start if name in ("pull", "bundle", "generate") else home / "before", folder)
    (folder / "made").mkdir()
    with read_only(folder):
        refused(WRITING[name], folder, None)
