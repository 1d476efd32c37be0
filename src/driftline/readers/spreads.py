"""What becomes of other objects when something is done to one: "all open holds of the event are released". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from driftline.readers.acts import stem
from driftline.readers.words import sentences

ALL = r"\b(?:[Aa]ll|[Ee]very|[Ee]ach|[Aa]ny|[Ii]ts|[Tt]heir)\b"
AT_ONCE = r"(?:(?:all|also|then|at once|immediately|automatically|thereby|both|therefore) )*"
BECOMES = rf"([^.;]{{0,60}}?)(?<!that )(?<!which )\b(?:is|are|becomes?) {AT_ONCE}`?([a-z_]+)`?"
DOUBT = re.compile(r"\b(?:not|never|cannot|can|may|must|could|would|if|unless)\b|n't\b", re.IGNORECASE)
LEAD = 8  # words of a paragraph that say what is done


class Spread(NamedTuple):
    """The noun of other objects, the state they are in before (or an empty text) and after, and the sentence."""

    noun: str
    before: str
    after: str
    quote: str


def spreads(text: str, states: Mapping[str, frozenset[str]]) -> Iterator[Spread]:
    """What a paragraph says that becomes of other objects; `states` are those of each noun.

    >>> known = {"hold": frozenset({"open", "released"})}
    >>> [one[:3] for one in spreads("All open holds of the event are released on the spot.", known)]
    [('hold', 'open', 'released')]
    """
    for sentence in sentences(text):
        for noun, own in states.items() if any(noun in sentence for noun in states) else ():
            for match in re.finditer(rf"{ALL} ([^.;]{{0,40}}?)\b{re.escape(noun)}(?:s|es)?\b{BECOMES}", sentence):
                before, beside, after = match.groups()
                named = [one for one in re.findall(r"[a-z_]+", f"{before} {beside}") if one in own and one != after]
                if after in own and not DOUBT.search(match.group()):
                    yield Spread(noun, named[0] if named else "", after, sentence[:200])


def done(text: str, heading: str) -> frozenset[str]:
    """The stems of what a paragraph may be about: its first words, what it writes as code, and the words of its heading."""
    words = re.findall(r"[a-z]+", text.lower())[:LEAD] + re.findall(r"`([a-z_]+)`", text)
    return frozenset(stem(word) for word in [*words, *re.findall(r"[a-z]+", heading.lower())])
