"""The generated client, driven against the target in strict mode: what users will call."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from driftline.pytest_plugin import Live

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))

import httpx

from yuno_client import Model, Yuno, errors
from yuno_client._runtime.model import Deviation


@pytest.fixture
def client(live: Live) -> Yuno:
    """The client over the same recorded wire as every other request of the run."""
    return Yuno(
        environment=live.target.origin + live.target.base,
        public_api_key=os.environ["YUNO_PUBLIC_API_KEY"],
        private_secret_key=os.environ["YUNO_PRIVATE_SECRET_KEY"],
        http_client=httpx.Client(transport=live.transport()),
        strict=True,
    )


def undocumented(answer: Model) -> list[Deviation]:
    """What is not as documented; one more field is no harm, and the comparison of the whole run says it."""
    return [one for one in answer.meta.deviations if one.what != "unknown"]


def test_a_customer_is_made_and_retrieved_as_documented(client: Yuno) -> None:
    made = client.customers.create(merchant_customer_id=f"contract-{uuid4()}", country="BR")
    found = client.customers.retrieve(customer_id=str(made.id))
    assert made.meta.status == 201
    assert found.id == made.id
    assert found.merchant_customer_id == made.merchant_customer_id
    assert undocumented(made) == undocumented(found) == []


def test_a_payment_is_made_and_retrieved_with_every_digit(client: Yuno, order: dict[str, Any]) -> None:
    order["amount"]["value"] = Decimal("100.10")
    made = client.payments.create(**order)
    found = client.payments.retrieve(payment_id=str(made.id))
    assert made.amount is not None
    assert made.amount.value == Decimal("100.10")
    assert found.amount == made.amount
    assert undocumented(made) == undocumented(found) == []


def test_one_idempotency_key_makes_one_payment(client: Yuno, order: dict[str, Any]) -> None:
    first = client.payments.create(**order, idempotency_key=str(uuid4()))
    again = client.payments.create(**order, idempotency_key=first.meta.idempotency_key)
    assert again.id == first.id


def test_the_client_tells_what_was_wrong(client: Yuno, order: dict[str, Any]) -> None:
    order["amount"]["value"] = 0
    with pytest.raises(errors.BadRequestError) as refused:
        client.payments.create(**order)
    assert refused.value.code == "INVALID_REQUEST"
    assert refused.value.messages
