"""What was answered is kept: across a restart, across kill -9, and never half."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

import emulator
from driftline.emulator.store import Store
from driftline.errors import DriftError
from tests.emulator.conftest import KEYS, client_of, payment_body
from tests.emulator.processes import run, served

HOURS = 3600.0  # seconds


@pytest.fixture
def opened():
    """Opens an emulator on a file; whatever is still open in the end is closed."""
    stores = []

    def opened(path: Path):
        store = Store(path, "Yuno")
        stores.append(store)
        return emulator.create(store=store), store

    yield opened
    for store in stores:
        store.close()


def test_a_restart_goes_on_where_the_emulator_was(opened, tmp_path):
    running, store = opened(tmp_path / "shop.db")
    client = client_of(running)
    payment = client.post("/payments", json=payment_body()).json()
    running.advance(seconds=HOURS)
    store.close()
    again, store = opened(tmp_path / "shop.db")
    assert client_of(again).get(f"/payments/{payment['id']}").json() == payment
    assert again.world.timestamp()[11:16] == "13:00"
    other = client_of(again).post("/payments", json=payment_body()).json()
    assert other["id"] != payment["id"]


def test_going_back_is_kept_too(opened, tmp_path):
    running, store = opened(tmp_path / "shop.db")
    client = client_of(running)
    first = client.post("/customers", json={"merchant_customer_id": "customer-1"}).json()["id"]
    point = running.world.checkpoint()
    client.post("/customers", json={"merchant_customer_id": "customer-2"})
    running.rollback(point)
    third = client.post("/customers", json={"merchant_customer_id": "customer-3"}).json()["id"]
    store.close()
    again, _ = opened(tmp_path / "shop.db")
    assert [one["id"] for one in again.world.all("sandbox-public-key/customers")] == [first, third]


def test_a_session_made_before_a_restart_expires_after_it(opened, tmp_path):
    running, store = opened(tmp_path / "shop.db")
    body = {"account_id": KEYS_ACCOUNT, "merchant_order_id": "o-1", "payment_description": "A test", "country": "US"}
    session = client_of(running).post("/checkout/sessions", json=body).json()["checkout_session"]
    store.close()
    again, _ = opened(tmp_path / "shop.db")
    again.advance(seconds=5 * HOURS)
    assert client_of(again).get(f"/checkout/sessions/{session}").status_code == 404


KEYS_ACCOUNT = "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"


def test_two_emulators_never_share_a_file(opened, tmp_path):
    _, held = opened(tmp_path / "shop.db")
    with pytest.raises(DriftError, match="cannot be used"):
        opened(tmp_path / "shop.db")
    held.close()


def test_a_file_of_another_kind_or_another_vendor_is_left_as_it_is(opened, tmp_path):
    (tmp_path / "notes.txt").write_text("not a database, and longer than a header of one: " * 20)
    before = (tmp_path / "notes.txt").read_bytes()
    with pytest.raises(DriftError, match="cannot be used"):
        Store(tmp_path / "notes.txt", "Yuno")
    assert (tmp_path / "notes.txt").read_bytes() == before
    _, store = opened(tmp_path / "shop.db")
    store.close()
    with pytest.raises(DriftError, match="of Yuno, not form 1 of Other"):
        Store(tmp_path / "shop.db", "Other")


def test_a_change_that_could_not_be_kept_is_refused_and_undone(opened, tmp_path):
    running, store = opened(tmp_path / "shop.db")
    client = client_of(running)
    store._file.execute("PRAGMA query_only=ON")  # the disk refuses from here on
    answer = client.post("/customers", json={"merchant_customer_id": "customer-1"})
    assert (answer.status_code, answer.json()["code"]) == (507, "NOT_STORED")
    assert running.world.all("sandbox-public-key/customers") == []
    store._file.execute("PRAGMA query_only=OFF")
    assert client.post("/customers", json={"merchant_customer_id": "customer-1"}).status_code == 201


@pytest.mark.parametrize("seed", range(3))
def test_every_acknowledged_write_survives_kill_9(opened, tmp_path, seed):
    chance = random.Random(seed)
    made: list[str] = []
    for round_ in range(3):
        with served(tmp_path) as url, httpx.Client(base_url=f"{url}/v1", headers=KEYS) as client:
            for number in range(chance.randint(1, 25)):
                body = {"merchant_customer_id": f"customer-{round_}-{number}"}
                made.append(client.post("/customers", json=body).json()["id"])
    kept = [one["id"] for one in opened(tmp_path / "shop.db")[0].world.all("sandbox-public-key/customers")]
    assert kept == made


def test_two_servers_on_one_file_and_a_port_in_use_are_clear_errors(tmp_path):
    with served(tmp_path) as url:
        second = run("--port", "0", "--db", str(tmp_path / "shop.db"))
        assert second.returncode == 2
        assert "Another emulator is using it" in second.stderr
        taken = run("--port", url.rpartition(":")[2])
        assert taken.returncode == 2
        assert "Choose another --port" in taken.stderr


def test_the_file_is_a_log_that_can_be_read_with_any_sqlite(opened, tmp_path):
    running, store = opened(tmp_path / "shop.db")
    client_of(running).post("/customers", json={"merchant_customer_id": "customer-1"})
    store.close()
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        rows = file.execute("SELECT n, place FROM log").fetchall()
    assert rows == [(0, "sandbox-public-key/customers")]
