"""What a page says below a command that it shows, and what is taken out of blocks of several commands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from driftline.check import check
from driftline.claims import Claim
from driftline.snapshot import Snapshot
from driftline.sources import read_all

TENT = {"type": "object", "additionalProperties": False, "required": ["id", "site"], "properties": {
    "id": {"type": "string"}, "site": {"type": "integer"}, "name": {"type": "string"}, "color": {"type": "string"}}}  # fmt: skip
BODY = {"type": "object", "additionalProperties": False, "required": ["site"], "properties": {
    name: one for name, one in TENT["properties"].items() if name != "id"}}  # fmt: skip


def media(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


ID = {"name": "tent_id", "in": "path", "required": True, "schema": {"type": "string"}}
SHOWN = {"200": {"description": "", **media(TENT)}}
SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "Camp", "version": "1"},
    "servers": [{"url": "https://a.test"}],
    "paths": {
        "/tents": {"post": {"requestBody": {"required": True, **media(BODY)}, "responses": {"201": {"description": "", **media(TENT)}}}},
        "/tents/{tent_id}": {
            "get": {"parameters": [ID], "responses": SHOWN},
            "patch": {"parameters": [ID], "requestBody": media(BODY), "responses": SHOWN},
        },
        "/tents/{tent_id}/close": {"post": {"parameters": [ID], "responses": SHOWN}},
    },
}  # fmt: skip


def claims(page: str) -> list[Claim]:
    snapshot = Snapshot({"tents.md": page}, {"openapi.json": json.dumps(SPEC)})
    return [one for reading in read_all(snapshot) for one in reading.claims if one.evidence.file == "tents.md"]


def broken(page: str) -> set[tuple[str, str]]:
    """The rules that a page breaks, with their places."""
    found = check(Snapshot({"tents.md": page}, {"openapi.json": json.dumps(SPEC)})).findings
    return {(one.rule, one.subject.place) for one in found}


STEPS = """# Start

```sh
curl $BASE/tents -H "$AUTH" -d '{"site": 3}'
curl -X PATCH ${BASE}/tents/$TENT -H "$AUTH" -d '{"name": "Blue"}'

# and close it
curl -X POST $BASE/tents/$TENT/close -H "$AUTH"
```
"""


def test_every_command_of_a_block_is_a_request_that_can_be_asked() -> None:
    asked = {(one.subject.operation, one.value, one.evidence.line) for one in claims(STEPS) if one.aspect == "asked"}
    assert asked == {
        ("POST /tents", '{"site": 3}', 4),
        ("PATCH /tents/{}", '{"name": "Blue"}', 5),
        ("POST /tents/{}/close", "null", 8),
    }


def test_a_header_in_a_variable_may_be_any_header() -> None:
    assert not [one for one in claims(STEPS) if one.aspect == "sends"]
    assert [one.value for one in claims(STEPS.replace('"$AUTH"', "'X-Key: 1'")) if one.aspect == "sends"] == [
        ("x-key",)
    ] * 3


ANSWERED = """# Tents

Make one:

```sh
curl https://a.test/tents -d '{"site": 3}'
```

```json
%s
```
"""


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ('{"id": "t1", "site": 3, "name": "Blue"}', set()),
        ('{"id": "t1", "site": "3", "name": "Blue"}', {("type", "response/201/body/site")}),
        ('{"id": "example-tent-id", "site": 3, "name": null, "size": 2}', {("null", "response/201/body/name"), ("field-undeclared", "response/201/body/size")}),
        ('{"site": "3"}', set()),  # a part of it
        ('{"error": {"code": "no_site", "message": "No such site."}}', set()),  # a refusal
    ],
)  # fmt: skip
def test_json_right_after_a_command_is_its_answer(answer: str, wrong: set[tuple[str, str]]) -> None:
    assert broken(ANSWERED % answer) == wrong


def test_a_table_of_what_is_sent_belongs_to_what_is_made_and_not_to_what_is_read() -> None:
    page = """# Tents

| Field | Required | Notes |
|---|---|---|
| `site` | yes | Where it stands. |
| `name` | no | 1 to 40 characters. |
| `color` | no | Kept as it is. |

`GET /tents/{tent_id}` gives the tent back.
"""
    lengths = [one.subject for one in claims(page) if one.aspect == "length"]
    assert [(one.operation, one.place) for one in lengths] == [("POST /tents", "request/body/name")]


def test_what_stands_below_a_command_is_said_of_its_operation() -> None:
    page = """# Tents

```sh
curl https://a.test/tents -d '{"site": 3}'
```

Colours can be sent in either case and are always kept in lower case. The answer is a `202`.

`GET /tents/{tent_id}` shows it.
"""
    told = {(one.subject.operation, one.subject.place, one.aspect, str(one.value)) for one in claims(page)}
    assert ("POST /tents", "request/body/color", "stored", "lower") in told
    assert not [one for one in told if "response/202" in one[1]]  # a status needs more than a command
