"""The request that shows a finding runs as it stands: as curl, as Python, as a call of the client."""

from __future__ import annotations

import ast
from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftline.claims import Evidence, Subject
from driftline.exchange import STRUCK, Exchange
from driftline.findings import Finding, Said
from driftline.renderers.requests import code, with_requests
from driftline.rules import Severity

POST = Exchange(
    "x1", "POST /v1/payments/{}/refund", "", "POST", "https://a.test/v1/payments/p%2F1/refund?dry=1",
    {"authorization": STRUCK, "accept": "*/*", "content-type": "application/json"},
    {"amount": 2, "from": "x", "card": {"number": STRUCK}, "on": True, "note": None}, 201,
)  # fmt: skip


def test_the_python_that_is_shown_sends_the_same_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHORIZATION", "Bearer t")
    monkeypatch.setenv("NUMBER", "4111")
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    import os

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        eval(code(POST), {"httpx": client, "os": os})
    assert sent[0].headers["authorization"] == "Bearer t"
    assert str(sent[0].url) == POST.url
    assert sent[0].read() == b'{"amount":2,"from":"x","card":{"number":"4111"},"on":true,"note":null}'


def test_a_call_of_the_client_names_path_query_and_body() -> None:
    shown = code(POST, ("payments.refund", "/payments/{payment_id}/refund"))
    assert shown.startswith(
        "client.payments.refund(\n    payment_id='p/1',\n    dry='1',\n    amount=2,\n    from_='x',\n"
    )
    assert "os.environ['NUMBER']" in shown


def test_what_the_client_cannot_send_is_shown_with_httpx() -> None:
    assert code(replace(POST, request_body="half a bo"), ("payments.refund", "/x")).startswith(
        "httpx.request(\n    'POST'"
    )


def test_the_smallest_of_the_quoted_requests_is_shown() -> None:
    small = replace(POST, id="x2", request_body={"amount": 2})
    said = tuple(Said("live", 1, Evidence(exchange=one)) for one in ("x1", "x2", "x9"))
    finding = Finding("type", Severity.ERROR, Subject(POST.operation, "request/body/amount"), said, "m")
    [shown] = with_requests([finding], [POST, small])
    assert shown.request is not None
    assert "-d '{\"amount\": 2}'" in shown.request
    assert shown.code is not None
    assert "json={'amount': 2}" in shown.code


TEXT = st.text(max_size=20)


@given(
    st.dictionaries(
        TEXT,
        st.recursive(
            st.none() | st.booleans() | st.integers() | TEXT,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
            max_leaves=8,
        ),
        max_size=5,
    ),
    TEXT,
)
def test_whatever_strangers_wrote_the_code_is_one_call_and_nothing_else(body: dict[str, object], header: str) -> None:
    exchange = replace(POST, request_body=body, request_headers={header: header}, url=f"https://a.test/{header}")
    for call in (None, ("payments.refund", "/payments/{payment_id}/refund")):
        tree = ast.parse(code(exchange, call), mode="eval").body
        assert isinstance(tree, ast.Call)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert len(calls) == 1
