"""Read what a number follows from: "`subtotal` less `discount`", "the sum of the weights of all parcels". Pure.

The formulas are those of `formulas.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from driftline.readers.promises import SECONDS
from driftline.readers.words import COUNTS, Said, plain, sentences

TICK = r"`([A-Za-z_][\w.]{0,80})`"
JOINED = r"([a-z][a-z0-9]{0,30}(?:_[a-z0-9]{1,30}){1,6}|[a-z]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,6})"  # names without ticks
NAME = re.compile(rf"(?:[Tt]he )?(?:{TICK}|\b{JOINED}\b)")
OPERATORS = {"plus": "+", "minus": "-", "less": "-", "times": "*", "multiplied by": "*", "added to": "+",
             "+": "+", "-": "-", "\u2212": "-", "\u2013": "-", "*": "*", "\u00d7": "*"}  # fmt: skip
OPERATOR = re.compile(
    rf"\s*,?\s*({'|'.join(re.escape(one) for one in OPERATORS)})\s+(?:the |any |all |its )*", re.IGNORECASE
)
EACH = r"(?:(?:the|all|its|their|each|every|of) ){0,4}"
SUM = re.compile(
    rf"(?:the )?sum of {EACH}(?:{TICK}s?|([a-z]{{2,30}})) (?:of|in|over|across|from) {EACH}"
    rf"(?:{TICK}|([a-z]{{2,30}}(?: items)?))(?: items)?",
    re.IGNORECASE,
)  # of a field of the items of a list
INSIDE = re.compile(
    r"(?:the )?sum of (?:the |all |its )*`([A-Za-z_]\w{0,60})(?:\[\]|\[\*\])?\.([A-Za-z_]\w{0,60})`", re.IGNORECASE
)
WHOLE = re.compile(rf"(?:the )?sum of {EACH}(?:{TICK}|([a-z]{{2,30}}(?: [a-z]{{2,30}})?))", re.IGNORECASE)
ADDED = re.compile(
    rf"(?:the )?sum of (?:the )?{TICK}((?:, (?:the )?{TICK}){{0,6}}),? and (?:the )?{TICK}", re.IGNORECASE
)
COUNT = re.compile(
    rf"(?:the )?number of {EACH}(?:{TICK}|((?:[a-z]{{2,30}} )?[a-z]{{2,30}}s))\b"
    r"(?: (?:of|in|on) (?:the|an?|this|each|its) [a-z]{2,30}(?=\s*(?:$|[.,;:)])))?",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,4}})?) ?(?:%|per ?cent)(?: [a-z]{{2,12}})? (?:of|on) (?:the |its )?"
    rf"(?:{TICK}|([a-z]{{2,30}}(?: (?!(?:plus|minus|less|times|in|of|as|and|rounded|is|multiplied)\b)[a-z]{{2,30}})?)\b)",
    re.IGNORECASE,
)
CONSTANT = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)(?!\w|%|\.\d| ?(?:%|per ?cent)| [A-Z]{3}\b)")
ROUNDED = re.compile(
    r",? rounded (?:(?:off|half up|half to even) )?to (?:the |a |one |two )?[a-z ]{1,30}?(?:,|(?= plus| minus|[.;]|$))"
)
SPANS = {"second": "s", "minute": "m", "hour": "h", "day": "d", "week": "w"}
SPAN = rf"(\d{{1,4}}|an?|one) ({'|'.join(SPANS)})s?"
CREATION = r"(?:its |the )?creation|(?:it |the \w+ )?(?:is|was|has been) (?:created|made)"
LATER = re.compile(
    rf"{SPAN} (after|before|later than) (?:the )?(?:{TICK}|(?-i:\b{JOINED}\b)|({CREATION})\b)", re.IGNORECASE
)
IS_LATER = re.compile(
    rf"{TICK},? (?:which )?(?:is|=|lies|is set to|falls)(?: always| exactly)? (?={SPAN} |`\w+` (?:after|before) )",
    re.IGNORECASE,
)
PLAIN = re.compile(
    r"(?:(?:the|its|their|an?) )?([a-z]{2,30}(?: [a-z]{2,30})?)(?=\s*(?:$|[.,;:)]| (?:plus|minus|less|times|multiplied)\b))"
)  # a field in plain words, in a sentence that says of which field it speaks
NUMERIC = frozenset({"integer", "number", "string", ""})  # the types that hold numbers: money is written as text, too
# What makes of a formula one that holds at times, or a bound.
LOOSE = re.compile(
    r"\b(?:if|unless|may|might|can|cannot|must|should|when|while|until|except|before|after|usually|about|approx\w*|estimat\w*"
    r"|at most|at least"
    r"|(?<!half )up to|more than|less than|exceed\w*|greater|smaller|default\w*|between|matching|match|round\w* up)\b",
    re.IGNORECASE,
)
AT_TIMES = re.compile(
    r"\b(?:if|unless|may|might|can|cannot|should|when|until|except|usually|about|approx\w*|up to|at most|at least)\b",
    re.IGNORECASE,
)
LEAD = re.compile(rf"(?![^`]*(?:^|\s)(?:{'|'.join(map(re.escape, OPERATORS))})\s)[^`.]{{0,60}}", re.IGNORECASE)
BARE = re.compile(
    rf"(?:The )?(\w{{2,60}}(?:\s+(?:{'|'.join(map(re.escape, OPERATORS))})\s+\w{{2,60}}){{1,4}})(?:,? in [\w ]{{2,30}})?\.?"
)
START = re.compile(rf"`|\b(?i:the )?(?i:sum|number) of|\d+(?:\.\d+)? ?(?:%|per)|\b{JOINED}\b")
ENDS = re.compile(r"\s*(?:$|[.,;:)]|in \w|as a|\()")
GOES_ON = re.compile(r" and (?:does|is|never|stays|cannot)\b")
NOT_AT_FIRST = "".join(rf"(?<!\b{word} )" for word in ("first", "initial", "opening", "starting", "new", "old", "next"))
PROSE = re.compile(
    rf"{NOT_AT_FIRST}{TICK}(?: of (?:an?|the|each|every) [a-z]{{2,30}})? (?:is|equals|=|is equal to)"
    r"(?: (?:always|then|computed as|calculated as|equal to|simply))* "
)


def computed(text: str) -> Iterator[Said]:
    """The formula that the description of a field states, if it states one plainly.

    >>> [said.value for said in computed("`subtotal` less `discount_total`, in minor units.")]
    ['subtotal - discount_total']
    """
    for sentence in _sentences(text):
        start = re.match(r"(?:(?:Always|Exactly|Ends|Expires|Due|Falls|Closes) )*", sentence)
        later = _span(sentence, start.end() if start else 0)
        found = later[0] if later else None if LOOSE.search(sentence) else _formula(sentence)
        if found:
            yield Said("computed", found, sentence[:200])
            return


COUNTED = re.compile(
    rf"(?:`(\w{{2,60}})`|\b(\w{{2,60}}_(?:seconds|minutes|hours|days))\b) (after|before) (?:the )?(?:{TICK}|({CREATION})\b)",
    re.IGNORECASE,
)  # so many of a field's own unit


def _span(sentence: str, at: int) -> tuple[str, int] | None:
    """The formula of a time that is so long after another, and where it ends."""
    match, counted = LATER.match(sentence, at), COUNTED.match(sentence, at)
    if counted is not None and not AT_TIMES.search(sentence):
        ticked, plainly, side, name, _ = counted.groups()
        return f"{name or 'created_at'} {'-' if side.lower() == 'before' else '+'} {ticked or plainly}", counted.end()
    if match is None or AT_TIMES.search(sentence):
        return None
    count, unit, side, ticked, joined, _ = match.groups()
    length = int(count) if count.isdigit() else 1
    length, letter = (length * 7, "d") if unit.lower() == "week" else (length, SPANS[unit.lower()])
    return (
        f"{ticked or joined or 'created_at'} {'-' if side.lower() == 'before' else '+'} {length}{letter}",
        match.end(),
    )


def equations(text: str) -> Iterator[tuple[str, str, str]]:
    """What sentences of prose say that a field equals: its name, the formula, the sentence.

    >>> list(equations("The `total` is `subtotal` plus `tax`."))
    [('total', 'subtotal + tax', 'The `total` is `subtotal` plus `tax`.')]
    """
    for sentence in _sentences(text):
        spelt = IN_LETTERS.sub(lambda match: str(COUNTS[match.group().lower()]), sentence)
        timed = LATER_BY.sub(r"\2 \3s after `\1`", spelt)
        for match in IS_LATER.finditer(timed):
            later = _span(timed, match.end())
            if later and (ENDS.match(timed, later[1]) or GOES_ON.match(timed, later[1])):
                yield match.group(1), later[0], sentence[:200]
        whole = ROUNDED.sub("", sentence)
        for match in PROSE.finditer(whole) if not LOOSE.search(whole) else ():
            found = _expression(whole, match.end(), (*TERMS, IN_WORDS))
            if found and ENDS.match(whole, found[1]):
                yield match.group(1), found[0], sentence[:200]
    yield from _deadlines(text)


UNIT = r"(second|minute|hour|day|week)"
IN_LETTERS = re.compile(
    rf"\b(?:{'|'.join(one for one in COUNTS if len(one) > 2)})\b(?= {UNIT}s?\b)", re.IGNORECASE
)  # "seven days"
LATER_BY = re.compile(rf"{TICK} plus (\d{{1,4}}) {UNIT}s?\b", re.IGNORECASE)
SINCE = re.compile(
    rf"(?<!least )(?<!most )\b{SPAN}\b[^.`;]{{0,80}}?\b(?:after|from|since) (?:the )?(?:(?:moment|time|day) of (?:the )?)?"
    rf"(?:{TICK}|(?:creation|booking|purchase|issue)\b"
    r"|(?:\w+ ){1,3}(?:was|is|were|are|has been) (?:made|created|booked|issued|opened|placed|added)\b)",
    re.IGNORECASE,
)
AN_END = re.compile(r"\b(?:deadline|end|ends|expires|expiry|lapses|until|when|date|exact\w*)\b", re.IGNORECASE)
ENDING = re.compile(r"`(\w*(?:expir|until|deadline|ends?_|due|valid|lapse)\w*)`")
IN_UNITS = re.compile(
    r"`(\w+)`[^`.;]{0,60}\bin (seconds|minutes|hours|days)\b", re.IGNORECASE
)  # the length of it, as a number


def _deadlines(text: str) -> Iterator[tuple[str, str, str]]:
    """The field that holds the end of a time which a sentence before it gives, and the one that holds its length.

    >>> list(_deadlines("It works for two days from creation. The deadline is in `ends_at`."))
    []
    >>> [one[:2] for one in _deadlines("It works for 2 days from creation. The deadline is in `valid_until`.")]
    [('valid_until', 'created_at + 2d')]
    """
    told = sentences(text) if "`" in text and len(text) < 5_000 else ()
    given = [(at, match) for at, sentence in enumerate(told) for match in SINCE.finditer(sentence)]
    if len(given) != 1 or AT_TIMES.search(given[0][1].group()):
        return
    at, match = given[0]
    count, unit, field = match.groups()
    length = int(count) if count.isdigit() else 1
    letters = (length * 7, "d") if unit.lower() == "week" else (length, SPANS[unit.lower()])
    quote = " ".join(told[at : at + 2])[:200]
    rest = [told[at][match.end() :], *told[at + 1 : at + 3]]
    named = [name for part in rest for name in ENDING.findall(part) if AN_END.search(part)]
    for name in named[:1]:
        if name != field and not name.endswith(("_seconds", "_minutes", "_hours", "_days")):
            yield name, f"{field or 'created_at'} + {letters[0]}{letters[1]}", quote
    for name, unit_of_it in [found for part in rest for found in IN_UNITS.findall(part)]:
        whole, left_over = divmod(length * SECONDS[unit.lower()], SECONDS[unit_of_it.lower().rstrip("s")])
        if not left_over:
            yield name, str(whole), quote


def _count(of: str) -> str:
    """How many there are of something; of a unit of time a field of that name says it: "the number of days"."""
    return of if of in ("seconds", "minutes", "hours", "days") else f"count({of})"


Terms = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]
HINTS = (" after ", " before ", " later than ",
         "sum of", "number of", " plus ", " minus ", " less ", " times ", " multiplied ", "%", "percent", "per cent",
         " + ", " - ", " * ", "\u2212", "\u2013", "\u00d7")  # fmt: skip


def _sentences(text: str) -> Iterator[str]:
    low = f" {' '.join(text.lower().split())} " if len(text) < 5_000 else ""  # a sentence may be wrapped anywhere
    if any(hint in low for hint in HINTS):
        for raw in re.split(r"(?<=[.!?])\s+|\n{2,}|;\s", plain(text)):
            yield " ".join(raw.split())


def _formula(sentence: str) -> str | None:
    """The formula that a sentence consists of, after a few words."""
    sentence = ROUNDED.sub("", sentence)
    bare = BARE.fullmatch(sentence)
    if bare and "`" not in sentence:
        sentence = re.sub(
            r"\w+", lambda word: word[0] if word[0].lower() in OPERATORS else f"`{word[0]}`", bare.group(1)
        )
    for start in START.finditer(sentence):
        if not LEAD.fullmatch(sentence[: start.start()]):
            return None
        found = _expression(sentence, start.start(), TERMS)
        if found and ENDS.match(sentence, found[1]):
            return found[0]
    return None


def _expression(sentence: str, at: int, terms: Terms) -> tuple[str, int] | None:
    """The longest formula from a place on, and where it ends; None where there is none, or it goes on in other words."""
    first = _term(sentence, at, terms)
    if first is None:
        return None
    parts, at = [first[0]], first[1]
    while operator := OPERATOR.match(sentence, at):
        term = _term(sentence, operator.end(), ((CONSTANT, lambda match: match.group(1)), *terms))
        if term is None:
            return None
        parts += [OPERATORS[operator.group(1).lower()], term[0]]
        at = term[1]
    alone = len(parts) == 1 and not re.search(r"[(*+]", parts[0])
    return None if alone else (" ".join(parts), at)


def _term(sentence: str, at: int, terms: Terms) -> tuple[str, int] | None:
    for pattern, made in terms:
        match = pattern.match(sentence, at)
        if match and (term := made(match)):
            return term, match.end()
    return None


def _snake(words: str) -> str:
    return re.sub(r"\W+", "_", words.strip().lower())


def _sum(match: re.Match[str]) -> str:
    ticked, word, listed, noun = match.groups()
    return f"sum({listed or _snake(noun)}.{ticked or _snake(word)})"


def _whole(match: re.Match[str]) -> str:
    return f"sum({match.group(1) or _snake(match.group(2))}.{'' if match.group(1) else _snake(match.group(2))})"


def _added(match: re.Match[str]) -> str:
    return " + ".join(re.findall(TICK, match.group()))


def _share(match: re.Match[str]) -> str:
    return f"{float(match.group(1)) / 100:.6f}".rstrip("0") + f" * {match.group(2) or _snake(match.group(3))}"


TERMS: Terms = (
    (INSIDE, lambda match: f"sum({match.group(1)}.{match.group(2)})"),
    (ADDED, _added),
    (SUM, _sum),
    (WHOLE, _whole),
    (COUNT, lambda match: _count(match.group(1) or _snake(match.group(2)))),
    (SHARE, _share),
    (NAME, lambda match: match.group(1) or match.group(2)),
)
IN_WORDS = (PLAIN, lambda match: _snake(match.group(1)))
