"""The docs site: its specs are valid, its pages agree with them, and the emulator answers as both say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import emulator
from emulator import build_site
from emulator.cards import OUTCOMES
from emulator.documents import PAGES, SITE
from tests.emulator.conftest import client_of

SPECS = {path: json.loads(text) for path, text in PAGES.items() if path.endswith(".json")}
OBJECTS = {
    f"{source.folder}/{page}": source.schema({"part": told["of"]}, answer=True)
    for source in build_site.read_sources()
    for page, told in source.told.get("pages", {}).items()
}


def operation(spec):
    ((path, item),) = spec["paths"].items()
    ((method, described),) = item.items()
    return method, path, described


def contents(described):
    """Every content of an operation: its schema and its examples."""
    bodies = [described["requestBody"]] if "requestBody" in described else []
    for body in [*bodies, *answers(described).values()]:
        yield body["content"]["application/json"]


def answers(described):
    """The answers of an operation that have a body, by status."""
    return {status: answer for status, answer in described["responses"].items() if "content" in answer}


def schemas(value):
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from schemas(inner)


def valid(schema, value):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(value)


@pytest.mark.parametrize("path", SPECS)
def test_a_spec_is_valid(path):
    validate(SPECS[path])


@pytest.mark.parametrize("path", SPECS)
def test_every_example_is_valid_by_its_own_schema(path):
    for content in contents(operation(SPECS[path])[2]):
        assert content["examples"]
        for name, example in content["examples"].items():
            assert valid(content["schema"], example["value"]), name


@pytest.mark.parametrize("path", SPECS)
def test_an_answer_always_has_every_field_of_its_schema(path):
    for status, response in answers(operation(SPECS[path])[2]).items():
        for schema in schemas(response["content"]["application/json"]["schema"]):
            if isinstance(schema.get("properties"), dict) and "type" in schema:
                assert schema["required"] == list(schema["properties"]), status


@pytest.mark.parametrize("path", SPECS)
def test_lengths_in_words_are_the_lengths_of_the_schema(path):
    for schema in schemas(SPECS[path]):
        schema = {**schema, **schema["schema"]} if "in" in schema and "schema" in schema else schema
        words = schema.get("description", "")
        if not isinstance(words, str) or not words or "type" not in schema:
            continue
        said = {name: int(number) for name, number in re.findall(r"(MAX|MIN) (\d+)", words)}
        if "36 chars" in words:
            said = {"MAX": 36, "MIN": 36}
            assert schema["format"] == "uuid"
        assert said.get("MAX") == schema.get("maxLength")
        assert said.get("MIN") == schema.get("minLength")
        assert ("multiple of" in words) == ("multipleOf" in schema)


@pytest.mark.parametrize("path", SPECS)
def test_every_pattern_is_anchored(path):
    # The emulator matches the whole value; an unanchored pattern would mean something else to others.
    for schema in schemas(SPECS[path]):
        if isinstance(schema.get("pattern"), str):
            assert re.fullmatch(r"\^.*\$", schema["pattern"])


@pytest.mark.parametrize("path", SPECS)
def test_every_operation_has_a_page_with_its_spec_inside(path):
    method, url, described = operation(SPECS[path])
    page = PAGES[path.replace("openapi/", "reference/").replace(".json", ".md")]
    fence = build_site.FENCE.search(page)
    assert fence is not None
    assert (fence["file"], fence["operation"]) == (path, f"{method.upper()} {url}")
    assert yaml.safe_load(fence["yaml"]) == SPECS[path]
    assert f"# {described['summary']}\n" in page


def test_every_operation_has_a_route_and_every_route_a_spec():
    described = {f"{m.upper()} /v1{url}" for m, url, _ in map(operation, SPECS.values())}
    assert {f"{route.method} {route.template}" for route in emulator.VENDOR.routes} == described


def test_every_mention_of_an_operation_is_one():
    templates = {(route.method, route.template) for route in emulator.VENDOR.routes}
    for path, page in PAGES.items():
        for method, url in re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/\S*)`", page):
            assert (method, url) in templates, path


def outline(page):
    """The ParamField tree of a page: for each nested name its type."""
    found, above = {}, []
    for indent, name, kind, closing in re.findall(
        r'^( *)(?:<ParamField body="([^"]+)" type="([^"]+)">|(</ParamField>))$', page, re.M
    ):
        if closing:
            above.pop()
            continue
        assert len(indent) == 4 * len(above)
        above.append(name)
        found["/".join(above)] = kind
    return found


def expected_outline(schema, above=""):
    found = {}
    for name, part in schema["properties"].items():
        kinds = [part["type"]] if isinstance(part["type"], str) else part["type"]
        held = "objects" if "properties" in part.get("items", {}) else "strings"
        word = f"array of {held}" if kinds[0] == "array" else kinds[0]
        word = "timestamp" if part.get("format") == "date-time" else "enum" if "enum" in part else word
        found[above + name] = word + (" | null" if "null" in kinds else "")
        inner = part.get("items", part)
        if "properties" in inner:
            found |= expected_outline(inner, f"{above}{name}/")
    return found


@pytest.mark.parametrize("page, schema", OBJECTS.items())
def test_an_object_page_has_the_fields_and_words_of_the_answer(page, schema):
    text = PAGES[f"reference/{page}.md"]
    assert outline(text) == expected_outline(schema)
    for part in (part for inner in schemas(schema) for part in inner.get("properties", {}).values()):
        if "description" in part:
            assert part["description"] in text
            assert all(f"`{value}`" in text for value in part.get("enum", ()) if value is not None)


def test_operations_that_answer_the_same_object_describe_it_alike():
    named = {}
    for path, spec in SPECS.items():
        for status, response in answers(operation(spec)[2]).items():
            schema = response["content"]["application/json"]["schema"]
            if status.startswith("2") and "id" in schema.get("properties", {}):
                group = path.split("/")[1], tuple(schema["properties"])
                assert named.setdefault(group, schema["properties"]) == schema["properties"], path


def test_the_error_page_lists_exactly_the_codes_of_the_specs():
    listed = set(re.findall(r"^\| (4\d\d) \| `(\w+)`", PAGES["docs/errors.md"], re.M))
    described = {
        (status, code)
        for spec in SPECS.values()
        for status, response in operation(spec)[2]["responses"].items()
        if status.startswith("4")
        for code in response["content"]["application/json"]["schema"]["properties"]["code"]["enum"]
    }
    assert listed == described


def test_the_status_page_lists_exactly_the_statuses_of_the_spec():
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGES["reference/payments/status.md"], re.M)
    payment = operation(SPECS["openapi/payments/retrieve-payment.json"])[2]["responses"]["200"]["content"]
    fields = payment["application/json"]["schema"]["properties"]
    assert {status for status, _ in rows} == set(fields["status"]["enum"])
    assert {sub_status for _, sub_status in rows} == set(fields["sub_status"]["enum"])


def test_the_card_page_lists_forty_cards_with_their_outcomes():
    cards = re.findall(r"^\| [\w ]+ \| `(\d{15,16})` \| `(\w+)` \|", PAGES["docs/test-cards.md"], re.M)
    assert len(cards) == 40
    assert all(OUTCOMES[number[-2:]] == outcome for number, outcome in cards)


def test_every_curl_snippet_and_json_block_is_what_the_spec_says(client):
    snippets = [s for page in PAGES.values() for s in re.findall(r"```bash\n(.*?)```", page, re.S)]
    assert snippets
    for snippet in snippets:
        url = re.search(r"--url (\S+)", snippet)[1]
        headers = dict(re.findall(r"--header '([^:]+): ([^']+)'", snippet))
        body = json.loads(re.search(r"--data '(.*)'", snippet, re.S)[1])
        assert client.post(url, json=body, headers=headers).status_code == 201
    for page in PAGES.values():
        for block in re.findall(r"^```json\n(.*?)```", page, re.M | re.S):
            json.loads(block)


def test_a_documented_request_gives_its_documented_answer(client):
    spec = operation(SPECS["openapi/customers/create-customer.json"])[2]
    sent = spec["requestBody"]["content"]["application/json"]["examples"]
    documented = spec["responses"]["201"]["content"]["application/json"]["examples"]
    own = {"id", "created_at", "updated_at"}
    for name, example in sent.items():
        answer = client.post("/customers", json=example["value"]).json()
        assert {k: v for k, v in answer.items() if k not in own} == {
            k: v for k, v in documented[name]["value"].items() if k not in own
        }


def test_the_emulator_serves_its_site():
    client = client_of(emulator.create(), keys={})
    for path, text in PAGES.items():
        answer = client.get(f"https://docs.emulator.test/{path}")
        assert (answer.status_code, answer.text) == (200, text)
    for url in re.findall(r"\((https://\S+)\)", PAGES["llms.txt"]):
        assert client.get(url).status_code == 200


def test_the_site_is_as_its_specs_make_it():
    assert build_site.differences() == []


def test_a_page_edited_by_hand_is_found_and_made_again(tmp_path: Path):
    for path, text in PAGES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("operationId: create-customer\n", "operationId: make-customer\n"))
    assert build_site.differences(tmp_path) == ["reference/customers/create-customer.md"]
    build_site.write(tmp_path)
    assert build_site.differences(tmp_path) == []


def test_the_command_checks_the_site():
    done = subprocess.run([sys.executable, "-m", "emulator.build_site", "--check"], cwd=SITE.parent.parent, check=False)
    assert done.returncode == 0
