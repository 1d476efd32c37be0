"""The control API: look at a running emulator, steer it, and only with the token."""

from __future__ import annotations

import httpx
import pytest

import emulator
from driftline.emulator import EmulatorTransport, application
from driftline.inprocess import AsgiTransport
from tests.emulator.conftest import KEYS, client_of, payment_body

CREATE = "POST /v1/payments"


@pytest.fixture
def control(client):
    """The control API of the same emulator."""

    def ask(method, path, body=None):
        return client.request(method, f"https://api.emulator.test/_emulator{path}", json=body)

    return ask


def test_the_state_counts_objects_and_shows_those_of_a_table(control, customer):
    state = control("GET", "/state").json()
    assert state["tables"] == {"sandbox-public-key/customers": 1}
    (shown,) = control("GET", "/state?table=sandbox-public-key/customers").json()["objects"]
    assert shown["id"] == customer["id"]


def test_the_log_of_changes_says_what_was_before_and_after(control, customer):
    (event,) = control("GET", "/events").json()["events"]
    assert (event["before"], event["after"]["id"]) == (None, customer["id"])


def test_a_reset_forgets_everything_and_a_seed_makes_the_same_ids_again(control, client):
    def story():
        return client.post("/customers", json={"merchant_customer_id": "customer-1"}).json()["id"]

    first = story()
    control("POST", "/reset")
    assert control("GET", "/state").json()["tables"] == {}
    assert story() != first
    control("PUT", "/seed", {"seed": 0})
    assert story() == first


def test_a_checkpoint_can_be_come_back_to_as_often_as_one_likes(control, client, customer):
    mark = control("POST", "/checkpoints").json()["checkpoint"]
    for _ in range(2):
        other = client.post("/customers", json={"merchant_customer_id": "customer-2"}).json()["id"]
        assert control("POST", f"/checkpoints/{mark}/rollback").status_code == 200
        assert client.get(f"/customers/{other}").status_code == 404
        assert client.get(f"/customers/{customer['id']}").json() == customer


def test_the_clock_goes_on_when_told_and_stands_still_when_frozen(control, client):
    before = control("GET", "/clock").json()["now"]
    assert control("PUT", "/clock", {"advance": 3600}).json()["now"][11:16] == "13:00"
    control("PUT", "/clock", {"frozen": True})
    times = {
        client.post("/customers", json={"merchant_customer_id": f"customer-{n}"}).json()["created_at"] for n in range(3)
    }
    assert len(times) == 1
    assert before[11:16] == "12:00"


def test_deviations_of_three_sides_are_listed_and_switched(control, running):
    client = client_of(running)
    listed = control("GET", "/deviations").json()
    assert "resp_drop" in listed["live"]
    assert "spec:required" in listed["spec"]
    assert "docs:session-path" in listed["docs"]
    control("PUT", "/deviations", {"on": [f"resp_drop:{CREATE} response/201/body/id"]})
    assert "id" not in client.post("/payments", json=payment_body()).json()
    control("PUT", "/deviations", {"on": []})
    assert "id" in client.post("/payments", json=payment_body()).json()


def test_an_unknown_lie_says_what_was_meant_and_changes_nothing(control):
    control("PUT", "/deviations", {"on": ["docs:session-path"]})
    answer = control("PUT", "/deviations", {"on": ["resp_drap:POST /v1/payments response/201/body/id"]})
    assert answer.status_code == 400
    assert "did you mean 'resp_drop'" in answer.json()["message"]
    assert control("GET", "/deviations").json()["on"] == ["docs:session-path"]


def test_the_journal_shows_what_was_sent_and_answered_but_no_keys(control, client, customer):
    (entry,) = control("GET", "/journal").json()["requests"]
    assert (entry["operation"], entry["status"]) == ("POST /v1/customers", 201)
    assert customer["id"] in entry["answered"]
    assert "sandbox-secret-key" not in str(entry)
    assert control("GET", "/journal?operation=GET /v1/payments").json()["requests"] == []
    assert control("DELETE", "/journal").json() == control("GET", "/journal").json() == {"requests": []}


def test_the_coverage_says_what_each_operation_rests_on(control):
    coverage = control("GET", "/coverage").json()
    assert coverage["counts"] == {"hand-written": len(emulator.VENDOR.routes)}
    assert {row["provenance"] for row in coverage["operations"]} <= {"docs", "spec", "assumed"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PUT", "/clock", {"advance": "soon"}, 400),
        ("PUT", "/clock", {"advance": -1}, 400),
        ("PUT", "/clock", {"advance": 1e300}, 400),
        ("PUT", "/clock", {"frozen": 1}, 400),
        ("PUT", "/clock", None, 400),
        ("PUT", "/seed", {"seed": True}, 400),
        ("PUT", "/noise", {"on": "lag"}, 400),
        ("PUT", "/noise", {"on": ["lagg"]}, 400),
        ("POST", "/checkpoints/7@x/rollback", None, 404),
        ("POST", "/checkpoints/999999@2026-01-01T12:00:00.000000Z/rollback", None, 404),
        ("POST", "/deliveries/nothing/drop", None, 404),
        ("GET", "/nothing", None, 404),
    ],
)
def test_a_mistake_is_answered_with_what_was_expected(control, method, path, body, status):
    answer = control(method, path, body)
    assert answer.status_code == status
    assert len(answer.json()["message"]) > 10


def test_over_http_the_control_api_needs_its_token():
    app = application(emulator.create(), "the-token")
    with httpx.Client(transport=AsgiTransport(app), base_url="https://api.emulator.test") as client:
        assert client.get("/_emulator/state").status_code == 401
        assert client.get("/_emulator/state", headers={"x-emulator-token": "other"}).status_code == 401
        assert client.get("/_emulator/state", headers={"x-emulator-token": "the-token"}).status_code == 200
        assert client.get("/_emulator/?token=the-token").headers["content-type"].startswith("text/html")
        assert client.post("/v1/customers", json={"merchant_customer_id": "abc"}, headers=KEYS).status_code == 201


def test_a_transport_in_the_same_process_needs_no_token():
    client = httpx.Client(transport=EmulatorTransport(emulator.create()))
    assert client.get("https://x.test/_emulator/clock").status_code == 200
