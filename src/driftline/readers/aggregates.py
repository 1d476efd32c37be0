"""Read what a field adds up of other objects: "`amount_due` adds up the `amount_due` of the customer's open invoices". Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from driftline.readers.words import sentences

FIELD = r"`([A-Za-z]\w{0,60})`"
THEIR = r"(?:the |all |its |your |their )?(?:all )?(?:[a-z]+'s )?"
WHAT = r"(?:([a-z]{3,20}) )?([a-z]{3,24}s)\b([^.;,:]{0,80})"
COUNTS = re.compile(rf"{FIELD} (?:counts|is the (?:number|count) of|tells how many) {THEIR}{WHAT}")
SUMS = re.compile(rf"{FIELD} (?:adds up|sums(?: up)?|is the (?:sum|total) of) the {FIELD} of {THEIR}{WHAT}")
HOW_MANY = re.compile(rf"^(?:How many|(?:The )?[Nn]umber of) (?:the )?{WHAT}")
OF_THIS = re.compile(r"^()([A-Z][a-z]{3,24}s) (?:on|of|in|for|with) (?:this|the|that) [a-z]+ ([^.;,:]{0,80})")
STATE = r"`?([a-z_]{3,24})`?"
IN = re.compile(
    r"\b(?:whose (?:status|state) is|(?:that|which) (?:are|is)|(?:in|with) (?:the )?(?:status|state)) (?!not\b)"
    rf"{STATE}(?: or {STATE})?"
)
NOT = r"(?:haven't|have not|hasn't|aren't|are not|isn't|is not)"
OUT = re.compile(rf"\b(?:that|which) {NOT}(?: yet)?(?: been)? {STATE}")
CLAUSE = re.compile(r"\b(?:that|which|who|whose|matching)\b")  # it says which of them, in words for no state
MAYBE = re.compile(r"\b(?:if|unless|may|might|up to|at most|since|during|last|today|month|per)\b")


class Aggregate(NamedTuple):
    """A field, what it counts (or the field that it adds up) of which objects, in which states or outside of which."""

    name: str
    adds: str
    noun: str
    states: tuple[str, ...]
    is_in: bool

    def text(self) -> str:
        return json.dumps([self.adds, self.noun, list(self.states), self.is_in])


def aggregates(text: str) -> Iterator[tuple[Aggregate, str]]:
    """What sentences say that a field adds up, each with the sentence.

    >>> [one[0][:4] for one in aggregates("`active_seats` counts seats whose status is `active`.")]
    [('active_seats', '', 'seats', ('active',))]
    """
    told = sentences(text) if "`" in text else ()
    for sentence, following in zip(told, [*told[1:], ""], strict=False):
        for match in COUNTS.finditer(sentence):
            name, adjective, noun, rest = match.groups()
            found = _made(name, "", adjective, noun, rest)
            yield from ((one, sentence[:200]) for made in found if (one := _but_for(made, following)) is not None)
        for match in SUMS.finditer(sentence):
            name, adds, adjective, noun, rest = match.groups()
            yield from ((one, sentence[:200]) for one in _made(name, adds, adjective, noun, rest))


NOT_COUNTED = re.compile(r"([A-Z][a-z]{3,24}) (?:ones|[a-z]+s) (?:do not|don't|are not|aren't|never) count(?:ed)?\b")


def _but_for(made: Aggregate, following: str) -> Aggregate | None:
    """An aggregate without those that the next sentence says not to count; None where that says something else of counting."""
    match = NOT_COUNTED.match(following)
    if match and not made.states:
        return made._replace(states=(match.group(1).lower(),), is_in=False)
    return None if re.search(r"\bcount", following) else made


def described(name: str, text: str) -> Iterator[tuple[Aggregate, str]]:
    """What the description of a field says that it counts.

    >>> [one[0][2:] for one in described("live", "Subscriptions on this plan that haven't been cancelled.")]
    [('subscriptions', ('cancelled',), False)]
    """
    first = sentences(text)[0] if text.strip() else ""
    for pattern in (HOW_MANY, OF_THIS):
        match = pattern.match(first)
        if match:
            adjective, noun, rest = match.groups()
            yield from ((one, first[:200]) for one in _made(name, "", adjective, noun.lower(), rest))
            return


def _made(name: str, adds: str, adjective: str | None, noun: str, rest: str) -> Iterator[Aggregate]:
    within, without = IN.search(rest), OUT.search(rest)
    if MAYBE.search(rest) or (within and without) or (CLAUSE.search(rest) and not within and not without):
        return
    states = tuple(one for found in (within, without) if found for one in found.groups() if one)
    states += (adjective,) if adjective else ()
    yield Aggregate(name, adds, noun, states, without is None)
