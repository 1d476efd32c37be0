"""Parts of one run on several machines: any split of the work, and of what was recorded, gives the report of one run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from bookshop import DOCS, PUBLISH, SPEC, TEXT, shop
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_support import Run

from driftline.check import check
from driftline.emulator import EmulatorTransport
from driftline.errors import DriftError
from driftline.exchange import Exchange
from driftline.experiments.bench import facts
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.readers.spec import read_operations
from driftline.shards import Shard, merged, read_shard
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target

SNAPSHOT = Snapshot({"create-book.mdx": DOCS, "publishing.md": PUBLISH}, {"openapi.json": TEXT})
KEYS = [one.key for one in read_operations(SPEC)]
LIES = ("cents", "tenant", "paging", "delete-lost")


def probed(only: tuple[str, ...] = ()) -> list[Exchange]:
    """The record of a probe of some operations of a shop that lies."""
    target = Target(
        "https://books.test",
        headers={"authorization": "Bearer one"},
        other={"authorization": "Bearer two"},
        budget=Budget(requests=2000),
        transport=EmulatorTransport(shop(LIES)),
    )
    return list(probe(SPEC, target, declared=facts(read_all(SNAPSHOT)), only=only, fuzz=False).exchanges)


@cache
def whole() -> tuple[Exchange, ...]:
    return tuple(probed())


def report(exchanges: list[Exchange]) -> list[tuple[str, str]]:
    """Rule and fingerprint of every finding, in the order of the report."""
    return [(one.rule, one.fingerprint) for one in check(SNAPSHOT, [read_exchanges(exchanges)]).findings]


@pytest.mark.parametrize("of", [1, 2, 3, 5, 20])
def test_every_operation_is_in_one_shard_and_shards_are_of_one_size(of: int) -> None:
    parts = [Shard(number, of).takes(KEYS) for number in range(1, of + 1)]
    assert sorted(key for part in parts for key in part) == sorted(KEYS)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/99999"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(DriftError, match="is no shard"):
        read_shard(text)


@pytest.mark.parametrize("of", [2, 3])
def test_shards_that_are_merged_give_the_report_of_one_run(of: int) -> None:
    records = [probed(Shard(number, of).takes(KEYS)) for number in range(1, of + 1)]
    assert {rule for rule, _ in report(list(whole()))} >= {"echo", "tenant-leak", "paging", "deleted-stays"}
    assert set(report(merged(records))) == set(report(list(whole())))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=len(whole()), max_size=len(whole())), st.permutations(range(4)))
def test_any_split_of_a_record_gives_the_report_of_the_whole(owners: list[int], order: list[int]) -> None:
    parts = [[one for one, owner in zip(whole(), owners, strict=True) if owner == part] for part in range(4)]
    assert report(merged(parts[n] for n in order)) == report(merged([whole()]))


exchanges = st.builds(
    Exchange,
    id=st.sampled_from(["x00001", "x00002"]),
    operation=st.sampled_from(["GET /a", "POST /a"]),
    intent=st.sampled_from(["baseline", "look"]),
    method=st.just("GET"),
    url=st.sampled_from(["https://a.test/a", "https://a.test/b"]),
    status=st.sampled_from([200, 404]),
    response_body=st.sampled_from([None, {"id": 1}, {"id": "1"}, [1.0]]),
)
records = st.lists(exchanges, max_size=6)


@given(records, records, records)
def test_merging_is_associative_commutative_and_keeps_everything_once(
    a: list[Exchange], b: list[Exchange], c: list[Exchange]
) -> None:
    together = merged([a, b, c])
    assert together == merged([merged([a, b]), c]) == merged([a, merged([b, c])]) == merged([c, a, b])
    assert together == merged([together, together])
    assert [one.id for one in together] == [f"x{number:05d}" for number in range(1, len(together) + 1)]


def test_records_of_shards_are_merged_and_compared_on_the_command_line(run: Run, tmp_path: Path) -> None:
    headers = ["--header", "public-api-key: sandbox-public-key", "--header", "private-secret-key: sandbox-secret-key"]
    names = [tmp_path / f"{number}.jsonl" for number in (1, 2)]
    lie = "resp_member:GET /v1/payments/{} response/200/body/status"
    for number, name in enumerate(names, 1):
        words = ["--app", "emulator:create", "--deviate", lie, "--no-fuzz", "--shard", f"{number}/2", "--record", name]
        words += ["--only", "GET /v1/payments/{}", "--only", "POST /v1/customers"]
        done = run("probe", "--spec", "openapi/bundle.json", *words, *headers)
        assert done.returncode == 0, done.stderr
    merge = run("merge", *names, "--out", tmp_path / "all.jsonl")
    assert "exchanges from 2 records" in merge.stdout
    words = ["--exchanges", tmp_path / "all.jsonl", "--json", tmp_path / "out.json"]
    assert run("compare", "--docs", "openapi/bundle.json", *words).returncode == 1
    found = json.loads((tmp_path / "out.json").read_text())["findings"]
    assert [(one["rule"], one["operation"]) for one in found if one["observed"]] == [("values", "GET /v1/payments/{}")]
