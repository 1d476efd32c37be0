"""Clients of a fresh emulator, and the bodies the tests send; speaks to it over httpx only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import emulator
from driftline.emulator import Emulator, EmulatorTransport
from driftline.emulator.deliveries import due
from emulator.webhooks import POSTING
from tests.emulator.judging import watched

ACCOUNT = "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"
KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
OTHER_KEYS = {"public-api-key": "other-public-key", "private-secret-key": "other-secret-key"}

Json = dict[str, Any]


def client_of(running: Emulator, keys: dict[str, str] = KEYS) -> httpx.Client:
    return httpx.Client(transport=EmulatorTransport(running), base_url="https://api.emulator.test/v1", headers=keys)


def card(number: str = "4507990000000002") -> Json:
    return {"number": number, "expiration_month": 11, "expiration_year": 2028, "holder_name": "Marina Duarte"}


def payment_body(value: float = 100, *, number: str = "4507990000000002", capture: bool = True, **more: Any) -> Json:
    return {
        "account_id": ACCOUNT,
        "merchant_order_id": "order-1",
        "description": "A test",
        "country": "US",
        "amount": {"currency": "USD", "value": value},
        "payment_method": {"type": "CARD", "detail": {"card": {"capture": capture, "card_data": card(number)}}},
        **more,
    }


@pytest.fixture
def running() -> Emulator:
    return emulator.create()


@pytest.fixture
def client(running: Emulator) -> httpx.Client:
    """A client of the emulator, whose every answer is held against its spec."""
    return watched(client_of(running))


@pytest.fixture
def customer(client: httpx.Client) -> Json:
    answer = client.post("/customers", json={"merchant_customer_id": "customer-1", "first_name": "Marina"})
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture
def pay(client: httpx.Client) -> Callable[..., Json]:
    """Create a payment that must be created."""

    def pay(*args: Any, **kwargs: Any) -> Json:
        answer = client.post("/payments", json=payment_body(*args, **kwargs))
        assert answer.status_code == 201, answer.text
        return answer.json()

    return pay


@pytest.fixture
def act(client: httpx.Client) -> Callable[..., httpx.Response]:
    """Capture, cancel or refund, on the latest transaction of a payment unless told otherwise."""

    def act(action: str, payment: Json, *, on: str = "", value: float | None = None, **more: Any) -> httpx.Response:
        body: Json = {"merchant_reference": "reference-1", **more}
        if value is not None:
            body["amount"] = {"currency": "USD", "value": value}
        transaction = on or payment["transactions"]["id"]
        return client.post(f"/payments/{payment['id']}/transactions/{transaction}/{action}", json=body)

    return act


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    assert answer.json()["messages"]
    return answer.status_code, answer.json()["code"]


def delivered(running: Emulator) -> list[Json]:
    """The bodies of the deliveries that the emulator would post, oldest first."""
    return [json.loads(message.body) for message in due(running.world, POSTING, unaddressed=True)]
