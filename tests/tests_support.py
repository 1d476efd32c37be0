"""What several test modules share: where things are, the JSON contract, the type of the `run` fixture."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("DRIFTLINE_CORPUS") or ROOT.parent / "shared" / "corpus")
Run = Callable[..., subprocess.CompletedProcess[str]]
CONTRACT: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "docs" / "findings.schema.json").read_text(encoding="utf-8")
)
