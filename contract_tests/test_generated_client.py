"""The generated client, driven against the target: what users will call."""

from __future__ import annotations

import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from driftline.pytest_plugin import Live

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))

from yuno_client import AuthenticatedClient
from yuno_client.api.customers import create_customer, retrieve_customer
from yuno_client.api.payments import create_payment, retrieve_payment
from yuno_client.models import CreateCustomerBody, CreatePaymentBody


@pytest.fixture
def client(live: Live) -> AuthenticatedClient:
    """The client over the same recorded wire as every other request of the run."""
    keys = dict(live.target.headers)
    return AuthenticatedClient(
        base_url=live.target.origin + live.target.base,
        token=keys.pop("private-secret-key"),
        prefix="",
        auth_header_name="private-secret-key",
        headers=keys,
        httpx_args={"transport": live.transport()},
    )


def test_the_client_creates_and_retrieves_a_customer(client: AuthenticatedClient) -> None:
    body = CreateCustomerBody.from_dict({"merchant_customer_id": "contract-client", "country": "BR"})
    made = create_customer.sync_detailed(client=client, body=body)
    assert made.status_code is HTTPStatus.CREATED
    found = retrieve_customer.sync_detailed(made.parsed.to_dict()["id"], client=client)  # type: ignore[union-attr]
    assert found.parsed.to_dict() == made.parsed.to_dict()  # type: ignore[union-attr]


def test_the_client_creates_and_retrieves_a_payment(client: AuthenticatedClient, order: dict[str, Any]) -> None:
    made = create_payment.sync_detailed(client=client, body=CreatePaymentBody.from_dict(order))
    assert made.status_code is HTTPStatus.CREATED
    payment = made.parsed.to_dict()  # type: ignore[union-attr]
    found = retrieve_payment.sync_detailed(payment["id"], client=client)
    assert found.parsed.to_dict()["amount"] == payment["amount"]  # type: ignore[union-attr]


def test_the_client_tells_what_was_wrong(client: AuthenticatedClient, order: dict[str, Any]) -> None:
    order["amount"]["value"] = 0
    refused = create_payment.sync_detailed(client=client, body=CreatePaymentBody.from_dict(order))
    assert refused.status_code is HTTPStatus.BAD_REQUEST
    assert refused.parsed.to_dict()["code"] == "INVALID_REQUEST"  # type: ignore[union-attr]
