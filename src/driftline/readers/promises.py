"""Read promises of behaviour out of plain sentences: order, state after an action, idempotency, lifetimes, limits. Pure."""

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
    r"same (?:key|value|`?[\w-]+`? header|`?(?:x-)?idempotency-\w+`?)"
    r"[^.]*\b(?:return|give|get|answer|respond|creat|duplicate|original|first|twice|once)"
    r"|\b(?:retr(?:y|ied|ies)|safely|repeat\w*)\b[^.]*\b(?:once|twice|duplicate|same|original|safe)"
    r"|\bidempotent\b",
    re.IGNORECASE,
)  # fmt: skip


LIVES = re.compile(
    r"\b(?:expires?|lapses?|(?:is|are|remains?|stays?) (?:only )?valid|lifetime|time to live|ttl)\b"
    r"[^.;]{0,30}?\b(?:after|in|for|of|is) (?:exactly )?(\d{1,6}) (second|minute|hour|day)s?\b",
    re.IGNORECASE,
)
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
ONCE = re.compile(
    r"\bcan (?:only be \w+ once|be \w+ only once|be \w+ once only)\b"
    r"|\b(?:cannot|can't|can not|must not|may not) be \w+ (?:again|twice|more than once|a second time)\b",
    re.IGNORECASE,
)
CEILING = re.compile(
    r"\b(?:cannot|can't|can not|must not|may not|never|not) (?:exceed|be (?:greater|more|higher|larger) than)"
    r" (?:the |what (?:was|is|has been) )?([\w-]+(?: [\w-]+){0,2})"
    r"|\b(?:at most|up to) the ((?:captured|authori[sz]ed|remaining|original|paid|full|total)(?: [\w-]+){0,2})",
    re.IGNORECASE,
)
OTHER_BODY = re.compile(
    r"\b(?:different|another|other|changed) (?:request )?(?:body|payload|parameters|content|request|data)\b",
    re.IGNORECASE,
)
REFUSES = re.compile(r"\b(?:409|422|400|refus\w*|reject\w*|conflict\w*|error|fails?)\b", re.IGNORECASE)


HINTS = (
    " first",
    "chronolog",
    "ed by c",
    "status ",
    "state ",
    " `",
    "dempoten",
    " as ",
    "xpire",
    "valid",
    "lifetime",
    "ttl",
    "once",
    "again",
    "twice",
    "exceed",
    " than ",
    "at most",
    "up to",
)  # without one, no promise


def promises(text: str) -> Iterator[Said]:
    """Every promise that a sentence makes of an operation, each with the sentence.

    `order`, `leads-to` (a state), `keyed` (the header of the key), `keyed-refuses` (another body under the same key),
    `lives` (seconds), `once`, `at-most` (in words).
    """
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
        yield from _limits(sentence, quote)


def _limits(sentence: str, quote: str) -> Iterator[Said]:
    """What has an end: a lifetime, a number of times, an amount."""
    lives = LIVES.search(sentence)
    if lives:
        yield Said("lives", int(lives.group(1)) * SECONDS[lives.group(2).lower()], quote)
    if ONCE.search(sentence):
        yield Said("once", True, quote)
    ceiling = CEILING.search(sentence)
    if ceiling:
        yield Said("at-most", (ceiling.group(1) or ceiling.group(2)).lower(), quote)
    if re.search(r"\bkey\b", sentence, re.IGNORECASE) and OTHER_BODY.search(sentence) and REFUSES.search(sentence):
        yield Said("keyed-refuses", True, quote)
