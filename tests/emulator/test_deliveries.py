"""Webhooks: delivered when something happened, signed anew for each attempt, retried on the documented schedule."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from tests_support import ROOT

import emulator
from driftline.emulator import EmulatorTransport, Message, deliveries
from driftline.emulator.courier import Courier, is_local
from driftline.emulator_plugin import Inbox
from driftline.experiments.ordered import in_order
from driftline.experiments.reaching import baseline
from driftline.prober import Prober
from driftline.target import Budget, Target
from emulator.documents import PAGES
from emulator.webhooks import RETRIES, SECRETS, sign
from tests.emulator.conftest import ACCOUNT, KEYS, client_of, payment_body


@pytest.fixture
def inbox(running):
    running.receiver, running.unaddressed = Inbox(), True
    return running.receiver


def test_a_payment_is_delivered_with_what_a_retrieve_answers(client, inbox, pay):
    payment = pay()
    assert inbox.events == ["payment.purchase"]
    assert inbox.last["data"]["payment"] == client.get(f"/payments/{payment['id']}").json()


def test_a_failed_delivery_is_tried_again_on_the_documented_schedule(running, inbox, pay):
    inbox.status = 500
    pay()
    for number, after in enumerate(RETRIES, 1):
        waited = after - (RETRIES[number - 2] if number > 1 else 0)
        running.advance(seconds=waited - 1)
        assert len(inbox.messages) == number
        running.advance(seconds=1.001)
        assert len(inbox.messages) == number + 1
    running.advance(seconds=1000 * 3600)
    assert len(inbox.messages) == 7
    (delivery,) = deliveries.shown(running.world)
    assert (delivery["state"], [attempt["status"] for attempt in delivery["attempts"]]) == ("given up", [500] * 7)


def test_each_attempt_has_its_number_and_its_own_signature(running, inbox, pay):
    inbox.status = 204
    pay()
    running.advance(seconds=RETRIES[0])
    assert [json.loads(message.body)["retry"] for message in inbox.messages] == [0, 1]
    signatures = [message.headers["x-hmac-signature"] for message in inbox.messages]
    assert signatures == [sign(message.body, SECRETS["sandbox-public-key"]) for message in inbox.messages]
    assert signatures[0] != signatures[1]


def test_a_delivery_that_is_taken_in_the_end_is_not_sent_again(running, inbox, pay):
    inbox.status = 503
    pay()
    inbox.status = 200
    running.advance(seconds=1000 * 3600)
    assert len(inbox.messages) == 2


def test_a_receiver_may_call_the_emulator_while_it_is_told(client, inbox):
    inbox.act = lambda message: client.get(f"/payments/{json.loads(message.body)['data']['payment']['id']}")
    assert client.post("/payments", json=payment_body()).status_code == 201
    assert inbox.events == ["payment.purchase"]


def test_a_receiver_that_breaks_is_a_failed_attempt(running, inbox, pay):
    def broken(message):
        raise OSError("gone")

    inbox.act = broken
    pay()
    ((attempt,),) = [one["attempts"] for one in deliveries.shown(running.world)]
    assert (attempt["status"], attempt["problem"]) == (0, "OSError: gone")


def test_a_dropped_delivery_never_comes_and_a_redelivery_does(client, running, inbox, pay):
    inbox.status = 500
    pay()
    (one,) = deliveries.shown(running.world)
    client.post(f"https://api.emulator.test/_emulator/deliveries/{one['id']}/drop")
    running.advance(seconds=RETRIES[0])
    assert len(inbox.messages) == 1
    client.post(f"https://api.emulator.test/_emulator/deliveries/{one['id']}/redeliver")
    assert len(inbox.messages) == 2


def test_what_happens_in_time_is_delivered_at_its_time(running, inbox, pay):
    inbox.status = 500
    pay()
    times = []
    inbox.act = lambda message: times.append(running.world.timestamp())
    running.advance(seconds=RETRIES[2])
    assert [time[11:16] for time in times] == ["12:05", "12:50", "18:00"]


class Taker(BaseHTTPRequestHandler):
    taken: list[tuple[bytes, str]]

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append((body, self.headers["x-hmac-signature"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


def test_over_http_the_bytes_that_were_signed_arrive():
    Taker.taken = []
    server = HTTPServer(("127.0.0.1", 0), Taker)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    running = emulator.create()
    running.receiver = Courier()
    url = f"http://127.0.0.1:{server.server_port}/hook"
    webhook = {"url": url, "events": ["*"], "status": "ACTIVE"}
    running.world.put("sandbox-public-key/webhooks", "w1", webhook)
    client_of(running).post("/payments", json=payment_body())
    server.shutdown()
    server.server_close()
    running.receiver.client.close()
    ((body, signature),) = Taker.taken
    assert signature == sign(body, SECRETS["sandbox-public-key"])
    assert [one["state"] for one in deliveries.shown(running.world)] == ["delivered"]


@pytest.mark.parametrize("url", ["http://10.0.0.1/x", "http://hooks.example/x", "http://127.0.0.1.example/x"])
def test_no_delivery_leaves_this_machine_unless_it_is_allowed(url):
    message = Message("d", 0, "payment.purchase", url, {}, b"")
    with pytest.raises(ValueError, match="--deliver-to"):
        Courier()(message)


def test_this_machine_is_told_by_its_name_without_looking_it_up():
    assert [is_local(host) for host in ("localhost", "127.0.0.1", "::1", "a.localhost")] == [True] * 4
    assert [is_local(host) for host in ("0.0.0.0", "localhost.example", "", "10.0.0.1")] == [False] * 4


def test_every_event_that_is_sent_is_in_the_table_of_the_docs(running, inbox):
    """What a year of everything that the examples of the specs can do brings."""
    document = json.loads((ROOT / "openapi" / "bundle.json").read_text(encoding="utf-8"))
    target = Target("https://api.emulator.test", headers=KEYS, budget=Budget(), transport=EmulatorTransport(running))
    baseline(Prober(document, target, known={"account_id": ACCOUNT}), in_order(document))
    running.advance(seconds=366 * 86400)
    listed = set(re.findall(r"^\| `(\w+\.\w+)` \|", PAGES["docs/webhooks.md"], re.M))
    assert len(set(inbox.events)) > 12
    assert set(inbox.events) <= listed
