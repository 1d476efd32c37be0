"""What the tests of renderers share: findings of every rule, of the real docs, and hostile ones."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from driftline.accepted import Accepted
from driftline.check import check
from driftline.claims import Evidence, Subject
from driftline.exchange import from_lines
from driftline.faults import EXCHANGES_FILE, FAULTS
from driftline.findings import Finding, Proposal, Said
from driftline.readers.exchanges import read_exchanges
from driftline.renderers.contract import Report, from_json
from driftline.rules import RULES, Severity
from driftline.snapshot import Snapshot

SOURCES = [{"name": name, "voice": "declares", "claims": 1, "unread": 0} for name in ("spec", "docs", "live")]
ENTRY = Accepted("f00d", "they will mend it", "somebody", date(2030, 1, 1))


@cache
def of_every_fault() -> tuple[Finding, ...]:
    """The findings of all small APIs in which one voice lies, live ones among them."""
    found: list[Finding] = []
    for fault in FAULTS:
        texts = fault.told()
        pages = {name: text for name, text in texts.items() if name.endswith(".mdx")}
        specs = {name: text for name, text in texts.items() if name.startswith("openapi/")}
        exchanges = from_lines(texts[EXCHANGES_FILE])
        found += check(Snapshot(pages, specs), [read_exchanges(exchanges)]).findings
    return tuple(found)


def of_the_corpus(corpus: Path, folder: Path) -> Report:
    """The report about the real docs, written to a file and read back."""
    words = ["check", "--docs", str(corpus / "site"), "--json", str(folder / "report.json"), "--fail-on", "none"]
    subprocess.run([sys.executable, "-m", "driftline", *words], check=True, capture_output=True, timeout=300)
    return from_json((folder / "report.json").read_text(encoding="utf-8"))


def finding(rule: str = "type", *said: Said, place: str = "request/body/a", message: str = "they differ") -> Finding:
    return Finding(rule, Severity.ERROR, Subject("POST /v1/a", place), said, message, fingerprint="f00d")


TEXT = st.text(st.characters(), max_size=30) | st.sampled_from(
    [
        "\x00\x1b[31m",
        "\u202egnp.exe",
        "\ud800",
        "\ufffe\uffff",
        "]]>",
        "[a](javascript:b)",
        "{0}",
        "../../etc",
        "C:\\a",
        "//h/x",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
EVIDENCES = st.builds(
    Evidence,
    st.none() | TEXT,
    st.none() | st.integers(),
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
)
HOSTILE = st.builds(
    Finding,
    rule=st.sampled_from([rule.name for rule in RULES]) | TEXT,
    severity=st.sampled_from(Severity),
    subject=st.builds(Subject, TEXT, TEXT),
    said=st.lists(st.builds(Said, TEXT, VALUES, EVIDENCES), max_size=4).map(tuple),
    message=TEXT,
    odd_one_out=st.none() | TEXT,
    places=st.lists(TEXT, max_size=3).map(tuple),
    fingerprint=TEXT,
    request=st.none() | TEXT,
    code=st.none() | TEXT,
    proposal=st.none() | st.builds(Proposal, TEXT, TEXT, st.none() | st.integers(), TEXT),
)
ENTRIES = st.builds(Accepted, TEXT, TEXT, TEXT, st.none())
