"""What was read once is looked up: the report is the same, and only what changed is read again."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_support import ROOT, Run

from benchmarks.fuzz.mutations import damaged
from driftline.cache import DAY, KEPT, CacheFolder
from driftline.check import check
from driftline.claims import Claim, Evidence, Reading, Seen, Subject, Unread, Voice
from driftline.faults import FAULTS
from driftline.readers.kept import packed, unpacked
from driftline.snapshot import Snapshot, read_snapshot

TOLD = FAULTS[0].told()
PAGES = {name: text for name, text in TOLD.items() if name.endswith(".mdx")}
SPECS = {name: text for name, text in TOLD.items() if name.startswith("openapi/")}
SITE = Snapshot(PAGES, SPECS)


class Counted(dict[str, str]):
    """A cache that counts what was kept since the count began."""

    kept = 0

    def __setitem__(self, key: str, text: str) -> None:
        self.kept += 1
        super().__setitem__(key, text)


def same(snapshot: Snapshot, cache: dict[str, str]) -> None:
    assert check(snapshot, cache=cache) == check(snapshot)


@settings(deadline=None)  # it is about what is said, not about how fast
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_whatever_is_edited_the_report_is_that_of_a_first_run(seeds: list[int]) -> None:
    cache: dict[str, str] = {}
    files = {**PAGES, **SPECS}
    for seed in [*seeds, seeds[0]]:
        random = Random(seed)
        name = random.choice(sorted(files))
        edited = {**files, name: damaged(random, [files[name], *files.values()])}
        if any(text.strip() for text in edited.values()):
            pages = {name: text for name, text in edited.items() if name in PAGES}
            same(Snapshot(pages, {name: edited[name] for name in SPECS}), cache)


EDITS = {
    "a page": ("pages", "reference/create-ride.mdx", "bike_id", "bicycle_id"),
    "the words of an object page": ("pages", "reference/the-ride-object.mdx", "Ride", "Journey"),
    "what a spec lets pages know": ("specs", "openapi/bikes.yaml", "rides", "trips"),
    "a description in a spec": ("specs", "openapi/bikes.yaml", "title", "titel"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_seen_through_the_cache(what: str) -> None:
    kind, name, old, new = EDITS[what]
    cache: dict[str, str] = {}
    same(SITE, cache)
    files = dict(getattr(SITE, kind))
    assert old in files[name], "the edit changes nothing"
    same(replace(SITE, **{kind: {**files, name: files[name].replace(old, new)}}), cache)
    same(replace(SITE, **{kind: {**files, f"other/{name}": files[name]}}), cache)
    same(replace(SITE, **{kind: {file: text for file, text in files.items() if file != name}}), cache)
    same(SITE, cache)


def test_a_block_is_held_against_the_spec_as_it_is_now() -> None:
    cache: dict[str, str] = {}
    block = "````yaml openapi/a.json POST /rides\n"
    block += "openapi: 3.1.0\npaths:\n  /rides:\n    post:\n      description: Ride\n````\n"
    for words in ("Ride", "Drive", "Ride"):
        spec = {"openapi": "3.1.0", "paths": {"/rides": {"post": {"description": words}}}}
        snapshot = Snapshot({"page.md": f"# Ride\n\n{block}"}, {"openapi/a.json": json.dumps(spec)})
        same(snapshot, cache)
        voices = [one.source for one in check(snapshot, cache=cache).readings]
        assert voices.count("docs") == (1 if words == "Ride" else 2)


def test_what_moved_to_another_line_is_quoted_there() -> None:
    cache: dict[str, str] = {}
    spec = SPECS["openapi/bikes.yaml"]
    lines = []
    for text in (spec, f"# a comment\n{spec}"):
        same(replace(SITE, specs={"openapi/bikes.yaml": text}), cache)
        said = [
            one.evidence
            for found in check(Snapshot(PAGES, {"openapi/bikes.yaml": text})).findings
            for one in found.said
        ]
        lines.append([one.line for one in said if one.file == "openapi/bikes.yaml" and one.pointer])
    assert lines[0]
    assert lines[1] == [line + 1 for line in lines[0] if line]


def test_bindings_by_hand_are_part_of_what_a_page_says() -> None:
    cache: dict[str, str] = {}
    for bound in ((), (Subject("POST /v1/rides", "response/201/body"),)):
        bindings = {"reference/the-ride-object.mdx": bound}
        assert check(SITE, (), bindings, cache) == check(SITE, (), bindings)


def test_real_docs_give_the_same_report_and_only_an_edited_page_is_read_again(corpus: Path) -> None:
    snapshot, cache = read_snapshot([corpus / "site"]), Counted()
    fresh = check(snapshot)
    assert check(snapshot, cache=cache) == fresh
    cache.kept = 0
    assert check(snapshot, cache=cache) == fresh
    assert cache.kept == 0
    file = max(snapshot.pages, key=lambda name: snapshot.pages[name].count("ParamField"))
    edited = replace(snapshot, pages={**snapshot.pages, file: snapshot.pages[file].replace("string", "integer")})
    assert check(edited, cache=cache).readings == check(edited).readings
    assert 2 <= cache.kept <= 10  # its outline, what it says, and lines of specs that new findings quote


def test_the_embedded_snapshot_gives_the_same_report_from_a_folder(tmp_path: Path) -> None:
    snapshot = read_snapshot([ROOT / "openapi" / "snapshot"])
    fresh = check(snapshot)
    for _ in range(2):
        cache = CacheFolder(tmp_path / "cache")
        assert check(snapshot, cache=cache) == fresh
        assert not cache.problem


JSON = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
VALUES = st.recursive(JSON, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)
TEXTS = st.none() | st.text(max_size=5)
CLAIMS = st.builds(
    Claim,
    st.builds(Subject, st.text(max_size=5), st.text(max_size=5)),
    st.sampled_from(["exists", "seen", "values"]),
    VALUES | st.builds(Seen, st.sampled_from(["string", "object"]), VALUES),
    st.builds(Evidence, TEXTS, st.none() | st.integers(1, 9), TEXTS, TEXTS, st.none()),
)


@given(st.lists(CLAIMS, max_size=8))
def test_any_reading_comes_back_with_every_type_it_had(claims: list[Claim]) -> None:
    reading = Reading("docs", Voice.OBSERVES, tuple(claims), (Unread("a.md", None, "why"), Unread("a", 3, "")), "a.md")
    [back] = unpacked(json.loads(json.dumps(packed([reading]))))
    assert back == reading
    assert repr(back) == repr(reading)  # 1, 1.0 and True are equal


@pytest.mark.parametrize("damage", [b"", b"\x00" * 90, b"x" * 64 + b"\n[]", None])
def test_an_entry_that_was_damaged_counts_as_none(tmp_path: Path, damage: bytes | None) -> None:
    cache = CacheFolder(tmp_path)
    cache["a" * 64] = "text"
    assert cache.get("a" * 64) == "text"
    [entry] = tmp_path.glob("??/*")
    entry.write_bytes(entry.read_bytes()[:-1] if damage is None else damage)
    assert cache.get("a" * 64) is None


def test_another_version_of_the_code_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = CacheFolder(tmp_path)
    cache["a" * 64] = "text"
    monkeypatch.setattr("driftline.cache.code", lambda: "another")
    assert cache.get("a" * 64) is None


def test_what_nobody_used_for_a_month_is_removed_and_what_is_in_use_is_kept(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    for key in ("used", "unused"):
        cache[key] = key
    month_ago = time.time() - (KEPT + 1) * DAY
    for path in (*tmp_path.glob("??/*"), tmp_path / "pruned"):
        os.utime(path, (month_ago, month_ago))
    again = CacheFolder(tmp_path)
    assert again.get("used") == "used"
    again["new"] = "new"
    assert [again.get(key) for key in ("used", "unused", "new")] == ["used", None, "new"]


def test_a_folder_that_cannot_be_written_is_said_and_the_report_is_there(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("")
    words = ("check", "--docs", ROOT / "openapi" / "snapshot", "--fail-on", "none", "--json", tmp_path / "a.json")
    done = run(*words, "--cache", tmp_path / "file" / "cache")
    assert done.returncode == 0
    assert "note: " in done.stderr
    assert "keeps nothing" in done.stderr
    assert json.loads((tmp_path / "a.json").read_text())["version"] == 1


def test_no_cache_keeps_nothing_and_says_the_same(tmp_path: Path, run: Run) -> None:
    reports = []
    for name, words in {"first": (), "second": (), "none": ("--no-cache",)}.items():
        out = tmp_path / f"{name}.json"
        kept = tmp_path / ("nothing" if words else "cache")
        docs = ROOT / "openapi" / "snapshot"
        done = run("check", "--docs", docs, "--fail-on", "none", "--json", out, *words, DRIFTLINE_CACHE=str(kept))
        assert (done.returncode, done.stderr) == (0, "")
        reports.append(out.read_text())
    assert len(set(reports)) == 1
    assert list((tmp_path / "cache").glob("??/*"))
    assert not (tmp_path / "nothing").exists()
