"""What only a slip of the pen explains, each beside the same documents without it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from driftline.check import check
from driftline.findings import Finding
from driftline.snapshot import Snapshot


def operation(
    properties: dict[str, Any] | None = None, *, headers: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    """An operation that takes an object with these properties and answers nothing."""
    found: dict[str, Any] = {"responses": {"204": {"description": "Done."}}, **more}
    if properties:
        schema = {"type": "object", "properties": properties}
        found["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    if headers:
        found["parameters"] = [{"in": "header", "name": name, "schema": {"type": "string"}} for name in headers]
    return found


def found(paths: dict[str, Any], **pages: str) -> list[Finding]:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths}
    files = {f"{name}.md": text for name, text in pages.items()}
    return list(check(Snapshot(files, {"openapi/a.json": json.dumps(document)})).findings)


def told(paths: dict[str, Any], **pages: str) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in found(paths, **pages)]


CALM = {"/calm": {"get": operation()}}


def rails(*members: str) -> dict[str, Any]:
    return {"rail": {"type": "string", "enum": list(members)}}


def of_two(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {"/transfers": {"post": operation(one)}, "/batches": {"post": operation(other)}}


def test_a_member_that_is_spelled_otherwise_in_one_of_two_equal_sets_is_noticed() -> None:
    usual = rails("PAYTO", "SEPA", "FEDWIRE", "PIX")
    assert told(of_two(usual, usual)) == []
    assert told(of_two(usual, rails("PAY_TO", "SEPA", "FEDWIRE", "PIX"))) == [
        ("sibling-member", "rail: PAYTO here, PAY_TO there")
    ]


def test_a_member_that_one_of_two_long_sets_lacks_is_noticed() -> None:
    usual = ("PAYTO", "SEPA", "FEDWIRE", "PIX", "SPEI", "ACH")
    ((rule, message),) = told(of_two(rails(*usual), rails(*usual[:-1])))
    assert (rule, "ACH stands" in message) == ("sibling-member", True)


@pytest.mark.parametrize(
    "other",
    [("PAYTO", "SEPA"), ("PAYTO", "SEPA", "GIRO", "WIRE"), ("CASH", "CARD", "CHECK")],
    ids=["two that are shared", "two of its own", "another set"],
)
def test_sets_that_differ_in_more_than_a_word_are_sets_of_their_own(other: tuple[str, ...]) -> None:
    assert told(of_two(rails("PAYTO", "SEPA", "FEDWIRE", "PIX"), rails(*other))) == []


def test_states_of_two_resources_may_be_spelled_in_two_ways() -> None:
    one, other = ({"status": {"enum": ["OPEN", "DONE", "HELD", word]}} for word in ("CANCELED", "CANCELLED"))
    assert told(of_two(one, other)) == []


def test_a_header_that_one_operation_alone_calls_otherwise_is_noticed() -> None:
    usual = ("X-Shop-Code",)
    paths = {f"/reports/{name}": {"get": operation(headers=usual)} for name in ("daily", "weekly", "yearly")}
    assert told({**paths, "/reports": {"get": operation(headers=usual)}}) == []
    odd = {**paths, "/reports": {"get": operation(headers=("X-Shop-Id",))}}
    assert told(odd) == [("sibling-header", "x-shop-id here, x-shop-code in 3 other operations")]
    assert told({**paths, "/reports": {"get": operation()}}) == []


@pytest.mark.parametrize("method", ["patch", "put"])
def test_a_bound_that_is_another_one_when_the_object_is_changed_is_noticed(method: str) -> None:
    def paths(most: int) -> dict[str, Any]:
        fields = [{"note": {"type": "string", "maxLength": bound}} for bound in (100, most)]
        path = {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}
        change = {**operation(fields[1]), "parameters": [path]}
        return {"/notes": {"post": operation(fields[0])}, "/notes/{id}": {method: change}}

    assert told(paths(100)) == []
    assert told(paths(90)) == [("sibling-bound", "note length: at most 90 here, at most 100 when it is made")]


def pausing(*examples: str) -> dict[str, Any]:
    """`POST /plans/{id}/pause`, whose schema shows PAUSED and whose answers show `examples`."""
    schema = {"type": "object", "properties": {"status": {"type": "string", "example": "PAUSED"}}}
    named = {f"case-{number}": {"value": {"status": one}} for number, one in enumerate(examples)}
    answer = {"description": "Done.", "content": {"application/json": {"schema": schema, "examples": named}}}
    path = {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}
    return {"/plans/{id}/pause": {"post": {"parameters": [path], "responses": {"200": answer}}}}


def test_an_example_of_an_action_in_the_state_before_it_is_noticed() -> None:
    assert told(pausing("PAUSED")) == []
    assert told(pausing("ACTIVE")) == [("example-state", "pause shows ACTIVE; another example shows PAUSED")]
    assert told(pausing("PAUSED", "ACTIVE")) == []  # several examples may show several outcomes


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        ({"type": "integer", "maximum": 100, "default": 200}, "range"),
        ({"type": "string", "enum": ["day", "week"], "default": "month"}, "values"),
        ({"type": "boolean", "default": "false"}, "type"),
    ],
)
def test_a_default_that_its_own_schema_rules_out_is_noticed(schema: dict[str, Any], rule: str) -> None:
    (one,) = found({"/a": {"post": operation({"size": schema})}})
    assert (one.rule, one.subject.place) == (rule, "request/body/size")
    assert {said.evidence.pointer.rpartition("/")[2] for said in one.said if said.evidence.pointer} >= {"default"}


def test_a_text_where_a_list_belongs_is_noticed_though_it_is_a_placeholder() -> None:
    def paths(value: object) -> dict[str, Any]:
        one = operation({"ids": {"type": "array", "items": {"type": "string"}}})
        one["requestBody"]["content"]["application/json"]["example"] = {"ids": value}
        return {"/a": {"post": one}}

    assert told(paths(["{{id}}"])) == []
    assert [rule for rule, _ in told(paths("{{id}}"))] == ["type"]


CODES = "# Codes\n\n| Code | Meaning |\n|---|---|\n" + "".join(f"| `NO_{name}` | None. |\n" for name in "ABCDEFGHIJKL")


def refusing(*codes: str) -> dict[str, Any]:
    examples = {code.lower(): {"value": {"code": code}} for code in codes}
    answer = {"description": "No.", "content": {"application/json": {"examples": examples}}}
    return {"/a": {"post": {"responses": {"400": answer}}}}


def test_an_error_code_that_an_example_shows_and_no_table_lists_is_noticed() -> None:
    assert told(refusing("NO_A", "NO_B", "NO_C"), codes=CODES) == []
    assert told(refusing("NO_A", "NO_B", "NO_Z"), codes=CODES) == [
        ("value-unknown", "no table of error codes lists NO_Z")
    ]
    assert told(refusing("NO_X", "NO_Y", "NO_Z"), codes=CODES) == []  # the table is of something else


def test_an_error_code_that_an_example_shows_with_another_status_than_a_sentence_is_noticed() -> None:
    page = "# Errors\n\nA second call gets a `{} Bad Request` with error code `NO_A`.\n"
    assert told(refusing("NO_A"), errors=page.format(400)) == []
    assert [rule for rule, _ in told(refusing("NO_A"), errors=page.format(409))] == ["error-status"]


CLIENT = "# Pay\n\n```js\nshopClient.pay({{}});\n```\n\nThen call `shopClient.{}` again.\n"


def test_a_function_that_a_sentence_names_and_no_code_calls_is_noticed() -> None:
    assert told(CALM, pay=CLIENT.format("pay")) == []
    ((rule, message),) = told(CALM, pay=CLIENT.format("payNow"))
    assert (rule, message) == ("value-unknown", "no code calls shopClient.payNow; some calls shopClient.pay")


def test_a_host_whose_words_stand_in_another_order_is_noticed() -> None:
    document = {"/a": {"get": operation(), "servers": [{"url": "https://api-test.shop.example/v1"}]}}
    page = "# Hosts\n\n| Name | URL |\n|---|---|\n| Test | `https://{}` |\n"
    assert told(document, hosts=page.format("api-test.shop.example")) == []
    assert told(document, hosts=page.format("docs.shop.example")) == []
    ((rule, message),) = told(document, hosts=page.format("test-api.shop.example"))
    assert (rule, message.split()[0]) == ("value-unknown", "test-api.shop.example")


def test_a_header_that_code_reads_and_sentences_call_otherwise_is_noticed() -> None:
    sentence = "# Signed\n\nEach delivery has the `x-hmac-signature` header.\n"
    code = "# Check\n\n```js\nconst sent = request.headers['{}'];\n```\n"
    pages = {"one": sentence, "two": sentence}
    assert told(CALM, **pages, three=code.format("x-hmac-signature")) == []
    ((rule, message),) = told(CALM, **pages, three=code.format("x-shop-signature"))
    assert (rule, message.split()[0]) == ("value-unknown", "x-shop-signature")


def test_two_tables_of_events_that_differ_in_one_name_are_noticed() -> None:
    page = "# Hooks\n\n| Event | When |\n|---|---|\n| `refund.made` | a |\n| `refund.failed` | b |\n| `{}` | c |\n"
    assert told(CALM, one=page.format("refund.done"), two=page.format("refund.done")) == []
    ((rule, message),) = told(CALM, one=page.format("refund.done"), two=page.format("refund.ended"))
    assert (rule, message) == ("value-unknown", "one table of events has refund.done, another refund.ended")


def test_a_server_of_few_operations_that_is_spelled_otherwise_is_noticed() -> None:
    usual, odd = (
        {"servers": [{"url": f"https://{host}/v1"}]} for host in ("api-sandbox.pay.test", "api.sandbox.pay.test")
    )
    paths = {f"/{name}": {"get": operation(**usual)} for name in ("a", "b", "c", "d", "e")}
    assert told(paths) == []
    ((rule, message),) = told({**paths, "/f": {"get": operation(**odd)}})
    assert (rule, message.partition(" is ")[0]) == ("value-unknown", "api.sandbox.pay.test")
