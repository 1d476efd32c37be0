"""Read promises of behaviour out of plain sentences: order, state after an action, idempotency, lifetimes, limits. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from driftline.readers.words import COUNTS, NOTE, Said, before_each, plain, sentences, stored

NEWEST = re.compile(
    r"\b(?:newest|latest|most recent(?:ly created)?)"
    r"(?! (?:start|end|finish|due|departure|arrival|expiry|deadline|date))(?: \w+){0,2} first\b|\breverse chronological(?:ly)?\b"
    r"|\b(?:begins?|starts?) with the (?:newest|latest|most recent(?:ly (?:created|added))?)\b"
    r"|\b(?:begins?|starts?) with the \w+ (?:created|made|issued|added|opened|sent|booked|placed) last\b"
    r"|\b(?:sorted|ordered) by (?:creation (?:date|time)|`?created_?at`?|date created),?(?: in)? desc",
    re.IGNORECASE,
)
OLDEST = re.compile(
    r"\boldest(?: \w+){0,2} first\b|\b(?:begins?|starts?) with the oldest\b"
    r"|(?<!reverse )\bchronological order\b|\bin the order (?:in which )?they were (?:created|added|made)\b"
    r"|\b(?:sorted|ordered) by (?:creation (?:date|time)|`?created_?at`?|date created),?(?: in)? asc",
    re.IGNORECASE,
)
REPLACES = re.compile(
    r"\breplaces (?:everything|all|the (?:whole|entire)|it (?:whole|entirely))\b"
    r"|\breplaces (?:the|its|all) (?:\w+ ){0,3}(?:fields?|record|object|values?|document)\b"
    r"|\bleave out `\w+`[^.;]{0,40}\b(?:has|have) (?:no|none)\b"
    r"|\b(?:left out|leave out|omitted?|missing)\b[^.]{0,30}\b(?:goes|go|is|are) (?:set )?(?:back to|reset to)\b",
    re.IGNORECASE,
)
SORTED = re.compile(
    r"\b(?:(?:sorted|ordered) by|in (?:the |ascending |alphabetical )*order of) (?:their |its )?`(\w{1,60})`"
    r"(?:,? (?:in )?(desc)\w*|,? (?:largest|highest|latest) first()\b)?"
    r"|\b(?:earliest|lowest|smallest|least|oldest|first) `(\w{1,60})` (?:comes )?first\b"
    r"|\b(?:latest|highest|largest|most|newest|greatest) `(\w{1,60})` (?:comes )?first\b"
    r"|\bthe (?:earliest|soonest) (start|departure|arrival|end|due date)s? (?:comes? )?first\b"
    r"|\bby (?:their |its )?`(\w{1,60})`,? (?:with )?the (?:(?:earliest|oldest|lowest|smallest)|"
    r"(latest|newest|highest|largest|most recent)) (?:\w+ )?first\b",
    re.IGNORECASE,
)
STATE = r"`([A-Za-z][A-Za-z_]{2,30})`|\b([A-Z][A-Z_]{3,30})\b"
THING = r"(?i:it|the (?:`\w+` )?\w+|an? (?:`\w+` )?\w+)"
AFTER = re.compile(
    r"\b(?i:status|state)\b(?: of the \w+| field)?[^.`]{0,20}?"
    r"\b(?:becomes|is set to|is changed to|changes to|turns (?:in)?to|moves to|is then|will be(?:come)?)\s+(?:"
    + STATE
    + r")"
    r"|\b(?i:moves|takes|puts|sets|transitions|brings|marks) " + THING + r"(?:'s (?:status|state))? (?:into|to|as) "
    r"(?:the (?:status|state) )?(?:" + STATE + r")"
    r"|\b" + THING + r" is then (?:" + STATE + r")"
    r"|\b(?i:turns|makes) (?:(?i:it|this|the \w+|an? (?:`\w+`|\w+)))(?: \w+)? (?:(?i:into) )?(?i:an? |the )?(?:"
    + STATE
    + r")"
)
KEYED = re.compile(
    r"\b((?:[A-Za-z]+-){0,4}(?:Idempoten\w+|Request|Operation|Replay|Dedup\w*|Client|Unique|Retry)-(?:Key|Token|Id|Ref\w*)"
    r"|X-Idempotency)\b",
    re.IGNORECASE,
)
SAME_KEY = re.compile(r"\bsame key\b", re.IGNORECASE)
AGAIN = re.compile(
    r"same (?:key|token|value|`?[\w-]+`? header|`?(?:x-)?idempotency-\w+`?)"
    r"[^.]*\b(?:return|give|get|answer|respond|creat|duplicate|original|first|twice|once|another)"
    r"|\b(?:retr(?:y|ied|ies)|safely|repeat\w*)\b[^.]*\b(?:once|twice|duplicate|same|original|safe)"
    r"|\bidempotent\b",
    re.IGNORECASE,
)  # fmt: skip


FIELD = r"`([A-Za-z]\w{0,60})`"
TURNS = re.compile(rf"{FIELD} (?:becomes|is set to|is then|changes to) `?(-?\d{{1,12}}|true|false|null)\b`?")
GIVEN = re.compile(
    rf"((?:{FIELD}(?:, and |, | and )?){{1,8}}) (?:is|are) (?:then |now )?set\b(?! to\b(?! (?:the )?(?:present|current|now)))"
)
CLEARED = re.compile(
    rf"((?:{FIELD}(?:, and |, | and )?){{1,8}}) (?:go|goes|is|are|become|becomes|turn|turns) (?:set )?(?:back to |again )?`null`"
)
STAMPED = re.compile(rf"\b(?:stamps|fills in|records) (?:its |the )?{FIELD}", re.IGNORECASE)
LISTED = re.compile(
    r"^[A-Z]\w+ (?:sets|stamps|fills in|records) "
    r"((?:(?:and )?(?:the )?(?:`\w{1,60}`|\b\w{2,30}\b)(?:, and |, | and )?){2,8})(?=[.;]|$)"
)  # "Capture sets `captured_at`, the fee and `net`."
GETS = re.compile(rf"\bit (?:has|gets|is given|receives) an? {FIELD}", re.IGNORECASE)
EQUALS = re.compile(rf"{FIELD} (?:is|becomes|equals) (?:its|the) {FIELD}")


def effects(text: str) -> dict[str, str]:
    """What an action does to fields of its object, by their names: `*` for some value, `@name` for another field's.

    >>> effects("`amount_due` becomes 0 and `paid_at` is set")
    {'amount_due': '0', 'paid_at': '*'}
    """
    found: dict[str, str] = {}
    flat = " ".join(text.split()) if "`" in text and len(text) < 20_000 else ""
    for sentence in re.split(r"(?<=[.!?])\s+", flat):
        if re.search(
            r"\b(?:if|unless|may|can|when|means|(?:less|more|later|earlier) than)\b|^Then\b", sentence, re.IGNORECASE
        ):
            continue
        found |= {match.group(1): match.group(2) for match in TURNS.finditer(sentence)}
        found |= {name: "null" for match in CLEARED.finditer(sentence) for name in re.findall(FIELD, match.group(1))}
        found |= {name: "*" for match in GIVEN.finditer(sentence) for name in re.findall(FIELD, match.group(1))}
        found |= {match.group(1): "*" for pattern in (GETS, STAMPED) for match in pattern.finditer(sentence)}
        found |= {name: "*" for match in LISTED.finditer(sentence) for name in re.findall(FIELD, match.group(1))}
        found |= {match.group(1): f"@{match.group(2)}" for match in EQUALS.finditer(sentence)}
    return found


MANY = rf"(\d{{1,6}}|{'|'.join(word for word in COUNTS if len(word) > 2)})\b"
RAISED = re.compile(
    rf"\b(?:raises|increases|increments|bumps|counts) {FIELD} (?:up )?by {MANY}"
    rf"|{FIELD} (?:goes up|rises|increases|is (?:increased|raised|incremented)|grows) by {MANY}",
    re.IGNORECASE,
)
LOWERED = re.compile(
    rf"\b(?:lowers|reduces|decreases|decrements|counts) {FIELD} (?:down )?by {MANY}"
    rf"|{FIELD} (?:goes down|falls|decreases|is (?:decreased|lowered|reduced)|drops|shrinks) by {MANY}",
    re.IGNORECASE,
)


def steps(text: str) -> dict[str, str]:
    """By how much an action changes fields of its object: `+1`, `-1`, `+604800s` of a time.

    >>> steps("Each renewal moves `due_at` seven days further and counts `renewals` up by one.")
    {'renewals': '+1', 'due_at': '+604800s'}
    """
    found: dict[str, str] = {}
    flat = " ".join(text.split()) if "`" in text and len(text) < 20_000 else ""
    for sign, pattern in (("+", RAISED), ("-", LOWERED)):
        for match in pattern.finditer(flat):
            name, count = [group for group in match.groups() if group]
            found[name] = f"{sign}{COUNTS.get(count.lower()) or int(count)}"
    for match in MOVED.finditer(flat):
        found[match.group(1)] = f"+{_seconds_of(*match.groups()[1:])}s"
    return found


SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
TIME = (
    rf"(?:exactly |about )?(\d{{1,6}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})[ -]({'|'.join(SECONDS)})s?\b"
)
DURATION = re.compile(TIME, re.IGNORECASE)
MOVED = re.compile(
    rf"\b(?:moves|extends|pushes|shifts|postpones) {FIELD} (?:by |out |back |forward |out by )?{TIME}", re.IGNORECASE
)
OTHERS = re.compile(
    r"\b(?:makes|turns|marks|sets|puts|moves|takes) the ([a-z]+) (?:(?:in)?to |as )?(?:the (?:status|state) )?"
    r"`([A-Za-z]\w{2,30})`"
    r"|\b(?:and|,) the ([a-z]+) (?:is|stays|remains) `([A-Za-z]\w{2,30})`(?: again)?(?=[.,;]|$)"
    r"|^(?:[*-] )?[Tt]he ([a-z]+) (?:stays|remains) `([A-Za-z]\w{2,30})`(?=[.,;]|$)"
    r"|\b[Tt]he ([a-z]+) (?:becomes|turns (?:in)?to|is then|changes to|goes (?:back )?to|is (?:set|moved) to) "
    r"`([A-Za-z]\w{2,30})`"
)
LATER_ON = re.compile(
    r"\b(?:if|unless|when (?:it|its|the|all)|once|until|as soon as|may|after (?:that|this|then))\b", re.IGNORECASE
)
TIMES = re.compile(rf"\bcan (?:only )?be \w+ (?:at most |up to |only )?(?:(twice)|{MANY} times)\b", re.IGNORECASE)
ROOM = re.compile(
    rf"\b(?:has|have|holds?|takes?|keeps?|(?:can|may) have) (?:room for |at most |up to |no more than )(?:only )?{MANY}"
    r"[^.`]{1,60}?(?:;|,|:| -)[^.]{0,60}?(?:\b4\d\d\b|refused|rejected)",
    re.IGNORECASE,
)  # of what is made: more of them are refused
LIVES = re.compile(
    r"\b(?:expires?|lapses?|lives?|lasts?|(?:is|are|remains?|stays?) (?:only )?(?:valid|good|usable)|lifetime|time to live|ttl)\b"
    rf"[^.;]{{0,30}}?\b(?:after|in|for|of|is) {TIME}"
    rf"|\blives?(?: for)?(?: only)? {TIME}"
    rf"|\b(?:expires?|lapses?|ends?) {TIME} after (?:(?:its|the|their) )?(?:creation|(?:(?:it|they) (?:was|is|were) |being )?"
    r"(?:created|issued|opened|made))"
    rf"|\bexp\w+`? (?:is|are|lies)(?: always)? {TIME} (?:after|from)\b",
    re.IGNORECASE,
)
ENDS_AS = re.compile(
    r"^(?:After|Past) (?:it|this|that|that time|this time|which|these \w+)(?: time)?,? (?:the \w+|it) is `(\w+)`|"
    r"\b(?:after (?:that|this|which)|afterwards|then"
    r"|(?:once|when|as soon as) (?:it|the \w+) (?:has )?(?:expires?d?|is over|lapses?d?))\b"
    r"[^.;]{0,40}\b(?:status|state)\b`?[^.;]{0,20}\b(?:turns|changes|goes|switches|becomes)"
    r"(?: from `\w+`)?(?: (?:in)?to)? `(\w+)`",
    re.IGNORECASE,
)
DONE = r"(?:ready|ends|ended|done|completed?|settles?|settled|final|finished|available|processed|confirmed)"
LATER = re.compile(
    rf"\b{DONE}\b[^.;:]{{0,20}}? {TIME} (?:later|after\b)|\b{TIME} (?:later|after)\b[^.;:]{{0,30}}\b{DONE}\b",
    re.IGNORECASE,
)
WITHIN = re.compile(rf"\b{DONE}\b[^.;:]{{0,20}}? (?:within|in (?:less than|at most|under)|in) {TIME}", re.IGNORECASE)
LATEST = re.compile(r"\b(?:at the latest|at most|or (?:less|sooner|earlier)|no later than|usually)\b", re.IGNORECASE)
IN_STATE = r"(?:(?:as|in)(?: the)?(?: (?:initial )?(?:status|state))?|with (?:the |an? )?(?:initial )?(?:status|state))"
BEGINS = re.compile(
    rf"\b(?i:answer|status|state) is always (?:{STATE})"
    rf"|\b(?i:an? new(?:ly \w+)? \w+) is (?:{STATE})"
    rf"|\b(?i:is|are) (?i:created|answered|returned|opened) (?i:{IN_STATE})(?i: of)? (?:{STATE})"
    rf"|\b(?i:starts?|begins?) (?i:out )?(?i:(?:its|their) (?:life|existence) )?(?i:as|in|with|at)(?i: the| an?)?"
    rf"(?i: (?:status|state))?(?i: of)? (?:{STATE})"
    rf"|\b(?i:initial (?:status|state)) (?i:is|of) (?:{STATE})"
)
ONLY_IN = re.compile(
    r"\b(?i:(?:must|has to|have to|needs to) be)(?i: in)?(?i: the)?(?i: (?:status|state))? (?:" + STATE + r")(?! one\b)"
    r"|\b(?i:only)\b[^.`]{0,60}?\b(?i:when|while|if|in)\b[^.`]{0,40}?(?:" + STATE + ")"
    r"|\b(?i:an? \w+ that is) (?:"
    + STATE
    + r")(?! [^.;]*\b(?:cannot|can't|can no longer|must not|may not|no longer|4\d\d)\b)"
    r"|\b(?i:an?|any|every) \w+ (?i:that|which) is not (?i:an? )?`?([a-z_]{3,20})`?"
    r"(?= [^.;]*\b(?:4\d\d|refused|rejected)\b)"
    r"|\b\w+s (?:that|which) are not `?([a-z_]{3,20})`?(?: any ?more)?(?= [^.;]*\b(?:4\d\d|refused|rejected)\b)"
    r"|\b(?i:only) (?:an? )?\w+ (?:that|which) (?:is|are|was|were|has been|have been) (?!(?:still|already|currently|now|not)\b)"
    r"`?([a-z_]{3,20})`?"
    r"(?=[^.;]*\b(?:can|may|could) be (?!\w+ (?:once|twice)\b)\w+)"
    r"|\b(?i:only) (?:(?i:an?) )?`?([a-z_]{3,20})`?(?: \w+)? (?i:can|may|could) be (?!\w+ (?i:once|twice)\b)\w+"
)
WORD_STATE = r"`?([a-z][a-z_]{2,20}?)s?`?"
ARE = r"(?:is|are|was|were|(?:has|have) been)"
NOT_IN = re.compile(
    rf"\b(?:[Aa]n?|[Nn]o|[Aa]ny) {WORD_STATE}(?: (?:or|and) (?:an? )?{WORD_STATE})? [a-z]+s? "
    r"(?:cannot|can't|can not|can no longer|must not|may not) be (?!\w+ (?:again|twice|once|more)\b)[a-z]+"
    rf"|\b[Aa]n? {WORD_STATE}(?: (?:or|and) (?:an? )?{WORD_STATE})? [a-z]+ "
    r"(?:takes|accepts|allows) no (?:more|new|further) [a-z]+"
    rf"|\b[a-z]+s? (?:that|which) (?:is|are|was|were|(?:has|have) been)(?: already)? {WORD_STATE}(?: (?:or|and) {WORD_STATE})? "
    r"(?:cannot|can't|can not|can no longer|must not|may not) be (?!\w+ (?:again|twice|once|more)\b)[a-z]+"
    rf"|\b[a-z]+s? (?:that|which) {ARE} `([a-z_]{{3,20}})`(?= [^.;]*\b4\d\d\b)"
    rf"|\b[a-z]+s? (?:that|which) {ARE} {WORD_STATE} or {WORD_STATE}(?= [^.;]*\b4\d\d\b)"
    rf"|^{WORD_STATE}(?: (?:or|and) {WORD_STATE})? [a-z]+s (?:cannot|can't|can not|can no longer|may not) be "
    r"(?!\w+ (?:again|twice|once|more)\b)[a-z]+",
    re.IGNORECASE,
)
MORE_STATES = re.compile(r"\s*(?:,|,?\s*\bor\b)\s*`([A-Za-z][A-Za-z_]{2,30})`")
OTHERWISE = re.compile(
    r"\b(?:in|with|for) (?:any|every|all) other (?:status|state)\b[^.]*?"
    r"\b(?:4\d\d|refus\w*|reject\w*|errors?|fails?|cannot|can't|can not|may not|must not)\b",
    re.IGNORECASE,
)
SAME_VALUE = r"(?:the same|an?|one) `?(\w+)`?"
NO_TWO = re.compile(
    r"^(?:May|Can) two (\w+) (?:share|have|use) (?:an?|one|the same) `?(\w+)`?\?$|"
    r"\bno two (?:of (?:your|the|our) )?(?:(?:open|active|live|current|existing) )?(\w+)\b"
    rf"[^.`]{{0,60}}?\b(?:have|has|share|use|carry) {SAME_VALUE}"
    rf"|\btwo (\w+) (?:cannot|can't|can not|may not|must not|never) (?:share|have|use) {SAME_VALUE}",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\bcan (?:only be \w+ once|be \w+ only once|be \w+ once only|be \w+ once(?=\s*(?:[.,;:)]|$)))"
    r"|\b(?:is|are|gets?) (?:only |exactly )?\w+(?:ed|en|t) (?:only |exactly |at most )?once(?: only)?(?=\s*(?:[.,;)]|$))"
    r"|\bcan be \w+,? (?:and|but) only once\b|\bworks (?:only )?once\b"
    r"|\b(?:cannot|can't|can not|must not|may not) be \w+ (?:again|twice|more than once|a second time)\b",
    re.IGNORECASE,
)
SECOND = re.compile(
    r"\bonce\b[^.]{0,20}[;:,] (?:an?|the|any|every) (?:second|further|other|later|repeated) (?:\w+ )?[^.]{0,30}?\b4\d\d\b",
    re.IGNORECASE,
)
CEILING = re.compile(
    r"\b(?:cannot|can't|can not|must not|may not|never|not) (?:exceeds?|be (?:greater|more|higher|larger) than)"
    r" (?!(?:the |its )?(?:\w+ )?\w+'s\b)(?:the |what (?:was|is|has been) )?(`?[\w-]+`?(?: [\w-]+){0,2})"
    r"|\b(?:cannot|can't|can not|may not|(?:can |may )?never) \w+ more than"
    r" (?!(?:the |its )?(?:\w+ )?\w+'s\b)(?:the |what (?:was|is|has been) )?"
    r"(`?[\w-]+`?(?: [\w-]+){0,2})"
    r"|\b(?:at most|up to) the ((?:captured|authori[sz]ed|remaining|original|paid|full|total)(?: [\w-]+){0,2})",
    re.IGNORECASE,
)
OTHER_BODY = re.compile(
    r"\b(?:different|another|other|changed)(?:, (?:but )?[a-z]+)? (?:request )?"
    r"(?:body|payload|parameters|content|request|data|call|order)\b"
    r"|\bsame key with (?:an? )?(?:different|other)\b|\bsame key with another\b"
    r"|\bfor (?:something|anything) (?:different|else|new)\b"
    r"|\b(?:body|payload|content|request|data|any (?:value|field|parameter)) (?:differs?|is (?:different|another)|has changed)\b",
    re.IGNORECASE,
)
REFUSES = re.compile(r"\b(?:409|422|400|refus\w*|reject\w*|conflict\w*|error|fails?)\b", re.IGNORECASE)


OF_KEY = re.compile(r"\bkeys?\b|\b(?:using|sending|use|send) it again\b|\breus\w+ it\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"^(?:`?4\d\d\b|You(?:'ll| will)? (?:get|receive)|We (?:answer|refuse|reject|don't guess)"
    r"|(?:That|This|It|Such a \w+) (?:is|gets?))\b"
)


# Of what is refused no key is remembered: it may be sent again with another body.
SPARING = ("refus", "reject", "fail", "succe", "key unused", "key free")
_REFUSED = r"(?:refused|failed|rejected|unsuccessful)"
_CALLS = r"(?:calls|requests|moves|answers|responses|ones)"
_KEY_FREE = r"keys?`? (?:is|are|remains?|stays?) (?:then )?(?:still )?(?:unused|free|available)"
SPARED = re.compile(
    rf"\bonly (?:successes|success|{_CALLS} that succeed(?:ed)?|success\w* (?:\w+ )?{_CALLS})"
    r"\b[^.;]{0,30}\b(?:remembered|kept|stored|count|uses? (?:up )?an?(?: \w+)? key)"
    rf"|\b(?:refusal|{_REFUSED}|failure)\b[^.]{{0,40}}\b(?:the|its|that) {_KEY_FREE}"
    r"|\bleaves? (?:its|the|that) key (?:unused|free)"
    rf"|\b{_REFUSED} {_CALLS} (?:do not|don't|never) (?:use up|consume|take|burn|spend|count)[^.;]{{0,20}}\bkeys?\b"
    rf"|\b{_CALLS} that (?:were|are|was) {_REFUSED} (?:are|is) not (?:remembered|kept|stored)",
    re.IGNORECASE,
)


HINTS = (
    "refus",
    "reject",
    "success",
    " unused",
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
    "later",
    "within",
    "always",
    "new",
    "start",
    "begin",
    "initial",
    " other ",
    "must be",
    "no two",
    "ends",
    "replaces ",
    " back to ",
    "reset to",
    "only ",
    "not be ",
    "becomes",
    " after ",
    "goes ",
    "twice",
    " times",
    "that are ",
    "that is ",
    "moves ",
    "sets ",
    "marks ",
    "can't be ",
    "no longer be ",
    "turns",
    "makes",
    "takes",
    "works",
    "lives",
    "lasts",
    " good for",
    " usable for",
    "with the ",
    " no more ",
    " no new ",
    " no further ",
    "room for",
)  # without one, no promise


@lru_cache(maxsize=1_000)
def promises(text: str) -> tuple[Said, ...]:
    """Every promise that a sentence makes of an operation, each with the sentence.

    `order`, `leads-to` (a state), `keyed` (the header of the key), `keyed-refuses` (another body under the same key),
    `keyed-spares` (what was refused leaves its key free),
    `lives` (seconds), `once`, `at-most` (in words), `begins` (a state), `ends-after` and `ends-within` (seconds), `ends-as` (the
    state at the end of its life),
    `leaves` (a noun and the state that its object is in then), `times` (how often it is possible),
    `replaces` (what an update leaves out is gone), `only-in` (a state, several with `or` between them, or none: whichever
    it is), `not-in` (states, likewise), `refused-with` and `refused-code` (the status and the error code of what is refused so;
    `times-code` of one too many).
    """
    low = f" {' '.join(text.lower().split())} " if len(text) <= 20_000 else ""  # a sentence may be wrapped anywhere
    return tuple(_promises(text)) if has_some(HINTS, low) else ()


def has_some(hints: Iterable[str], text: str) -> bool:
    """Whether one of some texts stands in another: asked before a pattern that needs one of them, it is many times faster."""
    for hint in hints:  # noqa: SIM110 - half the time of `any`
        if hint in text:
            return True
    return False


IN_ORDER = ("first", "chronolog", "order", "sort", "begin", "start")
# An order of those alone that another one does not tell apart.
OF_EQUALS = re.compile(
    r"\b(?:where|if|when|among|between|for)\b[^.;,]{0,50}\b(?:equals?|(?:the )?same|ties?|tied)\b[^.;:]{0,30},",
    re.IGNORECASE,
)


def _promises(text: str) -> Iterator[Said]:
    every = [" ".join(raw.split()) for raw in re.split(r"(?<=[.!?])\s+|\n{2,}", plain(text))]
    for sentence, following in zip(every, [*every[1:], ""], strict=True):
        asks = OF_KEY.search(sentence) and OTHER_BODY.search(sentence) and not REFUSES.search(sentence)
        if asks and GOES_ON.match(following) and REFUSES.search(following):
            yield Said("keyed-refuses", True, f"{sentence} {following}"[:200])
        quote = sentence[:200]
        low = sentence.lower()
        newest = oldest = by = None
        if has_some(IN_ORDER, low) and not OF_EQUALS.search(sentence):
            newest, oldest, by = NEWEST.search(sentence), OLDEST.search(sentence), SORTED.search(sentence)
        if bool(newest) != bool(oldest) and not (by and by.group(7)):
            yield Said("order", "newest first" if newest else "oldest first", quote)
        elif by:
            field, desc, largest, least, most, soonest, named, last = by.groups()
            is_down = bool(desc or most or last) or largest is not None
            told = field or least or most or soonest or named
            yield Said("order", f"by {told}{', descending' if is_down else ''}", quote)
        after = AFTER.search(sentence)
        if after and not re.search(
            r"\b(?:if|unless|may|can|cannot|must be|only when|reach(?:es|ed)?|until then)\b", sentence
        ):
            yield Said("leads-to", next(group for group in after.groups() if group), quote)
        for other in OTHERS.finditer(sentence) if "`" in sentence else ():
            noun, state = [group for group in other.groups() if group]
            if noun not in ("status", "state", "field", "value") and not LATER_ON.search(sentence):
                yield Said("leaves", f"{noun} {state}", quote)
        if REPLACES.search(sentence):
            yield Said("replaces", True, quote)
        key = KEYED.search(sentence)
        if key and AGAIN.search(sentence):
            yield Said("keyed", key.group(1).lower(), quote)
        elif key and SAME_KEY.search(following) and AGAIN.search(following):
            yield Said("keyed", key.group(1).lower(), f"{sentence} {following}"[:200])
        limits = list(_limits(sentence, low, quote))
        yield from limits
        statuses = set(STATUS.findall(sentence))
        if REFUSING.intersection(said.aspect for said in limits):
            if len(statuses) == 1:
                yield Said("refused-with", int(statuses.pop()), quote)
            codes = {code for code, _ in error_statuses(f"{sentence} {following if BEYOND.match(following) else ''}")}
            if len(codes) == 1:
                is_times = any(said.aspect == "times" for said in limits)
                yield Said("times-code" if is_times else "refused-code", codes.pop(), quote)


ALL_TIMES = re.compile(
    r"\b(?:timestamps?|date-times?|moments|instants|(?:all|every|our) (?:dates|times)|times)\b", re.IGNORECASE
)
DECIMALS = re.compile(rf"\b{MANY} (?:decimals?|decimal places|fractional digits)\b|\b(milliseconds?)\b", re.IGNORECASE)


def time_form(text: str) -> Iterator[Said]:
    """How a sentence says that all times are written: `Z`, in UTC; `Z.3`, with three decimals of a second too.

    >>> [said.value for said in time_form("Times are in UTC, with three decimals and a `Z`.")]
    ['Z.3']
    """
    for sentence in sentences(text) if "UTC" in text else ():
        ticked = re.findall(r"`([^`]*)`", sentence)
        plainly = all(one == "Z" or re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]*Z", one) for one in ticked)
        if ALL_TIMES.search(sentence) and plainly and ticked and not CONDITION.search(sentence):
            digits = DECIMALS.search(sentence)
            word = digits.group(1) if digits else None
            count = "" if digits is None else f".{COUNTS.get(word.lower()) or int(word)}" if word else ".3"
            yield Said("written", f"Z{count}", sentence[:200])


BEYOND = re.compile(
    r"(?:The|An?|Any|Every) (?:second|third|fourth|fifth|sixth|next|further|other|later|more)\b|(?:After|Beyond|Past) that\b"
    r"|(?:Otherwise|One more|Anything (?:else|more))\b"
)  # begins a sentence about what is one too many
REFUSING = frozenset({"only-in", "not-in", "once", "times"})  # what says that an action may be refused
STATUS = re.compile(r"(?<![\w.,])`?(4\d\d)`?(?![\w.,]?\d)")
ERROR_CODE = r"`([A-Za-z][A-Za-z0-9_.-]{2,60})`"
BESIDE = r",?(?: (?:and|with|as|the|an?|error|HTTP|status|code)){0,5}:? \(?"
PHRASE = r"(?: [A-Z][A-Za-z-]{1,20}){0,4}"  # of a status: `409 Conflict`
PAIR = re.compile(
    rf"(?<![\w.,])`?([45]\d\d){PHRASE}`?{BESIDE}{ERROR_CODE}|{ERROR_CODE}{BESIDE}`?([45]\d\d)`?(?![\w.,]?\d)"
)


IN_ONE = re.compile(r"`([45]\d\d) ([a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+)`")  # `409 email_taken`
STATUSES = frozenset([*range(400, 432), 451, *range(500, 512)])  # IANA's, and the room beside them


def error_statuses(text: str) -> Iterator[tuple[str, int]]:
    """The error codes that a sentence or a cell names beside a status, each with the status.

    >>> list(error_statuses("refused with `409` and the code `hold_expired`"))
    [('hold_expired', 409)]
    """
    for match in PAIR.finditer(text):
        status = int(match.group(1) or match.group(4))
        if status in STATUSES:
            yield match.group(2) or match.group(3), status
    yield from (
        (match.group(2), int(match.group(1))) for match in IN_ONE.finditer(text) if int(match.group(1)) in STATUSES
    )


def _limits(sentence: str, low: str, quote: str) -> Iterator[Said]:
    """What has an end: a lifetime, a number of times, an amount, a state."""
    is_timed = has_some(SECONDS, low)
    lives = LIVES.search(sentence) if is_timed else None
    if lives:
        yield Said("lives", _seconds(lives), quote)
    else:
        yield from _ends(sentence, quote, is_timed=is_timed)
    over = ENDS_AS.search(sentence) if "`" in sentence else None
    if over:
        yield Said("ends-as", next(group for group in over.groups() if group), quote)
    if has_some(TWICE, low) and (again := HARMLESS.search(sentence)):
        yield Said("repeatable", " or ".join(re.findall(FIELD, sentence[: again.end()])), quote)
    is_once = has_some(TWICE, low) and ONCE.search(sentence) and not ONCE_ONLY.search(sentence)
    if is_once or ("once" in low and SECOND.search(sentence)):
        yield Said("once", True, quote)
    elif room := ROOM.search(sentence) if has_some(REFUSALS, low) else None:
        yield Said("times", COUNTS.get(room.group(1).lower()) or int(room.group(1)), quote)
    elif times := TIMES.search(sentence):
        count = 2 if times.group(1) else COUNTS.get(times.group(2).lower()) or int(times.group(2))
        yield Said("times", count, quote)
    ceiling = CEILING.search(sentence) if has_some(OVER, low) else None
    if ceiling:
        yield Said("at-most", next(filter(None, ceiling.groups())).lower(), quote)
    if OF_KEY.search(sentence) and OTHER_BODY.search(sentence) and REFUSES.search(sentence):
        yield Said("keyed-refuses", True, quote)
    if has_some(SPARING, low) and SPARED.search(sentence):
        yield Said("keyed-spares", True, quote)


# What may be done once more, and does nothing then.
HARMLESS = re.compile(
    r"\b(?:again|twice|a second time|once more)\b[^.;]{0,60}\b(?:no harm|harmless|no effect|(?:does|changes|do) nothing"
    r"|nothing (?:happens|changes|is done)|is fine|not an error|no error|unchanged|as it (?:is|was)|`?20[04]`?)\b",
    re.IGNORECASE,
)
TWICE = ("once", "again", "twice", "second time")
REFUSALS = ("4", "refused", "rejected")
OVER = ("exceed", " than", "at most", "up to")


def _ends(sentence: str, quote: str, *, is_timed: bool) -> Iterator[Said]:
    """In which state something begins, when that ends, and outside of which state an action is refused."""
    begins, only = BEGINS.search(sentence), ONLY_IN.search(sentence)
    state = _named(begins)
    if begins and state.lower() not in NO_STATES and not CONDITION.search(sentence):
        yield Said("begins", state, quote)
    later = LATER.search(sentence) if is_timed else None
    within = WITHIN.search(sentence) if is_timed else None
    if later or within:
        is_latest = later is None or LATEST.search(sentence) is not None
        yield Said("ends-within" if is_latest else "ends-after", _seconds(later or within), quote)
        done = re.search(rf"\bis {DONE}\b", sentence, re.IGNORECASE)
        if done:
            yield Said("ends-as", done.group().split()[1].lower(), quote)
    if only and not begins and _named(only).lower() not in NO_STATES:
        states, at = [_named(only)], only.end()
        while more := MORE_STATES.match(sentence, at):
            states, at = [*states, more.group(1)], more.end()
        yield Said("only-in", " or ".join(states), quote)
    elif OTHERWISE.search(sentence):
        yield Said("only-in", "", quote)
    closed = NOT_IN.search(sentence) if re.search("not|can|that|which", sentence) else None
    if closed and "other" not in closed.groups():
        yield Said("not-in", " or ".join(state.lower() for state in closed.groups() if state), quote)


CONDITION = re.compile(r"\b(?:if|unless|may|might|when|where)\b", re.IGNORECASE)
NO_STATES = frozenset(
    ["", *"null true false post json none yours ours available valid known found there".split()]  # noqa: SIM905
)


def _named(found: re.Match[str] | None) -> str:
    return next((group for group in found.groups() if group), "") if found else ""


def duration(text: str) -> int:
    """The seconds of a time in words: `24 hours`."""
    return _seconds(DURATION.fullmatch(text))


def _seconds_of(count: str, unit: str) -> int:
    return int(COUNTS.get(count.lower(), 0) or count) * SECONDS[unit.lower()]


def _seconds(found: re.Match[str] | None) -> int:
    count, unit = [group for group in found.groups() if group][:2] if found else ("0", "second")
    return _seconds_of(count, unit)


FREES = re.compile(
    r"\b(?:its|the|an?|their|this|that|\w+'s) `?([\w-]+)`?(?: address(?:es)?| number| code)? (?:is|are|becomes?)"
    r" (?:then |now |at once )?(?:free|available)"
    r" (?:again|once more|to be (?:used|given|taken)|for (?:an?|another|others?|new)\b)"
    r"|\b(?:its|the|their) `?([\w-]+)`?(?: address(?:es)?| number| code)? (?:may|can) (?:then )?be (?:used|taken|given)"
    r" (?:again|for (?:the next|another|an?))\b"
    r"|\b(?:frees|releases) (?:its|the|their) `?([\w-]+)`?"
    r"|\bgives? (?:its|the|their) `?([\w-]+)`?(?: number| code)? back\b",
    re.IGNORECASE,
)
GONE = re.compile(r"\b(?:delet|remov|gone)\w*", re.IGNORECASE)
FREEING = (" free ", "frees ", "releases ", " again", " back", " used for ", " given ")


def freed(text: str) -> Iterator[tuple[str, str]]:
    """The fields whose values may be used again once something is done to their object, each with the sentence, and the one
    before it where that says what is done.

    >>> [one[0] for one in freed("Once a plan has been deleted its code is free to be used again.")]
    ['code']
    """
    before = ""
    for sentence in sentences(text) if has_some(FREEING, text.lower()) else ():
        for match in FREES.finditer(sentence):
            told = sentence if DOES.search(sentence) else f"{before} {sentence}"
            yield next(group for group in match.groups() if group).lower(), told[:300]
        before = sentence


DOES = re.compile(r"\b(?:delet|remov|gone|cancel|void|clos|expir|declin|archiv|releas)\w*", re.IGNORECASE)
ONCE_ONLY = re.compile(
    r"\b(?:cannot|can't|can not|may not|must not) (?:\w+ ){1,3}the same `?(\w+)`? twice\b|"
    r"\b(?:the|an?|each|every) `(\w+)` (?:is|must be|has to be|needs to be) unique\b|"
    r"^\W{0,6}(\w+)`? (?:is|must be|has to be|needs to be) unique\b|"
    r"\b(?:each|every) `(\w+)` (?:is|can be|may be) used (?:only )?once\b|"
    r"\b(?:the |all |your )?`?([a-z]\w+?)(?:(?<=ss)es|(?<!s)s)`? (?:are [a-z ]{3,40} and )?(?:are|must be|have to be) unique\b|"
    r"\b(?:an?|each|every) `?(\w+)`?(?: address| number| code)? (?:can|may) (?:only )?belong to (?:only )?one\b|"
    r"\b(?:an?|each|every|the same) `?(\w+)`?(?: address| number| code)? (?:occurs|exists|appears|can be used|may be used)"
    r" (?:only )?once\b|"
    r"\b`?([\w-]+?)s?`?(?: address| number| code)?(?:es|s)? (?:is|are) [^.;]{0,60}, and each (?:one )?(?:can|may) (?:only )?"
    r"be used by (?:only |just )?one\b",
    re.IGNORECASE,
)


def once_only(text: str) -> Iterator[tuple[str, str]]:
    """The fields of which each value occurs once, as far as a sentence says so, with the sentence."""
    for sentence in sentences(text):
        for match in ONCE_ONLY.finditer(sentence):
            yield next(group for group in match.groups() if group).lower(), sentence[:200]


THEY = re.compile(r"(?:They|It|These|Those|Both|We \w+ (?:them|it))\b")


def kept_so(text: str) -> Iterator[tuple[str, str]]:
    """The fields that a sentence names, where it says how texts are kept, with the sentence: as fields are written, else as
    words; "they" are what the sentence before spoke of.

    >>> [one[0] for one in kept_so("We keep `email` in lower case.")]
    ['email']
    """
    before = ""
    for sentence in sentences(text):
        said = next(stored(sentence), None)
        if said is not None:
            head = sentence[: sentence.find(said.quote) + len(said.quote)]
            told = f"{before} {head}" if THEY.match(sentence) else NOTE.sub("", head)
            names = re.findall(FIELD, sentence) or re.findall(r"[a-z]{3,30}", told.lower())
            yield from ((name, sentence[:200]) for name in dict.fromkeys(names))
        before = sentence


KEY = re.compile(r"\b(?:keys?|tokens?|credentials?|authori[sz]ation|authenticat\w+)\b", re.IGNORECASE)
A_KEY = r"(?:keys?|tokens?|credentials?|authori[sz]ation|one)"
NO_KEY = re.compile(
    rf"\b(?:without|missing|no|lacks?) (?:(?:an?|the|any|valid|your) )*(?:[\w-]+ )?{A_KEY}\b|\b{A_KEY} is (?:missing|absent)",
    re.IGNORECASE,
)
UNKNOWN = r"(?:unknown|wrong|invalid|expired|revoked|incorrect)"
WRONG_KEY = re.compile(
    rf"\b{UNKNOWN} (?:[\w-]+ )?{A_KEY}\b"
    rf"|\b{A_KEY}\b[^.,;]{{0,30}}\b(?:{UNKNOWN}|(?:not|never|n't) (?:know|known|issued|valid|recogni[sz]ed?))\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"\b(?:permissions?|scopes?|roles?|allow\w*|rights?|access|plans?|may|can)\b", re.IGNORECASE)


def key_statuses(text: str) -> Iterator[tuple[str, int, str]]:
    """With which status a request without a key is refused (`missing`), and one with a wrong key (`unknown`).

    >>> [one[:2] for one in key_statuses("Without a key you get `401`, with a key that we do not know `403`.")]
    [('missing', 401), ('unknown', 403)]
    """
    for sentence in sentences(text) if "40" in text else ():
        for part, status in before_each("40[13]", sentence) if KEY.search(sentence) else ():
            for kind, pattern in (("missing", NO_KEY), ("unknown", WRONG_KEY)):
                if pattern.search(part) and not ALLOWED.search(part):
                    yield kind, status, sentence[:200]


DOWN = re.compile(
    r"\b(?:reduces?|lowers?|decreases?|goes down|drops?|falls?|shrinks?|is (?:reduced|lowered|decreased)"
    r"|(?:is|are) (?:taken|deducted|subtracted) from)\b",
    re.IGNORECASE,
)
UP = re.compile(
    r"\b(?:increases?|raises?|goes up|grows?|rises?|is (?:increased|raised)|(?:is|are) added to|adds to)\b",
    re.IGNORECASE,
)


MOVES = re.compile(
    rf"\b(?:(reduces?|lowers?|decreases?)|(increases?|raises?|adds to)) (?:the |its |their )?{FIELD}", re.IGNORECASE
)
ADVICE = re.compile(
    r"(?:^|[,(:;] ?|\b(?:to|please|and|or|then) )(?:raise|reduce|lower|increase|decrease) (?:the |its |your )?`",
    re.IGNORECASE,
)
CONDITION_OR = re.compile(r"\b(?:if|unless|may|can|cannot)\b")


def moved_by(text: str) -> Iterator[tuple[str, str, str]]:
    """The fields that a sentence says go up or down with something: the name, `raises` or `lowers`, the sentence.

    >>> [one[:2] for one in moved_by("The `stock` of a product goes down with every order.")]
    [('stock', 'lowers')]
    """
    before = ""
    for sentence in sentences(text):
        fields = re.findall(FIELD, sentence)
        if not CONDITION_OR.search(sentence) and not ADVICE.search(sentence):
            yield from ((name, aspect, sentence[:200]) for name, aspect in _moved(sentence, before))
        before = fields[0] if fields else ""


def _moved(sentence: str, before: str) -> list[tuple[str, str]]:
    """Which fields a sentence moves, and how; "It" is the field that the sentence before began with."""
    told = [(m[3], "lowers" if m[1] else "raises") for m in MOVES.finditer(sentence)]
    for part in () if told else re.split(r"[,;] (?:and|but) |; |, ", sentence):
        named = re.findall(FIELD, part) or ([before] if re.match(r"It\b", part) and before else [])
        down, up = DOWN.search(part), UP.search(part)
        if named and bool(down) != bool(up):
            told.append((named[0], "lowers" if down else "raises"))
    return told


NEEDED = re.compile(
    r"\b[Tt]he (\w+) (?:must|has to|needs to|have to) be (?:(?:in )?(?:the )?(?:status |state )?)`([A-Za-z]\w{2,30})`"
)
A_STATE = r"(?:already |still )?(?:an? )?`?([a-z]\w{2,30})`?"
UNFIT = re.compile(rf"^[Tt]he (\w+) is {A_STATE}(?: or {A_STATE})?\.?$")


def needed(text: str) -> Iterator[tuple[str, str, str, str]]:
    """In which state another object must be, or must not be: its noun, `needs` or `bars`, the states, the sentence.

    >>> [one[:3] for one in needed("The item must be `available`, otherwise you get `409`.")]
    [('item', 'needs', 'available')]
    """
    for sentence in sentences(text):
        must, unfit = NEEDED.search(sentence), UNFIT.search(sentence)
        if must:
            yield must.group(1), "needs", must.group(2), sentence[:200]
        elif unfit:
            states = " or ".join(state for state in unfit.groups()[1:] if state and state not in NO_STATES)
            if states:
                yield unfit.group(1), "bars", states, sentence[:200]


def no_two(text: str) -> Iterator[tuple[str, str, str]]:
    """What no two things may share: their noun in the plural, the field, the sentence."""
    for sentence in sentences(text):
        found = NO_TWO.search(sentence)
        if found and (not found.group(1) or f"{sentence} No" in " ".join(text.split()).replace("*", "")):
            noun, field = (next(filter(None, found.groups()[at::2])) for at in (0, 1))
            yield noun.lower(), field.lower() if field.isupper() else field, " ".join(sentence.split())[:200]
