"""Take the requests out of what pages show: curl command lines, and HTTP messages as they go over the wire. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

SHELLS = frozenset({"curl", "bash", "sh", "shell", "console", "terminal", "zsh", "text", ""})
PLAIN = frozenset({"text", ""})
BEGINS = re.compile(r"^[ \t]*(?:[$>%] )?curl(?=\s)", re.MULTILINE)
MESSAGE = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S{1,2000})(?: HTTP/[\d.]{1,3})?[ \t]*(?:\n|$)")
HEADERS = re.compile(r"(?:[\w-]{1,100}:[^\n]{0,2000}(?:\n|$))*")
DATA = ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json")
FORM = ("-F", "--form", "--data-urlencode")  # a body, and none of JSON
SERVER = re.compile(r"\$(?:\w{1,60}|\{\w{1,60}\})(?=/)")  # in a variable of the shell


class Snippet(NamedTuple):
    """A request that somebody wrote down: its method, URL (or path), the names of its headers in lower case, and its body.

    A header that stands in a variable of the shell is called by that: `$auth`.
    `line` counts from the first line of the text, at 0.
    """

    method: str
    url: str
    headers: tuple[str, ...] = ()
    data: str | None = None
    line: int = 0


def snippets(language: str, text: str) -> Iterator[Snippet]:
    """Every request of a block of code in a language; raises ValueError where the quotes of a command do not close."""
    if language == "http" or (language in PLAIN and MESSAGE.match(text.lstrip())):
        yield from _message(text)
    elif language in SHELLS:
        starts = [match.start() for match in BEGINS.finditer(text)]
        for start, end in pairwise([*starts, len(text)]):
            words = shlex.split(re.sub(r"\\\s", " ", text[start:end]))
            yield _command(words)._replace(line=text.count("\n", 0, start))


def _message(text: str) -> Iterator[Snippet]:
    """An HTTP message (RFC 9112, 2.1): a request line, headers, an empty line, a body."""
    lead = len(text) - len(text.lstrip())
    match = MESSAGE.match(text, lead)
    if match:
        rest = text[match.end() :]
        head = HEADERS.match(rest)
        names = tuple(line.partition(":")[0].strip().lower() for line in head.group().splitlines()) if head else ()
        body = rest[head.end() if head else 0 :].strip()
        yield Snippet(match.group(1), match.group(2), names, body or None, text.count("\n", 0, lead))


def _command(words: list[str]) -> Snippet:
    """A curl command line, split (https://curl.se/docs/manpage.html)."""
    method, url, data, as_query, is_form = "", "", None, False, False
    headers: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in ("-X", "--request"):
            method = next(rest, "").upper()
        elif word in ("-H", "--header"):
            headers.append(next(rest, "").partition(":")[0].strip().lower())
        elif word in ("-u", "--user", "--oauth2-bearer"):
            headers.append("authorization")
            next(rest, "")
        elif word in DATA:
            data = next(rest, "")
        elif word in FORM:
            is_form = next(rest, "") != ""
        elif word in ("-G", "--get"):
            as_query = True
        elif word == "--url" or word.startswith(("http://", "https://")) or SERVER.match(word):
            url = SERVER.sub("", next(rest, "") if word == "--url" else word, count=1)
    sends = (data is not None or is_form) and not as_query
    return Snippet(method or ("POST" if sends else "GET"), url, tuple(headers), data if sends else None)
