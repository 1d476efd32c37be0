"""Read JSON and YAML text written by strangers, and find the line of a JSON pointer in it. Pure."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from driftline.exchange import MAX_DIGITS, NUMBERS, below

MAX_NODES = 5_000_000  # values in one document, aliases counted each time
ALIASED = 100_000  # values from which on a document may not hold more of them than characters: only aliases do that
MAX_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document: `data`, or None with the `problem` and its line."""

    data: Any
    problem: str = ""
    line: int | None = None
    duplicates: tuple[str, ...] = ()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core schema: `no` is a string, and so is a date; what JSON cannot say is refused."""

    def number(self, node: yaml.ScalarNode) -> int | float:
        """A number that JSON can write; raises ValueError for any other."""
        if len(node.value) > MAX_DIGITS:
            raise ValueError(f"{node.value[:40]}... is too large a number")
        made: int | float = (self.construct_yaml_int if node.tag.endswith(":int") else self.construct_yaml_float)(node)
        if not abs(made) < 10**MAX_DIGITS:
            raise ValueError(f"{node.value[:40]} is not JSON")
        return made


_CORE = ("map", "seq", "str", "bool", "null")
_Loader.yaml_constructors = {
    None: yaml.SafeLoader.yaml_constructors[None],  # any other tag is a problem with a line
    **{f"tag:yaml.org,2002:{tag}": yaml.SafeLoader.yaml_constructors[f"tag:yaml.org,2002:{tag}"] for tag in _CORE},
    **{f"tag:yaml.org,2002:{tag}": _Loader.number for tag in ("int", "float")},
}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag.rpartition(":")[2] in ("int", "float", "null", "merge")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def parse(text: str, *, is_json: bool) -> Document:
    """Parse JSON or YAML; whatever is wrong with it is a value, never an exception.

    Duplicate keys, NaN, numbers without end, what no JSON can hold (tags of dates, sets, bytes) and nesting deeper than
    200 are problems too (RFC 8259 sections 4 and 6).
    """
    text = text.removeprefix("\ufeff")
    try:
        return _parse_json(text) if is_json else _parse_yaml(text)
    except json.JSONDecodeError as error:
        return Document(None, f"{error.msg}: line {error.lineno} column {error.colno}", error.lineno)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return Document(None, f"{error.problem}: line {line}", line)
    except RecursionError:
        return Document(None, f"nested deeper than {MAX_DEPTH} levels")
    except (ValueError, yaml.YAMLError) as error:
        return Document(None, next(iter(str(error).splitlines()), "it cannot be read"))


def _parse_json(text: str) -> Document:
    duplicates: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) != len(items):
            counts = Counter(name for name, _ in items)
            duplicates.extend(sorted(name for name, count in counts.items() if count > 1))
        return result

    data = json.loads(text, object_pairs_hook=pairs, **NUMBERS)
    return _weighed(Document(data, duplicates=tuple(duplicates)), len(text))


DEEP_CALLS = 1_000  # levels that the parser, C code that calls itself, can surely take
BEFORE = re.compile(r"(?m)^[ \t]*(?:[-?:][ \t]+)*")  # what may stand before a value of block style in its line


def _is_deep(text: str) -> bool:
    """Whether YAML text is nested deeper than MAX_DEPTH; the parser would end the whole process at some 20,000 levels.

    Its events are counted only where brackets and indents could be as many: each level of block style stands further
    to the right (YAML 1.2.2, section 6.1), and a list may stand as far as the mapping that holds it.
    """
    indent = max((len(match.group()) for match in BEFORE.finditer(text)), default=0)
    if text.count("[") + text.count("{") + 2 * indent < DEEP_CALLS:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _parse_yaml(text: str) -> Document:
    if _is_deep(text):
        return Document(None, f"nested deeper than {MAX_DEPTH} levels")
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        doubled = tuple(_doubled(root))  # before the values are made: that folds merged keys into the mapping
        data = None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()
    weighed = _weighed(Document(data), len(text))
    return weighed if weighed.problem else Document(_text_keys(weighed.data), duplicates=doubled)


def _doubled(root: yaml.Node | None) -> list[str]:
    """The keys that one mapping has twice (YAML 1.2.2, section 3.2.1.3); the last one is what a parser keeps."""
    found: set[str] = set()
    level = [root] if root is not None else []
    seen: set[int] = set()
    while level:
        pairs = [pair for node in level if isinstance(node, yaml.MappingNode) for pair in _pairs(node, found)]
        items = [item for node in level if isinstance(node, yaml.SequenceNode) for item in node.value]
        level = [node for node in (*pairs, *items) if id(node) not in seen]
        seen.update(map(id, level))
    return sorted(found)


def _pairs(mapping: yaml.MappingNode, doubled: set[str]) -> list[yaml.Node]:
    """The values of a mapping; its doubled keys go into `doubled`."""
    keys = [key.value for key, _ in mapping.value if isinstance(key, yaml.ScalarNode)]
    if len(set(keys)) != len(keys):
        doubled.update(key for key, count in Counter(keys).items() if count > 1 and key != "<<")
    return [value for _, value in mapping.value]


def _text_keys(value: Any) -> Any:
    """The value with every key a text, as JSON has it: YAML writes a status as a number."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else _key(key): _text_keys(inner) for key, inner in value.items()}
    return [_text_keys(inner) for inner in value] if isinstance(value, list) else value


def _key(key: Any) -> str:
    return {True: "true", False: "false", None: "null"}.get(key, str(key)) if isinstance(key, bool | None) else str(key)


def _weighed(document: Document, length: int) -> Document:
    """The document of a text so long, or its refusal where it is too deep or, aliases expanded, too large."""
    nodes = 0
    most = min(MAX_NODES, max(ALIASED, length))
    level: list[Any] = [document.data]
    for _ in range(MAX_DEPTH):
        nodes += sum(len(outer) for outer in level if isinstance(outer, dict | list))  # counted before they are listed
        if nodes > most:
            return Document(None, f"more than {most:,} values")
        level = below(level)
        if not level:
            return document
    return Document(None, f"nested deeper than {MAX_DEPTH} levels")


def escape(step: object) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    text = str(step)
    return text.replace("~", "~0").replace("/", "~1") if "/" in text or "~" in text else text


INDEX = re.compile(r"[0-9]{1,9}")


def point(document: Any, reference: Any) -> Any:
    """What a reference inside a document (`#/a/b`, RFC 6901) leads to; None where it leads nowhere or elsewhere."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    value = document
    for raw in reference[2:].split("/"):
        step = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def resolved(document: Any, value: Any) -> Any:
    """What a value with a `$ref` leads to; the value itself where it has none."""
    target = value.get("$ref") if isinstance(value, Mapping) else None
    return point(document, target) if isinstance(target, str) else value


def enclosed(value: Any) -> Any:
    """A document without what leads out of it: no library that is given it reads another file or asks another host.

    A schema loses a reference elsewhere, and with it all that the reference asked for; names of dialects and of files
    with examples go too.
    """
    if isinstance(value, list):
        return [enclosed(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {key: enclosed(inner) for key, inner in value.items() if not _leads_out(key, inner)}


def _leads_out(key: Any, value: Any) -> bool:
    if not isinstance(value, str):
        return False  # a property of that name
    return key in FETCHED or (key in REFERENCES and not value.startswith("#"))


FETCHED = ("$schema", "externalValue")  # whatever they name: libraries go and get it
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")

SPACE = re.compile(r"[ \t\r\n]*")
SCAN = json.JSONDecoder(strict=False).raw_decode


def lines_of(text: str, pointers: Iterable[str], *, is_json: bool) -> dict[str, int]:
    """The line (from 1) of each JSON pointer that the text has."""
    wanted = set(pointers)
    if not wanted:
        return {}
    try:
        return _json_lines(text.removeprefix("\ufeff"), wanted) if is_json else _yaml_lines(text, wanted)
    except (ValueError, IndexError, yaml.YAMLError, RecursionError):
        return {}


def _json_lines(text: str, wanted: set[str]) -> dict[str, int]:
    """Walk down to the wanted places alone; what lies beside the way is passed over by the parser."""
    ways = {pointer[: step.start()] for pointer in wanted for step in re.finditer("/", pointer)}
    offsets: dict[str, int] = {}

    def members(at: int, here: str) -> int:
        while text[at] != "}":
            start = _skip(text, at + 1)
            if text[start] == "}":
                return start + 1
            name, at = SCAN(text, start)
            inner = f"{here}/{escape(name)}"
            if inner in wanted:
                offsets.setdefault(inner, start)
            at = _skip(text, value(_skip(text, _skip(text, at) + 1), inner))
        return at + 1

    def items(at: int, here: str) -> int:
        index = 0
        while text[at] != "]":
            start = _skip(text, at + 1)
            if text[start] == "]":
                return start + 1
            inner = f"{here}/{index}"
            if inner in wanted:
                offsets.setdefault(inner, start)
            at, index = _skip(text, value(start, inner)), index + 1
        return at + 1

    def value(at: int, here: str) -> int:
        if here in ways and text[at] in "{[":
            return members(at, here) if text[at] == "{" else items(at, here)
        return SCAN(text, at)[1]

    value(_skip(text, 0), "")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return {pointer: bisect_right(starts, offset) for pointer, offset in offsets.items()}


def _skip(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def _yaml_lines(text: str, wanted: set[str]) -> dict[str, int]:
    """Lines as editors count them: YAML also ends one at a lone carriage return or a line separator."""
    if _is_deep(text):
        return {}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[str, int] = {}
    root = yaml.compose(text, Loader=_Loader)
    level: list[tuple[str, yaml.Node]] = [("", root)] if root is not None else []
    for _ in range(MAX_DEPTH):
        below: list[tuple[str, yaml.Node]] = []
        for pointer, node in level:
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    inner = f"{pointer}/{escape(key.value)}"
                    if inner in wanted:
                        found[inner] = bisect_right(starts, key.start_mark.index)
                    below.append((inner, value))
            elif isinstance(node, yaml.SequenceNode):
                for index, value in enumerate(node.value):
                    inner = f"{pointer}/{index}"
                    if inner in wanted:
                        found[inner] = bisect_right(starts, value.start_mark.index)
                    below.append((inner, value))
        if not below or len(below) > MAX_NODES:
            break
        level = below
    return found
