"""The contract suite on the pretend vendor: green under every noise, and red under a lie that it promises to catch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from tests_support import CORPUS, ROOT

from driftline.bundle import bundle
from driftline.emulator.noise import NOISES
from driftline.snapshot import read_snapshot
from driftline.sources import read_pages, spec_texts

FEW = ("--examples", "2")  # generated requests for each operation: more take most of the time
AMOUNTS = {"latency": "latency=0.001"}  # seconds: the suite sends thousands of requests


def suite(*words: str, keys: Mapping[str, str] = MappingProxyType({})) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "contract_tests", "-q", "-p", "no:cacheprovider", *words]
    env = {**os.environ, **{f"YUNO_{name.upper().replace('-', '_')}": value for name, value in keys.items()}}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400, env=env)


HALF = len(NOISES) // 2  # a noise on the way and one in the answer go together: each is met, in half the time
TOGETHER = list(zip([*NOISES][:HALF], [*NOISES][HALF:], strict=True))


@pytest.mark.parametrize("kinds", TOGETHER, ids="+".join)
def test_the_suite_survives(kinds: tuple[str, str]) -> None:
    done = suite(*(word for kind in kinds for word in ("--noise", AMOUNTS.get(kind, kind))), *FEW)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    "lie",
    [
        "not_stored:POST /v1/customers response/201",
        "header_ignored:POST /v1/payments request/header/x-idempotency-key",
        "status_changed:POST /v1/customers response/401",
        "resp_drop:POST /v1/payments response/201/body/amount",
        "req_ignored:POST /v1/payments/{}/transactions/{}/refund request/body/amount",
        "not_stored:POST /v1/subscriptions/{}/pause response/200",
    ],
)
def test_the_suite_catches(lie: str) -> None:
    left = [f"--ignore=contract_tests/{name}.py" for name in ("test_breadth", "test_whole_run")]
    done = suite("--deviate", lie, *left)
    assert done.returncode == 1, done.stdout[-3000:]


def promises_of_lives(tmp_path: Path, *words: str) -> set[tuple[str, str]]:
    """What a run of the lifecycles records of promises: kept, broken or gone, and the page and sentence."""
    record = tmp_path / "exchanges.jsonl"
    suite("-k", "test_lifecycles", "--record", str(record), *words)
    intents = [json.loads(line)["intent"] for line in record.read_text().splitlines()]
    return {(intent.split()[0], intent.partition(" ")[2]) for intent in intents if intent.startswith("promise-")}


def test_enough_lives_speak_of_every_promise_they_stand_under(tmp_path: Path) -> None:
    """A promise that no step can come to would never be recorded; one whose page is not there is gone."""
    many = ("--set", "lives=60", "--max-requests", "100000")
    gone = promises_of_lives(tmp_path, "--docs", str(tmp_path))
    assert {kind for kind, _ in gone} == {"promise-gone"}
    wanted, kept = {("promise-kept", sentence) for _, sentence in gone}, set[tuple[str, str]]()
    for seed in range(2):
        if kept != wanted:  # most seeds come to all of them
            kept |= promises_of_lives(tmp_path, *many, "--set", f"seed={seed}")
    assert kept == wanted


def test_a_lie_breaks_the_promise_that_it_is_about_and_no_other(tmp_path: Path) -> None:
    refund = "POST /v1/payments/{}/transactions/{}/refund"
    found = promises_of_lives(tmp_path, "--deviate", f"header_ignored:{refund} request/header/x-idempotency-key")
    (broken,) = {sentence for kind, sentence in found if kind == "promise-broken"}
    assert broken.startswith("docs/idempotency.md A retry with the same key returns the first answer")


def test_lives_are_skipped_where_the_bundle_lacks_an_operation(tmp_path: Path) -> None:
    document = json.loads((ROOT / "openapi" / "bundle.json").read_text())
    del document["paths"]["/v1/payment-links/{code}/cancel"]
    (tmp_path / "bundle.json").write_text(json.dumps(document))
    done = suite("-k", "test_lifecycles", "--spec", str(tmp_path / "bundle.json"))
    assert done.returncode == 0, done.stdout[-3000:]
    assert "3 passed, 1 skipped" in done.stdout
    assert "not in this bundle: POST /v1/payment-links/{}/cancel" in done.stdout


@pytest.mark.skipif(
    not CORPUS.exists(), reason=f"no corpus of real docs at {CORPUS}: set DRIFTLINE_CORPUS to run this test"
)
def test_the_suite_is_green_on_the_corpus_bundle(tmp_path: Path) -> None:
    """The same suite, every operation of the real docs: what is not hand-written answers as the bundle says."""
    snapshot = read_snapshot([CORPUS / "site"])
    (tmp_path / "bundle.json").write_text(bundle(spec_texts(snapshot, read_pages(snapshot))).text())
    keys = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
    others = dict.fromkeys(
        ("x-account-code", "x-organization-code", "x-public-api-key", "x-private-secret-key"), "any of a pretend vendor"
    )
    words = [word for name, value in {**keys, **others}.items() for word in ("--header", f"{name}: {value}")]
    done = suite("--spec", str(tmp_path / "bundle.json"), "--max-requests", "100000", *FEW, *words, keys=keys)
    assert done.returncode == 0, done.stdout[-3000:]
