"""Compare docs, spec and examples of the snapshot, offline."""

from __future__ import annotations

from scripts import REPORTS, SNAPSHOT, accepted, done, driftline, say

if __name__ == "__main__":
    say("check: docs against spec against examples, offline")
    report = ["--fail-on", "none", "--most", "0", "--json", REPORTS / "check.json"]
    done(driftline("check", "--docs", SNAPSHOT, *accepted(), *report))
