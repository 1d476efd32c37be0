"""Read promises of behaviour out of plain sentences: the order of a list, the state after an action, idempotency keys. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from driftline.readers.words import Said, plain

NEWEST = re.compile(
    r"\b(?:newest|latest|most recent(?:ly created)?)(?: \w+){0,2} first\b|\breverse chronological(?:ly)?\b"
    r"|\b(?:sorted|ordered) by (?:creation (?:date|time)|`?created_?at`?|date created),?(?: in)? desc",
    re.IGNORECASE,
)
OLDEST = re.compile(
    r"\boldest(?: \w+){0,2} first\b|(?<!reverse )\bchronological order\b|\bin the order (?:in which )?they were created\b"
    r"|\b(?:sorted|ordered) by (?:creation (?:date|time)|`?created_?at`?|date created),?(?: in)? asc",
    re.IGNORECASE,
)
STATE = r"`([A-Za-z][A-Za-z_]{2,30})`|\b([A-Z][A-Z_]{3,30})\b"
THING = r"(?i:it|the \w+|an? \w+)"
AFTER = re.compile(
    r"\b(?i:status|state)\b(?: of the \w+| field)?[^.`]{0,20}?"
    r"\b(?:becomes|is set to|is changed to|changes to|turns (?:in)?to|moves to|is then|will be(?:come)?)\s+(?:"
    + STATE
    + r")"
    r"|\b(?i:moves|puts|sets|transitions|brings|marks) " + THING + r"(?:'s (?:status|state))? (?:into|to|as) "
    r"(?:the (?:status|state) )?(?:" + STATE + r")"
    r"|\b" + THING + r" is then (?:" + STATE + r")"
)
KEYED = re.compile(r"\b(Idempotency-Key|X-Idempotency-Key|Idempotency-Token|X-Request-Id-Key)\b", re.IGNORECASE)
AGAIN = re.compile(
    r"same (?:key|value|`?[\w-]+`? header)[^.]*\b(?:return|give|get|answer|respond|creat|duplicate|original|first|twice|once)"
    r"|\b(?:retr(?:y|ied|ies)|safely|repeat\w*)\b[^.]*\b(?:once|twice|duplicate|same|original|safe)"
    r"|\bidempotent\b",
    re.IGNORECASE,
)  # fmt: skip


HINTS = (" first", "chronolog", "ed by c", "status ", "state ", " `", "dempoten", " as ")  # without one, no promise


def promises(text: str) -> Iterator[Said]:
    """Every promise that a sentence makes of an operation: `order`, `leads-to`, `keyed`; each with the sentence."""
    low = text.lower()
    if len(text) > 20_000 or not any(hint in low for hint in HINTS):
        return
    for sentence in re.split(r"(?<=[.!?])\s+|\n{2,}", plain(text)):
        quote = " ".join(sentence.split())[:200]
        newest, oldest = NEWEST.search(sentence), OLDEST.search(sentence)
        if bool(newest) != bool(oldest):
            yield Said("order", "newest first" if newest else "oldest first", quote)
        after = AFTER.search(sentence)
        if after and not re.search(r"\b(?:if|unless|may|can|cannot|must be|only when)\b", sentence):
            yield Said("leads-to", next(group for group in after.groups() if group), quote)
        key = KEYED.search(sentence)
        if key and AGAIN.search(sentence):
            yield Said("keyed", key.group(1).lower(), quote)
