"""Pull, say what changed, and make bundle, client, version, changelog and the text of a pull request anew."""

from __future__ import annotations

import sys

from scripts import (
    APP,
    BUNDLE,
    CLIENT,
    DOCS,
    EXCHANGES,
    GENERATED,
    NAMES,
    OVERLAYS,
    PACKAGE,
    PLANTED,
    REPORTS,
    ROOT,
    SNAPSHOT,
    WORK,
    done,
    driftline,
    say,
)


def main() -> int:
    """Regenerate; the exit code."""
    say(f"regenerate: from {DOCS or 'the docs of the pretend vendor'}")
    embedded = ["--app", APP, *(word for name in PLANTED for word in ("--deviate", name))]
    source = ["--from", DOCS] if DOCS else ["--from", "https://docs.emulator.test/llms.txt", *embedded]
    made = ["--bundle", BUNDLE, "--names", NAMES, "--into", GENERATED, "--package", PACKAGE, "--config", CLIENT]
    told = ["--changelog", WORK / "openapi" / "CHANGELOG.md", "--body", REPORTS / "pull-request.md"]
    uses = [] if DOCS else ["--uses", ROOT / "contract_tests" / "test_generated_client.py"]
    seen = ["--exchanges", EXCHANGES] if EXCHANGES.exists() else []
    words = ["--snapshot", SNAPSHOT, "--overlays", OVERLAYS, "--title", "Yuno", *made, *told, *uses, *seen]
    code = driftline("regenerate", *source, *words, *sys.argv[1:])
    ending = {0: "done", 1: "a gate failed: see above"}.get(code, "failed")
    print(
        f"\nmake regenerate: {ending} (exit {code}; pull request in reports/pull-request.md if something changed)",
        flush=True,
    )
    return code


if __name__ == "__main__":
    done(main())
