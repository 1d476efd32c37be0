"""Ask the live service (the pretend vendor, or TARGET with keys from the environment) and run the contract tests on it."""

from __future__ import annotations

import os

from scripts import APP, BUNDLE, DEMO, DEVIATE, EXCHANGES, KEYS, ROOT, TARGET, done, driftline, say

if __name__ == "__main__":
    say(
        f"probe: {TARGET or 'the pretend vendor in this process'}"
        + (f", lying: {'; '.join(DEVIATE)}" if DEVIATE else "")
    )
    where = ["--target", TARGET, "--rate", "5"] if TARGET else ["--app", APP]
    if not TARGET:
        os.environ.update(DEMO)
    headers = [word for name, variable in KEYS.items() for word in ("--header", f"{name}: ${variable}")]
    account = ["--set", "account_id=$YUNO_ACCOUNT_ID"] if TARGET else []
    lies = [word for name in DEVIATE for word in ("--deviate", name)]
    suite = ["--suite", ROOT / "contract_tests"]
    done(driftline("probe", "--spec", BUNDLE, *where, *headers, *account, *lies, *suite, "--record", EXCHANGES))
