"""A served emulator for a test, as people start one: a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests_support import ROOT


@contextmanager
def served(folder: Path, *words: str) -> Iterator[str]:
    """The URL of a served emulator, which is killed in the end."""
    command = [sys.executable, "-m", "driftline", "emulate", "--port", "0", "--db", str(folder / "shop.db"), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            urls = (match[1] for line in process.stdout if (match := re.search(r"(http://\S+)/_emulator/", line)))
            yield next(urls)
        finally:
            os.kill(process.pid, signal.SIGKILL)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "driftline", "emulate", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
