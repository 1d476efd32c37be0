"""Other texts for the place of one that a pattern allows: with all the characters it names, and breaking one part of it. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from driftline.formats import matches

SET = re.compile(r"\[(?!\^)((?:\\.|[^\]\\]){1,200})\]")
MOST = 40  # places of a text that are tried
RANGES = (("a-z", string.ascii_lowercase, "q"), ("A-Z", string.ascii_uppercase, "Q"), ("0-9", string.digits, "7"))
AHEAD = re.compile(r"\(\?[=!](?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\[])*\)")  # a condition without groups in it


def with_every_sign(pattern: str, text: str) -> str | None:
    """A text of a pattern that has every character which the sets of the pattern name, as far as they fit in one that it
    allows; None where it has them all.

    >>> with_every_sign("^[A-Z .*]{3,9}$", "SHOES")
    '.* ES'
    """
    other = text
    free = list(range(min(len(text), MOST)))
    for sign in _named(pattern, text):
        if sign in other:
            continue
        for place in free:
            tried = other[:place] + sign + other[place + 1 :]
            if matches(pattern, tried):
                other = tried
                free.remove(place)
                break
    return None if other == text else other


def _named(pattern: str, text: str) -> Iterator[str]:
    """The characters that stand in the sets of a pattern, and one of each range of letters or digits that a text lacks."""
    for inside in SET.findall(pattern):
        for span, signs, sign in RANGES:
            if span in inside and not set(signs) & set(text):
                yield sign
        plain = re.sub(r"\\[a-zA-Z]|[a-zA-Z0-9]-[a-zA-Z0-9]", "", inside)
        yield from (one for one in dict.fromkeys(plain.replace("\\", "")) if one in " .,:;_-+*/&'#@!()")


def breaking(pattern: str, text: str) -> str | None:
    """A text that a pattern allows but for one of its conditions ("at least one letter"); None where it has none."""
    bare = AHEAD.sub("", pattern)
    if bare == pattern:
        return None
    letters, digits = string.ascii_letters, string.digits
    texts = (
        text.translate(str.maketrans(letters, "7" * len(letters))),
        text.translate(str.maketrans(digits, "Q" * len(digits))),
        text.translate(str.maketrans(digits, "q" * len(digits))),
        text.upper(), text.lower(), text[:1] * len(text),
    )  # fmt: skip
    return next((one for one in texts if matches(bare, one) and not matches(pattern, one)), None)
