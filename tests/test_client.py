"""The twelve rules of the client, on sync and async, on httpx and httpx2."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from client_support import BASE, KEYS, ORDER, Caller, caller
from test_rules import changed
from tests_support import ROOT

from driftline.changes import next_version
from driftline.faults import FAULTS
from driftline.generate import LOCK, generate, tree_hash
from driftline.inputs import read_client_config
from yuno_client import Model, Object, Yuno, errors, models
from yuno_client._runtime import retry

__all__ = ["caller"]
PAYMENT = {"id": "p1", "status": "SUCCEEDED", "amount": {"currency": "BRL", "value": 100.10}}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries without their pauses; the environment without settings."""
    monkeypatch.setattr(retry, "FIRST", 0.0)
    for name in ("ENVIRONMENT", "BASE_URL", "PUBLIC_API_KEY", "PRIVATE_SECRET_KEY", "WEBHOOK_SECRET"):
        monkeypatch.delenv(f"YUNO_{name}", raising=False)


# 1. Tolerant client, strict tests, one switch.


def test_rule_1_any_success_that_is_json_is_a_usable_object(caller: Caller) -> None:
    odd = {"id": 7, "status": "BRAND_NEW", "amount": None, "new_field": {"x": 1}, "transactions": "none"}
    client, _ = caller.client((200, odd))
    payment = caller.call(client.payments.retrieve, payment_id="p")
    assert (payment.id, payment.status, payment.amount, payment.transactions) == (7, "BRAND_NEW", None, "none")
    assert payment.country is None
    assert payment["new_field"] == {"x": 1}
    assert payment.new_field.x == 1
    assert payment.to_dict() == odd


@pytest.mark.parametrize("body", [[], [1], "text", 3, True, None])
def test_rule_1_json_that_is_no_object_is_kept_too(caller: Caller, body: Any) -> None:
    client, _ = caller.client((200, body))
    assert caller.call(client.customers.retrieve, customer_id="c") is not None


def test_rule_1_the_same_decoder_lists_what_is_not_as_documented(caller: Caller) -> None:
    odd = {**PAYMENT, "status": "BRAND_NEW", "country": None, "novel": 1, "amount": {"currency": 7, "value": 1}}
    client, _ = caller.client((200, odd), strict=True)
    found = {(d.path, d.what) for d in caller.call(client.payments.retrieve, payment_id="p").meta.deviations}
    assert {("/status", "value"), ("/country", "null"), ("/novel", "unknown"), ("/amount/currency", "type")} <= found
    assert ("/amount/value", "type") not in found
    tolerant, _ = caller.client((200, odd))
    assert caller.call(tolerant.payments.retrieve, payment_id="p").meta.deviations == ()


# 2. A write is retried only if an idempotency key went on the wire.


def test_rule_2_one_key_per_call_the_same_on_every_attempt(caller: Caller) -> None:
    client, wire = caller.client(503, "ReadTimeout", (201, PAYMENT))
    made = caller.call(client.payments.create, **ORDER)
    keys = {request.headers["x-idempotency-key"] for request in wire.requests}
    assert len(wire.requests) == 3
    assert keys == {made.meta.idempotency_key}
    assert made.meta.attempts == 3
    own = caller.call(client.payments.create, **ORDER, idempotency_key="my-key")
    assert own.meta.idempotency_key == wire.requests[-1].headers["x-idempotency-key"] == "my-key"


def test_rule_2_a_write_without_a_key_is_not_repeated_once_it_was_sent(caller: Caller) -> None:
    for failure in (503, 429, "ReadTimeout", "RemoteProtocolError"):
        client, wire = caller.client(failure)
        with pytest.raises(errors.CallError):
            caller.call(client.customers.create, merchant_customer_id="m", country="BR")
        assert len(wire.requests) == 1
    client, wire = caller.client("ConnectError", (201, {"id": "c"}))
    assert caller.call(client.customers.create, merchant_customer_id="m", country="BR").id == "c"
    with pytest.raises(errors.ConfigurationError, match="knows no idempotency keys"):
        caller.call(client.customers.create, merchant_customer_id="m", country="BR", idempotency_key="k")


def test_rule_2_the_key_is_on_every_exception(caller: Caller) -> None:
    client, _ = caller.client("ReadTimeout")
    with pytest.raises(errors.OutcomeUnknownError) as lost:
        caller.call(client.payments.create, **ORDER, idempotency_key="kept")
    assert (lost.value.idempotency_key, lost.value.attempts) == ("kept", 3)


# 3. Retries.


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 522])
def test_rule_3_what_may_pass_is_asked_again(caller: Caller, status: int) -> None:
    client, wire = caller.client(status, (200, PAYMENT))
    assert caller.call(client.payments.retrieve, payment_id="p").meta.attempts == 2
    assert len(wire.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_rule_3_what_will_not_pass_is_not(caller: Caller, status: int) -> None:
    client, wire = caller.client(status)
    with pytest.raises(errors.StatusError):
        caller.call(client.payments.retrieve, payment_id="p")
    assert len(wire.requests) == 1


def test_rule_3_retry_after_is_read_in_every_form_and_has_a_cap(caller: Caller) -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 1, 1, tzinfo=UTC)
    forms = {"retry-after": "3"}, {"retry-after-ms": "3000"}, {"retry-after": "Thu, 01 Jan 2026 00:00:03 GMT"}
    assert [retry.retry_after(headers, now) for headers in forms] == [3.0, 3.0, 3.0]
    assert retry.retry_after({"retry-after": "soon"}, now) is None
    client, wire = caller.client((429, None, {"retry-after": "3600"}))
    with pytest.raises(errors.RateLimitError) as limited:
        caller.call(client.payments.retrieve, payment_id="p")
    assert limited.value.retry_after == 3600
    assert len(wire.requests) == 1


def test_rule_3_pauses_double_up_to_a_cap() -> None:
    assert [retry.backoff(attempt, 0.0) for attempt in (1, 2)] == [0.0, 0.0]  # FIRST is 0 in these tests
    assert retry.LONGEST == 8.0


def test_rule_3_retries_timeout_and_deadline_can_be_set_for_one_call(caller: Caller) -> None:
    client, wire = caller.client(503)
    with pytest.raises(errors.ServerError):
        caller.call(client.payments.retrieve, payment_id="p", max_retries=0)
    assert len(wire.requests) == 1
    with pytest.raises(errors.ServerError):
        caller.call(client.payments.retrieve, payment_id="p", timeout=7.0, max_retries=4)
    assert len(wire.requests) == 6
    assert wire.requests[-1].extensions["timeout"]["read"] == 7.0
    with pytest.raises(errors.ServerError):
        caller.call(client.payments.retrieve, payment_id="p", deadline=1e-9)
    assert len(wire.requests) == 7


# 4. One error tree nothing escapes.


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("ConnectError", "NotSentError"),
        ("ConnectTimeout", "NotSentError"),
        ("PoolTimeout", "NotSentError"),
        ("ReadTimeout", "OutcomeUnknownError"),
        ("ReadError", "OutcomeUnknownError"),
        ("RemoteProtocolError", "OutcomeUnknownError"),
        ((200, b"<html>busy</html>", {"content-type": "text/html"}), "DecodeError"),
        ((200, b"\xff\xfe"), "DecodeError"),
        ((200, b"[" * 100_000), "DecodeError"),
        ((301, b""), "StatusError"),
        ((400, b"{"), "BadRequestError"),
        ((401, {"code": "INVALID_CREDENTIALS", "messages": ["no"]}), "AuthenticationError"),
        ((403, {"message": "no"}), "ForbiddenError"),
        ((404, None), "NotFoundError"),
        ((409, [1]), "ConflictError"),
        ((418, {"code": 5}), "StatusError"),
        ((422, {"messages": "x"}), "UnprocessableError"),
        ((429, None), "RateLimitError"),
        ((522, None), "ServerError"),
        ((999, None), "ServerError"),
    ],
    ids=str,
)
def test_rule_4_every_failure_is_an_error_of_ours(caller: Caller, answer: Any, kind: str) -> None:
    client, _ = caller.client(answer, max_retries=0)
    with pytest.raises(errors.CallError) as failed:
        caller.call(client.payments.retrieve, payment_id="p")
    assert type(failed.value).__name__ == kind


def test_rule_4_an_error_says_status_code_and_request_and_no_more(caller: Caller) -> None:
    body = {"code": "INVALID_REQUEST", "messages": ["amount is missing"], "echo": "4507990000000002"}
    client, _ = caller.client((400, body, {"x-request-id": "req-9"}))
    with pytest.raises(errors.BadRequestError) as refused:
        caller.call(client.payments.create, **ORDER)
    error = refused.value
    assert str(error) == "400 INVALID_REQUEST request req-9 amount is missing"
    assert (error.status, error.code, error.messages) == (400, "INVALID_REQUEST", ("amount is missing",))
    assert (error.request_id, error.attempts) == ("req-9", 1)
    assert json.loads(error.body) == body


# 5. Money is Decimal both ways.


def test_rule_5_no_digit_is_lost_and_no_float_gets_in(caller: Caller) -> None:
    exact = b'{"id":"p","amount":{"currency":"BRL","value":0.1000000000000000055511151231257827}}'
    client, wire = caller.client((201, exact))
    value = Decimal("12345678901234567890.123456789")
    made = caller.call(client.payments.create, **{**ORDER, "amount": models.AmountInput(currency="BRL", value=value)})
    assert b'"value":12345678901234567890.123456789' in wire.requests[0].content
    assert made.amount.value == Decimal("0.1000000000000000055511151231257827")
    assert json.loads(made.to_json()) == json.loads(exact)
    assert "0.1000000000000000055511151231257827" in made.to_json()
    with pytest.raises(errors.ConfigurationError, match="write Decimal"):
        caller.call(client.payments.create, **{**ORDER, "amount": {"currency": "BRL", "value": 1.1}})
    with pytest.raises(errors.ConfigurationError, match="write Decimal"):
        models.AmountInput(currency="BRL", value=1.1)  # type: ignore[arg-type]
    with pytest.raises(errors.ConfigurationError, match="no number"):
        caller.call(client.payments.create, **{**ORDER, "amount": {"value": Decimal("NaN")}})


def test_rule_5_an_integer_for_money_is_a_decimal_when_read(caller: Caller) -> None:
    client, _ = caller.client((200, {"id": "p", "amount": {"currency": "BRL", "value": 100}}))
    value = caller.call(client.payments.retrieve, payment_id="p").amount.value
    assert (value, type(value)) == (Decimal(100), Decimal)


# 6. Redaction by allow-list, metadata-only logs, safe reprs and pickles.


def test_rule_6_no_key_and_no_card_shows_anywhere(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    card, cvv = "4507990000000002", "987654"
    secrets = [*KEYS.values(), card, cvv]
    body = {"id": "p", "card": {"number": card}, "security_code": cvv, "messages": ["bad"], "code": "NO"}
    order = {**ORDER, "payment_method": {"detail": {"card": {"card_data": {"number": card, "security_code": cvv}}}}}
    seen: list[str] = []
    with caplog.at_level(logging.DEBUG, logger="yuno_client"):
        client, _ = caller.client((201, body), 500, (400, body))
        made = caller.call(client.payments.create, **order)
        seen += [repr(client), str(client), repr(made), repr(made.meta), repr(made.card), repr(models.Payment.of(body))]
        for _ in range(2):
            with pytest.raises(errors.CallError) as failed:
                caller.call(client.payments.create, **order, max_retries=0)
            seen += [str(failed.value), repr(failed.value), repr(pickle.loads(pickle.dumps(failed.value)))]
            seen.append(pickle.dumps(failed.value).decode("latin-1"))
    seen.append(caplog.text)
    assert "POST /v1/payments -> 201" in caplog.text
    for secret in secrets:
        assert not [text for text in seen if secret in text], secret
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(client)


# 7. Explicit environment.


def test_rule_7_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.ConfigurationError, match="YUNO_ENVIRONMENT"):
        Yuno(**KEYS)
    with pytest.raises(errors.ConfigurationError, match="'sandbox', 'production', or a URL"):
        Yuno(environment="prod", **KEYS)
    monkeypatch.setenv("YUNO_ENVIRONMENT", "sandbox")
    assert "api-sandbox" in repr(Yuno(**KEYS))
    assert "'https://api.y.uno'" in repr(Yuno(environment="production", **KEYS))
    monkeypatch.setenv("YUNO_BASE_URL", "https://x.test")
    with pytest.raises(errors.ConfigurationError, match="unset one"):
        Yuno(**KEYS)
    with pytest.raises(errors.ConfigurationError, match="unencrypted"):
        Yuno(environment="http://api.example.com", **KEYS)


def test_rule_7_keys_are_read_when_the_client_is_made(monkeypatch: pytest.MonkeyPatch, caller: Caller) -> None:
    client, wire = caller.client(public_api_key=None, private_secret_key=None)
    with pytest.raises(errors.ConfigurationError, match="private-secret-key and public-api-key"):
        caller.call(client.payments.retrieve, payment_id="p")
    assert wire.requests == []
    monkeypatch.setenv("YUNO_PUBLIC_API_KEY", "one")
    monkeypatch.setenv("YUNO_PRIVATE_SECRET_KEY", "two")
    client, wire = caller.client((200, PAYMENT), public_api_key=None, private_secret_key=None)
    monkeypatch.setenv("YUNO_PUBLIC_API_KEY", "late")
    caller.call(client.payments.retrieve, payment_id="p")
    assert wire.requests[0].headers["public-api-key"] == "one"


# 8. Pay for what you touch.


def test_rule_8_importing_loads_neither_models_nor_an_http_library() -> None:
    code = "import sys, yuno_client; yuno_client.Yuno; print(sorted(m for m in sys.modules if 'httpx' in m or '.models.' in m))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "generated", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_rule_8_a_model_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys; from yuno_client import models; p = models.Payment.of({'amount': {'value': 1}})\n"
        "loaded = lambda: sorted(m.rpartition('.')[2] for m in sys.modules if '.models.' in m)\n"
        "print(loaded()); p.amount; print(loaded())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "generated", capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['payment']", "['amount', 'payment']"]


# 9. Transport behind one seam.


def test_rule_9_one_module_knows_the_http_library() -> None:
    package = ROOT / "generated" / "yuno_client"
    naming = [path.name for path in package.rglob("*.py") if "httpx" in path.read_text(encoding="utf-8")]
    assert sorted(naming) == ["client.py", "transport.py"]  # the client names it in its docstring and argument only
    assert "import httpx" not in (package / "client.py").read_text(encoding="utf-8")


def test_rule_9_a_client_of_ones_own_is_used_and_left_open(caller: Caller) -> None:
    client, wire = caller.client((200, PAYMENT))
    caller.call(client.close)
    assert caller.call(client.payments.retrieve, payment_id="p1").id == "p1"
    assert len(wire.requests) == 1


# 10. Small regular surface.


def test_rule_10_both_clients_have_the_same_names() -> None:
    from yuno_client import AsyncYuno

    assert {n for n in dir(Yuno) if n[0] != "_"} == {n for n in dir(AsyncYuno) if n[0] != "_"}
    for name in ("payments", "customers", "checkout_sessions", "payment_methods"):
        sync = getattr(Yuno(environment=BASE, **KEYS), name)
        awaited = getattr(AsyncYuno(environment=BASE, **KEYS), name)
        assert {n for n in dir(sync) if n[0] != "_"} == {n for n in dir(awaited) if n[0] != "_"}


def test_rule_10_a_call_takes_extras_and_refuses_what_it_does_not_know(caller: Caller) -> None:
    client, wire = caller.client((201, PAYMENT))
    extras = {"extra_headers": {"X-Trace": "t"}, "extra_query": {"debug": True}, "extra_body": {"novel": None}}
    caller.call(client.payments.create, **ORDER, **extras)
    sent = wire.requests[0]
    assert (sent.headers["x-trace"], sent.url.query) == ("t", b"debug=true")
    assert json.loads(sent.content)["novel"] is None
    with pytest.raises(errors.ConfigurationError, match="max_retry is no argument"):
        caller.call(client.payments.create, **ORDER, max_retry=1)
    with pytest.raises(errors.ConfigurationError, match="did you mean currency"):
        models.AmountInput(curency="BRL", value=1)  # type: ignore[call-arg]


def test_rule_10_anything_can_be_asked_for_raw(caller: Caller) -> None:
    client, wire = caller.client((200, {"novel": [1]}, {"x-request-id": "r", "etag": "e"}))
    found = caller.call(client.request, "post", "/v2/novel", query={"a": [1, 2]}, body={"x": Decimal("1.10")})
    assert isinstance(found, Object)
    assert found.novel == [1]
    assert (found.meta.status, found.meta.headers["etag"], found.meta.request_id) == (200, "e", "r")
    assert found.meta.body == b'{"novel": [1]}'
    assert (wire.requests[0].method, str(wire.requests[0].url)) == ("POST", f"{BASE}/v2/novel?a=1&a=2")
    assert wire.requests[0].content == b'{"x":1.10}'
    for path in ("v2/x", "//evil.test/x", "/v2/{id}", "/v2/../x"):
        with pytest.raises(errors.ConfigurationError):
            caller.call(client.request, "GET", path)


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_rule_10_a_path_value_never_asks_for_another_path(caller: Caller, value: str) -> None:
    client, wire = caller.client((200, PAYMENT))
    with pytest.raises(errors.ConfigurationError, match="another path"):
        caller.call(client.payments.retrieve, payment_id=value)
    caller.call(client.payments.retrieve, payment_id="a/b?c#d")
    assert wire.requests[0].url.raw_path == b"/v1/payments/a%2Fb%3Fc%23d"


def test_rule_10_a_header_value_cannot_bring_another_header(caller: Caller) -> None:
    client, wire = caller.client((201, PAYMENT))
    with pytest.raises(errors.ConfigurationError, match="no header may hold"):
        caller.call(client.payments.create, **ORDER, idempotency_key="a\r\nx-evil: 1")
    assert wire.requests == []


# 11. Regeneration is a pure function with a lock.


def test_rule_11_the_same_input_gives_the_same_bytes_and_the_lock_says_what_went_in(tmp_path: Path) -> None:
    config = read_client_config(ROOT / "openapi" / "client.toml")
    done = generate(ROOT / "openapi" / "bundle.json", tmp_path, package="yuno_client", config=config)
    again = generate(ROOT / "openapi" / "bundle.json", tmp_path, package="yuno_client", config=config)
    assert done.changed
    assert again.changed == ()
    lock = json.loads((tmp_path / "yuno_client" / LOCK).read_text())
    assert lock["tree_sha256"] == tree_hash(tmp_path / "yuno_client")
    assert lock == json.loads((ROOT / "generated" / "yuno_client" / LOCK).read_text())
    other = generate(
        ROOT / "openapi" / "bundle.json", tmp_path, package="yuno_client", config=replace(config, version="9.0.0")
    )
    assert LOCK in other.changed


def test_rule_11_a_file_that_was_put_there_goes_and_an_edit_is_undone(tmp_path: Path) -> None:
    generate(ROOT / "openapi" / "bundle.json", tmp_path, package="yuno_client")
    (tmp_path / "yuno_client" / "mine.py").write_text("x = 1")
    (tmp_path / "yuno_client" / "client.py").write_text("")
    done = generate(ROOT / "openapi" / "bundle.json", tmp_path, package="yuno_client")
    assert done.changed == ("client.py", "mine.py")
    assert not (tmp_path / "yuno_client" / "mine.py").exists()


# 12. The diff decides the version and writes the words.


@pytest.mark.parametrize(
    ("rule", "version"),
    [
        ("operation-removed", "2.0.0"),
        ("requirement-changed", "2.0.0"),
        ("operation-added", "1.5.0"),
        ("field-added", "1.5.0"),
        ("sentence-changed", "1.4.3"),
    ],
)
def test_rule_12_the_direction_of_a_change_decides_the_version(rule: str, version: str) -> None:
    fault = next(fault for fault in FAULTS if fault.rule == rule)
    found = changed(fault.told())
    assert next_version("1.4.2", found) == version
    assert next_version("1.4.2", []) == "1.4.2"
    assert next_version("0.4.2", found) == ("0.5.0" if version == "2.0.0" else "0.4.3")
    assert all(finding.message for finding in found)


def test_a_model_is_a_value() -> None:
    one = models.AmountInput(currency="BRL", value=Decimal("1.50"))
    assert one == models.AmountInput.of({"currency": "BRL", "value": Decimal("1.50")})
    assert one == pickle.loads(pickle.dumps(one)) == copy.deepcopy(one)
    one.value = Decimal(2)
    assert one.to_dict() == {"currency": "BRL", "value": Decimal(2)}
    assert "currency" in one
    assert isinstance(one, Model)
    with pytest.raises(AttributeError, match="did you mean currency"):
        _ = one.curency  # type: ignore[attr-defined]


def test_an_answer_that_drips_ends_at_the_deadline() -> None:
    import httpx

    class Drip(httpx.SyncByteStream):
        def __iter__(self) -> Any:
            while True:
                time.sleep(0.02)
                yield b" "

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Drip())

    client = Yuno(environment=BASE, **KEYS, http_client=httpx.Client(transport=httpx.MockTransport(answer)))
    started = time.monotonic()
    with pytest.raises(errors.OutcomeUnknownError):
        client.payments.retrieve(payment_id="p", deadline=0.2, max_retries=0)
    assert time.monotonic() - started < 5
