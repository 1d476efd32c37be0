"""The page that explains every rule, made from the table and its faults. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from driftline.faults import FAULTS, Fault
from driftline.renderers.words import safe
from driftline.rules import BY_NAME, RULES, Rule


def rules_page() -> str:
    """docs/rules.md."""
    lines = [
        "# Rules",
        "",
        "Every way in which the witnesses can disagree, worst first in each report. Made from the table in `rules.py` by",
        "`python -m scripts.made`; the examples are the faults that the tests loop over.",
        "",
        "| level | rule | what it means |",
        "|---|---|---|",
        *(f"| {rule.severity} | [`{rule.name}`](#{rule.name}) | {rule.title} |" for rule in RULES),
        "",
    ]
    for rule in RULES:
        lines += [f"## {rule.name}", "", *explained(rule), ""]
    return "\n".join(lines).rstrip() + "\n"


def explained(rule: Rule) -> Iterator[str]:
    """What a rule means, why it matters, how to fix it, and an example of ours."""
    yield f"**{rule.severity}**: {rule.title}"
    yield ""
    yield f"- Why it matters: {rule.why}"
    yield f"- How to fix it: {rule.fix}"
    fault = next((fault for fault in FAULTS if fault.rule == rule.name), None)
    if fault:
        yield ""
        yield from example(fault)


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """One finding of a JSON report, then what its rule means."""
    yield f"# {safe(found['fingerprint'])}"
    yield ""
    yield safe(f"{found['operation']} {found['place']}".strip() or "the document")
    yield safe(found["message"], 400)
    for said in found["said"][:10]:
        where = f"{said.get('file')}:{said.get('line')}" if said.get("file") else f"exchange {said.get('exchange')}"
        shown = json.dumps(said["value"], ensure_ascii=False, default=str)
        yield safe(f"- {said['source']}: {shown} ({where})", 300)
        if said.get("quote"):
            yield f"    {safe(said['quote'], 200)}"
    if found.get("odd_one_out"):
        yield f"odd one out: {safe(found['odd_one_out'])}"
    if found.get("request"):
        yield f"shown by: {safe(found['request'], 4000)}"
    if found.get("proposal"):
        yield f"proposal: {safe(found['proposal']['text'], 500)}"
    if len(found.get("places", [])) > 1:
        yield f"{len(found['places'])} places: " + safe(", ".join(found["places"][:10]), 600)
    yield ""
    yield from explained(BY_NAME[found["rule"]]) if found["rule"] in BY_NAME else ()


def example(fault: Fault) -> Iterator[str]:
    """The fault as a change of one file."""
    yield f"An example, in `{fault.file}`:"
    yield ""
    yield "```diff"
    yield from (f"- {line}" for line in fault.old.splitlines())
    yield from (f"+ {line}" for line in fault.new.splitlines())
    yield "```"
