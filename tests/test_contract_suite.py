"""The contract suite on the pretend vendor: green under every noise, and red under a lie that it promises to catch."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests_support import ROOT

from driftline.emulator.noise import NOISES

AMOUNTS = {"latency": "latency=0.001"}  # seconds: the suite sends thousands of requests


def suite(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "contract_tests", "-q", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


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
