"""What we rely on of customers."""

from __future__ import annotations

from typing import Any

import pytest

from driftline.pytest_plugin import Live


def test_a_created_customer_can_be_retrieved(live: Live, customer: dict[str, Any]) -> None:
    answer = live.send("GET", f"/v1/customers/{customer['id']}")
    assert answer.status_code == 200
    assert answer.json() == customer


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
