"""What sentences say of objects and those that belong to them, of maps, searches and of what is wrong in a request. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from driftline.readers.words import before_each, sentences

WITH = r"(?:with|that (?:still )?has|which (?:still )?has|that (?:still )?have|having)"
SOME = r"(?:(?:any|open|active|pending|running|unpaid|its|their|at least one|existing|some|a|an|one|own) ){0,3}"
NEVER = r"(?:cannot|can't|can not|must not|may not|is not|are not|never)"
STATES = (
    r"(?:(?!that\b|which\b)[a-z]{3,20} (?:or [a-z]{3,20} )?)??"  # in which the others are: "queued or running jobs"
)
IN_USE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Nn]o) `?(\w{{3,40}})`? {WITH} {SOME}{STATES}`?(\w{{2,39}}s)\b`?(?: [^.;:]{{1,80}}?)?"
    rf" (?:{NEVER}|can)(?: be)? (?:deleted|removed)\b"
    rf"|\b(?:[Aa]n?|[Nn]o) `?(\w{{3,40}})`? {WITH} (?:an? )?(?:`[a-z_]{{3,24}}`(?: or `[a-z_]{{3,24}}`)? )"
    rf"`?(\w{{3,40}})`? {NEVER} (?:be (?:deleted|removed)|go)\b"
)
WHILE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he) `?(\w{{3,40}})`? {NEVER} be (?:deleted|removed) (?:while|as long as|if|when) "
    rf"(?:it (?:still )?(?:has|holds)|there are) {SOME}`?(\w{{3,40}})`?"
)


THEY_HAVE = re.compile(
    r"\b[Aa]s long as there (?:is|are) (?:an? |any )?(?:`?[a-z]+`? )?(\w{3,40}) that"
    r" (?:was|were|is|are) (?:made|created|built) (?:from|with)\b[^.;]{0,60}\b(?:4\d\d|refused|rejected)\b|"
    rf"\b[Aa]s long as (?:it|they) (?:still )?(?:has|have) {SOME}`?(\w{{3,40}})`?[^.;]{{0,60}}\b(?:4\d\d|refused|rejected)\b"
)


THEY_USE = re.compile(
    rf"\b[Ww]hile {SOME}{STATES}`?(\w{{3,40}})`? (?:holds?|uses?|needs?|refers? to|draws? on|depends? on|points? to|stands? on)\b"
    r"[^.;]{0,80}\b(?:4\d\d|refused|rejected)\b"
)


def kept_itself(text: str) -> Iterator[tuple[str, str]]:
    """By which others a sentence says that what the paragraph is about cannot be deleted: others, sentence."""
    for sentence in _sentences(text) if " long as " in text or "hile " in text else ():
        if match := THEY_HAVE.search(sentence) or THEY_USE.search(sentence):
            yield next(filter(None, match.groups())).lower(), sentence[:200]


SWITCH = re.compile(
    r"`\{ ?\"(\w{2,40})\": ?(true|false) ?\}`|`(\w{2,40})`(?: is| set to| being| at| =)? `?(true|false)\b"
)


def switches(text: str) -> Iterator[tuple[str, bool, str]]:
    """The flags of an object with which a sentence, or the one after it, says that something is refused: flag, value, sentence.

    >>> [one[:2] for one in switches("With `open` false new seats get `409`.")]
    [('open', False)]
    """
    told = _sentences(text) if "`" in text and ("true" in text or "false" in text) else ()
    for number, sentence in enumerate(told):
        for match in SWITCH.finditer(sentence):
            both = " ".join(told[number : number + 2])
            if re.search(r"\b4\d\d\b|\b(?:refused|rejected)\b", both):
                yield match.group(1) or match.group(3), (match.group(2) or match.group(4)) == "true", both[:200]


def kept_by(text: str) -> Iterator[tuple[str, str, str]]:
    """Of what, and by which others, a sentence says that it cannot be deleted: noun, others, sentence.

    >>> [one[:2] for one in kept_by("A shelf with books that are lent cannot be deleted (`409`).")]
    [('shelf', 'books')]
    """
    for sentence in _sentences(text) if "deleted" in text or "removed" in text or " go" in text else ():
        for match in (IN_USE.search(sentence), WHILE.search(sentence)):
            if match:
                noun, others = list(filter(None, match.groups()))[:2]
                yield noun.lower(), others.lower(), sentence[:200]
                break


OTHERS = re.compile(
    r"(?:`(\w{2,60})`|\b[Tt]he (\w{3,40}))(?: of (?:an?|the) \w+)? (?:must not|cannot|can't|can not|may not|must never|never)"
    r" (?:exceeds?|be (?:more|greater|longer|larger|higher|heavier|bigger|wider|deeper|later) than)"
    r" (?:the |its |that of the )(\w{3,40})'s `(\w{2,60})`"
)


def ceilings(text: str) -> Iterator[tuple[str, str, str]]:
    """Fields that must not be more than a field of another object: name or noun, `noun.field` of the other, sentence.

    >>> [one[:2] for one in ceilings("`seats` must not exceed the bus's `capacity`.")]
    [('seats', 'bus.capacity')]
    """
    for sentence in _sentences(text) if "'s `" in text else ():
        for match in OTHERS.finditer(sentence):
            ticked, noun, other, name = match.groups()
            yield ticked or noun, f"{other.lower()}.{name}", sentence[:200]


SHARED = re.compile(
    r"`?\b(\w{3,40})`? and `?(\w{3,40})`? (?:together|combined|in all|in total|added up) "
    r"(?:must not|cannot|can't|can not|may not|must never|never) (?:exceed|be (?:more|greater|larger|higher) than)"
    r" (?:the |its |that of the )([a-z]+(?: [a-z]+)?)'s `(\w{2,60})`"
)


def shared_ceilings(text: str) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Pairs of fields that together must not be more than a field of another object: names, `noun.field`, sentence.

    >>> [one[:2] for one in shared_ceilings("Dogs and cats together may not exceed the van's `cages`.")]
    [(('dogs', 'cats'), 'van.cages')]
    """
    for sentence in _sentences(text) if "'s `" in text else ():
        for match in SHARED.finditer(sentence):
            names = (match[1].lower(), match[2].lower())
            yield names, f"{match[3].replace(' ', '_')}.{match[4]}", sentence[:200]


MERGES = re.compile(
    r"\bkeys? (?:that |which )?(?:you |it |are |is |a request )?(?:do not|don't|does not|not)"
    r" (?:send|sent|name|named|mention(?:ed)?)"
    r"[^.;]{0,30}\b(?:kept|stays?|remains?|untouched|unchanged|left)\b"
    r"|\bmerged (?:key by key|with|into)\b|\bis merged\b",
    re.IGNORECASE,
)
REPLACED = re.compile(
    r"\breplaced? (?:as a whole|entirely|completely|in full|whole)\b|\breplaces the whole\b", re.IGNORECASE
)


def merges(text: str) -> Iterator[tuple[bool, list[str], str]]:
    """Whether an update of a map merges keys or replaces it all: which, the ticked names, the sentence."""
    before: list[str] = []
    for sentence in _sentences(text) if "`" in text else ():
        subject = re.match(r"([A-Z][a-z_]{2,30}) (?:is|are) (?:merged|replaced)", sentence)
        names = [subject.group(1).lower()] if subject else re.findall(r"`(\w{2,60})`", sentence)
        merged, replaced = MERGES.search(sentence), REPLACED.search(sentence)
        if bool(merged) != bool(replaced) and (names or before):
            yield merged is not None, names or before, sentence[:200]
        before = names or before


NAMES = r"(`\w{2,60}`(?:(?:, | and | or |, and |, or )`\w{2,60}`){0,8})"
FIXED = re.compile(
    rf"\b(?:[Tt]rying to (?:change|send|set)|[Cc]hanging|[Ss]ending(?: an?)?) {NAMES}"
    r"[^.;]{0,60}\b(?:4\d\d|refused|rejected|ignored|no effect)"
    rf"|{NAMES} (?:cannot|can't|can not|can never|must not) be (?:changed|edited|updated|modified)"
    rf"|{NAMES} (?:is|are) (?:fixed|immutable|read-only) (?:once|after|for good|later)"
    rf"|{NAMES} (?:never changes?|stays? (?:for good|as (?:it is|they are|it was made)))"
)
FIXED_SELF = re.compile(
    r"^\s*[-*+]\s+\*{0,2}`(\w{2,60})`.{0,300}?\b(?:[Cc]an't|[Cc]annot|[Cc]an not) be changed (?:later|afterwards|any more)"
)


def fixed(text: str) -> Iterator[tuple[str, str]]:
    """The fields that an update does not change, each with the sentence.

    >>> [one[0] for one in fixed("Trying to change `code` or `zone` gets a `422`.")]
    ['code', 'zone']
    """
    if own := FIXED_SELF.match(text):
        yield own.group(1), own.group().strip()[:200]
    for sentence in _sentences(text) if "`" in text else ():
        for match in FIXED.finditer(sentence):
            listed = next(group for group in match.groups() if group)
            yield from ((name, sentence[:200]) for name in re.findall(r"`(\w+)`", listed))


TAKEN = re.compile(
    r"\b(?:takes|inherits|gets|copies) (?:its |their |the )?`(\w{2,60})` (?:from|of) (?:the|its) (\w{3,40})\b(?!')"
    r"|`(\w{2,60})` (?:is that of|is (?:taken|copied|inherited) from|comes from|is the same as that of)"
    r" (?:the|its) (\w{3,40})\b(?!')"
)
AT_TIMES = re.compile(r"\b(?:if|unless|when|where|may|can|default\w*|otherwise)\b", re.IGNORECASE)


def taken_from(text: str) -> Iterator[tuple[str, str, str]]:
    """Fields that a new object has from another one that it names: noun of the other, field, sentence.

    >>> [one[:2] for one in taken_from("The stay takes its `currency` from the marina.")]
    [('marina', 'currency')]
    """
    for sentence in _sentences(text) if "`" in text else ():
        match = TAKEN.search(sentence)
        if match and not AT_TIMES.search(sentence):
            name, noun = [group for group in match.groups() if group]
            yield noun.lower(), name, sentence[:200]


ALL_OF_IT = (
    r"(?:(?:it|they|that|`\w+`|the (?:sum|total|whole)[^,.;]{0,40}) (?:reach(?:es)?|equals?|is equal to|adds? up to|is) "
    r"(?:0\b|zero|(?:the )?`\w+`|the (?:whole|full|total)[^,.;]{0,30})"
    r"|(?:all|everything|the (?:whole|full) \w+)(?: of it)? (?:is|was|has been) \w+ed|nothing is left)"
)
CONTENT = r"(?:content|body|payload|rest|data|fields?|values?|details|anything else)"
SAME_FIELD = re.compile(
    r"\bsame `?(\w+)`? (?:again|twice|a second time)\b(?=[^.]*\b(?:existing|same|no second|not|won't|never|once)\b)",
    re.IGNORECASE,
)
DIFFERS = re.compile(
    rf"\b(?:if|when|where) (?:the |an? )?`?(\w+)`? is (?:already )?(?:known|taken|used|there)\b[^.;]{{0,30}}\b{CONTENT} "
    r"(?:differs?|is (?:different|another|not the same)|has changed)\b[^.]*?\b(4\d\d)\b",
    re.IGNORECASE,
)


RULED_OUT = re.compile(r"\b(?:cannot|never|(?:can|may|must|do) not|(?:can|don)'t)\b[^.;]{0,30}$", re.IGNORECASE)


def keyed_by(text: str) -> Iterator[tuple[str, bool, str]]:
    """The field of a creation by which a retry is known: its name, whether other content under it is refused, the sentence.

    >>> list(keyed_by("If the reference is known but the content differs, that's a 409."))[0][:2]
    ('reference', True)
    """
    for sentence in _sentences(text) if "same " in text or "differ" in text else ():
        for match in SAME_FIELD.finditer(sentence):
            if not RULED_OUT.search(sentence[: match.start()]):  # "you can't use the same name twice"
                yield match.group(1).lower(), False, sentence[:200]
        yield from ((match.group(1).lower(), True, sentence[:200]) for match in DIFFERS.finditer(sentence))


FILLED = re.compile(
    rf"\b(?:[Ww]hen|[Oo]nce|[Aa]s soon as) {ALL_OF_IT}[^.;`]{{0,30}},? (?:the \w+|it) (?:becomes|is|turns) `([A-Za-z]\w{{2,30}})`"
    rf"|\b(?:becomes|turns) `([A-Za-z]\w{{2,30}})` (?:when|once|as soon as) {ALL_OF_IT}"
    r"|\b[Aa]n? \w+ whose `?(?:\w+)`? (?:reaches|is|falls to|gets to) `?(?:0|zero)`? (?:becomes|is|turns) `([A-Za-z]\w{2,30})`"
)


def filled(text: str) -> Iterator[tuple[str, str]]:
    """The state of an object after all of its amount was taken, with the sentence.

    >>> [one[0] for one in filled("When it reaches `total`, the bill becomes `paid`.")]
    ['paid']
    """
    for sentence in _sentences(text) if "`" in text else ():
        if match := FILLED.search(sentence):
            yield next(group for group in match.groups() if group), sentence[:200]


WRONG = r"(?:missing|invalid|unknown|out of (?:range|bounds)|incorrect|not valid|of (?:the|a) wrong type|wrong type)"
INVALID = re.compile(
    rf"\b(?:values?|fields?|parameters?|input|properties|members?)\b[^.;]{{0,80}}\b{WRONG}\b"
    rf"|\b{WRONG} (?:or (?:\w+ ){{1,2}})?(?:values?|fields?|parameters?|input|properties)\b|\bvalidation (?:errors?|fails)\b",
    re.IGNORECASE,
)
NO_JSON = re.compile(
    r"\b(?:no|not|isn't|invalid|malformed|broken) (?:valid )?JSON\b"
    r"|\bJSON\b[^.;]{0,40}\b(?:cannot|can't|not) (?:be )?(?:parsed?|read)\b"
    r"|\bbod(?:y|ies) (?:that|which) (?:does|do|is|are|cannot|can)(?: not|n't)? (?:be )?parsed?\b",
    re.IGNORECASE,
)
MEDIA = re.compile(r"\b(?:content|media)[ -]types?\b", re.IGNORECASE)
OF_ONE = re.compile(r"`[a-z_]\w+`[^.;,]{0,40}\b(?:missing|invalid|unknown|wrong)\b", re.IGNORECASE)

OF_QUERY = re.compile(r"\bquery\b|\bfilters?\b|`\w+=[^`]*`", re.IGNORECASE)


def wrong_statuses(text: str) -> Iterator[tuple[str, int, str]]:
    """With which status a request is refused whose values are wrong (`invalid`), and one that is no JSON (`malformed`).

    >>> [one[:2] for one in wrong_statuses("Bodies that are no JSON get `400`, values that are missing get `422`.")]
    [('malformed', 400), ('invalid', 422)]
    """
    yield from (("media", 415, one[:200]) for one in _sentences(text) if "415" in one and MEDIA.search(one))
    for sentence in _sentences(text) if "400" in text or "422" in text else ():
        for part, status in before_each("4[0-9]{2}", sentence):
            kinds = [kind for kind, pattern in (("malformed", NO_JSON), ("invalid", INVALID)) if pattern.search(part)]
            is_of_body = not OF_ONE.search(part) and not OF_QUERY.search(part)
            if len(kinds) == 1 and status in (400, 422) and is_of_body:
                yield kinds[0], status, sentence[:200]


def _sentences(text: str) -> tuple[str, ...]:
    return sentences(text) if len(text) < 20_000 else ()
