"""Where the contract tests run: the emulator in this process by default, a live service with --target."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from driftline.inputs import document_of

if TYPE_CHECKING:
    from driftline.pytest_plugin import Live

pytest_plugins = ["driftline.pytest_plugin"]

ROOT = Path(__file__).parent.parent
KEYS = {"public-api-key": "YUNO_PUBLIC_API_KEY", "private-secret-key": "YUNO_PRIVATE_SECRET_KEY"}
Json = dict[str, Any]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Fill in what this repository knows: its bundle, its snapshot, its emulator, the names of its keys."""
    option = config.option
    option.spec = option.spec or str(ROOT / "openapi" / "bundle.json")
    option.docs = option.docs or str(ROOT / "openapi" / "snapshot")
    if not option.target:
        option.app = option.app or "emulator:create"
        os.environ.setdefault("YUNO_PUBLIC_API_KEY", "sandbox-public-key")
        os.environ.setdefault("YUNO_PRIVATE_SECRET_KEY", "sandbox-secret-key")
    option.header = option.header or [f"{name}: ${variable}" for name, variable in KEYS.items()]


@pytest.fixture
def account_id(live: Live) -> str:
    """The account that objects are made for."""
    return live.values.get("account_id") or os.environ.get("YUNO_ACCOUNT_ID") or "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"


@pytest.fixture
def customer(live: Live) -> Json:
    """A customer made for one test."""
    answer = live.send("POST", "/v1/customers", {"merchant_customer_id": f"contract-{uuid4()}", "country": "BR"})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.fixture
def order(account_id: str) -> Json:
    """The body of a card payment that succeeds in the vendor's test mode."""
    return {
        "account_id": account_id,
        "merchant_order_id": f"contract-{uuid4()}",
        "description": "A contract test",
        "country": "BR",
        "amount": {"currency": "BRL", "value": 100},
        "payment_method": {"type": "CARD", "detail": {"card": {"card_data": card("4507990000000002")}}},
    }


def card(number: str) -> Json:
    """Card data around one of the vendor's test numbers."""
    return {
        "number": number,
        "expiration_month": 11,
        "expiration_year": 2028,
        "security_code": "123",
        "holder_name": "Contract Test",
    }


@pytest.fixture(scope="session")
def document(live: Live, request: pytest.FixtureRequest) -> Json:
    """The OpenAPI document that the target is held against."""
    return dict(document_of(Path(request.config.getoption("--spec"))))


@cache
def documented_names() -> frozenset[str]:
    """The name of every field that the bundle describes."""
    found: set[str] = set()
    stack = [json.loads((ROOT / "openapi" / "bundle.json").read_text(encoding="utf-8"))]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            found.update(value["properties"] if isinstance(value.get("properties"), dict) else ())
        stack.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return frozenset(found)


def known(answer: Json) -> Json:
    """The documented fields of an answer: one more is no harm, and the comparison of the whole run says it."""
    return {name: value for name, value in answer.items() if name in documented_names()}
