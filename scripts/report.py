"""Lay the three witnesses side by side and say how it ended."""

from __future__ import annotations

from scripts import EXCHANGES, REPORTS, ROOT, SNAPSHOT, done, driftline, say

ENDINGS = {
    0: "no drift that is not accepted",
    1: "drift: see the findings above",
    2: "wrong use",
    3: "a source is missing",
}

if __name__ == "__main__":
    say("compare and report: docs, spec, examples and live")
    report = ["--json", REPORTS / "findings.json", "--markdown", REPORTS / "report.md", "--fail-on", "warning"]
    accepted = ["--accepted", ROOT / "accepted.toml"]
    code = driftline("compare", "--docs", SNAPSHOT, "--exchanges", EXCHANGES, *accepted, *report)
    print(f"\nmake drift: {ENDINGS.get(code, 'failed')} (exit {code}; report in reports/report.md)", flush=True)
    done(code)
