"""Findings over time, as values: runs, and what became of each finding. Pure; `ledger.py` keeps them in a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a finding is after a run."""

    NEW = "new"  # seen for the first time in the last run
    OPEN = "open"
    BACK = "back"  # resolved before, and seen again
    FLAKY = "flaky"  # seen in some runs of the same inputs, not in others
    ACCEPTED = "accepted"
    RESOLVED = "resolved"


LIVING = (State.NEW, State.BACK, State.OPEN, State.FLAKY)  # what a person has to do with, in the order of reports


@dataclass(frozen=True, slots=True)
class Run:
    """One look at the witnesses. `at` is UTC (ISO 8601); `outcome` is `looked`, or why it could not look."""

    id: int
    at: str
    target: str = ""
    sources: tuple[tuple[str, int], ...] = ()  # name and claims of each witness
    requests: int = 0
    seconds: float = 0.0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    outcome: str = "looked"


@dataclass(frozen=True, slots=True)
class Event:
    """A finding came into a state in a run; `note` says who and why where a person decided it."""

    run: int
    at: str
    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of one finding; times are UTC (ISO 8601), `events` oldest first."""

    fingerprint: str
    state: State
    rule: str
    severity: str
    operation: str
    place: str
    message: str
    first_seen: str
    last_seen: str
    runs: int = 1  # in which it was seen
    events: tuple[Event, ...] = ()
