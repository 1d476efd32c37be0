"""One run for a scheduler: probe, compare, keep in the ledger, report, alert. TARGET and keys from the environment."""

from __future__ import annotations

import os
import sys

from scripts import (
    ACCEPTED,
    BUNDLE,
    LEDGER,
    NAMES,
    REPORTS,
    ROOT,
    SNAPSHOT,
    TARGET,
    done,
    driftline,
    live,
    overlays,
    say,
)


def main() -> int:
    """Run the night; the exit code."""
    say(f"nightly: {TARGET or 'the pretend vendor in this process'}")
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
    return driftline("nightly", *words, *sys.argv[1:], "--", *live())


if __name__ == "__main__":
    done(main())
