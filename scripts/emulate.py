"""Serve the pretend vendor on this machine."""

from __future__ import annotations

import sys

from scripts import APP, DEVIATE, done, driftline

if __name__ == "__main__":
    lies = [word for name in DEVIATE for word in ("--deviate", name)]
    done(driftline("emulate", "--app", APP, *lies, *sys.argv[1:]))
