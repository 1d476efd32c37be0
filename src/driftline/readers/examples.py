"""Say what the examples of a page show: JSON of requests and answers, snippets, webhook samples. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any
from urllib.parse import parse_qsl

from driftline.claims import Seen, Subject, host_of, operation_key
from driftline.exchange import NUMBERS
from driftline.readers.bound import (
    STATUS,
    answer_of,
    bind_object,
    language_of,
    nearest,
    outlined,
    page_operation,
    section_operation,
)
from driftline.readers.document import escape
from driftline.readers.known import Notes
from driftline.readers.page import Code
from driftline.readers.snippets import Snippet, snippets
from driftline.readers.values import look, observe

READ = re.compile(r"\b[Hh]eaders?(?:\[|\.get\(|\()\s?[\"']([A-Za-z]{1,40}(?:-[A-Za-z]{1,40}){1,6})[\"']")
CALLED = re.compile(r"\b([a-z]\w{0,40}[A-Z]\w{0,40}\.[a-z]\w{1,60})\s?\(")
EVENT = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)+")


def read_examples(notes: Notes, operation: str | None, places: list[Subject]) -> None:
    refused = _refused(notes)
    _read_exchanges(notes, refused)
    for code in notes.page.codes:
        _read_snippets(notes, code, is_refused=code.line in refused)
        for name in sorted(set(READ.findall(code.text))) if "eaders" in code.text else ():
            notes.book.say(Subject("", "header"), "named", name.lower(), line=code.line, quote=name)
        for name in sorted(set(CALLED.findall(code.text))) if "." in code.text else ():
            notes.book.say(Subject("", "member"), "called", name, line=code.line, quote=name)
    for example in notes.page.examples:
        homes = places or ([Subject(operation, "response/200/body")] if operation else [])
        _read_json(notes, example.text, example.line, homes)
    befores = dict(zip((code.line for code in notes.page.codes[1:]), notes.page.codes, strict=False))
    for code in notes.page.codes:
        if language_of(code) in ("json", "jsonc", "json5"):
            section = section_operation(notes, code.line)
            if section and notes.owners[code.line].is_shown:
                before = befores.get(code.line)
                homes = _answer_shown(notes, section, code, before) if before and before.line not in refused else []
            elif section:
                homes = _code_homes(
                    notes, code, section, [answer_of(notes, section, f"{code.language} {code.heading}")]
                )
            else:
                homes = _code_homes(notes, code, operation, places)
            if homes:
                _read_json(notes, code.text, code.line, homes)
                _read_title(notes, code, homes)
            elif '"data"' in code.text:
                _read_delivery(notes, code)


WHOLE = 0.6  # of 1: how many of an answer's fields a sample has that may leave some out


def _answer_shown(notes: Notes, operation: str, code: Code, before: Code) -> list[Subject]:
    """The answer that JSON right after a command is, where it is nearly all of it: docs may show a part."""
    label = code.language.partition(" ")[2]
    if "curl" not in before.text or REQUEST.search(label):
        return []
    home = answer_of(notes, operation, label)
    try:
        value = json.loads(relaxed(code.text), **NUMBERS)
    except (ValueError, RecursionError):
        return [home] if ANSWER.search(label) else []
    places = {
        place: fields for place, fields in notes.known.bodies.get(operation, {}).items() if place.startswith(home.place)
    }
    shown = [(fields, _at(value, place.removeprefix(home.place))) for place, fields in places.items()]
    whole = [len(fields & one.keys()) >= WHOLE * len(fields) for fields, one in shown if isinstance(one, dict)]
    return [home] if whole and all(whole) and isinstance(value, dict) else []


def _at(value: Any, place: str) -> Any:
    """What stands at a place of an answer (`/data/[]`), of a list in its first item; None where nothing does."""
    for step in filter(None, place.split("/")):
        if step == "[]":
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _read_title(notes: Notes, code: Code, homes: Sequence[Subject]) -> None:
    """A block titled `404 Not Found` says that its operation answers so."""
    for status in re.findall(r"^\w+ (?:title=)?[\"']?(4\d\d)\b", code.language):
        for home in homes:
            place = Subject(home.operation, f"response/{status}")
            notes.book.say(place, "exists", True, line=code.line, quote=code.language)


REQUEST = re.compile(r"request|payload|body|\bsend\b", re.IGNORECASE)
ANSWER = re.compile(r"response|answer|returns?|result|created|success|\bobject\b|example", re.IGNORECASE)


def _code_homes(notes: Notes, code: Code, operation: str | None, places: list[Subject]) -> list[Subject]:
    """Where a fenced JSON example belongs, by its title or the heading above it; nowhere where that is open."""
    if operation is None:
        return places if re.search(r"example|object", f"{code.heading} {code.language}", re.IGNORECASE) else []
    for label in (code.language.partition(" ")[2], code.heading):
        status = STATUS.search(label)
        if status:
            return [Subject(operation, f"response/{status.group(1)}/body")]
        if REQUEST.search(label):
            return [Subject(operation, "request/body")]
        if ANSWER.search(label) and "error" not in label.lower():
            return places
    return []


def _read_json(notes: Notes, text: str, line: int, homes: list[Subject]) -> None:
    try:
        value = json.loads(relaxed(text), **NUMBERS)
    except (ValueError, RecursionError) as error:
        notes.examples.skip(f"an example that is not JSON: {str(error)[:80]}", line)
        if text.lstrip()[:1] in "{[" and homes:
            quote = f"{str(error)[:80]}: {_line_at(text, error)}"
            notes.book.say(homes[0], "example-unreadable", str(error)[:80], line=line, quote=quote)
        return
    for home in homes:
        observe(notes.examples, home, value, line=line)


def _line_at(text: str, error: Exception) -> str:
    """The line of a text at which it stopped being JSON."""
    at = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
    return "".join(relaxed(text).splitlines()[at : at + 1]).strip()[:100]


SAME = 0.8  # of 1: how many of a sample's fields an answer must have for both to be one object
EVENT_KEYS = ("type_event", "event_type", "event", "type", "topic")


def _read_delivery(notes: Notes, code: Code) -> None:
    """A webhook sample: the event it names, and under `data` objects that answers return under the same name."""
    try:
        value = json.loads(relaxed(code.text), **NUMBERS)
    except (ValueError, RecursionError):
        return
    data = value.get("data") if isinstance(value, dict) else None
    event = next((str(value[key]) for key in EVENT_KEYS if key in value), "") if isinstance(value, dict) else ""
    if not isinstance(data, dict) or not EVENT.fullmatch(event):
        return
    notes.book.say(Subject("", "webhook/event"), "named", event, line=code.line, quote=event)
    prose = " ".join(text for _, text in notes.page.prose).lower()
    for name, inner in data.items():
        said = re.search(
            rf"\b{re.escape(name.replace('_', ' '))} object\b", prose
        )  # the page says that it is that object
        if isinstance(inner, dict) and said:
            for home in nearest(list(bind_object(name.replace("_", " "), set(inner), notes.known)), notes):
                fields = notes.known.bodies[home.operation][home.place]
                one = home.operation.startswith("GET ") and home.operation.endswith("{}")
                if one and len(fields & set(inner)) >= SAME * len(inner):
                    observe(notes.examples, home, inner, line=code.line)


COMMENT = re.compile(
    r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.{0,2000}?\*/|,(?=\s{0,500}(?:(?:\.{3}|…)\s{0,500})?[}\]])|(?:\.{3}|…)',
    re.DOTALL,
)
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\u00a0": " "})


def relaxed(text: str) -> str:
    """JSON as people write it, made JSON: comments, ellipses and trailing commas go, typographic quotes become plain."""
    if text.count("“") + text.count("”") > 1 and text.count('"') < 2:
        text = text.translate(QUOTES)
    return COMMENT.sub(lambda match: match.group(1) or "", text)


def _refused(notes: Notes) -> set[int]:
    """The lines of the blocks that are followed by an answer with the status of an error: one that is said before it or in
    its title, or that it has inside; else by what is called an error."""
    found = set()
    for code, following in pairwise(notes.page.codes):
        between = (text for line, text in notes.page.prose if code.line < line < following.line)
        is_json = language_of(following).startswith("json")
        if is_json and (any(map(ERROR.search, (following.language, *between))) or FAILED.match(following.text)):
            found.add(code.line)
    return found


FAILED = re.compile(
    r"\s*\{\s*\"errors?\"\s*:\s*[\[{]|(?=[^{}\[\]]{0,2000}\"status\"\s*:\s*\"?[45]\d\d\b)\s*\{[^{}\[\]]{0,2000}\"(?:code|title|detail|message)\""
)
ERROR = re.compile(r"(?:^|[`*\s(])4\d\d\b(?! ?(?:%|items|characters))")


MOST_TEXT = 20_000  # characters of an exchange
MOST_LEVELS = 40  # of JSON in it
MOST_REQUESTS = 40  # of one block


def _levels(text: str) -> int:
    """How deep JSON is nested, at most; brackets in its texts count too."""
    return max(accumulate(1 if one in "[{" else -1 for one in BRACKETS.findall(text)), default=0)


BRACKETS = re.compile(r"[\[\]{}]")


def _read_exchanges(notes: Notes, refused: set[int]) -> None:
    """A request whose body is JSON, or that has none, is one that can be asked again; with the answer that follows a block
    of one request, it is one that can be had."""
    codes = notes.page.codes
    for code, following in zip(codes, [*codes[1:], None], strict=False):
        is_answered = following is not None and language_of(following).startswith("json")
        if code.line in refused or not ASKS.search(code.text):
            continue
        try:
            every = list(snippets(language_of(code), code.text))
            answer = json.loads(relaxed(following.text), **NUMBERS) if following and is_answered else None
        except (ValueError, RecursionError):
            continue
        for asked in every[:MOST_REQUESTS]:
            _read_exchange(
                notes, asked, code.line + (asked.line if len(every) > 1 else 0), answer if len(every) == 1 else None
            )


def _read_exchange(notes: Notes, asked: Snippet, line: int, answer: Any) -> None:
    try:
        sent = None if asked.data is None else json.loads(asked.data, **NUMBERS)
    except (ValueError, RecursionError):
        return
    path = re.sub(r"^https?://[^/]+", "", asked.url).partition("?")[0]
    operation = notes.known.resolve(asked.method, path) if path else None
    told = json.dumps([path, sent, answer], default=str)
    if operation is None or len(told) > MOST_TEXT or _levels(told) > MOST_LEVELS:
        return
    place = Subject(operation, f"shown/{escape(notes.page.file)}/{line:05d}")
    quote = f"{asked.method} {asked.url}"[:200]
    if isinstance(sent, dict) or (asked.data is None and asked.method == "POST"):
        notes.book.say(place, "asked", json.dumps(sent, default=str), line=line, quote=quote)
    if "{}" in operation and not UNTOLD.search(path):
        notes.book.say(place, "at", path, line=line, quote=quote)
    if isinstance(answer, dict):
        notes.book.say(place, "exchange", told, line=line, quote=quote)


UNTOLD = re.compile(r"[${<:]|%7B|/(?:id|ID)\b|\.\.\.")  # steps of a path that stand for something else
ASKS = re.compile(r"\bcurl\b|^\s*(?:POST|PUT|PATCH|GET|DELETE) /|\bhttps?://", re.MULTILINE)


def _read_snippets(notes: Notes, code: Code, *, is_refused: bool) -> None:
    """A snippet is an exchange that somebody wrote down: method, headers, query and body of a request; of one that is shown
    to be refused, the operation alone."""
    try:
        for one in snippets(language_of(code), code.text):
            plain = one._replace(url=one.url.partition("?")[0], data=None) if is_refused else one
            _read_request(notes, plain, code.line + one.line)
    except ValueError:
        notes.examples.skip("a curl snippet whose quotes do not close", code.line)


def _read_request(notes: Notes, asked: Snippet, line: int) -> None:
    path, _, query = re.sub(r"^https?://[^/]+", "", asked.url).partition("?")
    operation = notes.known.resolve(asked.method, path or "/") if asked.url else None
    if operation is None and notes.page.operation and asked.method == notes.page.operation[0]:
        operation = page_operation(outlined(notes.page), notes.known)
    if operation is None:
        key = operation_key(asked.method, "/".join(map(_erased, path.split("/")))) if path else ""
        if asked.url and notes.known.is_ours(key, host_of(asked.url)):
            notes.book.say(Subject(key), "mentioned", True, line=line, quote=f"{asked.method} {asked.url}"[:200])
        return
    quote = f"{asked.method} {path} with {', '.join(asked.headers) or 'no headers'}"[:200]
    if not any(name.startswith("$") for name in asked.headers):  # what stands in a variable may be any header
        notes.examples.say(Subject(operation, "request/header"), "sends", asked.headers, line=line, quote=quote)
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=100):
        subject = Subject(operation, f"request/query/{escape(name)}")
        kind = notes.known.kinds.get(subject)
        seen = look(_sent_as(value, kind)) if kind else Seen("placeholder", value)  # a text of no known type shows none
        notes.examples.say(subject, "seen", seen, line=line)
    if asked.data is not None:
        _read_json(notes, asked.data, line, [Subject(operation, "request/body")])


def _sent_as(text: str, kind: str) -> object:
    """The value that a text in a query means, for a parameter of a type."""
    if kind in ("integer", "number", "boolean"):
        try:
            return json.loads(text, **NUMBERS)
        except (ValueError, RecursionError):
            return text
    return text


PLACED = re.compile(r"[<{$:\[]|%7B|[A-Z_]{4,}$|\d+$|.*[0-9a-f]{8}-[0-9a-f-]{20,}")


def _erased(step: str) -> str:
    """A step of a snippet's path, `{}` where it stands for a value: a placeholder, a UUID, a number."""
    return "{}" if PLACED.match(step) or "..." in step else step
