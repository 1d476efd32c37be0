"""Every answer conforms to its spec file, whatever is asked; the judge is jsonschema, not the emulator itself."""

from __future__ import annotations

import decimal
import json
import re
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import emulator
from tests.emulator.conftest import ACCOUNT, card, client_of, payment_body
from tests.emulator.judging import OPERATIONS, conform, judge

UUID = "00000000-0000-4000-8000-000000000000"


POSTS = sorted(url for method, url in OPERATIONS if method == "POST")


def test_every_answer_of_a_whole_life_conforms(client):
    customer = client.post("/customers", json={"merchant_customer_id": "customer-1"}).json()["id"]
    client.get(f"/customers/{customer}")
    client.post("/customers/sessions", json={"account_id": ACCOUNT, "country": "US", "customer_id": customer})
    body = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}
    session = client.post("/checkout/sessions", json={**body, "customer_id": customer}).json()["checkout_session"]
    client.get(f"/checkout/sessions/{session}")
    methods = f"/customers/{customer}/payment-methods"
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card()}
    method = client.post(methods, json=body).json()
    client.get(methods)
    client.get(f"{methods}/{method['id']}")
    client.get(f"/checkout/sessions/{session}/payment-methods")
    paying = {"type": "CARD", "vaulted_token": method["vaulted_token"], "detail": {"card": {"capture": False}}}
    body = payment_body(payment_method=paying, checkout={"session": session}, customer_payer={"id": customer})
    payment = client.post("/payments", json=body).json()
    client.get("/payments", params={"merchant_order_id": "order-1"})
    url = f"/payments/{payment['id']}"
    captured = client.post(
        f"{url}/transactions/{payment['transactions']['id']}/capture",
        json={"merchant_reference": "ref", "amount": {"currency": "USD", "value": 12.3456}},
    ).json()
    client.post(f"{url}/transactions/{captured['id']}/refund", json={"merchant_reference": "ref"})
    client.get(url)
    client.post(f"{methods}/{method['id']}/unenroll")
    other = client.post("/payments", json=payment_body(capture=False)).json()
    url = f"/payments/{other['id']}/transactions/{other['transactions']['id']}/cancel"
    assert client.post(url, json={"merchant_reference": "ref"}).json()["payment"]["status"] == "CANCELED"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def fields_of(template: str) -> st.SearchStrategy[Any]:
    """Arbitrary values, half of them under names the operation knows."""
    body = OPERATIONS["POST", template].get("requestBody")
    names = list(body["content"]["application/json"]["schema"]["properties"]) if body else ["x"]
    return json_values | st.dictionaries(st.sampled_from(names), json_values)


def from_schema(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values the schema allows, as far as the specs use JSON Schema."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "format" in schema:
        return {"uuid": st.uuids().map(str), "date-time": st.datetimes().map(lambda when: f"{when.isoformat()}Z")}[
            schema["format"]
        ]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].removesuffix("$") + r"\Z")
    match schema["type"]:
        case "object":
            parts = {name: from_schema(part) for name, part in schema["properties"].items()}
            needed = {name: parts.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(needed, optional=parts)
        case "array":
            return st.lists(from_schema(schema["items"]), max_size=3)
        case "string":
            least, most = schema["minLength"], min(schema["maxLength"], schema["minLength"] + 9)
            return st.text(st.characters(codec="utf-8"), min_size=least, max_size=most)
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case "number":
            return st.integers(1, schema["maximum"] * 10_000).map(lambda amount: amount / 10_000)
    return st.booleans()


def post(template: str, value: Any) -> httpx.Response:
    url = re.sub("{[^}]*}", UUID, template)
    with client_of(emulator.create()) as client:
        return client.post(url, content=json.dumps(value).encode())


def allowed(schema: dict[str, Any], value: Any) -> bool:
    """Whether the schema allows a value; in decimals, because a binary 0.0001 divides almost nothing."""
    with decimal.localcontext(prec=1000):
        return judge(in_decimals(schema)).is_valid(in_decimals(value))


def in_decimals(value: Any) -> Any:
    return json.loads(json.dumps(value), parse_float=decimal.Decimal)


@pytest.mark.parametrize("template", POSTS)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_any_json_gets_a_documented_answer(template, data):
    conform(post(template, data.draw(fields_of(template))), "POST", template)


@pytest.mark.parametrize("template", [url for url in POSTS if "requestBody" in OPERATIONS["POST", url]])
@settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_body_the_schema_allows_is_never_an_invalid_request(template, data):
    schema = OPERATIONS["POST", template]["requestBody"]["content"]["application/json"]["schema"]
    answer = post(template, data.draw(from_schema(schema)))
    conform(answer, "POST", template)
    assert "INVALID_REQUEST" not in answer.text


@pytest.mark.parametrize("template", [url for url in POSTS if "requestBody" in OPERATIONS["POST", url]])
@settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_body_the_schema_forbids_is_always_refused(template, data):
    content = OPERATIONS["POST", template]["requestBody"]["content"]["application/json"]
    body = json.loads(json.dumps(next(iter(content["examples"].values()))["value"]))
    name = data.draw(st.sampled_from(sorted(body)))
    body[name] = data.draw(json_values.filter(lambda value: value == value))
    if not allowed(content["schema"], body):
        assert 400 <= post(template, body).status_code < 500
