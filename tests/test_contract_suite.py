"""The contract suite on the pretend vendor: green under every noise, and red under a lie that it promises to catch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from tests_support import CORPUS, ROOT

from driftline.bundle import bundle
from driftline.check import read_pages, spec_texts
from driftline.emulator.noise import NOISES
from driftline.snapshot import read_snapshot

AMOUNTS = {"latency": "latency=0.001"}  # seconds: the suite sends thousands of requests


def suite(*words: str, keys: Mapping[str, str] = MappingProxyType({})) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "contract_tests", "-q", "-p", "no:cacheprovider", *words]
    env = {**os.environ, **{f"YUNO_{name.upper().replace('-', '_')}": value for name, value in keys.items()}}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400, env=env)


@pytest.mark.parametrize("kind", NOISES)
def test_the_suite_survives(kind: str) -> None:
    done = suite("--noise", AMOUNTS.get(kind, kind))
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    "lie",
    [
        "not_stored:POST /v1/customers response/201",
        "header_ignored:POST /v1/payments request/header/x-idempotency-key",
        "status_changed:POST /v1/customers response/401",
        "resp_drop:POST /v1/payments response/201/body/amount",
    ],
)
def test_the_suite_catches(lie: str) -> None:
    left = [f"--ignore=contract_tests/{name}.py" for name in ("test_breadth", "test_whole_run")]
    done = suite("--deviate", lie, *left)
    assert done.returncode == 1, done.stdout[-3000:]


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
    done = suite("--spec", str(tmp_path / "bundle.json"), "--max-requests", "100000", *words, keys=keys)
    assert done.returncode == 0, done.stdout[-3000:]
