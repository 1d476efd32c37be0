"""What we rely on of customers."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import known
from driftline.pytest_plugin import Live


def test_a_created_customer_can_be_retrieved(live: Live, customer: dict[str, Any]) -> None:
    answer = live.send("GET", f"/v1/customers/{customer['id']}")
    assert answer.status_code == 200
    assert known(answer.json()) == known(customer)


def test_a_customer_needs_the_merchants_own_id(live: Live) -> None:
    assert live.send("POST", "/v1/customers", {"country": "BR"}).status_code == 400


@pytest.mark.promise(
    "docs/authentication.md",
    "A request in which one of them is missing, empty or wrong is answered with status 401 and the code `INVALID_CREDENTIALS`.",
    operation="POST /v1/customers",
)
def test_a_request_without_keys_is_refused(live: Live) -> None:
    answer = live.send("POST", "/v1/customers", {"merchant_customer_id": "nobody"}, anonymous=True)
    assert answer.status_code == 401
    assert answer.json()["code"] == "INVALID_CREDENTIALS"


@pytest.mark.promise(
    "docs/customers.md",
    "No two customers of an account have the same `merchant_customer_id`.",
    operation="POST /v1/customers",
)
def test_a_merchants_id_belongs_to_one_customer(live: Live, customer: dict[str, Any]) -> None:
    body = {"merchant_customer_id": customer["merchant_customer_id"], "country": "BR"}
    answer = live.send("POST", "/v1/customers", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "CUSTOMER_ID_DUPLICATED")


@pytest.mark.promise(
    "docs/customers.md",
    "`PATCH /v1/customers/{customer_id}` changes the fields that are sent and leaves the others as they are.",
    operation="PATCH /v1/customers/{}",
)
def test_an_update_leaves_what_it_does_not_send(live: Live, customer: dict[str, Any]) -> None:
    changed = live.send("PATCH", f"/v1/customers/{customer['id']}", {"first_name": "Marina"}).json()
    assert known(changed) == {**known(customer), "first_name": "Marina", "updated_at": changed["updated_at"]}


@pytest.mark.promise(
    "docs/customers.md",
    "The customer is answered as if it did not exist, with the code `CUSTOMER_NOT_FOUND`.",
    operation="DELETE /v1/customers/{}",
)
def test_a_deleted_customer_is_gone(live: Live, customer: dict[str, Any]) -> None:
    url = f"/v1/customers/{customer['id']}"
    assert live.send("DELETE", url).status_code == 202
    answer = live.send("GET", url)
    assert (answer.status_code, answer.json()["code"]) == (404, "CUSTOMER_NOT_FOUND")


def test_a_customer_is_found_by_the_merchants_id(live: Live, customer: dict[str, Any]) -> None:
    answer = live.send("GET", f"/v1/customers?merchant_customer_id={customer['merchant_customer_id']}")
    assert (answer.status_code, answer.json()["id"]) == (200, customer["id"])
