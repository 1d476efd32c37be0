"""What we rely on of webhook endpoints."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import known
from driftline.pytest_plugin import Live


@pytest.fixture
def endpoint(live: Live) -> dict[str, Any]:
    body = {"name": "Contract test", "url": "https://shop.example/in", "events": ["*"], "status": "INACTIVE"}
    answer = live.send("POST", "/v1/webhooks", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.promise(
    "docs/webhook-endpoints.md",
    "`GET /v1/webhooks` lists the endpoints of the account, oldest first.",
    operation="GET /v1/webhooks",
)
def test_an_endpoint_is_listed(live: Live, endpoint: dict[str, Any]) -> None:
    assert live.send("GET", "/v1/webhooks").json()["webhooks"][-1] == known(endpoint)


@pytest.mark.promise(
    "docs/webhook-endpoints.md",
    "`PATCH /v1/webhooks/{webhook_id}` changes the fields that are sent and leaves the others as they are.",
    operation="PATCH /v1/webhooks/{}",
)
def test_an_update_leaves_what_it_does_not_send(live: Live, endpoint: dict[str, Any]) -> None:
    changed = live.send("PATCH", f"/v1/webhooks/{endpoint['id']}", {"events": ["payment.refund"]}).json()
    assert known(changed) == {**known(endpoint), "events": ["payment.refund"], "updated_at": changed["updated_at"]}


@pytest.mark.promise(
    "docs/webhook-endpoints.md",
    "from then on it is answered with the code `WEBHOOK_NOT_FOUND`.",
    operation="DELETE /v1/webhooks/{}",
)
def test_a_deleted_endpoint_is_gone(live: Live, endpoint: dict[str, Any]) -> None:
    url = f"/v1/webhooks/{endpoint['id']}"
    assert live.send("DELETE", url).status_code == 204
    assert live.send("GET", url).json()["code"] == "WEBHOOK_NOT_FOUND"


@pytest.mark.promise(
    "docs/webhook-endpoints.md",
    "For these operations, missing or wrong keys are answered with status 401 and the code `NOT_AUTHENTICATED`.",
    operation="GET /v1/webhooks",
)
def test_a_request_without_keys_is_refused(live: Live) -> None:
    answer = live.send("GET", "/v1/webhooks", anonymous=True)
    assert (answer.status_code, answer.json()["code"]) == (401, "NOT_AUTHENTICATED")
