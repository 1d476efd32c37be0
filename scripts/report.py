"""Lay the witnesses side by side and say how it ended."""

from __future__ import annotations

from scripts import EXCHANGES, NAMES, REPORTS, SNAPSHOT, accepted, done, driftline, overlays, say

ENDINGS = {
    0: "no drift that is not accepted",
    1: "drift: see the findings above",
    2: "wrong use",
    3: "a source is missing",
}

if __name__ == "__main__":
    live = ["--exchanges", EXCHANGES] if EXCHANGES.exists() else []
    say("compare and report: docs, spec, examples" + (" and live" if live else "; no live witness"))
    report = ["--json", REPORTS / "findings.json", "--markdown", REPORTS / "report.md", "--fail-on", "warning"]
    report += ["--html", REPORTS / "site", "--sarif", REPORTS / "drift.sarif", "--junit", REPORTS / "junit.xml"]
    code = driftline("compare", "--docs", SNAPSHOT, "--names", NAMES, *overlays(), *live, *accepted(), *report)
    print(f"\nmake drift: {ENDINGS.get(code, 'failed')} (exit {code}; open reports/site/index.html)", flush=True)
    done(code)
