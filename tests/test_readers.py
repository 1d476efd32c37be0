"""What the readers take out of specs, pages and sentences."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftline.claims import Subject, operation_key
from driftline.naming import pascal
from driftline.readers.document import lines_of, parse, point
from driftline.readers.known import Known, know
from driftline.readers.markdown import read_markdown
from driftline.readers.pages import ARE, field_type, read_claims, read_page
from driftline.readers.promises import effects, promises
from driftline.readers.spec import read_spec
from driftline.readers.words import constraints, values
from driftline.snapshot import Snapshot
from driftline.sources import read_all


@pytest.mark.parametrize(
    ("path", "base", "key"),
    [
        ("/payments/{payment_id}/cancel", "https://api.example.test/v1", "POST /v1/payments/{}/cancel"),
        ("/v1/payments/:id/", "https://api.example.test", "POST /v1/payments/{}"),
        ("payments?x=1", "/v2/", "POST /v2/payments"),
        ("/", "", "POST /"),
    ],
)
def test_an_operation_is_named_by_method_and_path_without_parameter_names(path: str, base: str, key: str) -> None:
    assert operation_key("post", path, base) == key


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("The id (MAX 255; MIN 3).", "string", {("length", (3, 255))}),
        ("Seats (MAX 4).", "integer", {("range", (None, 4, "in words"))}),
        ("The order (UUID, 36 chars).", "string", {("format", "uuid"), ("length", (36, 36))}),
        ("The currency ([ISO 4217](https://example.test)).", "string", {("format", "currency-code")}),
        ("A multiple of 0.0001.", "number", {("multiple", 0.0001)}),
        ("How many. Defaults to `10`.", "integer", {("default", "10")}),
        ("Possible values: `A`, `B`, or `C`.", "string", {("values", ("A", "B", "C"))}),
        ("Values: ACTIVE, EXPIRED\nExample: ACTIVE", "string", {("values", ("ACTIVE", "EXPIRED"))}),
        ("The floor. Required when `kind` is `HOUSE`.", "string", {("conditional", "required when `kind` is `house`")}),
        ("The floor. Required if the 'address' object is included.", "string", set()),
        ("Nothing of the kind: a fully normal sentence about the maximum.", "string", set()),
        ("From 1 to 100. Default 30.", "integer", {("range", (1, 100)), ("default", "30")}),
        ("Minor units, from 0 to 99999999.", "integer", {("range", (0, 99999999))}),
        ("From 1 to 3 digits.", "integer", set()),
        ("Default: 25", "integer", {("default", "25")}),
        ("A default 5 % is added.", "integer", set()),
        ("Must lie after today. Default: 1095 days from the day of issue.", "string", {("when", "future")}),
        ("The guardian. Without one you get **422** `GUARDIAN_REQUIRED`.", "string", set()),
        ("3 to 30 capital letters, digits and dashes.", "string", {("length", (3, 30))}),
        ("Up to 8 tags of 1 to 30 characters, all different.", "array", {("count", (None, 8)), ("distinct", True)}),
        ("1 to 20 line items.", "array", {("count", (1, 20))}),
        ("1 to 10. Each has a weight.", "array", {("count", (1, 10))}),
        ("Your own map, at most 10 keys.", "object", {("count", (None, 10))}),
        ("Fingerprints (MAX 4000; MIN 1).", "array", set()),  # of each, as it happens
        ("Marks, at least 3 characters each.", "array", set()),
    ],
)
def test_a_sentence_states_constraints(text: str, kind: str, said: set[tuple[str, object]]) -> None:
    assert {(found.aspect, found.value) for found in constraints(text, kind)} == said


@pytest.mark.parametrize(
    ("text", "types", "item", "name"),
    [
        ("string", {"string"}, "", ""),
        ("enum<string>", {"string"}, "", ""),
        ("string<uuid>", {"string"}, "", "uuid"),
        ("string | null", {"string", "null"}, "", ""),
        ("object[]", {"array"}, "object", ""),
        ("array of objects", {"array"}, "object", ""),
        ("timestamp", {"string"}, "", "iso-8601"),
        ("string (UUID)", {"string"}, "", "uuid"),
        ("whatever they thought of", set(), "", ""),
    ],
)
def test_a_type_is_read_as_people_write_it(text: str, types: set[str], item: str, name: str) -> None:
    assert field_type(text) == (frozenset(types), item, name)


def test_nested_fields_become_places() -> None:
    page = read_markdown(
        '---\ntitle: A\nopenapi: "POST /rides"\n---\n<ParamField body="a" type="object" required>\nText.\n'
        '<Expandable title="properties">\n<ParamField body="b" type="string[]">x</ParamField>\n</Expandable>\n</ParamField>\n',
        "a.mdx",
    )
    docs, _ = read_claims(page, Known(operations=frozenset({"POST /rides"})))
    places = {claim.subject.place for claim in docs.claims if claim.aspect == "exists"}
    assert places == {"", "request/body/a", "request/body/a/b"}
    assert ("request/body/a/b/[]", ("string",)) in {
        (c.subject.place, c.value) for c in docs.claims if c.aspect == "type"
    }


def test_an_unclosed_tag_is_counted_as_unread() -> None:
    page = read_markdown('<ParamField body="a" type="string">\nnever closed\n', "a.md")
    assert [field.name for field in page.fields] == ["a"]
    assert page.unread == ((1, "<ParamField> is never closed"),)


def test_a_recursive_schema_ends() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "name": {"type": "string"}}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}
    spec = {
        "openapi": "3.1.0",
        "paths": {"/n": {"post": {"requestBody": body}}},
        "components": {"schemas": {"Node": node}},
    }
    reading, _ = read_spec(spec, "n.json")
    assert reading.claims
    assert any("holds itself" in unread.reason for unread in reading.unread)


def test_a_tree_of_many_branches_is_read_once() -> None:
    branches = {name: {"$ref": "#/components/schemas/Node"} for name in "abcdef"}
    node = {"type": "object", "properties": {"value": {"type": "string"}, **branches}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}
    spec = {
        "openapi": "3.1.0",
        "paths": {"/n": {"post": {"requestBody": body}}},
        "components": {"schemas": {"Node": node}},
    }
    reading, _ = read_spec(spec, "n.json")
    assert len(reading.claims) < 100


def test_a_status_that_yaml_takes_for_a_number_is_read() -> None:
    text = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: ok}\n"
    reading, _ = read_spec(parse(text, is_json=False).data, "a.yaml")
    assert "response/200" in {claim.subject.place for claim in reading.claims}


def test_lines_of_pointers_are_found_in_json_and_yaml() -> None:
    text = '{\n "a": [\n  1,\n  {"b/c": "x",\n   "d": {}}\n ]\n}'
    assert lines_of(text, ["/a", "/a/1", "/a/1/b~1c", "/a/1/d", "/none"], is_json=True) == {
        "/a": 2,
        "/a/1": 4,
        "/a/1/b~1c": 4,
        "/a/1/d": 5,
    }
    assert lines_of("a:\n  - 1\n  - b: x\n", ["/a/1/b"], is_json=False) == {"/a/1/b": 3}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": ', "Expecting value: line 1 column 7"),
        ('{"a": NaN}', "NaN is not JSON"),
        ("[" * 10_000 + "]" * 10_000, "nested deeper than 200 levels"),
    ],
)
def test_broken_json_is_a_value_and_not_an_exception(text: str, problem: str) -> None:
    assert parse(text, is_json=True).problem == problem


def test_a_yaml_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "values" in parse("\n".join(lines), is_json=False).problem


def test_a_key_that_stands_twice_is_noticed_in_yaml_as_in_json() -> None:
    assert parse("a: {b: 1, b: 2}\nc: 1\n", is_json=False).duplicates == ("b",)
    assert parse('{"a": {"b": 1, "b": 2}, "c": 1}', is_json=True).duplicates == ("b",)
    assert parse("base: &b {x: 1}\none: {<<: *b, x: 2}\n", is_json=False).duplicates == ()


def test_a_table_in_html_is_a_table_and_a_badge_its_text() -> None:
    text = """# States

<table>
  <tr><th>Status</th><th>Sub-status</th></tr>
  <tr><td rowspan="2"><Badge type="ok" text="OPEN" /></td><td><code>NEW</code></td></tr>
  <tr><td>SEEN &amp; READ</td></tr>
</table>
"""
    (table,) = read_markdown(text, "x.md").tables
    assert table.header == ("Status", "Sub-status")
    assert table.rows == ((5, ("OPEN", "`NEW`")), (6, ("OPEN", "SEEN & READ")))


def test_a_webhook_sample_shows_the_object_that_answers_return() -> None:
    spec = {
        "openapi": "3.1.0",
        "info": {},
        "paths": {
            "/rides/{ride_id}": {"get": {"summary": "Get Ride", "responses": {"200": _json({"id": {}, "km": {}})}}}
        },
    }
    known = know(read_spec(spec, "s.yaml"))
    page = read_page(
        '# Webhooks\nData holds the ride object.\n```json\n{"type": "ride.end", "data": {"ride": {"id": "1", "km": 2}}}\n```\n',
        "w.md",
    )
    docs, examples = read_claims(page, known)
    assert ("webhook/event", "named", "ride.end") in {(c.subject.place, c.aspect, c.value) for c in docs.claims}
    assert {c.subject for c in examples.claims} >= {Subject("GET /rides/{}", "response/200/body/km")}


def _json(properties: dict[str, object]) -> dict[str, object]:
    schema = {"type": "object", "properties": properties}
    return {"description": "", "content": {"application/json": {"schema": schema}}}


def test_a_status_that_a_sentence_promises_is_claimed_of_the_page_s_operation() -> None:
    page = read_page(
        "---\nopenapi: GET /rides\n---\nA second call returns a `409 Conflict`. It returns 200 items.\n", "r.md"
    )
    docs, _ = read_claims(page, Known(operations=frozenset({"GET /rides"})))
    assert [c.subject.place for c in docs.claims if c.subject.place.startswith("response/")] == ["response/409"]


@pytest.mark.parametrize(
    "told",
    [
        "## Errors\n\n| HTTP | Code | When |\n|---|---|---|\n| `409` | `TAKEN` | It is taken. |\n",
        "| Status code | Meaning |\n|---|---|\n| 409 | It is taken. |\n",
        '```json 409 Conflict\n{"code": "TAKEN"}\n```\n',
        '```json title="409 Conflict"\n{"code": "TAKEN"}\n```\n',
    ],
)
def test_a_table_of_errors_and_a_titled_example_say_what_the_operation_answers(told: str) -> None:
    page = read_page(f"---\nopenapi: GET /rides\n---\n{told}", "r.md")
    docs, _ = read_claims(page, Known(operations=frozenset({"GET /rides"})))
    assert {c.subject for c in docs.claims if c.aspect == "exists"} == {
        Subject("GET /rides"),
        Subject("GET /rides", "response/409"),
    }


@pytest.mark.parametrize(
    "told",
    [
        "Your endpoint must return a `409 Conflict`.\n",
        "| Seats | Price |\n|---|---|\n| 409 | 12 |\n",
        '```json The ride 409\n{"id": 1}\n```\n',
    ],
)
def test_a_number_is_no_status_and_a_reader_s_own_server_no_operation(told: str) -> None:
    page = read_page(f"---\nopenapi: GET /rides\n---\n{told}", "r.md")
    docs, _ = read_claims(page, Known(operations=frozenset({"GET /rides"})))
    assert not [c for c in docs.claims if c.subject.place.startswith("response/")]


def test_bullets_below_an_object_are_its_fields_and_what_follows_is_not() -> None:
    patient = {"type": "object", "properties": {name: {"type": "string"} for name in ("name", "phone")}}
    body = {"type": "object", "properties": {"patient": patient, "note": {"type": "string"}}}
    operation = {"requestBody": {"content": {"application/json": {"schema": body}}}}
    known = know(read_spec({"openapi": "3.1.0", "paths": {"/visits": {"post": operation}}}, "s.yaml"))
    bullets = "* `patient` (required)\n  * `name` (required): up to 80 characters\n  * `phone`\n* `note`: up to 300 characters\n"
    docs, _ = read_claims(read_page(f"# Visits\n\n## Book\n\n`POST /visits`\n\n{bullets}", "v.md"), known)
    said = {(c.subject.place, c.value) for c in docs.claims if c.aspect == "length"}
    assert said == {("request/body/patient/name", (None, 80)), ("request/body/note", (None, 300))}
    assert ("request/body/patient/phone", True) in {(c.subject.place, c.value) for c in docs.claims}


def test_the_most_of_a_page_is_not_its_default() -> None:
    query = [{"name": "perPage", "in": "query", "schema": {"type": "integer"}}]
    known = know(read_spec({"openapi": "3.1.0", "paths": {"/visits": {"get": {"parameters": query}}}}, "s.yaml"))
    page = "# Visits\n\n`GET /visits`\n\n* `perPage` - 1 to 100 items on a page. Default 25.\n"
    docs, _ = read_claims(read_page(page, "v.md"), known)
    assert {c.value for c in docs.claims if c.aspect == "default"} == {"25"}


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("`PUT /rides/{id}` takes the whole list of `stopPlaces`.", {"stopPlaces"}),
        ("`PUT /rides/{id}` takes the whole list of `stop_places`.", set()),
        ("`PUT /rides/{id}` sets `lastDriver`.", {"lastDriver"}),
        ("In the app, `stopPlaces` are shown.", set()),
        ("`PUT /rides/{id}` knows nothing of `otherThings`.", set()),
    ],
)
def test_a_field_in_another_style_is_a_field_that_the_operation_does_not_have(told: str, names: set[str]) -> None:
    body = {"type": "object", "properties": {"stop_places": {"type": "array", "items": {"type": "string"}}}}
    operation = {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"200": _json({"id": {}, "last_driver": {}})},
    }
    known = know(read_spec({"openapi": "3.1.0", "paths": {"/rides/{id}": {"put": operation}}}, "s.yaml"))
    docs, _ = read_claims(read_page(f"# Rides\n\n{told}\n", "r.md"), known)
    assert {c.subject.name for c in docs.claims if c.aspect == "exists" and "/body/" in c.subject.place} == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lists orders, newest first.", {("order", "newest first")}),
        ("Orders are sorted by creation date, ascending.", {("order", "oldest first")}),
        ("Returns items in reverse chronological order.", {("order", "newest first")}),
        ("Cancels the order. The status becomes `CANCELLED`.", {("leads-to", "CANCELLED")}),
        ("Moves the order to `shipped` and notifies the buyer.", {("leads-to", "shipped")}),
        ("Marks the invoice as PAID.", {("leads-to", "PAID")}),
        ("The status becomes `FAILED` if the card is declined.", set()),
        ("Send Idempotency-Key: a retry with the same key returns the original order.", {("keyed", "idempotency-key")}),
        ("The Idempotency-Key header is listed below.", set()),
        ("The newest version of this page comes first in the search.", set()),
    ],
)
def test_a_plain_sentence_is_a_promise(text: str, said: set[tuple[str, str]]) -> None:
    assert {(found.aspect, found.value) for found in promises(text)} == said


def test_yaml_words_stay_words() -> None:
    assert parse("a: no\nb: 2026-01-01\nc: true\nd: 1", is_json=False).data == {
        "a": "no",
        "b": "2026-01-01",
        "c": True,
        "d": 1,
    }


def test_yaml_tags_run_nothing() -> None:
    assert parse("!!python/object/apply:os.getcwd []", is_json=False).data is None


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_page(text: str) -> None:
    for form in (text, f"Skip to main content\n{text}", f'<ParamField body="a" type="string">{text}'):
        read_claims(read_page(form, "p.md"), Known())


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_has_constraints_or_none(text: str) -> None:
    list(constraints(text, "string"))
    values(text)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(ANY, ANY, ANY)
@settings(max_examples=300, deadline=None)
def test_anything_in_the_place_of_a_spec_is_read(schema: object, operation: object, item: object) -> None:
    body = {"content": {"application/json": {"schema": schema}}}
    for paths in (
        {"/a": {"post": {"requestBody": body, "responses": operation}}},
        {"/a": {"get": operation}},
        {"/a": item},
        item,
    ):
        read_spec({"openapi": "3.1.0", "paths": paths, "components": item}, "a.json")


def test_every_page_of_the_corpus_is_read(corpus: Path) -> None:
    pages = sorted((corpus / "site").rglob("*.md"))
    read = [read_page(path.read_text(encoding="utf-8"), path.name) for path in pages]
    assert len(read) > 300
    assert sum(1 for page in read if page.operation) > 140
    assert sum(1 for page in read if page.unread) < 5


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Maximum length: 3000 characters.", (None, 3000)),
        ("Max length: 80", (None, 80)),
        ("Max. length: 22", (None, 22)),
        ("Minimum length: 3. Maximum length: 16 characters.", (3, 16)),
        ("The name, between 3 and 255 characters.", (3, 255)),
        ("Up to 1,000 characters.", (None, 1000)),
        ("140 characters or fewer.", (None, 140)),
        ("At least 8 characters.", (8, None)),
        ("Length: 36", (36, 36)),
        ("Exactly 4 characters.", (4, 4)),
    ],
)
def test_a_bound_in_whole_words_is_a_bound_and_only_an_exact_length_is_exact(
    text: str, bounds: tuple[object, ...]
) -> None:
    from driftline.readers.words import constraints

    assert [said.value for said in constraints(text, "string") if said.aspect == "length"] == [bounds]


@pytest.mark.parametrize("opening", ["- ", "? ", "[", "{", '{"a":', "- - ", "&a ["])
def test_yaml_nested_without_end_is_a_problem_and_ends_no_process(opening: str) -> None:
    command = [sys.executable, "-c", NESTED, opening]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "nested deeper than 200 levels, {}\n"), done.stderr[-300:]


NESTED = """
import sys
from driftline.naming import pascal
from driftline.readers.document import lines_of, parse, point
text = sys.argv[1] * 100_000
print(parse(text, is_json=False).problem, lines_of(text, ["/a"], is_json=False), sep=", ")
"""


def test_aliases_that_would_fill_the_memory_are_counted_before_they_are_followed() -> None:
    wide = ", ".join("x" * 1_000)
    text = f"a0: &a0 [{wide}]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 1_000)}]\n" for n in range(1, 5))
    assert parse(text, is_json=False).problem == "more than 100,000 values"


@pytest.mark.parametrize(
    "value",
    [
        *("!!timestamp 2001-01-01", "!!timestamp soon", "!!binary aGk=", "!!set {a}", "!!omap [a: 1]"),
        *(".nan", "-.inf", "!!float 1e999", "0x" + "f" * 290, "9" * 400),
    ],
)
def test_what_json_cannot_say_is_a_problem_in_yaml(value: str) -> None:
    assert parse(f"a: {value}\n", is_json=False).problem


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400, "NaN", "Infinity"])
def test_a_number_that_no_program_can_write_again_is_a_problem_in_json(number: str) -> None:
    assert parse(f'{{"a": {number}}}', is_json=True).problem


def test_many_keys_and_doubled_ones_take_time_in_proportion() -> None:
    rows = "".join(f"a{n}:\n" for n in range(12_000)) + "a:\n" * 12_000
    started = time.process_time()
    assert parse(rows, is_json=False).duplicates == ("a",)
    assert time.process_time() - started < 2


def test_lines_are_counted_as_editors_count_them() -> None:
    """YAML ends a line at more characters than an editor does: pointers stood behind the end of the file."""
    text = "\u00e9: 1\na: x\u2028\n\u0085b:\r  c: 2\nd: 1\n"
    assert lines_of(text, ["/\u00e9", "/d"], is_json=False) in ({"/\u00e9": 1, "/d": 4}, {})
    assert lines_of("a: 1\rb: 2\nc: 3\n", ["/a", "/b", "/c"], is_json=False) == {"/a": 1, "/b": 1, "/c": 2}


@pytest.mark.parametrize("step", ["\u00b2", "9" * 5_000, "-1", "\u0663"])
def test_a_pointer_whose_number_is_none_leads_nowhere(step: str) -> None:
    assert point({"a": [1, 2, 3, 4]}, f"#/a/{step}") is None


LONG = 100_000  # characters
OF = "---\nopenapi: GET /a\n---\n"
FIELD = '<ParamField query="a" type="string">'


def many(text: str) -> str:
    return text * (LONG // len(text))


@pytest.mark.parametrize(
    "text",
    [
        many("<table>"),
        many("# GET /a/{b}\n") * 3,
        '| a | b |\n|---|---|\n| <B text="' + many("a' text='") + " |",
        f"{OF}{FIELD}{many('[')}</ParamField>",
        f"{OF}{FIELD}{many('<a>')}</ParamField>",
        f"{OF}{FIELD}Example: {many('1')},</ParamField>",
        "# a" + many(" ") + "b",
        "```a" + many(" ") + "b\n",
        "a | b\n" + many(" ") + "|x\n",
        many("MIN: 1; X-A-"),
        "GET /a" + many("{") + "b",
        OF + "```json 200\n{" + many("/* ") + "\n```",
        OF + '```json 200\n{"a": 1,' + many(" ") + "x\n```",
        "Skip to main content\n" + many("{\n"),
        "Skip to main content\ncurl '\n" + many("''\n"),
    ],
    ids=lambda text: ascii(text[:20] + text[-16:])[1:-1],
)
def test_a_page_takes_time_in_proportion_to_its_length(text: str) -> None:
    started = time.process_time()
    read_claims(read_page(text, "p.md"), Known(operations=frozenset({"GET /a"}), hosts=frozenset({"a"})))
    assert (
        time.process_time() - started < 8
    )  # 1.5 at most on a machine with nothing else to do; with the square, minutes


@pytest.mark.parametrize("name", ["(" * LONG, "{" * LONG, "<" * LONG, "{{a" * LONG])
def test_a_name_takes_time_in_proportion_to_its_length(name: str) -> None:
    started = time.process_time()
    assert pascal(name) is not None
    assert operation_key("get", f"/{name}").startswith("GET /")
    assert time.process_time() - started < 2


def test_tags_in_one_another_end_at_some_depth_and_those_after_are_read() -> None:
    page = read_markdown(
        '<ParamField body="a" type="object">' * 3_000
        + "</ParamField>" * 3_000
        + '<ParamField body="b" type="string"></ParamField>',
        "a.md",
    )
    assert [field.name for field in page.fields] == ["a", "b"]
    assert "deeper than 40 levels" in page.unread[0][1]
    read_claims(page, Known(operations=frozenset({"GET /a"})))


def test_a_number_too_long_for_a_bound_is_none() -> None:
    assert list(constraints(f"MAX {'9' * 5_000}; at most {'9' * 40} characters", "string")) == []
    assert [said.value for said in constraints("MAX 1,000.5", "number")] == [(None, 1000.5, "in words")]


LISTS = """{"openapi": "3.1.0", "info": {"title": "Lists", "version": "1"}, "paths": {
  "/rooms": {
    "get": {"parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}], "responses": {"200": {
      "description": "rooms", "content": {"application/json": {"schema": {"type": "object", "properties": {
        "data": {"type": "array", "items": {"$ref": "#/components/schemas/Room"}}, "meta": {"type": "object"}}}}}}}},
    "post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
        "number": {"type": "string"}, "beds": {"type": "array", "items": {"type": "string"}},
        "guest": {"type": "object", "properties": {"name": {"type": "string"}, "phone": {"type": "string"}}}}}}}},
      "responses": {"201": {"description": "made", "content": {"application/json": {"schema": {"type": "object",
        "properties": {"data": {"$ref": "#/components/schemas/Room"}, "meta": {"type": "object"}}}}}}}}}},
  "components": {"schemas": {"Room": {"type": "object", "properties": {
    "id": {"type": "string"}, "number": {"type": "string"}, "floor": {"type": "integer"}}}}}}"""


def told(page: str) -> set[tuple[str, str, str, object]]:
    """Operation, place, aspect and value of all that a page of the rooms declares."""
    readings = read_all(Snapshot({"rooms.md": page}, {"rooms.json": LISTS}))
    docs = [claim for reading in readings if reading.source == "docs" for claim in reading.claims]
    return {(c.subject.operation, c.subject.place, c.aspect, c.value) for c in docs}


def test_a_table_of_operations_states_the_parameter_that_its_header_names() -> None:
    page = "# Paging\n\n| List | Default `limit` | Largest `limit` |\n|---|---|---|\n| `GET /rooms` | 25 | 100 |\n"
    assert {("GET /rooms", "request/query/limit", "default", "25"),
            ("GET /rooms", "request/query/limit", "range", (None, 100))} <= told(page)  # fmt: skip


def test_an_object_in_an_envelope_and_in_a_list_is_described_where_it_stands() -> None:
    page = "# Rooms\n\n## The room object\n\n| Field | Type |\n|---|---|\n| `id` | string |\n| `number` | string |\n| `floor` | integer |\n"
    assert {("GET /rooms", "response/200/body/data/[]/floor", "type", ("integer",)),
            ("POST /rooms", "response/201/body/data/floor", "type", ("integer",))} <= told(page)  # fmt: skip


def test_a_table_of_states_says_how_long_something_stays_in_each() -> None:
    page = (
        "# Time\n\n| Status | Sub-status | After | Then |\n|---|---|---|---|\n| `NEW` | `HELD` | 24 hours | `GONE` |\n"
    )
    assert ("", "state/NEW+HELD", "waits", 86_400) in told(page)


def test_a_table_without_types_is_read_with_those_of_the_spec() -> None:
    page = (
        "# Rooms\n\n## Make a room\n\n`POST /rooms`\n\n| Field | Required | Rules |\n|---|---|---|\n"
        "| `number` | yes | Up to 4 characters |\n| `beds` | no | 1 to 3 beds, all different |\n"
        "| `guest` | no | `name` (up to 80 characters) is required; `phone` is optional |\n\nThe answer is `201`; else `409`.\n"
    )
    place = "request/body/"
    assert {
        ("POST /rooms", f"{place}number", "length", (None, 4)),
        ("POST /rooms", f"{place}beds", "count", (1, 3)),
        ("POST /rooms", f"{place}beds", "distinct", True),
        ("POST /rooms", f"{place}guest/name", "required", True),
        ("POST /rooms", f"{place}guest/phone", "required", False),
        ("POST /rooms", "response/201", "exists", True),
    } <= told(page)


@pytest.mark.parametrize(
    "text", ["`a`, " * 20_000, "`a` (b) and " * 9_000, "is set " * 20_000, "`a` and " * 20_000 + "are set"]
)
def test_a_sentence_about_fields_takes_time_in_proportion_to_its_length(text: str) -> None:
    started = time.process_time()
    effects(text[:19_000])
    list(ARE.finditer(text[:19_000]))
    list(constraints(text[:19_000], "array"))
    assert time.process_time() - started < 2


def held(page: str, *aspects: str) -> set[tuple[str, str, str, object]]:
    """What a page of the rooms declares of these aspects."""
    return {claim for claim in told(page) if claim[2] in aspects}


def test_a_table_of_members_belongs_to_the_operation_that_the_paragraph_above_it_brings_up() -> None:
    page = (
        "# Rooms\n\n## Opening\n\nYou open a room with `POST /rooms`. It takes time.\n\n"
        "| Member | | Notes |\n|---|---|---|\n| `number` | required | Up to 8 characters. |\n| `beds` | optional | At most 4. |\n\n"
        "## Looking\n\n`GET /rooms` shows them.\n"
    )
    assert held(page, "required", "length") == {
        ("POST /rooms", "request/body/number", "required", True),
        ("POST /rooms", "request/body/number", "length", (None, 8)),
        ("POST /rooms", "request/body/beds", "required", False),
    }


def test_a_table_of_an_inner_object_belongs_to_that_object() -> None:
    page = (
        "# Rooms\n\nA guest goes along with `POST /rooms`:\n\n"
        "| Field | Type |\n|---|---|\n| `name` | string |\n| `phone` | integer |\n"
    )
    assert held(page, "type") >= {("POST /rooms", "request/body/guest/phone", "type", ("integer",))}


def test_a_table_whose_fields_nobody_knows_belongs_to_no_operation_that_is_named_in_passing() -> None:
    page = (
        "# Rooms\n\nSee also `POST /rooms`.\n\n| Field | Type |\n|---|---|\n| `salt` | string |\n| `oil` | string |\n"
    )
    assert held(page, "type", "exists") == set()


@pytest.mark.parametrize(
    ("sentence", "place", "aspect", "value"),
    [
        ("`GET /rooms` returns 10 rooms unless `limit` says otherwise.", "query/limit", "default", "10"),
        ("With `GET /rooms`, if you leave `limit` out, a page has 5 rooms.", "query/limit", "default", "5"),
        ("`GET /rooms` takes a `limit`. You can ask for up to 20.", "query/limit", "range", (None, 20, "in words")),
        ("`GET /rooms` takes a `limit`. A limit above 50 is refused.", "query/limit", "range", (None, 50, "in words")),
        ("`GET /rooms` takes a `limit` from 1 to 30, and so on.", "query/limit", "range", (1, 30)),
        ("`POST /rooms` takes a `number` of up to 12 characters.", "body/number", "length", (None, 12)),
        ("`POST /rooms` needs a `number` (`A1`, `A2` or `B1`).", "body/number", "values", ("A1", "A2", "B1")),
        ("`POST /rooms`: the guest has a `phone` of up to 15 characters.", "body/guest/phone", "length", (None, 15)),
    ],
)
def test_a_sentence_speaks_of_the_field_that_it_names(sentence: str, place: str, aspect: str, value: object) -> None:
    operation = "GET /rooms" if "GET" in sentence else "POST /rooms"
    assert held(f"# Rooms\n\n{sentence}\n", aspect) == {(operation, f"request/{place}", aspect, value)}


def test_items_of_a_list_that_are_values_are_no_fields() -> None:
    page = "# Rooms\n\n`POST /rooms` sends one of these:\n\n- `room.opened`\n- `room.closed`\n"
    assert held(page, "type", "exists") == set()


def test_what_is_said_of_both_lists_is_said_of_each_list_below_the_heading() -> None:
    page = "# Rooms\n\n- `GET /rooms` is a list.\n- `POST /rooms` is none.\n\nBoth lists begin with the most recent room.\n"
    assert held(page, "order") == {("GET /rooms", "", "order", "newest first")}


def test_a_table_of_actions_says_when_each_is_possible_and_where_it_leads() -> None:
    page = (
        "# Rooms\n\n| Action | From | To | Otherwise |\n|---|---|---|---|\n"
        "| `POST /rooms` | `free` or `held` | `taken` | `409` `not_free` |\n"
    )
    assert held(page, "only-in", "leads-to", "refused-with", "answered") == {
        ("POST /rooms", "", "only-in", "free or held"),
        ("POST /rooms", "", "leads-to", "taken"),
        ("POST /rooms", "", "refused-with", 409),
        ("", "error-code/not_free", "answered", 409),
    }


def test_two_of_a_kind_that_cannot_share_a_field_have_it_unique() -> None:
    assert held("# Rooms\n\nTwo rooms cannot share a number.\n", "unique") == {
        ("POST /rooms", "request/body/number", "unique", True)
    }


class Walked(dict[Subject, str]):
    """What is known of places, and how often somebody went through all of them."""

    times = 0

    def __iter__(self) -> Iterator[Subject]:
        self.times += 1
        return super().__iter__()

    def items(self) -> Any:
        self.times += 1
        return super().items()


def test_a_longer_page_does_not_make_its_reader_go_through_all_that_is_known_more_often() -> None:
    taken = "".join(f"/v1/things{n}: {{post: {{parameters: [{{name: limit, in: query, schema: {{type: integer}}}}],"
                    " responses: {'200': {description: ok}}}}\n  " for n in range(30))  # fmt: skip
    known = know(read_spec(parse(f"openapi: 3.0.3\npaths:\n  {taken}", is_json=False).data, "api.yaml"))
    paragraph = (
        "Some `limit` of the page is 20 a page, and each `name` cannot exceed the thing's `total` once it is open.\n\n"
        "- `limit` (integer): how many, at most 10\n\n| Call | Page size |\n|---|---|\n| things1 | 20 |\n\n"
    )
    counts = []
    for length in (2, 40):
        kinds = Walked(known.kinds)
        heading = "# Things\n\n" + paragraph + "## `POST /v1/things1`\n\n"
        read_claims(read_page(heading + paragraph * length, "things.md"), replace(known, kinds=kinds))
        counts.append(kinds.times)
    assert counts[0] == counts[1] <= 5
