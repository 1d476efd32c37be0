"""Findings, entries and runs that we made up, for the tests of what renders them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from driftline.accepted import Accepted
from driftline.claims import Evidence, Subject
from driftline.findings import Finding, Proposal, Said
from driftline.history import Entry, Event, Run, State
from driftline.rules import BY_NAME, Severity

SOURCES: list[dict[str, Any]] = [
    {"name": "spec", "voice": "declares", "claims": 4120, "unread": 0},
    {"name": "docs", "voice": "declares", "claims": 1873, "unread": 12},
    {"name": "live", "voice": "observes", "claims": 2210, "unread": 1, "requests": 1466, "seconds": 61.25},
]


def said(source: str, value: Any, file: str, line: int, quote: str) -> Said:
    return Said(source, value, Evidence(file, line, quote))


def heard(value: Any, exchange: str, quote: str) -> Said:
    return Said("live", value, Evidence(None, None, quote, None, exchange))


def made(number: int, rule: str, operation: str, place: str, message: str, *says: Said, **more: Any) -> Finding:
    """A finding with a fingerprint of its own; the other facts as given."""
    places = more.pop("places", (f"{operation} {place}",))
    odd = more.pop("odd", None)
    key = f"{number:016x}"
    return Finding(
        rule, BY_NAME[rule].severity, Subject(operation, place), says, message, odd, tuple(places), key, **more
    )


CURL = """curl -X POST 'https://api.example.test/v1/loans' \\
  -H 'authorization: $TOKEN' \\
  -H 'content-type: application/json' \\
  -d '{"book": "b1", "days": "14"}'"""
CODE = """import httpx

answer = httpx.post(
    "https://api.example.test/v1/loans",
    headers={"authorization": "$TOKEN"},
    json={"book": "b1", "days": "14"},
)
print(answer.status_code, answer.text)"""
ACTION = json.dumps(
    {
        "target": "$.paths['/loans'].post.requestBody.content['application/json'].schema.properties.days",
        "update": {"type": "string", "pattern": "^[0-9]{1,3}$"},
    }
)
LOANS, BOOKS = "POST /v1/loans", "GET /v1/books/{}"

FINDINGS = [
    made(
        0xA1B2C3D4E5F60001,
        "type",
        LOANS,
        "request/body/days",
        "days is a number in spec and docs, the service takes a text",
        said("spec", ["integer"], "openapi/loans.json", 88, '"days": { "type": "integer", "minimum": 1 }'),
        said("docs", ["integer"], "guides/lending.md", 41, "| `days` | integer | How many days the loan lasts. |"),
        said("docs", ["integer"], "reference/loans.md", 12, "- **days** (integer, required)"),
        heard("string", "e00042", '{"error": "days must be a string of digits"}'),
        odd="live",
        observed=True,
        request=CURL,
        code=CODE,
        proposal=Proposal("spec", "openapi/loans.json", 88, "Write `days` as a string of one to three digits.", ACTION),
    ),
    made(
        0xA1B2C3D4E5F60002,
        "values",
        BOOKS,
        "response/200/body/state",
        "state: docs lacks lost, live shows repaired",
        said("spec", ["free", "lent", "lost"], "openapi/books.json", 140, '"enum": ["free", "lent", "lost"]'),
        said("docs", ["free", "lent"], "reference/books.md", 60, "One of `free`, `lent`."),
        heard("repaired", "e00017", '"state": "repaired"'),
        odd="docs",
        observed=True,
        places=[
            f"{method} /v1/books{end} response/200/body/state" for method in ("GET", "PATCH") for end in ("", "/{}")
        ]
        + [f"GET /v1/shelves/{{}}/books response/200/body/items/[]/state{n}" for n in range(11)],
    ),
    made(
        0xA1B2C3D4E5F60003,
        "credentials-unenforced",
        "GET /v1/readers/{}/loans",
        "",
        "answers 200 without credentials",
        said("spec", True, "openapi/readers.json", 9, '"security": [{ "token": [] }]'),
        heard("200", "e00103", "HTTP/1.1 200 OK"),
        odd="live",
        observed=True,
        request="curl 'https://api.example.test/v1/readers/r1/loans'",
    ),
    made(
        0xA1B2C3D4E5F60004,
        "length",
        LOANS,
        "request/body/note",
        "note: at most 80 in spec, at most 100 in docs",
        said("spec", [None, 80], "openapi/loans.json", 97, '"maxLength": 80'),
        said("docs", [None, 100], "guides/lending.md", 55, "Up to 100 characters."),
        proposal=Proposal("docs", "guides/lending.md", 55, "Say: up to 80 characters."),
    ),
    made(
        0xA1B2C3D4E5F60005,
        "field-missing",
        BOOKS,
        "response/200/body/shelf",
        "shelf: books.json has it, catalogue.json lists the others and not this one",
        *(said("spec", True, "openapi/books.json", 150 + n, '"shelf": {') for n in range(7)),
        said("spec", False, "openapi/catalogue.json", 31, '"book": {'),
    ),
    made(0xA1B2C3D4E5F60006, "deprecated", BOOKS, "query/lang", "lang is deprecated in spec only"),
    made(
        0xA1B2C3D4E5F60007,
        "null",
        "GET /v1/readers/{}",
        "response/200/body/card",
        "card is null where no source allows null",
        heard(None, "e00009", '"card": null'),
    ),
]
ASIDE = made(
    0xA1B2C3D4E5F60008,
    "format",
    "GET /v1/shelves",
    "response/200/body/items/[]/since",
    "since: a date in docs, a date with a time in the example",
    said("docs", "date", "reference/shelves.md", 20, "The day since when it stands there."),
    said("examples", "2026-01-03T12:00:00Z", "reference/shelves.md", 44, '"since": "2026-01-03T12:00:00Z"'),
)
ACCEPTED = [
    (ASIDE, Accepted(ASIDE.fingerprint, "Both are read by every client; goes with v2.", "Ines", date(2027, 3, 31)))
]
DAYS = [f"2026-10-{day:02d}T06:15:00+00:00" for day in range(1, 13)]
RUNS = [
    Run(n, day, "https://api.example.test", (("spec", 4120), ("docs", 1873)), 1466, 61.2, *counts)
    for n, (day, counts) in enumerate(
        zip(
            DAYS,
            [
                (6, 9, 4),
                (6, 9, 4),
                (5, 9, 5),
                (5, 8, 5),
                (4, 8, 5),
                (4, 8, 5),
                (4, 5, 5),
                (2, 5, 5),
                (2, 4, 3),
                (1, 3, 3),
                (2, 3, 3),
                (3, 2, 2),
            ],
            strict=True,
        ),
        1,
    )
]


def entry(finding: Finding, state: State, *events: tuple[int, State, str]) -> Entry:
    """What a ledger would keep of a finding; an event is the number of a run, the state and a note."""
    happened = tuple(Event(run, DAYS[run - 1], became, note) for run, became, note in events)
    subject = finding.subject
    facts = (finding.rule, str(finding.severity), subject.operation, subject.place, finding.message)
    return Entry(finding.fingerprint, state, *facts, happened[0].at, DAYS[-1], len(DAYS) + 1 - events[0][0], happened)


GONE = made(0xA1B2C3D4E5F60009, "status-missing", LOANS, "response/409", "409 is answered and in no source")
LEDGER = [
    entry(FINDINGS[0], State.OPEN, (2, State.NEW, ""), (3, State.OPEN, "")),
    entry(FINDINGS[1], State.BACK, (1, State.NEW, ""), (4, State.RESOLVED, ""), (12, State.BACK, "")),
    entry(FINDINGS[2], State.NEW, (12, State.NEW, "")),
    entry(FINDINGS[3], State.OPEN, (1, State.NEW, "")),
    entry(FINDINGS[4], State.FLAKY, (6, State.NEW, ""), (9, State.FLAKY, "seen in 4 of 7 runs")),
    entry(FINDINGS[5], State.OPEN, (3, State.NEW, "")),
    entry(FINDINGS[6], State.OPEN, (3, State.NEW, "")),
    entry(ASIDE, State.ACCEPTED, (1, State.NEW, ""), (5, State.ACCEPTED, "Ines: goes with v2")),
    entry(GONE, State.RESOLVED, (2, State.NEW, ""), (12, State.RESOLVED, "")),
]
ALSO_GONE = made(0xA1B2C3D4E5F6000A, "type", BOOKS, "response/200/body/pages", "pages is a text in docs")
LEDGER.append(entry(ALSO_GONE, State.RESOLVED, (1, State.NEW, ""), (12, State.RESOLVED, "")))
LEDGER.append(
    entry(replace(GONE, fingerprint="a1b2c3d4e5f6000b"), State.RESOLVED, (1, State.NEW, ""), (3, State.RESOLVED, ""))
)
ENTRIES = {one.fingerprint: one for one in LEDGER}


def many(count: int) -> list[Finding]:
    """As many findings as asked for, with places as long as real ones."""
    rules = [rule for rule in BY_NAME.values() if rule.severity is not Severity.ERROR][:20] + list(BY_NAME.values())[:6]
    found = []
    for n in range(count):
        one = FINDINGS[n % len(FINDINGS)]
        rule = rules[n % len(rules)]
        place = f"request/body/customer_payer/additional_data/billing_address/part_{n}/value"
        subject = Subject(f"POST /v1/resource-{n % 40}/{{}}/actions", place)
        message = f"part_{n}: create-something.json has it, authorize-something.json lists the others and not this one"
        found.append(
            replace(
                one, rule=rule.name, severity=rule.severity, subject=subject, message=message, fingerprint=f"{n:016x}"
            )
        )
    return found


def report(findings: Iterable[Finding] = FINDINGS) -> dict[str, Any]:
    """All that a site is made of, as keyword arguments."""
    return {"findings": list(findings), "sources": SOURCES, "accepted": ACCEPTED, "entries": ENTRIES, "runs": RUNS}
