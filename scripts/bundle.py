"""Fold the specs of the snapshot and our overlays into one document."""

from __future__ import annotations

from scripts import BUNDLE, NAMES, OVERLAYS, REPORTS, SNAPSHOT, done, driftline, say

if __name__ == "__main__":
    say("bundle: every spec of the snapshot in one document")
    report = ["--fail-on", "none", "--most", "0", "--json", REPORTS / "bundle.json"]
    words = ["--docs", SNAPSHOT, "--overlays", OVERLAYS, "--names", NAMES, "--out", BUNDLE, "--title", "Yuno"]
    done(driftline("bundle", *words, *report))
