"""Ask the live service (the pretend vendor, or TARGET with keys from the environment) and run the contract tests on it."""

from __future__ import annotations

import os
import sys

from scripts import APP, BUNDLE, DEMO, DEVIATE, DOCS, EXCHANGES, KEYS, RATE, ROOT, TARGET, done, driftline, say


def main() -> int:
    """Probe, and leave the exchanges; the exit code."""
    EXCHANGES.unlink(missing_ok=True)
    if DOCS and not TARGET:
        say("probe: left out, because TARGET names no live service of these docs")
        return 0
    say(
        f"probe: {TARGET or 'the pretend vendor in this process'}"
        + (f", lying: {'; '.join(DEVIATE)}" if DEVIATE else "")
    )
    where = ["--target", TARGET, "--rate", RATE] if TARGET else ["--app", APP]
    if not TARGET:
        os.environ.update(DEMO)
    headers = [word for name, variable in KEYS.items() for word in ("--header", f"{name}: ${variable}")]
    account = ["--set", "account_id=$YUNO_ACCOUNT_ID"] if TARGET else []
    lies = [word for name in DEVIATE for word in ("--deviate", name)]
    suite = ["--suite", ROOT / "contract_tests"]
    return driftline(
        "probe", "--spec", BUNDLE, *where, *headers, *account, *lies, *suite, "--record", EXCHANGES, *sys.argv[1:]
    )


if __name__ == "__main__":
    done(main())
