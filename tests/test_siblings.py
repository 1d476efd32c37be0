"""The operation that differs from its siblings, and documents that only many operations can show to be odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bookshop import SPEC as BOOKS

from driftline.check import check
from driftline.findings import Finding
from driftline.snapshot import Snapshot

UUIDS = [f"3fa85f64-5717-4562-b3fc-2c963f66af{number:02d}" for number in range(12)]


def api(count: int = 8, **odd: Any) -> dict[str, Any]:
    """Operations that say the same; the first of them says what `odd` says."""
    paths = {}
    for number in range(count):
        told = odd if number == 0 else {}
        key = told.get("header", "x-key")
        fields = {
            "colour": {"type": "string", "enum": told.get("colours", ["RED", "GREEN", "BLUE"])},
            "owner_id": {"type": "string", "example": told.get("id", UUIDS[number])},
        }
        error = told.get("error", {"code": "A", "messages": ["b"]})
        paths[f"/things{number}"] = {
            "post": {
                "parameters": [{"name": key, "in": "header", "required": True, "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": fields}}}},
                "responses": {
                    "200": {"description": ""},
                    "400": {"description": "", "content": {"application/json": {"examples": {"e": {"value": error}}}}},
                },
            }
        }
    return {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths}


def found(spec: dict[str, Any], **pages: str) -> list[Finding]:
    texts = {f"{name}.md": text for name, text in pages.items()}
    return list(check(Snapshot(texts, {"openapi/api.json": json.dumps(spec)})).findings)


def test_siblings_that_agree_give_no_finding() -> None:
    assert found(api()) == []


def test_members_in_another_case_are_noticed() -> None:
    (finding,) = found(api(colours=["red", "green", "blue"]))
    assert (finding.rule, finding.subject.operation) == ("sibling-case", "POST /things0")


def test_a_header_in_another_case_is_noticed() -> None:
    (finding,) = found(api(header="X-KEY"))
    assert (finding.rule, finding.subject.operation) == ("sibling-spelling", "POST /things0")


def test_an_id_with_a_prefix_is_noticed_among_uuids() -> None:
    (finding,) = found(api(count=12, id="own_01HX2Y3ZP4Q5R6S7"))
    assert (finding.rule, finding.subject.place) == ("sibling-format", "request/body/owner_id")


def test_an_error_with_another_envelope_is_noticed() -> None:
    (finding,) = found(api(error={"title": "no", "status": 400}))
    assert (finding.rule, finding.subject.place) == ("sibling-envelope", "response/400/body")


RATES = {"of": "How many.", "rate": "What is added, in percent."}


def rated(place: str, **words: str) -> dict[str, Any]:
    """An operation that takes a list of plans, called `place`, with these words about their fields."""
    fields = {name: {"type": "number", "description": text} for name, text in words.items()}
    plans = {"type": "array", "items": {"type": "object", "properties": fields}}
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {place: plans}}}}}
    return {"post": {"requestBody": body, "responses": {"204": {"description": ""}}}}


@pytest.mark.parametrize(("words", "outer"), [(RATES, "plans"), (RATES, "offers"), ({"rate": RATES["rate"]}, "plans")])
def test_a_number_with_another_unit_in_another_operation_is_noticed(words: dict[str, str], outer: str) -> None:
    other = {**words, "rate": "Give it as a multiplier, not as a percentage: `1.2` adds a fifth."}
    paths = {"/orders": rated("plans", **words), "/plans": rated(outer, **other)}
    (finding,) = found({"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths})
    assert (finding.rule, finding.subject.name) == ("sibling-unit", "rate")
    assert {said.value for said in finding.said} == {"percent", "a multiplier"}


def test_two_numbers_of_one_name_in_objects_of_two_kinds_may_have_two_units() -> None:
    other = {"zone": "Which.", "rate": "As a multiplier."}
    paths = {"/orders": rated("plans", **RATES), "/zones": rated("zones", **other)}
    assert found({"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths}) == []


EVENTS = """# Webhooks

| Event | Description |
|---|---|
| `ride.created` | A ride was made. |
| `ride.ended` | A ride is over. |

{sentence}
"""


def test_an_event_that_no_table_lists_is_noticed() -> None:
    assert found(api(), hooks=EVENTS.format(sentence="You get a `ride.ended` webhook.")) == []
    (finding,) = found(api(), hooks=EVENTS.format(sentence="You get a `ride.lost` webhook."))
    assert finding.rule == "value-unknown"
    assert finding.said[0].evidence.line == 8


STATUS = """# Status of things1

| Status | Meaning |
|---|---|
| `OPEN` | a |
| `SHUT` | b |
| `LOST` | c |
"""


def test_a_table_of_statuses_is_held_against_the_field() -> None:
    spec = api()
    schema = {"type": "object", "properties": {"status": {"type": "string", "enum": ["OPEN", "SHUT", "GONE"]}}}
    spec["paths"]["/things1"]["post"]["responses"]["200"]["content"] = {"application/json": {"schema": schema}}
    (finding,) = found(spec, status=STATUS)
    assert finding.rule == "values"
    assert "only docs: LOST" in finding.message
    assert "only spec: GONE" in finding.message


FENCED = """---
openapi: "POST /things1"
---
## Response

```json 200 - Made
{"id": "a", // the id
 "extra": [1, 2, ...],
}
```
"""


def test_fenced_json_with_comments_and_ellipses_is_an_example() -> None:
    spec = api()
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    spec["paths"]["/things1"]["post"]["responses"]["200"]["content"] = {"application/json": {"schema": schema}}
    (finding,) = found(spec, page=FENCED)
    assert (finding.rule, finding.subject.place) == ("field-undeclared", "response/200/body/extra")


BLOCK = """# Make Thing

````yaml openapi/api.json POST /things1
{block}
````
"""


def test_a_block_that_differs_from_its_spec_file_is_noticed() -> None:
    spec = api()
    same = json.dumps({**spec, "paths": {"/things1": spec["paths"]["/things1"]}})
    assert found(spec, page=BLOCK.format(block=same)) == []
    finding, *_ = found(spec, page=BLOCK.format(block=same.replace('"BLUE"', '"PINK"')))
    assert finding.rule == "values"
    assert {said.source for said in finding.said} == {"spec", "docs"}


HAND_WRITTEN = """# Books API

## POST /books

Creates a book. `currency` defaults to GBP.

| Field | Type | Required | Description |
|---|---|---|---|
| `title` | string | yes | The title, max 40 characters |
| `price` | string | yes | The price |

### Response 201

- `id` (string, required): the id
- `colour` (string): the colour

## GET /books

`limit` defaults to 7 and is at most 20. The list defaults to what was sold last.
"""


def test_hand_written_markdown_is_read_by_its_headings() -> None:
    found_here = {(f.rule, f.subject.operation, f.subject.place) for f in found(BOOKS, api=HAND_WRITTEN)}
    assert found_here == {
        ("default", "POST /books", "request/body/currency"),
        ("type", "POST /books", "request/body/price"),
        ("field-missing", "POST /books", "response/201/body/colour"),
        ("default", "GET /books", "request/query/limit"),
        ("range", "GET /books", "request/query/limit"),
    }
