"""Webhook endpoints: what is kept of them, and who may see it."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, KEYS, OTHER_KEYS, client_of, code
from tests.emulator.judging import watched

BODY = {"name": "Orders", "url": "https://shop.example/in", "events": ["payment.purchase", "payment.refund"]}


@pytest.fixture
def endpoint(client):
    answer = client.post("/webhooks", json=BODY)
    assert answer.status_code == 201
    return answer.json()


def test_an_endpoint_is_retrieved_as_it_was_created(client, endpoint):
    assert {name: endpoint[name] for name in BODY} == BODY
    assert endpoint["status"] == "ACTIVE"
    assert client.get(f"/webhooks/{endpoint['id']}").json() == endpoint


def test_endpoints_are_listed_oldest_first(client, endpoint):
    other = client.post("/webhooks", json={**BODY, "status": "INACTIVE"}).json()
    assert client.get("/webhooks").json() == {"webhooks": [endpoint, other]}


def test_an_update_changes_what_is_sent_and_leaves_the_rest(client, endpoint):
    url = f"/webhooks/{endpoint['id']}"
    changed = client.patch(url, json={"status": "INACTIVE", "events": ["*"], "id": ACCOUNT}).json()
    later = {"updated_at": changed["updated_at"]}
    assert changed == {**endpoint, "status": "INACTIVE", "events": ["*"], **later} == client.get(url).json()
    assert changed["updated_at"] > endpoint["updated_at"]


def test_a_deleted_endpoint_is_gone(client, endpoint):
    url = f"/webhooks/{endpoint['id']}"
    answer = client.delete(url)
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get("/webhooks").json() == {"webhooks": []}
    assert code(client.get(url)) == (404, "WEBHOOK_NOT_FOUND")
    assert code(client.patch(url, json={})) == (404, "WEBHOOK_NOT_FOUND")
    assert code(client.delete(url)) == (404, "WEBHOOK_NOT_FOUND")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080",
        "https://a.example/x?y=z#1",
        "http://[::1]:9/in",
        "http://my_app/",
        "https://a.example?b",
    ],
)
def test_an_address_is_one_of_http_or_https(client, url):
    assert client.post("/webhooks", json={**BODY, "url": url}).status_code == 201


@pytest.mark.parametrize("url", ["", "ftp://a.example", "https://", "https:///in", "shop.example", "https://a b/", 7])
def test_any_other_address_is_refused(client, endpoint, url):
    assert code(client.post("/webhooks", json={**BODY, "url": url})) == (400, "INVALID_REQUEST")
    assert code(client.patch(f"/webhooks/{endpoint['id']}", json={"url": url})) == (400, "INVALID_REQUEST")


@pytest.mark.parametrize("events, status", [([], 201), (["*"], 201), (["payment"], 400), ([1], 400), ("*", 400)])
def test_events_are_names_or_an_asterisk(client, events, status):
    assert client.post("/webhooks", json={**BODY, "events": events}).status_code == status


@pytest.mark.parametrize("body", [b"", b"[]", b'{"status": "GONE"}', b'{"name": null}', b'{"events": {}}'])
def test_an_update_that_is_not_as_described_is_refused(client, endpoint, body):
    assert code(client.patch(f"/webhooks/{endpoint['id']}", content=body)) == (400, "INVALID_REQUEST")


def test_the_endpoints_of_one_account_are_invisible_to_the_other(running, endpoint):
    stranger, url = client_of(running, OTHER_KEYS), f"/webhooks/{endpoint['id']}"
    assert stranger.get("/webhooks").json() == {"webhooks": []}
    assert code(stranger.get(url)) == (404, "WEBHOOK_NOT_FOUND")
    assert code(stranger.patch(url, json={})) == (404, "WEBHOOK_NOT_FOUND")
    assert code(stranger.delete(url)) == (404, "WEBHOOK_NOT_FOUND")


@pytest.mark.parametrize("keys", [{}, {**KEYS, "private-secret-key": "wrong"}])
def test_unknown_credentials_have_a_code_of_their_own_here(running, keys):
    stranger = watched(client_of(running, keys))
    assert code(stranger.get("/webhooks")) == (401, "NOT_AUTHENTICATED")
    assert code(stranger.post("/webhooks", json=BODY)) == (401, "NOT_AUTHENTICATED")
