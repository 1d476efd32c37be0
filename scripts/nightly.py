"""One run for a scheduler: probe, compare, keep in the ledger, report, alert. TARGET and keys from the environment."""

from __future__ import annotations

import os
import sys

from scripts import (
    ACCEPTED,
    APP,
    BUNDLE,
    DEMO,
    DEVIATE,
    KEYS,
    LEDGER,
    NAMES,
    RATE,
    REPORTS,
    ROOT,
    SNAPSHOT,
    TARGET,
    done,
    driftline,
    overlays,
    say,
)


def main() -> int:
    """Run the night; the exit code."""
    say(f"nightly: {TARGET or 'the pretend vendor in this process'}")
    if not TARGET:
        os.environ.update(DEMO)
    where = ["--target", TARGET, "--rate", RATE] if TARGET else ["--app", APP]
    headers = [word for name, variable in KEYS.items() for word in ("--header", f"{name}: ${variable}")]
    account = ["--set", "account_id=$YUNO_ACCOUNT_ID"] if TARGET else []
    lies = [word for name in DEVIATE for word in ("--deviate", name)]
    kept = ["--ledger", LEDGER, "--reports", REPORTS, *(["--accepted", ACCEPTED] if ACCEPTED.exists() else [])]
    channels = ["--to", "$DRIFTLINE_ALERT_URL"] if os.environ.get("DRIFTLINE_ALERT_URL") else []
    channels += (
        ["--github", os.environ["DRIFTLINE_ALERT_REPOSITORY"]] if os.environ.get("DRIFTLINE_ALERT_REPOSITORY") else []
    )
    words = [
        "--spec",
        BUNDLE,
        "--docs",
        SNAPSHOT,
        "--names",
        NAMES,
        *overlays(),
        "--suite",
        ROOT / "contract_tests",
        *kept,
        *channels,
    ]
    return driftline("nightly", *words, *sys.argv[1:], "--", *where, *headers, *account, *lies)


if __name__ == "__main__":
    done(main())
