"""One short file per verb: this repository's paths and URLs, nothing else. Make knows the order.

DOCS and TARGET name a real vendor's docs and sandbox; without them the pretend vendor answers, and no network is used.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = os.environ.get("DOCS", "")
TARGET = os.environ.get("TARGET", "")
RATE = os.environ.get("RATE", "5")  # requests a second that TARGET may be asked
DEVIATE = tuple(filter(None, os.environ.get("DEVIATE", "").split(";")))
EXAMPLES = os.environ.get("EXAMPLES", "")  # generated requests for each operation

APP = "emulator:create"
PACKAGE = "yuno_client"
# What the docs of the pretend vendor get wrong on purpose; accepted.toml says why each is accepted.
PLANTED = ("docs:session-path", "docs:session-id", "docs:session-country", "docs:session-token")
KEYS = {"public-api-key": "YUNO_PUBLIC_API_KEY", "private-secret-key": "YUNO_PRIVATE_SECRET_KEY"}
DEMO = {"YUNO_PUBLIC_API_KEY": "sandbox-public-key", "YUNO_PRIVATE_SECRET_KEY": "sandbox-secret-key"}

# A real vendor's files stay out of the tree: they are theirs.
WORK = ROOT / ".driftline" if DOCS else ROOT
SNAPSHOT = WORK / "openapi" / "snapshot"
BUNDLE = WORK / "openapi" / "bundle.json"
NAMES = WORK / "openapi" / "names.toml"
OVERLAYS = ROOT / "openapi" / "overlays"
CLIENT = ROOT / "openapi" / "client.toml"
GENERATED = WORK / "generated"
ACCEPTED = WORK / "accepted.toml"
REPORTS = ROOT / "reports"
LEDGER = WORK / "ledger.db"
EXCHANGES = REPORTS / "exchanges.jsonl"


def say(text: str) -> None:
    """Tell the person at the terminal what happens now."""
    print(f"\n==> {text}", flush=True)


def driftline(*words: object) -> int:
    """Run the command line in this process, from the root of the repository; its exit code."""
    from driftline.cli import cli

    os.chdir(ROOT)
    shown = [os.path.relpath(word, ROOT) if isinstance(word, Path) else str(word) for word in words]
    try:
        cli(args=shown, prog_name="driftline")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0


def live() -> list[object]:
    """The options that name the live service, the keys to it, and what is asked of it."""
    if not TARGET:
        os.environ.update(DEMO)
    return [
        *(["--target", TARGET, "--rate", RATE] if TARGET else ["--app", APP]),
        *[word for name, variable in KEYS.items() for word in ("--header", f"{name}: ${variable}")],
        *(["--set", "account_id=$YUNO_ACCOUNT_ID"] if TARGET else []),
        *[word for name in DEVIATE for word in ("--deviate", name)],
        *(["--examples", EXAMPLES] if EXAMPLES else []),
    ]


def accepted() -> list[object]:
    """The option that names the findings we live with, where there are any."""
    return ["--accepted", ACCEPTED] if ACCEPTED.exists() else []


def overlays() -> list[object]:
    """The option that names our corrections of the specs, where there are any."""
    return ["--overlays", OVERLAYS] if OVERLAYS.is_dir() else []


def done(code: int) -> None:
    """End with the command's exit code."""
    sys.exit(code)
