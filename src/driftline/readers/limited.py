"""Read what is said of keys that may only read: how their writes are refused, what they are not shown, which ones there are
to try. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from driftline.readers.words import sentences

KEY = r"(?:keys?|tokens?|credentials?)"
WRITES = re.compile(
    r"\b(?:any(?:thing)?|every(?:thing)?|all|each|whatever|calls?|requests?)\b[^.;]{0,60}?"
    r"\b(?:writes?|writing|else|other than (?:an? )?`?GET`?|(?:is not|isn't) an? `?GET`?)[^.;]{0,60}?"
    r"\b(?:refused|rejected|turned away|answered|gets?|met)\b[^.;]{0,20}?\b403\b`?(?:[^.;]{0,40}?`([A-Za-z]\w{3,40})`)?"
    r"|\b(?:use|uses?d?|using|with|send|try)\b[^.;]{0,30}\b(?:it|one|such a key|them)\b[^.;]{0,40}"
    r"(?-i:\b(?:POST|PUT|PATCH|DELETE)\b)[^.;]{0,60}?\b403\b`?(?:[^.;]{0,40}?`([A-Za-z]\w{3,40})`)?",
    re.IGNORECASE,
)  # "Use it on a `POST` and you get `403`"
READS = re.compile(
    r"(?-i:\bGET\b)|\bread[- ]only\b|\bchange nothing\b|\bonly read\b|\bread(?:s|ing)? key\b", re.IGNORECASE
)
OF_KIND = re.compile(rf"\b([a-z]+(?:-only)?) {KEY}\b|\b{KEY} that (?:start|begin)s? with `(\w{{2,20}})`", re.IGNORECASE)
LIMITED = re.compile(r"\bread[- ]?only\b|\breading\b|\bonly read\b|\bread\b(?! (?:and|or|,))", re.IGNORECASE)
A_KEY = re.compile(r"`((?=[^`]*\d)[A-Za-z0-9][\w.-]{9,120})`")
NULLED = re.compile(r"`null`")
NAMED = re.compile(r"`([A-Za-z_]\w{0,60})`")
MOST_ROWS = 20


class Limit(NamedTuple):
    """Of which keys it is said (by a word, or by how they begin), the code of the refusal, and the sentence."""

    kind: str
    code: str
    quote: str


def reads_only(text: str) -> Limit | None:
    """What a paragraph says of keys whose writes are refused with 403; None where it says so of none.

    >>> reads_only("A kiosk key can read it all, but every writing call (anything that isn't a `GET`) gets `403` `no_key`.")[:2]
    ('kiosk', 'no_key')
    """
    if "403" not in text or not READS.search(text):
        return None
    told = sentences(text)
    for at, sentence in enumerate(told):
        match = WRITES.search(sentence)
        if match:
            before = " ".join([*told[:at], sentence[: match.start()]])
            kinds = [kind or start for kind, start in OF_KIND.findall(before)]
            if kinds:
                kind = next((one for one in reversed(kinds) if LIMITED.search(one)), kinds[-1])
                return Limit(kind.lower(), match.group(1) or match.group(2) or "", sentence[:200])
    return None


def hidden_from(text: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """The fields that are said to be null for such keys: the words of the sentence, the name of a field, the sentence.

    >>> [one[1] for one in hidden_from("When a kiosk reads a member, `email` and `phone` are always `null`.", "kiosk")]
    ['email', 'phone']
    """
    for sentence in sentences(text) if "`null`" in text else ():
        if re.search(rf"\b{re.escape(kind)}s?\b", sentence, re.IGNORECASE) and NULLED.search(sentence):
            for name in NAMED.findall(sentence):
                if name != "null":
                    yield sentence.lower(), name, sentence[:200]


def keys_listed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of a table that gives keys to try, its header first; empty where it gives fewer than two."""
    found = [[cell.strip() for cell in cells] for cells in rows[: MOST_ROWS + 1]]
    keys = [cell for cells in found[1:] for cell in cells if A_KEY.fullmatch(cell)]
    told = " ".join(" ".join(cells) for cells in found)
    return found if len(keys) > 1 and re.search(rf"\b{KEY}\b", told, re.IGNORECASE) else []


def limited_key(tables: Iterable[Sequence[Sequence[str]]], own: Sequence[str], kind: str) -> tuple[str, str] | None:
    """The key of the same account that may only read, beside the one of `own` texts that a table gives: both; None without.

    Keys stand in columns, by kind, or in rows, whose other cells say the account and the kind.
    """
    for table in tables:
        header, *rows = table
        for cells in rows:
            mine = next((cell for cell in cells if (key := A_KEY.fullmatch(cell)) and key.group(1) in own), None)
            if mine is None:
                continue
            beside = [(cell, header[at] if at < len(header) else "") for at, cell in enumerate(cells)]
            account = cells[0] if cells[0] != mine else ""
            theirs = [one for one in rows if one is not cells and account and one[0] in (account, "")]
            beside += [(cell, " ".join(one[1:])) for one in theirs for cell in one]
            for cell, label in beside:
                key = A_KEY.fullmatch(cell)
                if key and cell != mine and _is_limited(key.group(1), label, kind):
                    return mine.strip("`"), key.group(1)
    return None


def _is_limited(key: str, label: str, kind: str) -> bool:
    words = re.sub(r"[`*]", "", label.replace(key, ""))
    is_named = re.search(rf"\b{re.escape(kind)}\b", words, re.IGNORECASE) is not None
    return is_named or key.startswith(kind) or LIMITED.search(words) is not None


def listed(known: Mapping[str, Mapping[str, Any]]) -> list[Sequence[Sequence[str]]]:
    """The tables of keys among what is declared of a whole API, in their order."""
    found = sorted((place, aspects) for place, aspects in known.items() if place.startswith("credentials/keys/"))
    return [aspects["listed"] for _, aspects in found if "listed" in aspects]
