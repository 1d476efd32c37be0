"""Read what pages say of deliveries: when each event is sent, which header they carry, how they are signed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from driftline.readers.words import sentences

ABOUT = re.compile(r"\b(?:webhooks?|deliver(?:y|ies|ed)|events?|notifications?|callbacks?)\b", re.IGNORECASE)
HEADER = re.compile(
    r"\bheaders? (?:is |named |called )?`([A-Za-z]{1,30}(?:-[A-Za-z0-9]{1,30}){1,5})`"
    r"|`([A-Za-z]{1,30}(?:-[A-Za-z0-9]{1,30}){1,5})`(?: \w+)? headers?\b"
)
CARRIES = re.compile(
    r"\b(?:every|each|all|the|our|any)\b[^.`]{0,60}\b(?:carr(?:y|ies)|has|have|includes?|contains?|comes? with|bears?)\b"
    r"|\b(?:signature|timestamp) (?:is|stands|comes|travels|goes|arrives) in\b|\b(?:signed|is sent|sent along)\b",
    re.IGNORECASE,
)
MAYBE = re.compile(r"\b(?:if|unless|may|might|optional(?:ly)?|when you)\b", re.IGNORECASE)


def carried(text: str) -> Iterator[tuple[str, str]]:
    """The headers that every delivery has, as far as a sentence says so: the name, the sentence.

    >>> [name for name, _ in carried("Each delivery carries the header `X-Signature`.")]
    ['x-signature']
    """
    for sentence in sentences(text) if "`" in text and "eader" in text and ABOUT.search(text) else ():
        if CARRIES.search(sentence) and not MAYBE.search(sentence):
            for match in HEADER.finditer(sentence):
                yield (match.group(1) or match.group(2)).lower(), sentence[:200]


ONE = r"(?:an?|the|your) [a-z]+(?: (?!or\b|and\b|an?\b|the\b|we\b|is\b|changes\b|sends?\b|triggers?\b)[a-z]+)?"
EVERY_CHANGE = re.compile(
    rf"\b(?:every|each|any) (?:time|change|update)s?(?: of| to| in| on)? ({ONE}(?:(?:,? or |,? and |, ){ONE})*)",
    re.IGNORECASE,
)


def changing(text: str) -> Iterator[tuple[str, str]]:
    """The things of which every change is followed by a delivery, as far as a sentence says so: the noun, the sentence.

    >>> [noun for noun, _ in changing("After every change of a payment or a payout a delivery says what happened.")]
    ['payment', 'payout']
    """
    for sentence in sentences(text) if "chang" in text or "updat" in text else ():
        found = EVERY_CHANGE.search(sentence) if ABOUT.search(sentence) and not MAYBE.search(sentence) else None
        for noun in re.split(r",? or |,? and |, ", found.group(1)) if found else ():
            yield noun.partition(" ")[2].lower(), sentence[:200]


HMAC = re.compile(r"\bHMAC[- ]?SHA-?(1|256|512)\b|\bHMAC\b[^.]{0,40}\bSHA-?(1|256|512)\b", re.IGNORECASE)
HEX, BASE64 = re.compile(r"\bhex(?:adecimal)?\b", re.IGNORECASE), re.compile(r"\bbase-?64\b", re.IGNORECASE)
STAMPED = re.compile(
    r"\btimestamp\b[^\n]{0,80}(?:\bdot\b|\bperiod\b|full stop|\bjoined\b|\bfollowed by\b|\bconcatenat|`\.`|\}\.|>\.|\bt\.)"
    r"|[{<]?\b(?:t|ts|timestamp)[}>]?\.[{<]?(?:raw_?)?(?:body|payload)"
    r"|`t`[^.]{0,80}\b(?:full stop|dot|period)\b",
    re.IGNORECASE,
)
ELSE = re.compile(r"\b(?:URL|URI|path|method|sorted|query)\b", re.IGNORECASE)  # what is signed beside the body


def recipe(text: str) -> str:
    """How deliveries are signed, where a text says it whole: the hash, the writing, whether a timestamp is signed too.

    >>> recipe("The header holds the HMAC-SHA256 of the raw body, in hex, so that a webhook can be trusted.")
    'sha256 hex body'
    """
    found = HMAC.search(text) if "HMAC" in text.upper() and ABOUT.search(text) else None
    writings = [name for name, pattern in (("hex", HEX), ("base64", BASE64)) if pattern.search(text)]
    if found is None or len(writings) != 1 or ELSE.search(text):
        return ""
    return f"sha{found.group(1) or found.group(2)} {writings[0]} {'stamped' if STAMPED.search(text) else 'body'}"
