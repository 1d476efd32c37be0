"""Read what a sentence says of every request and every answer: what is never converted, what a header repeats. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from driftline.readers.promises import error_statuses
from driftline.readers.words import sentences

QUOTED = re.compile(
    r"\b(?:numbers?|integers?|values?|booleans?|fields?)\b[^.;]{0,60}\b(?:in quotes|quoted|as (?:a )?(?:strings?|texts?))\b"
    r"[^.;]{0,40}\b(?:refused|rejected|an error|not accepted|invalid)\b"
    r"|\bwe (?:do not|don't|never) (?:turn|convert|coerce|cast|parse)\b"
    r"|\b(?:nothing|no value|never|not) (?:is |are )?(?:converted|coerced|cast)\b"
    r"|\bno (?:type )?(?:coercion|conversion)\b",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\b(?:same (?:value )?as|repeats?|repeated|(?:is )?the value of|equals?|echoe?[sd]?|mirrors?|holds the same)\b",
    re.IGNORECASE,
)
HEADER = re.compile(r"`([A-Z][A-Za-z]{0,30}(?:-[A-Z][A-Za-z]{0,30}){1,4})`")
NAMED = re.compile(r"`([a-z]\w{0,40}(?:\.\w{1,40}){0,3})`")


STRICT = re.compile("quote|string|text|turn|co[en]")


def refuses_quoted(text: str) -> str:
    """The sentence that says that a number in quotes is refused, and not converted; empty where there is none.

    >>> refuses_quoted('We do not turn `"40"` into `40`.')
    'We do not turn `"40"` into `40`.'
    """
    told = sentences(text) if STRICT.search(text) else ()
    return next((sentence[:200] for sentence in told if QUOTED.search(sentence)), "")


LARGER = re.compile(
    r"\b(?:not|never|n't) (?:\w+ )?(?:reduced?|clamp(?:ed)?|cap(?:ped)?|lower(?:ed)?|cut|truncated?|trim(?:med)?)\b"
    r"|\b(?:more than|above|over|beyond|outside|larger than) [^.;]{0,40}\b(?:refused|rejected|an error|(?:gets?|with|is) `4\d\d)"
    r"|\banything (?:else|outside|above|larger)\b[^.;]{0,60}\b(?:refused|rejected|an error|4\d\d)\b",
    re.IGNORECASE,
)
SIZED = re.compile(r"`(limit|page_?size|per_?page|size|max_?results|page_?limit)`", re.IGNORECASE)


def refuses_larger(text: str) -> tuple[str, str]:
    """The parameter of which a paragraph says that more than the most is refused, and not cut, and the sentence; empty texts
    where it says so of none.

    >>> refuses_larger("`limit` is 100 at most. Larger ones are not clamped, they get `400`.")
    ('limit', 'Larger ones are not clamped, they get `400`.')
    """
    named = SIZED.search(text)
    told = sentences(text) if named else ()
    quote = next((one[:200] for one in told if LARGER.search(one) and re.search(r"\b4\d\d\b|refus|reject", one)), "")
    return (named.group(1), quote) if named and quote else ("", "")


TEXTS = re.compile(
    r"^\W{0,4}(?:(?:[Aa]ll |[Ee]very |[Yy]our |[Aa]ny )?[Tt]exts?|[Ss]trings?)\b[^.;]{0,30}"
    r"\b(?:comes?|is|are|stays?|kept|stored|returned)\b[^.;]{0,20}"
    r"\b(?:(?:exactly|just|precisely) as|the way|as) (?:you |it was |they were )?(?:sent|wrote|written|typed|gave|given)\b"
)


def keeps_texts(text: str) -> str:
    """The sentence that says that all texts come back as they were sent; empty where there is none.

    >>> keeps_texts("Text comes back the way you sent it. We do not trim.")
    'Text comes back the way you sent it.'
    """
    return (
        next((one[:200] for one in sentences(text) if TEXTS.match(one)), "") if "ext" in text or "tring" in text else ""
    )


IDLE = re.compile(
    r"\b(?:alters|changes|modifies) nothing\b[^.;]{0,80}\b(?:leaves?|keeps?|do(?:es)? not)\b"
    r"|\b(?:leaves?|keeps?)\b[^.;]{0,60}\b(?:when|if|where) nothing (?:is |was )?changed\b",
    re.IGNORECASE,
)


def leaves_alone(text: str) -> str:
    """The sentence that says that an update which changes nothing leaves the version alone; empty where there is none.

    >>> leaves_alone("A `PATCH` that alters nothing leaves both alone.")
    'A `PATCH` that alters nothing leaves both alone.'
    """
    return next((one[:200] for one in sentences(text) if IDLE.search(one)), "") if "nothing" in text else ""


WRONG = r"(?:problems?|errors?|mistakes?|violations?|(?:invalid |malformed )?fields?)"
CHANGED_AT = r"`\w*(?:updated|modified|changed)\w*`"
TOUCHES = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]ny|[Aa]ll)\b[^.;]{0,80}\b(?:moves?|changes?|updates?|advances?|refreshes?) "
    rf"(?:the )?(?:\w+'s )?{CHANGED_AT}"
    rf"|{CHANGED_AT} (?:moves|changes|is updated|advances)\b[^.;]{{0,40}}\b(?:with|on|after|at) "
    r"(?:each|every|any) (?:change|action|step|transition)"
)
ALONE = re.compile(r"\b(?:only|nothing|not|never|none|n't|except|alone)\b|n't\b")


def touches(text: str) -> str:
    """The sentence that says that every change or step moves the time of the last change; empty where there is none.

    >>> touches("Each of these steps moves the payment's `updated_at`.")
    "Each of these steps moves the payment's `updated_at`."
    """
    told = sentences(text) if "`" in text else ()
    return next((one[:200] for one in told if TOUCHES.search(one) and not ALONE.search(one)), "")


TOGETHER = re.compile(
    rf"\b(?:all|every|each)\b[^.;]{{0,60}}\b{WRONG}\b[^.;]{{0,60}}\b(?:together|at once|in one (?:answer|response|go))\b"
    rf"|\b(?:lists?|names?|reports?) (?:all|every|each) (?:\w+ ){{0,3}}{WRONG}\b"
    rf"|\bone entry (?:for|per) (?:each |every )?(?:\w+ )?{WRONG}\b",
    re.IGNORECASE,
)


def tells_all(text: str) -> str:
    """The sentence that says that a refusal names everything that is wrong; empty where there is none.

    >>> tells_all("All fields that are malformed are reported together in `errors`.")
    'All fields that are malformed are reported together in `errors`.'
    """
    return next((one[:200] for one in sentences(text) if TOGETHER.search(one)), "") if ERRORS.search(text) else ""


UNKEYED = re.compile(
    r"\bwithout (?:an?|the|one|it|this)?\b[^.;]{0,60}?`?\b4\d\d\b`?|\b(?:no|missing) (?:key|header)\b[^.;]{0,60}`?\b4\d\d\b",
    re.IGNORECASE,
)


def unkeyed(text: str) -> tuple[str, int, str]:
    """The error code and the status of a request without the idempotency key that it needs, and the sentence; empty where a
    paragraph about such keys does not say.

    >>> unkeyed("It needs an `Idempotency-Key`; without one you get `400 key_required`.")[:2]
    ('key_required', 400)
    """
    for sentence in sentences(text) if "dempotency" in text else ():
        part = UNKEYED.search(sentence)
        found = list(error_statuses(sentence[part.start() :])) if part else []
        if found:
            return (*found[0], sentence[:200])
    return "", 0, ""


ERRORS = re.compile(r"[Pp]roblem|[Ee]rror|[Mm]istake|[Vv]iolation|[Mm]alformed|[Ii]nvalid|[Ww]rong")
RETURNED = re.compile(
    r"\b(?:use|echo|return|repeat|reuse|send back|keep)s? "
    r"(?:yours|it back|the one (?:that )?you (?:sent|send)|your (?:value|id)|that one)\b",
    re.IGNORECASE,
)


def returned(text: str) -> Iterator[tuple[str, str]]:
    """The headers that come back as a caller sent them, as far as a paragraph says so: the name, the sentence.

    >>> [name for name, _ in returned("Send a `X-Trace-Id` yourself, and we will use yours in the response.")]
    ['x-trace-id']
    """
    told = [one for one in sentences(text) if RETURNED.search(one)] if "`" in text and "you" in text else []
    names = {name.lower() for name in HEADER.findall(" ".join(text.split()))} if told else set()
    if len(names) == 1:
        yield names.pop(), told[0][:200]


def of_all(text: str) -> Iterator[tuple[str, str, str]]:
    """What a paragraph says of all requests: what it is of, the aspect, the sentence.

    >>> [one[:2] for one in of_all("We never convert values.")]
    [('request', 'strict')]
    """
    for about, aspect, read in (
        ("request", "strict", refuses_quoted),
        ("texts", "verbatim", keeps_texts),
        ("updates", "idle", leaves_alone),
        ("errors", "together", tells_all),
        ("updates", "touch", touches),
    ):
        if quote := read(text):
            yield about, aspect, quote


def repeats(text: str, header: str = "") -> Iterator[tuple[str, str, str]]:
    """The headers whose value a field of the same answer repeats: the header, the field, the sentence.

    `header` is the one that "it" means, in the row of a table that is about it.

    >>> [one[:2] for one in repeats("`request_id` is the value of the `X-Request-Id` header.")]
    [('x-request-id', 'request_id')]
    """
    for sentence in sentences(text) if "`" in text and SAME.search(text) else ():
        headers = HEADER.findall(sentence) or ([header] if header and re.search(r"\bit\b", sentence) else [])
        fields = NAMED.findall(sentence)
        if len(set(headers)) == 1 and len(set(fields)) == 1 and SAME.search(sentence):
            yield headers[0].lower(), fields[0], sentence[:200]
