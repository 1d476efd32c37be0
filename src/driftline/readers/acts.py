"""What is done to things, by the words of a sentence: "a cancelled subscription can't be resumed" is of `/{}/resume`. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from driftline.claims import underscored

IRREGULAR = {"paid": "pay", "sent": "send", "held": "hold", "made": "make", "withdrawn": "withdraw", "begun": "begin",
             "put": "put", "sold": "sell", "bought": "buy", "left": "leave", "given": "give", "taken": "take"}  # fmt: skip
CHANGES = {"PATCH": ("update", "change", "edit", "modify"), "DELETE": ("delete", "remove")}


def stems(words: Sequence[str]) -> list[str]:
    """Words without what their forms differ in: `captured` and `capture`, `cancelled` and `cancel`.

    >>> stems(["cancelled", "paid", "resuming"])
    ['cancel', 'pay', 'resum']
    """
    plain = [re.sub(r"ied$", "y", IRREGULAR.get(word, word)) for word in words]
    cut = [re.sub(r"(?:ing|ed|e)$", "", word) if len(word) > 4 else word.removesuffix("e") for word in plain]
    return [re.sub(r"([a-z])\1$", r"\1", word) for word in cut]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return stems([word.lower()])[0]


def singular(plural: str) -> str:
    """What steps of paths and words of sentences have in common, whether they speak of one or of several."""
    name = underscored(plural)
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


class Acts(NamedTuple):
    """What can be done to one object of each collection: by the verb and the noun, the operations."""

    known: Mapping[tuple[str, str], tuple[str, ...]]

    @classmethod
    def of(cls, operations: Collection[str]) -> Acts:
        """Of `POST /payments/{}/capture` the verb `captur` and the noun `payment`, and so on."""
        found: dict[tuple[str, str], list[str]] = {}
        for key in sorted(operations):
            method, _, path = key.partition(" ")
            steps = [one for one in path.split("/") if one]
            if method == "POST" and len(steps) > 2 and steps[-2] == "{}" and steps[-1] != "{}":
                found.setdefault((stem(singular(steps[-1])), singular(steps[-3])), []).append(key)
            elif method in CHANGES and len(steps) > 1 and steps[-1] == "{}":
                for verb in CHANGES[method]:
                    found.setdefault((stem(verb), singular(steps[-2])), []).append(key)
        return cls({pair: tuple(keys) for pair, keys in found.items()})

    def find(self, verb: str, noun: str) -> str | None:
        """The one operation that does to a thing what a verb says; the noun may be left open."""
        wanted = singular(noun) if noun else ""
        mine = self._doing(verb, wanted)
        return mine[0] if len(mine) == 1 else None

    def called(self, verb: str) -> list[str]:
        """The one action that is called by a verb; none where several are."""
        mine = [key for key in self._doing(verb, "") if key.startswith("POST ")]
        return mine if len(mine) == 1 else []

    def _doing(self, verb: str, noun: str) -> list[str]:
        does = stem(verb)
        return sorted(
            {key for (done, to), keys in self.known.items() for key in keys if done == does and noun in ("", to)}
        )

    def of_any(self, collection: str) -> list[str]:
        """Whatever is posted to one object of a collection: actions, and what is made inside."""
        return sorted(
            {key for keys in self.known.values() for key in keys if key.startswith(f"POST {collection}/{{}}/")}
        )

    def on(self, collection: str) -> list[str]:
        """The actions on one object of a collection, updates and deletions aside."""
        return [key for key in self.of_any(collection) if not key.endswith("s")]


MADE = frozenset(
    {"mak", "creat", "plac", "add", "open", "regist", "register", "book", "post", "writ", "record", "receiv"}
)
DONE = re.compile(
    r"\b(?:(?:each|every) time|whenever|when|once|after|as soon as) (?:an?|the|one|any|each|its|their) (?P<noun>[a-z]+)"
    r"(?: of [^.;,`]{1,30}?)? (?:is|are|gets|was|has been) (?P<verb>[a-z]+)(?: (?P<side>in|out|off|up|back|down)\b)?"
)


DOING = re.compile(
    r"(?:[-*] )?(?P<verb>[A-Z][a-z]+ing)(?P<side>)(?: or [a-z]+ing)? (?:an?|the|one|any) (?P<noun>[a-z]+)\b"
)  # "Scheduling a campaign ..."


def caused_by(sentence: str, acts: Acts) -> list[str] | None:
    """The operations that a sentence says something happens after; None where it says so of no deed, or of a creation.

    >>> caused_by("It goes up each time a reservation is checked out.", Acts.of({"POST /reservations/{}/check-out"}))
    ['POST /reservations/{}/check-out']
    """
    match = DONE.search(sentence) or DOING.match(sentence)
    if match is None or stem(match["verb"]) in MADE:
        return None
    verb = "_".join(filter(None, (stem(match["verb"]), match["side"])))
    found = acts.find(verb, match["noun"])
    return [found] if found else []


STATE = r"`?([a-z][a-z_]{2,24})`?"
EITHER = rf"{STATE}(?: or (?:an? )?{STATE})?"
NOUN, VERB = r"(?P<noun>[a-z]{3,24}?)", r"(?P<verb>[a-z]{3,20})\b"
YOU = rf"\b(?:when|if) you {VERB} (?:an?|the) {NOUN} (?:that|which)"
CANNOT = r"(?:cannot|can't|can not|can no longer|must not|may not|could not) be"
IS = r"(?:is|was|has been)(?: already)?"
ONCE_MORE = r"(?! (?:again|twice|more than))"
STILL = r"(?:(?:still|already|currently|now) )?"
SEVERAL = rf"(?P<several>`[a-z_]{{3,24}}`(?:(?:,|,? (?:and|or))(?: an?)? {STILL}`[a-z_]{{3,24}}`){{1,6}})"
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("only-in", re.compile(rf"{YOU} (?:isn't|is not)(?: an?)? {EITHER}")),
    ("only-in", re.compile(rf"{YOU} is neither {STATE} nor {STATE}")),
    ("only-in", re.compile(rf"\b[Oo]nly (?:an? )?{STATE} {NOUN}s? (?:can|may) be {VERB}(?= |[.,;:)]|$)")),
    ("only-in", re.compile(rf"\b[Oo]nly (?:an? )?{SEVERAL} {NOUN}s? (?:can|may) be {VERB}(?= |[.,;:)]|$)")),
    ("only-in", re.compile(rf"\b[Oo]nly {NOUN}s? (?:that|which) (?:is|are) {STILL}{SEVERAL},? (?:can|may) be {VERB}")),
    ("only-in", re.compile(rf"\b[Oo]nly an? {STATE}(?P<noun>) (?:can|may) be {VERB}(?= |[.,;:)]|$)")),
    ("only-in", re.compile(rf"\b[Oo]nly (?:an? )?{NOUN}s? (?:that|which) (?:is|are) {EITHER} (?:can|may) be {VERB}")),
    ("not-in", re.compile(rf"\b(?:[Aa]n?|[Nn]o) {EITHER} {NOUN} {CANNOT} {VERB}{ONCE_MORE}")),
    ("not-in", re.compile(rf"^{STATE}(?: (?:and|or) {STATE})? {NOUN}s {CANNOT} {VERB}{ONCE_MORE}", re.IGNORECASE)),
    ("not-in", re.compile(rf"\b(?:[Aa]n?|[Tt]he|[Aa]ny) {NOUN} (?:that|which) {IS} {EITHER} {CANNOT} {VERB}{ONCE_MORE}")),
)  # fmt: skip
AGAIN = re.compile(
    rf"\b(?:except(?:ion)?|harmless|no harm|fine)\b[^.;]{{0,40}}?\b(?P<verb>[a-z]+ing) (?:an?|the) (?P<noun>[a-z]+) "
    rf"(?:that|which) (?:is|was) already {STATE}"
    rf"|\b(?P<does>[A-Za-z]+ing) (?:an?|the) (?P<to>[a-z]+) (?:that|which) (?:is|was) already `?(?P<so>[a-z_]{{3,24}})`?"
    r"(?: again)? (?:does nothing|changes nothing|is harmless|is fine|has no effect|(?:still )?answers (?:with )?`?200)"
)
TWICE = re.compile(
    r"^(?:Can|May) (?:I|you|we) (?P<verb>[a-z]+) (?:(?:an?|the|it|one)(?: (?P<noun>[a-z]+))? )?(?:twice|again)\?$"
)
YES = re.compile(r"(?:Yes|You can|You may|Sure)\b")
HARMLESS = re.compile(r"`?20[04]`?|\b(?:nothing|harmless|no effect|no harm|as it is)\b", re.IGNORECASE)
WHETHER = re.compile(rf"^(?:Can|May) (?:an? |the )?{EITHER} (?P<noun>[a-z]{{3,24}}?)s? (?:still )?be {VERB}\?$")
NO = re.compile(r"No\b(?! (?:problem|matter))")
SMALL = frozenset(
    {
        "not",
        "still",
        "already",
        "currently",
        "now",
        "longer",
        "any",
        "new",
        "own",
        "same",
        "other",
        "such",
        "single",
        "whole",
        "full",
        "more",
        "one",
        "each",
    }
)


class Ruled(NamedTuple):
    """An operation, in which states it is possible (`only-in`) or refused (`not-in`), and the sentence."""

    operation: str
    aspect: str
    states: str
    quote: str


def ruled(told: Sequence[str], acts: Acts) -> Iterator[Ruled]:
    """What sentences say of the states in which something can be done, by the words that they use for it.

    >>> acts = Acts.of({"POST /v1/payments/{}/capture"})
    >>> [(one.aspect, one.states) for one in ruled(["refused when you capture a payment that isn't `authorized`"], acts)]
    [('only-in', 'authorized')]
    """
    for sentence in told:
        for aspect, pattern in RULES:
            for match in pattern.finditer(sentence):
                states = [one for n, one in enumerate(match.groups(), 1) if one and n not in _named_groups(pattern)]
                states = [] if SMALL.intersection(states) else states
                states += re.findall(r"`([a-z_]+)`", match.groupdict().get("several") or "")
                operation = acts.find(match["verb"], match["noun"])
                if operation and states:
                    yield Ruled(operation, aspect, " or ".join(states), sentence[:200])
    yield from _asked(told, acts)


def _asked(told: Sequence[str], acts: Acts) -> Iterator[Ruled]:
    """What questions and their answers say of the states in which something can be done, and what exceptions do.

    >>> acts = Acts.of({"POST /orders/{}/cancel"})
    >>> [(one.aspect, one.states) for one in _asked(["Can a shipped order be cancelled?", "No, return it."], acts)]
    [('not-in', 'shipped')]
    """
    for sentence, *answer in (told[at : at + 3] for at in range(len(told))):
        first = answer[0] if answer else ""
        if (match := WHETHER.match(sentence)) and NO.match(first):
            states = [one for one in match.groups()[:2] if one]
            if (operation := acts.find(match["verb"], match["noun"])) and not SMALL.intersection(states):
                yield Ruled(operation, "not-in", " or ".join(states), f"{sentence} {first}"[:200])
        if (match := TWICE.match(sentence)) and YES.match(first) and HARMLESS.search(" ".join(answer)):
            operation = acts.find(match["verb"], match["noun"] or "")
            if operation:
                yield Ruled(operation, "repeatable", "", " ".join([sentence, *answer])[:200])
        for match in AGAIN.finditer(sentence):
            operation = acts.find(match["verb"] or match["does"], match["noun"] or match["to"])
            if operation:
                yield Ruled(operation, "repeatable", match["so"] or match[3], sentence[:200])


def _named_groups(pattern: re.Pattern[str]) -> set[int]:
    return set(pattern.groupindex.values())


FINAL = re.compile(
    r"((?:`[a-z_]{3,24}`(?:, | and |, and )?){1,6})(?: is| are)(?: a| both| all)? (?:final|terminal)\b", re.IGNORECASE
)


def final(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The states that nothing leaves, as far as a sentence says so, each with the sentence.

    >>> [state for state, _ in final(["`returned` and `cancelled` are final."])]
    ['returned', 'cancelled']
    """
    for sentence in told:
        for match in FINAL.finditer(sentence):
            yield from ((state, sentence[:200]) for state in re.findall(r"`([a-z_]+)`", match.group(1)))
