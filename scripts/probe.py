"""Ask the live service (the pretend vendor, or TARGET with keys from the environment) and run the contract tests on it."""

from __future__ import annotations

import sys

from scripts import BUNDLE, DEVIATE, DOCS, EXCHANGES, ROOT, TARGET, done, driftline, live, say


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
    suite = ["--suite", ROOT / "contract_tests"]
    return driftline("probe", "--spec", BUNDLE, *live(), *suite, "--record", EXCHANGES, *sys.argv[1:])


if __name__ == "__main__":
    done(main())
