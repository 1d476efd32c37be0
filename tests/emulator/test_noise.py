"""Noise changes how an answer comes, never what it means; each kind is repeatable by seed."""

from __future__ import annotations

import json
import re

import pytest

import emulator
from driftline.emulator import Request
from driftline.emulator.noise import NOISES
from driftline.errors import DriftError
from tests.emulator.conftest import KEYS, client_of, payment_body


def noisy(*names, seed=0):
    return client_of(emulator.create(seed=seed, noise=names))


def story(*names, seed=0):
    client = noisy(*names, seed=seed)
    answers = [client.post("/payments", json=payment_body()) for _ in range(30)]
    return [(answer.status_code, answer.content) for answer in answers]


@pytest.mark.parametrize("kind", NOISES)
def test_noise_is_repeatable_by_seed(kind):
    assert story(kind) == story(kind)


@pytest.mark.parametrize("kind", sorted(NOISES.keys() - {"latency", "lag"}))
def test_each_kind_is_heard(kind):
    much = f"{kind}=0.3" if kind in ("errors", "rate-limit") else kind
    client, quiet = noisy(much), noisy()
    # a number, a timestamp, and a sentence for people are in these answers
    for path, body in [("/payments", payment_body()), ("/payments", {})] * 30:
        if client.post(path, json=body).content != quiet.post(path, json=body).content:
            return
    pytest.fail(f"{kind} changed nothing")


def test_latency_holds_an_answer_back():
    running = emulator.create(noise=["latency=0.5"])
    assert max(running.handle(Request("GET", "/v1/payments/x", {}, KEYS)).delay for _ in range(10)) > 0.2


def test_errors_come_before_anything_is_done():
    running = emulator.create(noise=["errors=0.5"])
    client = client_of(running)
    statuses = [client.post("/payments", json=payment_body()).status_code for _ in range(60)]
    assert set(statuses) <= {201, 502, 503, 504}
    assert len(running.world.all("sandbox-public-key/payments")) == statuses.count(201)


def test_a_rate_limit_says_when_to_come_back():
    client = noisy("rate-limit=1")
    answer = client.post("/payments", json=payment_body())
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "0")


def test_reads_lag_behind_and_catch_up():
    client = noisy("lag=2")
    made = client.post("/customers", json={"merchant_customer_id": "customer-1"}).json()
    statuses = [client.get(f"/customers/{made['id']}").status_code for _ in range(4)]
    assert statuses == [404, 404, 200, 200]


def test_more_fields_have_a_name_that_never_comes_again():
    client = noisy("extra-fields")
    names = [
        name
        for _ in range(20)
        for name in client.post("/customers", json={"merchant_customer_id": "customer-1"}).json()
        if name.startswith("x_")
    ]
    assert len(set(names)) == len(names) == 20


def test_another_order_and_another_spelling_mean_the_same():
    plain = noisy().post("/payments", json=payment_body()).json()
    assert noisy("key-order").post("/payments", json=payment_body()).json() == plain
    spelled = noisy("spelling").post("/payments", json=payment_body()).json()
    assert spelled["created_at"] == plain["created_at"].lower()
    assert spelled["amount"] == plain["amount"]
    assert re.search(r'"value":100\.0', json.dumps(spelled, separators=(",", ":")))


def test_other_words_leave_the_code_alone():
    plain, other = noisy().post("/payments", json={}).json(), noisy("messages").post("/payments", json={}).json()
    assert other["code"] == plain["code"]
    assert other["messages"] != plain["messages"]


@pytest.mark.parametrize("name", ["lagg", "lag=x", "lag=-1", "lag=1e9", ""])
def test_unknown_noise_is_refused_with_what_there_is(name):
    with pytest.raises(DriftError) as refused:
        emulator.create(noise=[name])
    assert "lag" in f"{refused.value} {refused.value.hint}"
