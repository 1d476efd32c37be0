"""Replaying a record: an emulator agrees with itself under another seed, and one that lies is found out at the place."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import emulator
from driftline.cli import cli
from driftline.emulator import EmulatorTransport
from driftline.emulator.verify import verify
from driftline.exchange import to_lines
from driftline.target import Budget, Target
from tests.emulator.conftest import KEYS, payment_body


def recorded(**switched):
    """What a client did with an emulator of another seed, on record."""
    transport = EmulatorTransport(emulator.create(seed=7, **switched))
    target = Target("https://api.emulator.test/v1", headers=KEYS, budget=Budget(), transport=transport)

    def send(method, path, body=None, operation=""):
        content = {} if body is None else {"json": body}
        return target.send(operation or f"{method} /v1{path}", "baseline", method, path, **content)[1].json()

    customer = send("POST", "/customers", {"merchant_customer_id": "customer-1", "country": "US"})
    send("GET", f"/customers/{customer['id']}", operation="GET /v1/customers/{}")
    payment = send("POST", "/payments", payment_body(customer_payer={"id": customer["id"]}))
    declined = send("POST", "/payments", payment_body(number="4507990000000010"))
    assert payment["id"] != declined["id"]
    send("GET", "/payments?merchant_order_id=order-1", operation="GET /v1/payments")
    url = f"/payments/{payment['id']}/transactions/{payment['transactions']['id']}/refund"
    send("POST", url, {"merchant_reference": "ref"}, operation="POST /v1/payments/{}/transactions/{}/refund")
    send("GET", f"/payments/{payment['id']}", operation="GET /v1/payments/{}")
    send("POST", "/payments", {}, operation="POST /v1/payments")
    return target.exchanges


def test_an_emulator_of_another_seed_answers_as_recorded():
    done = verify(emulator.create(seed=0), recorded(), KEYS)
    assert (done.replayed, done.differences, done.left_out) == (8, (), {})


@pytest.mark.parametrize(
    ("lie", "operation", "place"),
    [
        ("resp_drop:GET /v1/customers/{} response/200/body/country", "GET /v1/customers/{}", "country"),
        ("resp_extra:POST /v1/payments response/201/body/novel", "POST /v1/payments", "novel"),
        ("resp_retype:GET /v1/payments/{} response/200/body/amount/value", "GET /v1/payments/{}", "amount/value"),
        ("status_changed:POST /v1/customers response/201", "POST /v1/customers", "status"),
    ],
)
def test_a_deviation_is_a_difference_at_its_place(lie, operation, place):
    done = verify(emulator.create(deviate=[lie]), recorded(), KEYS)
    assert any(one.operation == operation and one.place.endswith(place) for one in done.differences)
    clean = verify(emulator.create(), recorded(deviate=[lie]), KEYS)
    assert any(one.operation == operation and one.place.endswith(place) for one in clean.differences)


def test_an_id_that_refers_to_something_else_is_a_difference():
    exchanges = recorded()
    (found,) = [one for one in exchanges if one.operation == "GET /v1/payments/{}"]
    found.response_body["customer_payer"]["id"] = found.response_body["id"]
    places = [one.place for one in verify(emulator.create(), exchanges, KEYS).differences]
    assert places == ["response/200/body/customer_payer/id"]


def test_without_credentials_everything_is_refused_and_said():
    done = verify(emulator.create(), recorded())
    assert {(one.recorded, one.emulated) for one in done.differences} >= {(201, 401)}


def test_the_command_tells_differences_and_exits_with_one(tmp_path):
    record = tmp_path / "exchanges.jsonl"
    record.write_text(to_lines(recorded()))
    words = ["emulate", "--verify", str(record), "--json", str(tmp_path / "out.json")]
    words += [word for name, value in KEYS.items() for word in ("--header", f"{name}: {value}")]
    clean = CliRunner().invoke(cli, words)
    assert (clean.exit_code, "8 exchanges replayed, 0 differences" in clean.output) == (0, True), clean.output
    lie = "resp_drop:GET /v1/customers/{} response/200/body/country"
    lying = CliRunner().invoke(cli, [*words, "--deviate", lie])
    assert lying.exit_code == 1
    (difference,) = json.loads((tmp_path / "out.json").read_text())["differences"]
    assert (difference["recorded"], difference["emulated"]) == ("US", "(absent)")
