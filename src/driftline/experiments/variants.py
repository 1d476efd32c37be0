"""The other forms of a value that has several (`oneOf`): what they require is required, and their bounds hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from driftline.experiments.bench import Bench, changed
from driftline.readers.document import escape
from driftline.samples import Sampler, json_media

MOST_FORMS = 4  # of one value that are tried


def variants(bench: Bench) -> None:
    """Each other form of a field of the body is sent; of what is taken so, each part that it requires is left out, and each
    number sent beyond its bounds."""
    sampler = Sampler(bench.prober.document, full=True)
    for name, forms in _several(bench, sampler):
        now = bench.body[name]
        others = [form for form in forms if not _is_of(sampler, form, now)]
        for form in others[:MOST_FORMS]:
            value = sampler.value(form)
            body = {**bench.body, name: value}
            if isinstance(value, dict) and 200 <= bench.send("variant", body)[2] < 300:
                _tried(bench, sampler, body, name, form)


def _several(bench: Bench, sampler: Sampler) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The fields of the body that are objects of one of several forms, each with these forms."""
    media = json_media(bench.prober.document, bench.operation.data.get("requestBody")) or {}
    whole = sampler.resolved(media.get("schema"))
    known = sampler.merged(whole, 0).get("properties", {}) if isinstance(whole, Mapping) else {}
    for name, raw in known.items():
        schema = sampler.resolved(raw)
        choices = schema.get("oneOf") or schema.get("anyOf") if isinstance(schema, Mapping) else None
        forms = [sampler.resolved(one) for one in choices] if isinstance(choices, list) else []
        whole_forms = (sampler.merged(one, 0) for one in forms if isinstance(one, Mapping))
        objects: list[Mapping[str, Any]] = [one for one in whole_forms if isinstance(one.get("properties"), Mapping)]
        if len(objects) > 1 and isinstance(bench.body, dict) and isinstance(bench.body.get(name), dict):
            yield name, objects


def _is_of(sampler: Sampler, form: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Whether a value has this form: by the fields that can have one value only, else by the fields that it must have."""
    fixed = _fixed(sampler, form)
    if fixed:
        return all(value.get(name) == one for name, one in fixed.items())
    return bool(set(form.get("required", ())) <= value.keys() <= form["properties"].keys())


def _fixed(sampler: Sampler, form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form that tell it from the others: a constant, or a set of one."""
    found = {}
    for name, raw in form["properties"].items():
        schema = sampler.resolved(raw)
        members = schema.get("enum") if isinstance(schema, Mapping) else None
        if isinstance(schema, Mapping) and "const" in schema:
            found[name] = schema["const"]
        elif isinstance(members, list) and len(members) == 1:
            found[name] = members[0]
    return found


def _tried(bench: Bench, sampler: Sampler, body: dict[str, Any], name: str, form: Mapping[str, Any]) -> None:
    place, fixed = f"request/body/{escape(name)}", _fixed(sampler, form)
    for part in form.get("required", ()):
        if part in body[name] and part not in fixed:
            less = {key: one for key, one in body[name].items() if key != part}
            exchange, _, status = bench.send(f"beyond {place}/{escape(part)}", {**body, name: less})
            if 200 <= status < 300:
                bench.find(exchange, "input-unenforced", f"{place}/{escape(part)}", "required")
    for part, beyond, keyword in _beyond(sampler, form, body[name]):
        exchange, _, status = bench.send(f"beyond {place}/{escape(part)}", changed(body, [name, part], beyond))
        if 200 <= status < 300:
            bench.find(exchange, "input-unenforced", f"{place}/{escape(part)}", keyword)


def _beyond(sampler: Sampler, form: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """For each number in a value, one that is more, and one that is less, than its form allows."""
    for part, raw in form["properties"].items():
        schema = sampler.resolved(raw)
        if part in value and isinstance(schema, Mapping):
            for keyword, step in (("maximum", 1), ("minimum", -1)):
                bound = schema.get(keyword)
                if isinstance(bound, int | float) and not isinstance(bound, bool):
                    yield part, bound + step, keyword
