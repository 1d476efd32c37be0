"""Read constraints out of sentences: "(MAX 255; MIN 3)", "UUID", "ISO 4217", "multiple of 0.0001". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple


class Said(NamedTuple):
    """One constraint in words: the aspect, its value, and the words themselves."""

    aspect: str
    value: Any
    quote: str


# A number has so many digits and no more: what is longer is none that a person wrote, and none that can be written again.
BOUND = re.compile(r"\b(MAX|MIN)\s*:?\s*(-?\d{1,15}(?:[.,]\d{1,15}){0,4})\b(?![.,]?\d|\s*%)", re.IGNORECASE)
MULTIPLE = re.compile(r"(?:multiple|in steps) of `?(0?\.\d{1,15}|\d{1,15}(?:\.\d{1,15})?)(?!\d)", re.IGNORECASE)
# What a field is where it is not sent: "14 if omitted", "`en` unless you say otherwise".
GIVEN = r"(?:`([^`\s]{1,60})`|(true|false|-?\d{1,15}(?:\.\d{1,15})?)\b)"
LEFT_OUT = (
    r"(?:(?:it|this|the field|none|nothing) is |they are )?(?:omitted|left out|absent|missing|unset"
    r"|not (?:given|sent|set|provided|specified|stated)|nothing is (?:sent|given|said)"
    r"|you (?:do not|don't|leave|omit|(?:say|send|give|choose) (?:nothing|none|no )))"
)
UNLESS = r"unless (?:(?:stated |told |specified |set |asked )?otherwise|you (?:say|ask|tell|choose|send|set|want|specify|give)\b)"
DEFAULTS = (
    re.compile(
        r"(?:\bdefaults to|\bdefault(?: value)?(?: is|:)|\bby default,?(?: this| it)? is(?: set to)?) ?"
        r"[`\"']([^`\"'\s]{1,60})[`\"']",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|[.;,(] ?)default [`\"']([^`\"'\s]{1,60})[`\"'](?=\s*(?:[.;,)]|$))", re.IGNORECASE),
    re.compile(r"[`\"']?\b(true|false)\b[`\"']? by default\b", re.IGNORECASE),
    re.compile(
        r"\b[Ii]f not (?:set|sent|given),? (?:it )?(?:defaults to|always) ([A-Z][A-Z_]{1,40}|\d{1,15})\b(?: by default)?"
    ),
    re.compile(
        r"(?:^|[.;] )without (?:it|this|one)\b(?![^.;`]{0,40}\b[45]\d\d\b)[^.;`]{0,40}`([^`\s]{1,60})`(?=[.;,]|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d.,]){GIVEN}(?! ?%),? (?:(?:if|when) {LEFT_OUT}|{UNLESS})", re.IGNORECASE),
    re.compile(
        rf"(?:^|[.;,(] ?)(?:if|when) {LEFT_OUT}[^.;`\d]{{0,20}}(?<! or)(?<! and) {GIVEN}(?=[.;,)]|$)", re.IGNORECASE
    ),
    re.compile(r"\b(?:we )?assumed?(?: to be)? `([^`\s]{1,60})`(?= (?:if|when|unless)|[.;,)]|$)", re.IGNORECASE),
    re.compile(
        r"\b(?:the |its )default(?: value)? is (true|false|-?\d{1,15}(?:\.\d{1,15})?)(?=[.,;)]?(?:\s|$))(?! ?%)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[(;,.]) ?default:? [`\"']?(true|false|-?\d{1,15}(?:\.\d{1,15})?)\b(?!:\d)(?! ?%)"
        r"(?! (?:second|minute|hour|day|week|month|year)s? (?:from|after|later|ahead))[`\"']?",
        re.IGNORECASE,
    ),
)
EXACT = re.compile(
    r"\bexactly (\d{1,15}) char"
    r"|(?<!max )(?<!min )(?<!max\. )(?<!min\. )(?<!imum )\blength: ?(\d{1,15})\b"
    r"|[(;,] ?(\d{1,15}) char(?:acter)?s?\)",
    re.IGNORECASE,
)
# What a text is made of, where its length is counted in that: "3 to 30 capital letters, digits and dashes".
CASES = r"capital|upper-?case|lower-?case|alphanumeric|ascii|latin|printable"
GLYPHS = rf"(?:(?:{CASES}) )?(?:letters|characters|chars|digits|symbols)"
MADE_OF = re.compile(rf"(?<![\d.,-])\b(\d{{1,15}})(?: (?:to|-|–) |[-–])(\d{{1,15}}) {GLYPHS}\b", re.IGNORECASE)
# Bounds of a text in whole words: the numbers of characters that it may have.
LENGTHS = (
    (None, re.compile(r"\bbetween (\d{1,15}) and (\d{1,15}) characters\b", re.IGNORECASE)),
    (None, MADE_OF),
    ("most", re.compile(r"\bmax(?:imum|\.)? (?:character )?length(?: is| of|:)? ?(\d[\d,]{0,15})\b", re.IGNORECASE)),
    (
        "most",
        re.compile(
            r"\b(?:at most|up to|no more than|maximum(?: of)?|max\.?) (\d[\d,]{0,15}) char(?:acter)?s?\b", re.IGNORECASE
        ),
    ),
    (
        "most",
        re.compile(r"\b(\d[\d,]{0,15}) characters (?:or (?:fewer|less)|maximum|at (?:the )?most)\b", re.IGNORECASE),
    ),
    ("least", re.compile(r"\bmin(?:imum|\.)? (?:character )?length(?: is| of|:)? ?(\d[\d,]{0,15})\b", re.IGNORECASE)),
    (
        "least",
        re.compile(r"\b(?:at least|no fewer than|minimum(?: of)?) (\d[\d,]{0,15}) char(?:acter)?s?\b", re.IGNORECASE),
    ),
)
# Bounds of a number in a sentence of their own: "From 1 to 100." With a noun after them they count something else.
SPAN = re.compile(
    r"(?:^|[.;:(,]\s*)(?:(?:an? )?(?:integer|number|value)s? )?(?:from |between |in )?(?<![\d.,-])(-?\d{1,15}(?:\.\d{1,15})?)"
    r" ?(?:to|and|through|–|-|\.\.) ?(-?\d{1,15}(?:\.\d{1,15})?)(?: \(?inclusive\)?)?(?=\s*(?:[.,;:)]\s|[.;)]?$))",
    re.IGNORECASE,
)
# One bound of a number: "Up to 500." With a noun after it, it counts something else.
CAPPED = re.compile(
    r"(?:^|[.;:(,]\s*)(?:(?:at least|no less than) (\d[\d,]{0,15}(?:\.\d{1,15})?)"
    r"|(?:up to|at most|no more than) (\d[\d,]{0,15}(?:\.\d{1,15})?))(?=\s*(?:[.;)](?:\s|$)|$))",
    re.IGNORECASE,
)
# Bounds of a number with what it counts: "Between 1 and 20,000 seats."
WIDE = r"(-?\d{1,3}(?:,\d{3}){1,4}|-?\d{1,15})"
AMONG = re.compile(
    rf"(?:^|[.;:(,]\s*|\bis )(?:from|between) {WIDE} (?:to|and) {WIDE} "
    r"(?!(?:char|digit|letter|byte|decimal)\w*)[a-z]+(?=\s*(?:[.,;:)]|$))",
    re.IGNORECASE,
)
COUNTS = {
    word: count
    for count, words in enumerate(
        ("an a one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split()
} | {"fifteen": 15, "twenty": 20, "twenty-four": 24, "thirty": 30, "forty-eight": 48, "sixty": 60, "ninety": 90}
MANY = rf"(\d{{1,6}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
# How many things a list or a map holds: "1 to 20 line items", "Up to 8 tags", "At most 10 keys".
NOUN = r" (?!(?:(?:character|char|letter|digit|byte)s?|per|each|in|for)\b)[a-z]"
NO_SUM = r"(?! \w+ (?:together|altogether|combined)\b)"  # the pages of all documents: no number of documents
COUNTED = tuple(
    (side, re.compile(rf"(?:^|[.;:(,]\s*){pattern}(?={NOUN}|\s*(?:[.,;)](?!\d)|$)){NO_SUM}", re.IGNORECASE))
    for side, pattern in (
        (None, rf"(?:from |between )?{MANY} (?:to|and|–|-) {MANY}"),
        ("most", rf"(?:up to|at most|no more than) {MANY}"),
        ("least", rf"(?:at least|no fewer than) {MANY}"),
    )
)
DISTINCT = re.compile(
    r"\b(?:all (?:different|distinct|unique)|(?:no|without) (?:duplicates|repetitions?)|no two alike|unique items)\b",
    re.IGNORECASE,
)
GREATER = re.compile(
    r"\b(?:must be|equal or|equal to or) (?:greater than(?: or equal to)?|at least) (\d{1,15}(?:\.\d{1,15})?)\b",
    re.IGNORECASE,
)
DAY = re.compile(r"\bYYYY-MM-DD\b(?![ T]*HH)")
HOURS = re.compile(r"\bHH:MM\b(?!:)")
BINDING = re.compile(
    r"^\W*(mandatory|required|optional)\W*(?:[.\]\n]|$)"
    r"|(?:^|[.;]\s+)(?:is |always )?(required|mandatory)"
    r"(?:,? (?:always|in all cases|for (?:all|every|each|any) [\w -]{3,40}))?\.?(?=$|\.|\n)",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:^|[.;(*_\n]\s*|\b(?:is|are|field|conditionally|only) )"
    r"((?:required|mandatory) (?:only )?(?:if|when|unless) [^.;\n]+)",
    re.IGNORECASE,
)
WITH_PARENT = re.compile(
    r"\b(?:is|are) (?:included|present|sent|provided|specified|given|defined|used)\b", re.IGNORECASE
)
CREATING = re.compile(r"\bwhen (?:creating|you create)\b[^,;]{0,20}$", re.IGNORECASE)  # an update may leave it out
UNITS = (
    ("minor units", re.compile(r"\bin (?:cents|minor (?:currency )?units?)\b", re.IGNORECASE)),
    ("major units", re.compile(r"\bin major (?:currency )?units?\b", re.IGNORECASE)),
    ("milliseconds", re.compile(r"\bin milliseconds\b", re.IGNORECASE)),
    ("seconds", re.compile(r"\bin seconds\b", re.IGNORECASE)),
    ("minutes", re.compile(r"\bin minutes\b", re.IGNORECASE)),
    ("hours", re.compile(r"\bin hours\b", re.IGNORECASE)),
    ("days", re.compile(r"\bin days\b", re.IGNORECASE)),
    ("percent", re.compile(r"\b(?<!not )(?:in (?:a )?percent(?:age)?|as (?:a )?percentage)\b", re.IGNORECASE)),
    ("a multiplier", re.compile(r"\b(?<!not )as a (?:multiplier|factor)\b", re.IGNORECASE)),
    ("basis points", re.compile(r"\bin basis points\b", re.IGNORECASE)),
    ("a fraction", re.compile(r"\b(?<!not )as a (?:decimal )?fraction\b", re.IGNORECASE)),
)
VALUES_LEAD = re.compile(
    r"(?:(?:possible|allowed|valid|available|accepted|supported)(?: enum)? (?:values?|options?)(?:(?: are| is)\s*:?\s+|\s*:\s*)"
    r"|(?:one of|values|options)\s*:\s*|\bone of (?=`))",
    re.IGNORECASE,
)
MEMBER = re.compile(r"[`\"']([^`\"'\n]{1,60})[`\"']|\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\b")
MEMBER_GAP = re.compile(r"\s*(?:\([^()]{0,200}\)\s*)?(?:[,;/|]\s*)?(?:\b(?:or|and)\b\s*)?", re.IGNORECASE)
ITEM = re.compile(r"\s*[-*+] [`\"']([^`\"'\n]{1,60})[`\"'] ?[=:–—-][^\n]{0,500}(?:\n|$)")  # a member and what it means
UUID = re.compile(r"\(\s*(?:[^()]*[,; ])?UUID\b[^()]*\)|\bUUID(?:,? \(?36| v4| format)", re.IGNORECASE)
COUNTRY = re.compile(r"ISO[ -]?3166(?:-1)?(?!-2)", re.IGNORECASE)
CURRENCY = re.compile(r"ISO[ -]?4217", re.IGNORECASE)
TIMESTAMP = re.compile(r"ISO[ -]?8601", re.IGNORECASE)
FORMATS = (
    (UUID, "uuid"),
    (COUNTRY, "country-code"),
    (CURRENCY, "currency-code"),
    (TIMESTAMP, "iso-8601"),
    (DAY, "date"),
    (HOURS, "hh:mm"),
)
# Bounded, so that many openings without an end cost no more than their number.
LINK = re.compile(r"\[([^\[\]]{0,2000})\]\([^)]{0,2000}\)|<a\b[^<>]{0,2000}>((?:[^<]|<(?!/?a\b)){0,2000})</a>")
EMPHASIS = re.compile(r"(?<![\w*`\\])(\*{1,2})(?=[^\s*])([^*\n`]{1,200}?)(?<=[^\s*])\1(?![\w*])")
DEPRECATED = re.compile(r"^\W*deprecated\b|\bthis (?:field|parameter|property) is deprecated\b", re.IGNORECASE)
UNIQUE = re.compile(
    r"\b(?:must|has to|needs to) be (?:globally )?unique\b"
    r"|\bunique (?:in|within|per|for|across|among) (?:your|the|an?|each|all|every|one)\b"
    r"|\b[Tt]wo \w+(?: of [^.;]{1,40}?)? (?:cannot|can't|can not|may not|must not) (?:share|have) (?:one|it|the same)\b"
    r"|\b(?:can|may) (?:only )?be used (?:only )?once (?:per|in|within|for) (?:your|the|an?|each|every)?\b",
    re.IGNORECASE,
)
CASELESS = re.compile(
    r"\b(?:capitals?|(?:letter )?case|upper and lower case|capitali[sz]ation)\b[^.;]{0,40}"
    r"(?:\b(?:no difference|ignored|not matter|no matter|insensitive|not distinguished|not count)\b"
    r"|(?:not|n't) (?:make (?:a|any) difference|matter|count)\b)"
    r"|(?:\bnot|n't|\bnever) (?:care|mind) about (?:the )?(?:upper and lower case|capitals?|case)\b"
    r"|\bare (?:one|the same) (?:and the same )?(?:e-?mail )?(?:address|person|customer|user|member|name|code|value)\b"
    r"|\bcase-insensitiv\w+|\b(?:ignoring|regardless of|whatever the) (?:case|capitals)\b|\bcapitals or not\b",
    re.IGNORECASE,
)
# How a text is kept: in one case, without blanks around it, or just as it was sent.
KEPT = (
    r"\b(?:stored?|kept|keeps?|saved?|put|converted?|turned|normali[sz]ed?|changed?|returned|made)\b"
    r"(?:[^.;]{0,60}\b(?:in|into|to|as))?(?: all)?\s+"
)
STORED = (
    (
        "lower",
        re.compile(
            rf"{KEPT}(?:lower[- ]?case|small letters)|\blower-?cased\b(?! letters)|\balways in (?:lower case|small letters)"
            r"|^(?:in )?lower[- ]?case\.?$",
            re.IGNORECASE,
        ),
    ),
    (
        "upper",
        re.compile(
            rf"{KEPT}(?:upper[- ]?case|capitals)\b|\bupper-?cased\b|\balways in (?:upper case|capitals)"
            r"|^(?:in )?(?:upper[- ]?case|capitals)\.?$",
            re.IGNORECASE,
        ),
    ),
    (
        "trimmed",
        re.compile(
            r"\b(?:blanks?|spaces?|white ?space)\b[^.;]{0,60}\b(?:removed|trimmed|stripped|ignored|dropped|cut)"
            r"|\b(?:is|are|gets?) trimmed\b|\bwe trim\b",
            re.IGNORECASE,
        ),
    ),
    (
        "exact",
        re.compile(
            r"\b(?:character (?:for|by) character|byte (?:for|by) byte|verbatim|to the letter|the way you (?:sent|wrote|typed)"
            r"|(?:exactly|just|precisely) as (?:(?:you|it is|it was|they are|they were) )?"
            r"(?:sen[dt]|given?|g[ai]ve|written?|typed|received))\b"
            r"|\bwe (?:do not|don't|never) (?:touch|alter|change) (?:it|them)(?=[:.;,])",
            re.IGNORECASE,
        ),
    ),
)
EXAMPLE = re.compile(r"\bExamples?:", re.IGNORECASE)
# On which side of now a date or a time must lie.
SIDES = (
    ("future", re.compile(
        r"\bmust (?:lie|be|fall|come) (?:strictly )?(?:in the future|after (?:today|now|the present))"
        r"|\b(?:must not|cannot|can't|may not) (?:lie|be|fall) (?:in the past|before (?:today|now))", re.IGNORECASE)),
    ("past", re.compile(
        r"\bmust (?:lie|be|fall) (?:in the past|before (?:today|now))"
        r"|\b(?:must not|cannot|can't|may not) (?:lie|be|fall) (?:in the future|after (?:today|now))", re.IGNORECASE)),
)  # fmt: skip
# Whether what lies just on a bound belongs to what is asked for.
INCLUSIVE = re.compile(
    r"\b(?:(?:both )?(?:days?|ends?|dates?|bounds?) (?:are |is )?included|inclusive(?:ly)?"
    r"|both (?:ends|bounds|sides) (?:belong|count)"
    r"|(?:then|at that (?:time|moment)|on that day|this|it) or (?:later|earlier|after|before|more|less))\b",
    re.IGNORECASE,
)
EXCLUSIVE = re.compile(
    r"\bexclusive(?:ly)?\b|\bvery (?:moment|day|time)\b[^.]{0,30}\bleft out\b"
    r"|\bnot (?:those|the one)s? (?:that \w+ )?exactly (?:then|at|on)\b",
    re.IGNORECASE,
)
# A ceiling that is no number: what another value is, or what is left of it.
CEILING = re.compile(
    r"\b(?:at most|up to|(?:no|not|never) (?:more|greater|higher|larger) than|limited to"
    r"|(?:cannot|can't|can not|must not|may not|never|not) (?:exceeds?|be (?:more|greater|higher|larger) than))"
    r" (?:all |everything |whatever )?(?:of )?"
    r"((?:what\b|that\b|its\b|the (?:\w+ ){0,3}?(?:amount|sum|total|value|balance|remain\w+|rest|price|stock|captur\w+"
    r"|authori[sz]\w+)\b|(?:the )?`\w*[a-z]\w*`)[^.;:,()]{0,60})",
    re.IGNORECASE,
)


HIDES = re.compile(
    r"\b(?!they\b|these\b|those\b)([A-Za-z]{3,20}) (?:ones|[a-z]+s) (?:are|is)\b[^.;]{0,60}?"
    r"\b(?:left out|not (?:listed|shown|included)|hidden|omitted|excluded)\b",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\ball (?:but|except) (?:the )?`?([a-z]{3,20})`?(?: ones)?\b", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"\bunless\b|\bwithout (?:it|this|one|an?|the)\b|\bby default\b|\b(?:if|when) (?:it is )?(?:left out|not given|omitted)\b"
    r"|^left out\b",
    re.IGNORECASE,
)


def hides(sentence: str) -> str | None:
    """The state of which a list shows nothing unless it is asked to, as far as a sentence says so.

    >>> hides("Closed tickets are left out of the queue unless you ask for them with `state=closed`.")
    'closed'
    """
    found = HIDES.search(sentence) or ALL_BUT.search(sentence)
    return found.group(1).lower() if found and ASKED_FOR.search(sentence) else None


SEPARATED = re.compile(
    r"\b(?:comma|semicolon)[- ]separated\b|\bseparated by (?:a )?commas?\b|\b(?:list|indicate|name) all\b",
    re.IGNORECASE,
)


NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n't\b", re.IGNORECASE)


def stored(text: str) -> Iterator[Said]:
    """How a text is said to be kept: `lower`, `upper`, `trimmed`, `exact`, several with a plus between them."""
    found = [(how, match) for how, pattern in STORED if (match := pattern.search(text))]
    is_exact = [how for how, _ in found] == ["exact"] and not NEGATED.search(text[: found[0][1].start()])
    if found and (is_exact or not NEGATED.search(text)):
        yield Said("stored", "+".join(how for how, _ in found), found[0][1].group()[:120])


A_PAIR = re.compile(r"[`\"“]([\w.@-]{1,40})[`\"”] and [`\"“]([\w.@-]{1,40})[`\"”]")


def same_but_case(sentence: str) -> bool:
    """Whether a sentence calls two words the same that differ in their capitals alone.

    >>> same_but_case("`mug-1` and `MUG-1` count as the same SKU."), same_but_case("`A-1` and `a-1` are two references.")
    (True, False)
    """
    for match in A_PAIR.finditer(sentence) if " and " in sentence else ():
        one, other = match.groups()
        rest = sentence[match.end() : match.end() + 60]
        is_same = re.search(r"^[^.;]{0,20}\b(?:same|one)\b", rest)
        is_same = is_same or (re.search(r"\bdifferent\b", rest) and NEGATED.search(sentence[: match.start()] + rest))
        if one != other and one.lower() == other.lower() and is_same:
            return True
    return False


NOTE = re.compile(r"^(?:Please )?[Nn]ote\b")  # begins a remark, and names no field


def plain(text: str) -> str:
    """The text with links replaced by their words, and without the marks of emphasis."""
    told = LINK.sub(lambda match: match.group(1) or match.group(2) or "", text) if "[" in text or "<a" in text else text
    return EMPHASIS.sub(r"\2", told) if "*" in told else told


ENDS = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=1_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each in one line and as it reads.

    >>> sentences("One is\\nwrapped. Two is not.")
    ('One is wrapped.', 'Two is not.')
    """
    return tuple(ENDS.split(" ".join(plain(text).split())))


def before_each(status: str, sentence: str) -> Iterator[tuple[str, int]]:
    """The statuses of a sentence that fit a pattern, each with the words since the one before.

    >>> list(before_each("4[0-9]{2}", "No JSON is `400`, wrong values 422."))
    [('No JSON is ', 400), (', wrong values ', 422)]
    """
    at = 0
    for match in re.finditer(rf"`?\b({status})\b`?", sentence):
        yield sentence[at : match.start()], int(match.group(1))
        at = match.end()


def number(text: str) -> float | int:
    """A number as people write it: `1,000` is a thousand."""
    cleaned = text.replace(",", "")
    return float(cleaned) if "." in cleaned else int(cleaned)


@lru_cache(maxsize=50_000)
def constraints(text: str, kind: str) -> tuple[Said, ...]:
    """Every constraint that a description states; `kind` is the JSON type it speaks of (or empty)."""
    return tuple(_constraints(text, kind))


def _constraints(text: str, kind: str) -> Iterator[Said]:
    if not text or len(text) > 20_000:
        return
    text = plain(text)
    if SEPARATED.search(text):
        return  # what is said holds for each part, not for the whole
    yield from _bounds(text, kind)
    if kind in ("array", "object"):
        yield from _counted(text, kind)
    if kind in ("string", ""):
        yield from _formats(text)
        yield from stored(text)
        sides = [(side, match) for side, pattern in SIDES if (match := pattern.search(text))]
        if len(sides) == 1:
            yield Said("when", sides[0][0], sides[0][1].group())
    found = MULTIPLE.search(text)
    if found and kind != "string":
        yield Said("multiple", number(found.group(1)), found.group())
    found = next((match for pattern in DEFAULTS if (match := pattern.search(text))), None)
    if found:
        value = next(group for group in found.groups() if group)
        yield Said("default", value, found.group().strip("(;,. "))
    yield from _units(text, kind)
    found = BINDING.search(text)
    if found:
        yield Said("required", (found.group(1) or found.group(2)).lower() != "optional", found.group().strip(" .;"))
    found = CONDITION.search(text)
    if found and not (WITH_PARENT.search(found.group(1)) or CREATING.search(found.group(1))):
        yield Said("conditional", " ".join(found.group(1).strip("*_ ()").split()).lower()[:200], found.group(1).strip())
    state = hides(text) if kind == "string" else None
    if state:
        yield Said("hides", state, text[:120])
    found = CEILING.search(text) if kind in ("integer", "number", "object", "string", "") else None
    if found:
        yield Said("at-most", found.group(1).strip().lower(), found.group().strip())
    if UNIQUE.search(text):
        yield Said("unique", True, "must be unique")
        if caseless := CASELESS.search(text):
            yield Said("caseless", True, caseless.group())
    if DEPRECATED.search(text):
        yield Said("deprecated", True, "deprecated")
    members = values(text) if kind in ("string", "") else ()
    if members:
        yield Said("values", members, ", ".join(members))


# A text of several parts, of one of which a length is told: "`+` and 7 to 15 digits".
COMPOSED = re.compile(
    r"`[^`\s]{1,6}`,? (?:and|then|plus|followed by) (?:\d+|[a-z]+)(?: (?:to|or) \d+)? (?:digits|letters)", re.IGNORECASE
)


# Bounds that depend on another value: "percent: 1 to 90; fixed: 1 to 1000".
LABELLED = re.compile(
    r"(?:^|[.;,(] ?)`?[a-z]\w{0,30}`?: ?[^.;:]{0,40}\d[^.;:]{0,20}[;,] ?`?[a-z]\w{0,30}`?: ?[^.;:]{0,40}\d"
)


DEPENDING = re.compile(r"\bdepend(?:s|ing) on\b", re.IGNORECASE)


def _bounds(text: str, kind: str) -> Iterator[Said]:
    if not BOUND.search(text) and (LABELLED.search(text) or DEPENDING.search(text)):
        return
    least: float | int | None = None
    most: float | int | None = None
    quotes = []
    for match in BOUND.finditer(text):
        quotes.append(match.group())
        if match.group(1).upper() == "MAX":
            most = number(match.group(2)) if most is None else most
        else:
            least = number(match.group(2)) if least is None else least
    if kind == "string" and not quotes and not COMPOSED.search(text):
        least, most, quotes = _lengths(text)
    exact = EXACT.search(text) if not quotes and kind == "string" else None
    if exact:
        least = most = int(next(group for group in exact.groups() if group))
        quotes = [exact.group().strip("(;, ")]
    capped = CAPPED.search(text) if not quotes and kind in ("integer", "number") else None
    if capped:
        least, most = (number(group) if group else None for group in capped.groups())
        quotes = [capped.group().strip(" .;:(,")]
    greater = GREATER.search(text) if not quotes and kind in ("integer", "number") else None
    if greater:
        least, quotes = number(greater.group(1)), [greater.group()]
    span = (SPAN.search(text) or AMONG.search(text)) if not quotes and kind in ("integer", "number") else None
    if span:
        least, most, quotes = number(span.group(1)), number(span.group(2)), [span.group().strip(" .;:(,")]
    if not quotes or (least is not None and most is not None and least > most):
        return
    if kind in ("string", ""):
        yield Said("length", (least, most), "; ".join(quotes))
    elif kind in ("number", "integer") and least != most:  # "MAX 4; MIN 4" of a number counts its digits
        plainly = (least, most) if span or capped else (least, most, "in words")  # "MAX 4" may count digits
        yield Said("range", plainly, "; ".join(quotes))


def _lengths(text: str) -> tuple[int | None, int | None, list[str]]:
    """The least and the most characters that a sentence allows, and its words."""
    found: dict[str, int] = {}
    quotes = []
    for side, pattern in LENGTHS:
        match = pattern.search(text)
        if match:
            numbers = [int(group.replace(",", "")) for group in match.groups() if group]
            told = {side: numbers[0]} if side else {"least": numbers[0], "most": numbers[1]}
            quotes.append(match.group())
            found = {**told, **found}
    return found.get("least"), found.get("most"), quotes


def _counted(text: str, kind: str) -> Iterator[Said]:
    """How many items a list holds, or keys a map, and whether they are all different."""
    for side, pattern in COUNTED:
        match = pattern.search(text)
        if match:
            counts = [COUNTS.get(one.lower()) or int(one) for one in match.groups()]
            bounds = {None: (counts[0], counts[-1]), "most": (None, counts[0]), "least": (counts[0], None)}[side]
            yield Said("count", bounds, match.group().strip(" .;:(,"))
            break
    if kind == "array" and (found := DISTINCT.search(text)):
        yield Said("distinct", True, found.group())


def _units(text: str, kind: str) -> Iterator[Said]:
    """The unit of a number, where exactly one is named."""
    found = [
        (name, match) for name, pattern in UNITS if kind in ("integer", "number") and (match := pattern.search(text))
    ]
    if len(found) == 1:
        yield Said("unit", found[0][0], found[0][1].group())


def _formats(text: str) -> Iterator[Said]:
    found = [(match, name) for pattern, name in FORMATS if (match := pattern.search(text))]
    if len(found) == 1:
        yield Said("format", found[0][1], found[0][0].group())


TICKED = re.compile(r"`([^`\s]{1,60})`")
ALONE = re.compile(
    rf"{TICKED.pattern}(?:, {TICKED.pattern})*,? or {TICKED.pattern}(?=\.|$)"
)  # a sentence of members alone


def values(text: str) -> tuple[str, ...]:
    """The members of an inline value list such as "Possible values: `A`, `B`"; empty where there is none."""
    lead = VALUES_LEAD.search(text)
    if not lead:
        alone = ALONE.match(text)
        return tuple(sorted(set(TICKED.findall(alone.group())))) if alone else ()
    members: list[str] = []
    at = lead.end()
    while item := ITEM.match(text, at):
        members.append(item.group(1).strip())
        at = item.end()
    while (match := MEMBER.match(text, at)) or (match := _after_gap(text, at)):
        member = match.group(1) or match.group(2)
        if not match.group(1) and len(member) < 2:
            break
        members.append(member.strip())
        at = match.end()
    return tuple(sorted(set(members))) if len(members) > 1 else ()


def _after_gap(text: str, at: int) -> re.Match[str] | None:
    gap = MEMBER_GAP.match(text, at)
    return MEMBER.match(text, gap.end()) if gap and gap.end() > at else None
