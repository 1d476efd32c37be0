"""What would settle a finding: overlay actions for the spec, edited lines for the docs. Pure: values in, values out.

Where a live voice names the odd one out, that one is to change. Where it only refutes a document, the document is; where
two documents disagree and nobody decided, the docs are to follow the spec. A proposal is for a person to judge.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from driftline.claims import canonical
from driftline.findings import Finding, Proposal, Said
from driftline.snapshot import Snapshot

Action = dict[str, Any]


def with_proposals(findings: Iterable[Finding], snapshot: Snapshot) -> list[Finding]:
    """The findings, those that a change of a document would settle with the proposal to change it."""
    return [replace(one, proposal=one.proposal or propose(one, snapshot)) for one in findings]


def propose(finding: Finding, snapshot: Snapshot) -> Proposal | None:
    """What would settle a finding; None where no change of a document would, or where none is plain."""
    loser = _loser(finding)
    losing = [said for said in finding.said if said.source == loser and said.evidence.file]
    if not losing:
        return None
    for winner in (said for said in finding.said if said.source != loser):
        for said in losing:
            made = _for_spec(finding, said, winner) if loser == "spec" else _for_docs(finding, said, winner, snapshot)
            if made is not None:
                return made
    return None


def _loser(finding: Finding) -> str | None:
    """The witness that is to change."""
    sources = {said.source for said in finding.said}
    if finding.odd_one_out:
        return finding.odd_one_out if finding.odd_one_out in ("spec", "docs") else None
    declaring = sources & {"spec", "docs"}
    if finding.observed and "live" not in sources:
        return None  # an example that breaks what is declared: it is the example that is wrong
    if len(declaring) == 1 and sources & {"live", "examples"}:
        return next(iter(declaring)) if "live" in sources else None
    return "docs" if declaring == {"spec", "docs"} else None


# The spec


def pointer_path(pointer: str) -> str:
    """A JSON pointer (RFC 6901) as a JSONPath (RFC 9535).

    >>> pointer_path("/paths/~1rides/post/responses/200")
    "$['paths']['/rides']['post']['responses']['200']"
    """
    steps = (raw.replace("~1", "/").replace("~0", "~") for raw in pointer.split("/")[1:])
    return "$" + "".join(f"[{int(s)}]" if s.isdigit() and len(s) < 3 else f"[{_quoted(s)}]" for s in steps)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _for_spec(finding: Finding, said: Said, winner: Said) -> Proposal | None:
    pointer = (said.evidence.pointer or "").partition("#")[0]
    made = SPEC_ACTIONS.get(finding.rule)
    actions = made(finding, said, winner, pointer) if made and pointer else []
    if not actions:
        return None
    text = f"In {said.evidence.file}: {_sentence(finding, said, winner)}"
    for action in actions:
        action["description"] = f"driftline {finding.fingerprint}: {finding.message}"[:300]
    return Proposal("spec", str(said.evidence.file), said.evidence.line, text, json.dumps({"actions": actions}))


def _schema(pointer: str, keyword: str) -> str:
    """The schema that a pointer to one of its keywords, or to itself, stands in."""
    return pointer.removesuffix(f"/{keyword}")


def _type_of(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", dict: "object", list: "array"}
    return kinds.get(type(value), "null")


def _set(pointer: str, keyword: str, value: Any) -> list[Action]:
    """A keyword replaced: what is there is removed first, because updates of lists append."""
    path = pointer_path(_schema(pointer, keyword))
    return [{"target": f"{path}[{_quoted(keyword)}]", "remove": True}, {"target": path, "update": {keyword: value}}]


def _is_live(said: Said) -> bool:
    return said.source in ("live", "examples")


def _types(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    seen = [_type_of(winner.value)] if _is_live(winner) else list(winner.value)
    return _set(pointer, "type", seen[0] if len(seen) == 1 else seen)


def _values(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    if _is_live(winner):
        return [{"target": pointer_path(f"{_schema(pointer, 'enum')}/enum"), "update": winner.value}]
    return _set(pointer, "enum", list(winner.value))


def _plain(keyword: str) -> Callable[[Finding, Said, Said, str], list[Action]]:
    """The keyword as the winner says it; taken out where an observation refutes it."""

    def actions(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
        path = pointer_path(_schema(pointer, keyword))
        if _is_live(winner) and keyword != "default":
            return [{"target": f"{path}[{_quoted(keyword)}]", "remove": True}]
        return [{"target": path, "update": {keyword: winner.value}}]

    return actions


def _bounds(low: str, high: str) -> Callable[[Finding, Said, Said, str], list[Action]]:
    """Both bounds as the winner says them; widened where an observation lies outside."""

    def actions(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
        schema = _schema(_schema(pointer, low), high)
        bounds = said.value if isinstance(said.value, list) else [None, None]
        if _is_live(winner):
            got = len(winner.value) if isinstance(winner.value, str) else winner.value
            if not isinstance(got, int | float):
                return []
            told = {low: got} if bounds[0] is not None and got < bounds[0] else {high: got}
        else:
            told = {k: v for k, v in zip((low, high), winner.value[:2], strict=True) if v is not None}
        return [{"target": pointer_path(schema), "update": told}]

    return actions


def _null(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    return [{"target": pointer_path(pointer), "update": {"nullable": True}}]


def _required(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    wanted = winner.value if isinstance(winner.value, bool) else finding.rule == "field-unwanted"
    wanted = {"field-omitted": False, "field-unenforced": False, "field-unwanted": True}.get(finding.rule, wanted)
    schema, name = pointer_path(_schema(pointer, "required")), finding.subject.name
    if wanted:
        return [{"target": schema, "update": {"required": [name]}}]
    return [{"target": f"{schema}['required'][?@ == {_quoted(name)}]", "remove": True}]


def _fields(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    if said.value is False:
        seen = next((one.value for one in finding.said if _is_live(one) and one.value is not None), "")
        field = {finding.subject.name: {"type": _type_of(seen)}}
        return [{"target": pointer_path(pointer), "update": {"properties": field}}]
    return [{"target": pointer_path(pointer), "remove": True}]


def _statuses(finding: Finding, said: Said, winner: Said, pointer: str) -> list[Action]:
    if said.value is False:
        answer = {finding.subject.name: {"description": "Answered by the service."}}
        return [{"target": pointer_path(pointer), "update": answer}]
    return [{"target": pointer_path(pointer), "remove": True}]


SPEC_ACTIONS: Mapping[str, Callable[[Finding, Said, Said, str], list[Action]]] = {
    "type": _types,
    "values": _values,
    "format": _plain("format"),
    "pattern": _plain("pattern"),
    "multiple": _plain("multipleOf"),
    "default": _plain("default"),
    "length": _bounds("minLength", "maxLength"),
    "range": _bounds("minimum", "maximum"),
    "null": _null,
    "required": _required,
    "field-omitted": _required,
    "field-unwanted": _required,
    "field-unenforced": _required,
    "field-missing": _fields,
    "field-undeclared": _fields,
    "status-missing": _statuses,
}


# The docs


def _for_docs(finding: Finding, said: Said, winner: Said, snapshot: Snapshot) -> Proposal | None:
    file, line = str(said.evidence.file), said.evidence.line
    rows = snapshot.text(file).split("\n")
    sentence = _sentence(finding, said, winner)
    where = f"In {file}, line {line}" if line else f"In {file}"
    if line and line <= len(rows):
        edit = DOCS_EDITS.get(finding.rule)
        for number in range(line - 1, _end(rows, line - 1)):
            new = edit(rows[number], finding, said, winner) if edit else None
            if new is not None and new != rows[number]:
                action = {"line": number + 1, "old": rows[number], "new": new}
                return Proposal("docs", file, number + 1, f"{where}: {sentence}", json.dumps(action))
        if finding.rule == "field-missing" and said.value is True and rows[line - 1].lstrip().startswith("<"):
            gone = {"line": line, "old": "\n".join(rows[line - 1 : _end(rows, line - 1)]), "new": None}
            return Proposal("docs", file, line, f"{where}: {sentence}", json.dumps(gone))
    return Proposal("docs", file, line, f"{where}: {sentence}") if finding.rule in PHRASES else None


def _end(rows: Sequence[str], start: int) -> int:
    """Where the field that begins on a row ends: after its closing tag, or after the row of a table."""
    tag = re.match(r"\s*<(\w+)", rows[start])
    if not tag:
        return start + 1
    depth = 0
    for number in range(start, min(start + 60, len(rows))):
        depth += len(re.findall(rf"<{tag.group(1)}\b(?![^>]*/>)", rows[number]))
        depth -= rows[number].count(f"</{tag.group(1)}>")
        if depth <= 0:
            return number + 1
    return start + 1


def _edit_type(row: str, finding: Finding, said: Said, winner: Said) -> str | None:
    kind = _type_of(winner.value) if _is_live(winner) else winner.value[0]
    for old in said.value if isinstance(said.value, list) else ():
        pattern = rf'(type=["\']){old}(["\'])|(\|\s*`?){old}(`?\s*\|)'
        new, count = re.subn(pattern, lambda m: f"{m[1] or m[3]}{kind}{m[2] or m[4]}", row, count=1)
        if count:
            return new
    return None


def _edit_required(row: str, finding: Finding, said: Said, winner: Said) -> str | None:
    wanted = winner.value if isinstance(winner.value, bool) else finding.rule == "field-unwanted"
    wanted = {"field-omitted": False, "field-unenforced": False}.get(finding.rule, wanted)
    if re.match(r"\s*<\w+Field\b", row):
        bare = re.sub(r"\s+required(?:=\{?\w+\}?)?(?=[\s/>])", "", row, count=1)
        return re.sub(r"\s*(/?>)", r" required\1", bare, count=1) if wanted else bare
    pairs = (("Required", "Optional"), ("required", "optional"), ("Yes", "No"), ("mandatory", "optional"))
    for true, false in pairs:
        old, new = (false, true) if wanted else (true, false)
        if re.search(rf"\b{old}\b", row):
            return re.sub(rf"\b{old}\b", new, row, count=1)
    return None


def _edit_values(row: str, finding: Finding, said: Said, winner: Said) -> str | None:
    old = [str(member) for member in said.value] if isinstance(said.value, list) else []
    new = [*old, str(winner.value)] if _is_live(winner) else [str(member) for member in winner.value]
    spans = [match.span() for member in old for match in re.finditer(rf"`{re.escape(member)}`", row)]
    if len(spans) < 2 or len(spans) < len(old):
        return None
    shown = ", ".join(f"`{member}`" for member in new)
    return row[: min(spans)[0]] + shown + row[max(end for _, end in spans) :]


def _edit_word(row: str, finding: Finding, said: Said, winner: Said) -> str | None:
    """The value that is said, replaced by the other: once, where it stands alone."""
    old, new = str(said.value), str(winner.value)
    if not old or (_is_live(winner) and finding.rule != "default"):
        return None
    found = re.findall(rf"(?<![\w.]){re.escape(old)}(?![\w]|\.\d)", row)
    return re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w]|\.\d)", lambda _: new, row) if len(found) == 1 else None


def _edit_bounds(row: str, finding: Finding, said: Said, winner: Said) -> str | None:
    if _is_live(winner) or not isinstance(winner.value, list):
        return None
    new = row
    for word, value in zip(("MIN", "MAX"), winner.value[:2], strict=True):
        if value is not None:
            new = re.sub(rf"\b({word})(\s*:?\s*)-?[\d.,]*\d", rf"\g<1>\g<2>{value}", new, count=1, flags=re.IGNORECASE)
    return new


DOCS_EDITS: Mapping[str, Callable[[str, Finding, Said, Said], str | None]] = {
    "type": _edit_type,
    "required": _edit_required,
    "field-omitted": _edit_required,
    "field-unwanted": _edit_required,
    "field-unenforced": _edit_required,
    "values": _edit_values,
    "default": _edit_word,
    "multiple": _edit_word,
    "pattern": _edit_word,
    "length": _edit_bounds,
    "range": _edit_bounds,
}
# What a person is to write, by rule: {name} is the field, {value} what the winner says.
PHRASES: Mapping[str, str] = {
    "type": "say that {name} is {value}",
    "values": "list {value} for {name}",
    "format": "say that {name} is written as {value}",
    "pattern": "say that {name} matches {value}",
    "length": "say that {name} is {value} characters long",
    "range": "say that {name} lies in {value}",
    "count": "say that {name} holds {value}",
    "multiple": "say that {name} is a multiple of {value}",
    "unit": "say that {name} is in {value}",
    "default": "say that {name} is {value} where it is left out",
    "null": "say that {name} may be null",
    "required": "say whether {name} must be sent: {value}",
    "field-omitted": "say that {name} may be missing",
    "field-unwanted": "say that {name} is required",
    "field-unenforced": "say that {name} may be left out",
    "field-missing": "{name} in this place: {value}",
    "field-undeclared": "describe {name}",
    "status-missing": "status {name}: {value}",
    "operation-unknown": "the operation: {value}",
    "deprecated": "say whether {name} is deprecated: {value}",
}


def _sentence(finding: Finding, said: Said, winner: Said) -> str:
    phrase = PHRASES.get(finding.rule, finding.rule)
    value = _type_of(winner.value) if finding.rule == "type" and _is_live(winner) else winner.value
    if isinstance(value, bool):
        shown = "yes" if value else "no"
        if finding.rule in ("field-missing", "status-missing", "operation-unknown"):
            shown = "describe it" if value else "take it out"
    elif isinstance(value, list) and finding.rule in ("length", "range", "count"):
        shown = " to ".join("any" if part is None else str(part) for part in value[:2])
    else:
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return phrase.format(name=finding.subject.name or finding.subject.operation, value=shown[:300])


# Files


@dataclass(frozen=True, slots=True)
class Proposed:
    """Proposals as files: overlays by the spec file they correct (JSON text), and the edits of docs as a patch."""

    overlays: Mapping[str, str]
    patch: str
    count: int


def as_files(findings: Iterable[Finding], snapshot: Snapshot) -> Proposed:
    """All proposals of the findings, as files that a person edits and moves into place."""
    actions: dict[str, list[Action]] = defaultdict(list)
    edits: dict[str, list[Action]] = defaultdict(list)
    count = 0
    for one in findings:
        if one.proposal is None or not one.proposal.action:
            continue
        made = json.loads(one.proposal.action)
        count += 1
        if one.proposal.kind == "spec":
            actions[one.proposal.file] += [a for a in made["actions"] if a not in actions[one.proposal.file]]
        else:
            edits[one.proposal.file].append(made)
    overlays = {file: _overlay(file, found) for file, found in sorted(actions.items())}
    return Proposed(overlays, "".join(_patches(edits, snapshot)), count)


def _overlay(file: str, actions: list[Action]) -> str:
    """One overlay (OpenAPI Overlay Specification 1.0.0) for one spec file."""
    info = {"title": f"Corrections of {file}, proposed by driftline", "version": "1"}
    return json.dumps({"overlay": "1.0.0", "info": info, "extends": file, "actions": actions}, indent=2) + "\n"


def edited(text: str, edits: Iterable[Mapping[str, Any]]) -> str:
    """A page with edits applied, from the last line to the first; an edit whose old lines are not there is left out."""
    rows = text.split("\n")
    for edit in sorted(edits, key=lambda one: -one["line"]):
        old = edit["old"].split("\n")
        start = edit["line"] - 1
        if rows[start : start + len(old)] == old:
            rows[start : start + len(old)] = [] if edit["new"] is None else edit["new"].split("\n")
    return "\n".join(rows)


def _patches(edits: Mapping[str, Sequence[Mapping[str, Any]]], snapshot: Snapshot) -> Iterator[str]:
    """The edits of each page as a unified diff."""
    for file, found in sorted(edits.items()):
        unique = list({canonical(one): one for one in found}.values())
        old = snapshot.text(file)
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), edited(old, unique).splitlines(keepends=True), f"a/{file}", f"b/{file}"
        )
        yield "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
