"""An address on this machine for deliveries: what is posted to it is kept, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from driftline.errors import DriftError
from driftline.experiments.delivered import event_of, expected, is_signed
from driftline.inbox import Delivery, Inbox
from driftline.readers.spec import Operation, read_operations


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    made = Inbox()
    made.listen()
    yield made
    made.close()


def test_what_is_posted_to_an_address_is_kept_with_its_headers_and_bytes(inbox: Inbox) -> None:
    answer = httpx.post(inbox.address("all"), content=b'{"a": 1}', headers={"X-Sign": "s"}, trust_env=False)
    assert answer.status_code == 200
    (kept,) = inbox.drain()
    assert (kept.name, kept.headers["x-sign"], kept.body) == ("all", "s", b'{"a": 1}')
    assert inbox.drain() == ()


def test_what_is_posted_elsewhere_is_not_for_this_run(inbox: Inbox) -> None:
    assert httpx.post(inbox.address("all").replace("/all", "x/all"), content=b"{}", trust_env=False).status_code == 404
    assert not inbox.is_used


def test_a_delivery_that_is_too_large_or_without_a_length_is_refused(inbox: Inbox) -> None:
    big = httpx.post(inbox.address("all"), content=b"x" * 1_000_001, trust_env=False)
    unsized = httpx.post(inbox.address("all"), content=iter([b"{}"]), trust_env=False)
    assert (big.status_code, unsized.status_code) == (413, 413)
    assert inbox.drain() == ()


def test_a_port_that_is_taken_is_told_without_a_traceback() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(DriftError, match="deliveries cannot be taken at port"):
            Inbox(port=taken.getsockname()[1]).listen()


def test_the_address_is_that_of_the_tunnel_where_there_is_one() -> None:
    assert Inbox("https://tunnel.test/in/").address("one").startswith("https://tunnel.test/in/")


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 100_000, b'"text"', b"{}", b'{"type": 5}'])
def test_a_body_that_names_no_event_names_none(body: bytes) -> None:
    assert event_of(body)[0] == ""


def operations() -> dict[str, Operation]:
    paths = {path: {method: {}} for method, path in (
        ("post", "/orders"), ("post", "/orders/{}/cancel"), ("patch", "/orders/{}"), ("post", "/orders/{}/check-in"),
        ("post", "/orders/{}/pay"),
    )}  # fmt: skip
    return {one.key: one for one in read_operations({"paths": paths})}


@pytest.mark.parametrize(
    ("operation", "events", "event"),
    [
        ("POST /orders", {"order.created": "", "order.paid": ""}, "order.created"),
        ("POST /orders/{}/cancel", {"order.cancelled": "it was cancelled"}, "order.cancelled"),
        ("POST /orders/{}/pay", {"order.paid": "", "invoice.paid": ""}, "order.paid"),
        ("POST /orders/{}/check-in", {"order.checked_in": ""}, "order.checked_in"),
        ("PATCH /orders/{}", {"order.updated": ""}, "order.updated"),
        ("POST /orders/{}/pay", {"order.paid": "only if it was paid in full"}, ""),
        ("POST /orders/{}/cancel", {"order.created": ""}, ""),
    ],
)
def test_an_event_is_expected_of_the_operation_that_is_called_so(
    operation: str, events: dict[str, str], event: str
) -> None:
    assert expected(operations()[operation], events) == event


BODY = b'{"id": "evt_1"}'


def test_a_signature_is_held_against_the_recipe_that_is_documented() -> None:
    import hashlib
    import hmac

    plain = hmac.new(b"secret", BODY, hashlib.sha256).hexdigest()
    stamped = hmac.new(b"secret", b"1772611200." + BODY, hashlib.sha256).hexdigest()
    one, other = (Delivery("all", {"x-sign": value}, BODY) for value in (plain, f"t=1772611200,v1={stamped}"))
    assert is_signed(one, ["x-sign"], "secret", "sha256 hex body")
    assert is_signed(other, ["x-sign"], "secret", "sha256 hex stamped")
    assert not is_signed(other, ["x-sign"], "secret", "sha256 hex body")
    assert not is_signed(one, ["x-sign"], "secret", "sha256 base64 body")
    assert not is_signed(one, ["x-sign"], "another", "sha256 hex body")
    assert not is_signed(Delivery("all", {}, BODY), ["x-sign"], "secret", "sha256 hex body")
