"""Where the corpus of real docs is, and how tests run the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_support import CORPUS, ROOT, Run


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Readings are kept apart from those of whoever runs the tests, and shared by all tests of a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRIFTLINE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real docs; tests that need it are skipped, and say so, where it is absent."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real docs at {CORPUS}: set DRIFTLINE_CORPUS to run this test")
    return CORPUS


@pytest.fixture
def run() -> Run:
    """Run `driftline` in a process of its own; text output, no exception for an exit code."""

    def run_it(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "driftline", *map(str, words)]
        env = {**os.environ, **environment}
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, timeout=300, check=False)

    return run_it
