"""Pull the vendor's docs and specs into the snapshot."""

from __future__ import annotations

from scripts import APP, DOCS, PLANTED, SNAPSHOT, done, driftline, say

if __name__ == "__main__":
    say(f"pull: {DOCS or 'the docs of the pretend vendor, four planted disagreements in them'}")
    embedded = ["--app", APP, *(word for name in PLANTED for word in ("--deviate", name))]
    source = ["--from", DOCS] if DOCS else ["--from", "https://docs.emulator.test/llms.txt", *embedded]
    done(driftline("pull", *source, "--into", SNAPSHOT))
