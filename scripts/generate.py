"""Make the client from the bundle; with --check only say whether it is up to date."""

from __future__ import annotations

import sys

from scripts import BUNDLE, CLIENT, GENERATED, PACKAGE, REPORTS, done, driftline, say

if __name__ == "__main__":
    say(f"generate: the client package {PACKAGE}")
    report = ["--fail-on", "none", "--json", REPORTS / "generate.json"]
    words = ["--bundle", BUNDLE, "--into", GENERATED, "--package", PACKAGE, "--config", CLIENT]
    done(driftline("generate", *words, *report, *sys.argv[1:]))
