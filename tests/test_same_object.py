"""Operations of one resource that describe the object they answer with differently."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from driftline.check import check
from driftline.findings import Finding
from driftline.snapshot import Snapshot

TENT: dict[str, Any] = {
    "id": {"type": "string"},
    "status": {"type": "string"},
    "site": {"type": "string"},
    "price": {"type": "object", "properties": {"value": {"type": "number"}, "currency": {"type": "string"}}},
    "notes": {"type": "string"},
}
MAKES, LISTS, READS, CHANGES = "POST /tents", "GET /tents", "GET /tents/{}", "PATCH /tents/{}"


def found(envelope: str = "", **pages: str) -> Callable[..., list[Finding]]:
    """What gives the findings for a resource whose four operations describe its object by the fields given for each."""

    def check_(**fields: dict[str, Any]) -> list[Finding]:
        def answer(status: str, schema: dict[str, Any]) -> dict[str, Any]:
            return {"responses": {status: {"description": "", "content": {"application/json": {"schema": schema}}}}}

        def one(name: str) -> dict[str, Any]:
            schema = {"type": "object", "properties": fields.get(name, TENT)}
            return {"type": "object", "properties": {envelope: schema}} if envelope else schema

        items = {"type": "object", "properties": fields.get("lists", TENT)}
        listed = {"type": "object", "properties": {"tents": {"type": "array", "items": items}}}
        member = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
        paths = {
            "/tents": {"post": answer("201", one("makes")), "get": answer("200", listed)},
            "/tents/{id}": {
                "get": {**answer("200", one("reads")), "parameters": member},
                "patch": {**answer("200", one("changes")), "parameters": member},
            },
        }
        spec = {"openapi": "3.1.0", "info": {"title": "Camp", "version": "1"}, "paths": paths}
        texts = {f"{name}.md": text for name, text in pages.items()}
        return list(check(Snapshot(texts, {"openapi.json": json.dumps(spec)})).findings)

    return check_


def without(*names: str) -> dict[str, Any]:
    return {name: schema for name, schema in TENT.items() if name not in names}


def test_one_description_everywhere_gives_no_finding() -> None:
    assert found()() == []


@pytest.mark.parametrize("envelope", ["", "data", "tent"])
def test_fields_that_an_update_does_not_answer_with_are_one_finding(envelope: str) -> None:
    (finding,) = found(envelope)(changes=without("notes"))
    assert (finding.rule, finding.subject.operation) == ("sibling-fields", CHANGES)
    assert "notes" in finding.message
    assert READS in finding.message


def test_a_field_under_two_names_is_one_finding_with_both() -> None:
    renamed = {**without("site"), "site_code": {"type": "string"}}
    (finding,) = found()(reads=renamed, changes=renamed, lists=renamed)
    assert finding.rule == "sibling-fields"
    assert {name for said in finding.said for name in said.value} == {"site_code"}
    both = found()(makes={**without("site"), "site_code": {"type": "string"}})
    assert {name for one in both for said in one.said for name in said.value} == {"site"}


def test_a_field_that_only_items_of_the_list_have_is_noticed() -> None:
    (finding,) = found()(lists={**TENT, "local_id": {"type": "string"}})
    assert [said.value for said in finding.said if said.value] == [["local_id"]]


def test_short_lists_short_answers_and_what_only_a_creation_gives_are_no_disagreement() -> None:
    assert found()(lists=without("notes", "price")) == []
    assert found()(changes=without("notes", "price", "site")) == []
    assert found()(makes={**TENT, "secret": {"type": "string"}}) == []


def test_a_field_of_another_type_is_noticed_at_any_depth() -> None:
    price = {"type": "object", "properties": {"value": {"type": "integer"}, "currency": {"type": "string"}}}
    (finding,) = found()(reads={**TENT, "price": price})
    assert (finding.rule, finding.subject.place) == ("sibling-type", "response/200/body/tents/[]/price/value")
    assert len(finding.places) == 3


def test_what_the_page_about_the_object_decides_is_not_said_twice() -> None:
    lines = "".join(
        f'<ParamField body="{name}" type="{schema["type"]}">\n</ParamField>\n' for name, schema in TENT.items()
    )
    findings = found(tent=f"# The Tent Object\n\n{lines}")(changes=without("notes"))
    assert [finding.rule for finding in findings] == ["field-missing"]
