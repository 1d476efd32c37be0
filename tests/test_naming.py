"""Names that a person would choose, and that stay: models, calls, and the table that keeps them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_support import ROOT, Run

from driftline.bundle import bundle
from driftline.claims import Subject, operation_key
from driftline.emulator import Emulator, Request
from driftline.emulator.generic import vendor_of
from driftline.errors import DriftError
from driftline.generate import _kept, _project
from driftline.naming import Names, name_calls, pascal, renamed, singular, snake
from driftline.readers.document import Document
from driftline.snapshot import read_snapshot
from driftline.sources import SpecText, documented, read_pages, spec_texts
from driftline.surface import ClientConfig, models, resources

AMOUNT = {"type": "object", "properties": {"value": {"type": "number"}, "currency": {"type": "string"}}}
LARGER = {"type": "object", "properties": {**AMOUNT["properties"], "tax": {"type": "number"}}}  # type: ignore[dict-item]


def answer(**properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"id": {"type": "string"}, **properties}}
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}


def asks(**properties: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"type": "object", "properties": properties}}}}


def made(paths: dict[str, Any], **known: Any) -> dict[str, Any]:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths}
    return bundle([SpecText("a.json", json.dumps(document), Document(document), is_json=True)], **known).document


def paths() -> dict[str, Any]:
    return {
        "/v1/orders": {
            "get": {"summary": "List Orders", "responses": answer()},
            "post": {"summary": "Create Order", "requestBody": asks(amount=AMOUNT), "responses": answer(total=AMOUNT)},
        },
        "/v1/orders/{order_id}": {"get": {"summary": "Get Order", "responses": answer(total=AMOUNT, refund=LARGER)}},
        "/v1/orders/{order_id}/cancel": {"post": {"summary": "Cancel Order", "responses": answer(total=LARGER)}},
    }


def test_one_shape_is_one_model_whatever_its_words() -> None:
    spec = paths()
    spec["/v1/orders"]["post"]["requestBody"] = asks(amount={**AMOUNT, "description": "What is due.", "example": {}})
    document = made(spec)
    used = json.dumps(document["paths"])
    (amount,) = (
        n for n, s in document["components"]["schemas"].items() if set(s["properties"]) == {"value", "currency"}
    )
    assert used.count("properties") == 0
    assert json.dumps(document).count(f'"#/components/schemas/{amount}"') == 3
    assert "What is due." in json.dumps(document["components"]["schemas"]["CreateOrderRequest"])


def test_models_are_named_by_page_operation_and_field() -> None:
    titles = {Subject("GET /v1/orders/{}", "response/200/body"): "The Purchase Object"}
    names = set(made(paths(), titles=titles)["components"]["schemas"])
    assert {"Purchase", "CreateOrderRequest", "Refund"} <= names
    assert not [name for name in names if name[-1].isdigit()]


def test_calls_are_named_by_what_they_do() -> None:
    document = made(paths())
    calls = {o["x-call"] for item in document["paths"].values() for o in item.values()}
    assert calls == {"orders.retrieve", "orders.create", "orders.list_orders", "orders.cancel"}


def test_a_name_that_stands_in_the_table_is_kept_when_its_shape_changes() -> None:
    first = bundle_of(paths())
    table = first.names
    changed = paths()
    changed["/v1/orders"]["post"]["requestBody"] = asks(amount={**AMOUNT, "properties": {"novel": {"type": "string"}}})
    second = bundle_of(changed, names=table)
    kept = {name for name in first.names.models if name in second.names.models}
    assert "CreateOrderRequest" in kept
    assert list(renamed(first.document, second.document)) == []


def bundle_of(spec: dict[str, Any], **known: Any) -> Any:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": spec}
    return bundle([SpecText("a.json", json.dumps(document), Document(document), is_json=True)], **known)


def test_renaming_is_said_because_it_breaks_callers(run: Run, tmp_path: Path) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths()}))
    words = (
        "bundle",
        "--docs",
        spec,
        "--out",
        tmp_path / "b.json",
        "--names",
        tmp_path / "names.toml",
        "--fail-on",
        "none",
    )
    assert run(*words).returncode == 0
    table = (tmp_path / "names.toml").read_text()
    (tmp_path / "names.toml").write_text(
        table.replace("CreateOrderRequest", "NewOrder").replace("orders.cancel", "orders.stop")
    )
    again = run(*words)
    assert "breaking: CreateOrderRequest is now called NewOrder" in again.stdout
    assert "breaking: orders.cancel is now called orders.stop" in again.stdout
    assert "NewOrder" in (tmp_path / "b.json").read_text()
    assert run(*words).stdout.count("breaking") == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[models]\nclass = []\n", "cannot be called so"),
        ("[models]\nPage = []\n", "cannot be called so"),
        ("[models]\nGood = 3\n", "no list of places"),
        ('[calls]\n"GET /a" = "Bad Name"\n', "is called"),
        ('[calls]\n"GET /a" = "a.b"\n"GET /b" = "a.b"\n', "two operations"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(run: Run, tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "names.toml").write_text(text)
    done = run("bundle", "--docs", "openapi/snapshot", "--out", tmp_path / "b.json", "--names", tmp_path / "names.toml")
    assert done.returncode == 2
    assert complaint in done.stderr + done.stdout


def test_a_second_description_with_a_deed_of_its_own_stays_reachable() -> None:
    def spec(name: str, title: str) -> SpecText:
        operation = {
            "summary": title,
            "operationId": name,
            "requestBody": asks(**{name: AMOUNT}),
            "responses": answer(),
        }
        document = {
            "openapi": "3.1.0",
            "info": {"title": "x", "version": "1"},
            "paths": {"/v1/payments": {"post": operation}},
        }
        return SpecText(f"{name}.json", json.dumps(document), Document(document), is_json=True)

    document = bundle([spec("authorize", "Authorize Payment"), spec("create", "Create Payment")]).document
    operation = document["paths"]["/v1/payments"]["post"]
    assert operation["x-call"] == "payments.create"
    assert [other["x-call"] for other in operation["x-also"]] == ["payments.authorize"]


def test_alternatives_that_nothing_tells_apart_are_one_model_and_others_stay() -> None:
    def one(**more: Any) -> dict[str, Any]:
        return {"type": "object", "properties": {"id": {"type": "string"}, "a": {"type": "string"}, **more}}

    same = {
        "200": {
            "description": "",
            "content": {"application/json": {"schema": {"oneOf": [one(), one(b={"type": "integer"})]}}},
        }
    }
    other = {
        "type": "object",
        "properties": {"x": {"type": "string"}, "y": {"type": "string"}, "z": {"type": "string"}},
    }
    apart = {"200": {"description": "", "content": {"application/json": {"schema": {"oneOf": [one(), other]}}}}}
    document = made({"/a": {"get": {"responses": same}}, "/b": {"get": {"responses": apart}}})
    text = json.dumps(document["paths"])
    assert text.count("oneOf") == 1
    merged = next(s for s in document["components"]["schemas"].values() if "b" in s["properties"])
    assert set(merged["properties"]) == {"id", "a", "b"}


@pytest.mark.parametrize(
    ("word", "one"),
    [("payments", "payment"), ("statuses", "status"), ("addresses", "address"), ("entities", "entity"), ("status", "status"),
     ("taxes", "tax"), ("address", "address"), ("series", "series"), ("gas", "gas"), ("branches", "branch")],
)  # fmt: skip
def test_a_plural_has_a_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize("text", ["card_data", "cardData", "Card data", "CARD_DATA", "card-data"])
def test_a_name_is_the_same_however_it_is_written(text: str) -> None:
    assert pascal(text.lower() if text.isupper() else text) == "CardData"
    assert snake("CardData") == "card_data"


def test_no_two_calls_are_the_same() -> None:
    operations = {
        f"{method} /v1/things/{{}}/{step}": "" for method in ("GET", "POST", "PUT") for step in ("run", "Run", "runs")
    }
    calls = name_calls(operations, [], {})
    assert len(set(calls.values())) == len(operations)


def test_the_site_s_models_are_few_and_have_names_without_numbers(corpus: Path) -> None:
    found = read_snapshot([corpus / "site"])
    pages = read_pages(found)
    texts = spec_texts(found, pages)
    titles, homes = documented(texts, pages)
    made = bundle(texts, titles=titles, homes=homes)
    names = list(made.document["components"]["schemas"])
    assert len(names) <= 1200
    assert sum(name[-1].isdigit() for name in names) < 0.02 * len(names)
    assert {"Payment", "PaymentMethod", "CardData", "Customer", "ErrorResponse", "Subscription", "Payout"} <= set(names)
    again = bundle(texts, titles=titles, homes=homes, names=made.names)
    assert again.text() == made.text()
    assert again.names == made.names


def test_the_table_of_this_repository_is_the_bundle_s() -> None:
    document = json.loads((ROOT / "openapi" / "bundle.json").read_text())
    from driftline.inputs import read_names

    table = read_names(ROOT / "openapi" / "names.toml")
    assert set(table.models) == set(document["components"]["schemas"])
    assert isinstance(table, Names)


def test_a_reference_that_leads_into_itself_ends_and_is_said() -> None:
    spec = paths()
    spec["/v1/orders"]["post"]["requestBody"] = asks(all={"$ref": "#/paths"}, odd={"$ref": 5})
    done = bundle_of(spec)
    said = [str(claim.value) for reading in done.readings for claim in reading.claims if claim.aspect == "repaired"]
    assert any("has no end" in text for text in said)
    assert len(done.text()) < 100_000


JUNK: list[Any] = [
    None, True, -1, 1.5, "", "x", [], {}, [None], {"a": None}, {"$ref": "#/components/schemas/Self"}, {"$ref": 5}, {"$ref": "#/paths"},
    {"type": ["object", "null", 3]}, {"oneOf": [{}, {}]}, {"anyOf": 5}, {"enum": [{}]}, {"discriminator": {"mapping": {"a": 3}}},
]  # fmt: skip
SELF = {"type": "object", "properties": {"s": {"$ref": "#/components/schemas/Self"}, "x": {"type": "string"}}}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_anything_in_the_place_of_a_part_of_a_spec_is_bundled_named_and_served(data: st.DataObject) -> None:
    files = sorted((ROOT / "emulator" / "site" / "openapi").rglob("*.json"))
    document = json.loads(data.draw(st.sampled_from(files)).read_text(encoding="utf-8"))
    document.setdefault("components", {}).setdefault("schemas", {})["Self"] = copy.deepcopy(SELF)
    for _ in range(data.draw(st.integers(1, 4))):
        holder: Any = document
        for _ in range(data.draw(st.integers(0, 9))):
            below = (
                list(holder)
                if isinstance(holder, dict)
                else list(range(len(holder)))
                if isinstance(holder, list)
                else []
            )
            step = data.draw(st.sampled_from(below)) if below else None
            if step is None or not isinstance(holder[step], dict | list) or not holder[step]:
                break
            holder = holder[step]
        keys = (
            list(holder) if isinstance(holder, dict) else list(range(len(holder))) if isinstance(holder, list) else []
        )
        if keys:
            holder[data.draw(st.sampled_from(keys))] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
    try:
        made = bundle([SpecText("a.json", json.dumps(document), Document(document), is_json=True)]).document
    except DriftError:
        return
    operations = [operation_key(method, path) for path, item in made["paths"].items() for method in item]
    assert len(models(made)) <= len(made.get("components", {}).get("schemas", {}))
    assert sum(len(resource.calls) for resource in resources(made, operations, ClientConfig())) >= len(operations)
    emulator = Emulator(vendor_of(made))
    for route in emulator.vendor.routes:
        path = route.template.replace("{", "").replace("}", "")
        assert emulator.handle(Request(route.method, path, {}, {}, b'{"a":1}')).status >= 200


def test_no_model_is_called_as_the_class_of_a_component_that_keeps_its_name() -> None:
    base = {"type": "object", "properties": {"id": {"type": "string"}}}
    whole = {
        "type": "object",
        "allOf": [{"$ref": "#/components/schemas/base"}, {"type": "object", "properties": {"x": {"type": "string"}}}],
    }
    schemas = {"base": base, "card_request": whole}
    spec = {
        "/v1/cards": {
            "post": {"summary": "Card", "responses": answer(card={"$ref": "#/components/schemas/card_request"})}
        }
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": spec,
        "components": {"schemas": schemas},
    }
    made = bundle([SpecText("a.json", json.dumps(document), Document(document), is_json=True)]).document
    classes = [model.name for model in models(made)]
    assert len(classes) == len(set(classes))
    assert "CardRequest" in classes


def test_every_operation_of_other_vendors_specs_is_kept(corpus: Path) -> None:
    for file in sorted((corpus / "specs").rglob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        made = bundle([SpecText(file.name, file.read_text(), Document(document), is_json=True)]).document
        classes = [model.name.casefold() for model in models(made)]
        assert len(classes) == len(set(classes)), file.name
        if not made["paths"]:
            continue
        wanted = {operation_key(method, path) for path, item in made["paths"].items() for method in item}
        project, _ = _project(made, "x_client", Path("x"))
        assert set(_kept(project)) == wanted, file.name
