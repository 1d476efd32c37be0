"""Write down what an observed JSON value shows: shared by examples and exchanges. Pure."""

from __future__ import annotations

import re
from typing import Any

from driftline.claims import Notebook, Seen, Subject
from driftline.readers.document import escape

PLACEHOLDER = re.compile(
    r"<[^<>]*>|\{\{.*\}\}|\{[^{}\"]*\}|\$\{?[\w.]+\}?|\[[A-Za-z_ -]+\]|\.{3}|…|string|x{4,}|X{4,}"
    r"|[A-Z][A-Z0-9_]*_UUID|(?:your|YOUR|Your|my|MY|example)[-_ ].*|.*(?:\{\{|YOUR_|<your|REPLACE|PLACEHOLDER).*|.*\.\.\.|.*…",
    re.DOTALL,
)
MAX_ITEMS = 50
MAX_DEPTH = 40


def json_type(value: Any) -> str:
    """The JSON Schema type of a Python value; a whole number is an integer."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, dict) else "array"


def look(value: Any) -> Seen:
    """One value as an observation: placeholders are a type of their own."""
    if isinstance(value, dict):
        return Seen("object", tuple(sorted(str(key) for key in value)))
    if isinstance(value, list):
        return Seen("array", len(value))
    if isinstance(value, str) and PLACEHOLDER.fullmatch(value.strip()):
        return Seen("placeholder", value)
    return Seen(json_type(value), value)


def observe(
    book: Notebook, subject: Subject, value: Any, *, pointer: str | None = None, line: int | None = None
) -> None:
    """Write down `value` and everything in it, at most 50 items of an array and 40 levels deep."""
    stack: list[tuple[Subject, Any, str | None, int]] = [(subject, value, pointer, 0)]
    while stack:
        here, current, at, depth = stack.pop()
        book.say(here, "seen", look(current), pointer=at, line=line)
        if depth >= MAX_DEPTH:
            book.skip(f"an example nested deeper than {MAX_DEPTH} levels", line)
        elif isinstance(current, dict):
            stack.extend((here.child(escape(k)), v, at and f"{at}/{escape(k)}", depth + 1) for k, v in current.items())
        elif isinstance(current, list):
            stack.extend(
                (here.child("[]"), v, at and f"{at}/{i}", depth + 1) for i, v in enumerate(current[:MAX_ITEMS])
            )
