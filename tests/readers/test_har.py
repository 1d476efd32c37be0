"""A HAR file gives exchanges without a secret in them, and whatever it holds, it never ends in an exception."""

from __future__ import annotations

import base64
import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftline.claims import Seen, Unread
from driftline.errors import SourceError
from driftline.exchange import MAX_BODY, STRUCK, Exchange, from_line, to_line
from driftline.readers.exchanges import read_exchanges
from driftline.readers.har import MAX_DEPTH, exchanges_of_har
from driftline.readers.known import Known

KNOWN = Known(frozenset({"POST /v1/payments", "GET /v1/payments/{}"}))
CARD, CODE, KEY, TOKEN, SESSION = (
    "4111111111111111",
    "73195",
    "k3y-0f-th3-h0us3",
    "sk_live_0123456789",
    "s3ss10n-0f-a-user",
)


def named(**headers: str) -> list[dict[str, str]]:
    return [{"name": name.replace("_", "-"), "value": value} for name, value in headers.items()]


def entry(**changes: Any) -> dict[str, Any]:
    """One entry as a browser writes it, with some members of request, response and content changed."""
    request: dict[str, Any] = {
        "method": "POST",
        "url": "https://api.example.test/v1/payments?limit=3",
        "httpVersion": "h2",
        "headers": [
            {"name": ":method", "value": "POST"},
            *named(Content_Type="application/json", Authorization="Bearer x"),
        ],
        "queryString": [],
        "cookies": [],
        "postData": {"mimeType": "application/json", "text": '{"amount": 5}'},
    }
    content: dict[str, Any] = {"size": 20, "mimeType": "application/json", "text": '{"id": "p1", "paid": true}'}
    response: dict[str, Any] = {"status": 201, "headers": named(Content_Type="application/json; charset=utf-8")}
    for name, value in changes.items():
        whose, _, member = name.partition("_")
        {"request": request, "response": response, "content": content}.get(whose, {})[member] = value
    return {"time": 12.5, "request": request, "response": {"content": content, **response}}


def har(*entries: Any) -> str:
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "a browser"}, "entries": list(entries)}})


def read(*entries: Any, secrets: tuple[str, ...] = ()) -> tuple[list[Exchange], list[Unread]]:
    return exchanges_of_har(har(*entries), KNOWN.resolve, secrets=secrets)


def only(one: dict[str, Any]) -> Exchange:
    [exchange], unread = read(one)
    assert unread == []
    return exchange


def reason(one: Any) -> str:
    """Why the only entry was left out."""
    exchanges, [unread] = read(one)
    assert exchanges == []
    return unread.reason


def test_an_entry_is_an_exchange() -> None:
    assert only(entry()) == Exchange(
        "h00001",
        "POST /v1/payments",
        "observed",
        "POST",
        "https://api.example.test/v1/payments?limit=3",
        {"content-type": "application/json", "authorization": STRUCK},
        {"amount": 5},
        201,
        {"content-type": "application/json; charset=utf-8"},
        {"id": "p1", "paid": True},
        True,
        seconds=0.0125,
    )


def test_an_exchange_has_the_number_of_its_entry() -> None:
    exchanges, unread = read(entry(), None, entry())
    assert [exchange.id for exchange in exchanges] == ["h00001", "h00003"]
    assert unread == [Unread("har", None, "entry 2: no request")]


def test_an_operation_that_nobody_knows_is_the_empty_one() -> None:
    assert only(entry(request_url="https://api.example.test/elsewhere")).operation == ""
    assert only(entry(request_method="get", request_url="https://h/v1/payments/p1")).operation == "GET /v1/payments/{}"


def test_what_was_observed_reads_as_live() -> None:
    reading = read_exchanges([only(entry())])
    assert reading.unread == ()
    said = {(claim.subject.place, claim.aspect, claim.value) for claim in reading.claims}
    assert said == {
        ("response/201", "seen", Seen("status", 201)),
        ("response/201/header", "sent", ("content-type",)),
        ("response/201/content-type", "came", "application/json"),
        ("response/201/body", "seen", Seen("object", ("id", "paid"))),
        ("response/201/body/id", "seen", Seen("string", "p1")),
        ("response/201/body/paid", "seen", Seen("boolean", True)),
    }


@pytest.mark.parametrize(
    "text", ["", "no", "{", "[" * 100_000, "[]", "{}", '{"log": 5}', '{"log": {"entries": {}}}', "9" * 5000]
)
def test_what_is_no_har_file_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no HAR file"):
        exchanges_of_har(text, KNOWN.resolve)


def test_a_byte_order_mark_and_no_number_at_all_do_no_harm() -> None:
    text = "\ufeff" + har(entry()).replace("12.5", "NaN")
    [exchange], _ = exchanges_of_har(text, KNOWN.resolve)
    assert exchange.seconds == 0.0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"response_status": 0}, "aborted or blocked, no answer"),
        ({"response_status": -1}, "aborted or blocked, no answer"),
        ({"response_status": 101}, "a websocket, no HTTP exchange"),
        ({"response_status": 103}, "a status that ends no exchange"),
        ({"response_status": 999}, "no status of HTTP"),
        ({"response_status": "200"}, "no status"),
        ({"response_status": True}, "no status"),
        ({"request_method": "A B"}, "no method"),
        ({"request_method": None}, "no method"),
        ({"request_url": 5}, "no URL"),
        ({"request_url": "http://[::1/"}, "no URL"),
        ({"request_url": "/v1/payments"}, "no URL"),
        ({"request_url": "https:///v1/payments"}, "a URL without a host"),
        ({"request_url": "wss://api.example.test/v1"}, "a websocket, no HTTP exchange"),
        ({"request_url": "data:text/plain,hello"}, "a URL of the scheme data, no HTTP exchange"),
        ({"request_url": "blob:https://host/5"}, "a URL of the scheme blob, no HTTP exchange"),
    ],
)
def test_an_entry_that_is_no_exchange_is_unread_and_says_why(changes: dict[str, Any], why: str) -> None:
    assert reason(entry(**changes)) == f"entry 1: {why}"


@pytest.mark.parametrize(
    ("one", "why"), [(5, "no request"), ({"request": []}, "no request"), ({"request": {}}, "no response")]
)
def test_an_entry_of_a_wrong_shape_is_unread(one: Any, why: str) -> None:
    assert reason(one) == f"entry 1: {why}"


def test_what_the_browser_had_already_and_a_socket_are_unread() -> None:
    assert (
        reason({**entry(), "_fromCache": "disk"}) == "entry 1: an answer from the browser's cache, not from the service"
    )
    assert reason({**entry(), "_resourceType": "websocket"}) == "entry 1: a websocket, no HTTP exchange"


def test_headers_of_http_2_are_dropped_and_repeated_ones_joined() -> None:
    rows = [*named(Vary="a", vary="b"), {"name": ":status", "value": "200"}]
    assert only(entry(response_headers=rows)).response_headers == {"vary": "a, b"}


def test_headers_that_cannot_be_read_are_counted() -> None:
    rows = [5, {"name": "a b", "value": "c"}, {"name": "x"}, *named(Vary="a")]
    [exchange], [unread] = read(entry(response_headers=rows))
    assert exchange.response_headers == {"vary": "a"}
    assert unread.reason == "entry 1: 3 unreadable in the headers of the answer"
    assert reason(entry(request_headers=None)) == "entry 1: no headers of the request"


def test_a_body_in_base64_is_unpacked() -> None:
    packed = base64.b64encode('{"name": "Zoë"}'.encode()).decode()
    exchange = only(entry(content_text=packed, content_encoding="base64"))
    assert (exchange.response_body, exchange.body_is_json) == ({"name": "Zoë"}, True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"content_text": "no base64!", "content_encoding": "base64"}, "the answer's body is no base64"),
        ({"content_text": "é", "content_encoding": "base64"}, "the answer's body is no base64"),
        ({"content_text": None}, "the answer's body was not recorded"),
        ({"content_text": ["a"]}, "the answer's body is no text"),
        ({"response_content": 5}, "the answer has no content"),
        ({"content_text": "[" * 200 + "]" * 200}, f"the answer's body is nested deeper than {MAX_DEPTH} levels"),
        ({"content_text": "[" * 100_000}, f"the answer's body is nested deeper than {MAX_DEPTH} levels"),
    ],
)
def test_a_body_that_cannot_be_read_leaves_the_exchange_without_one(changes: dict[str, Any], why: str) -> None:
    [exchange], [unread] = read(entry(**changes))
    assert (exchange.status, exchange.response_body, exchange.body_is_json) == (201, None, False)
    assert unread.reason == f"entry 1: {why}"


@pytest.mark.parametrize("text", ["<html>", '{"a": NaN}', '{"a": 1e999}', '{"a": ' + "9" * 5000 + "}"])
def test_a_body_that_is_not_json_is_a_text(text: str) -> None:
    exchange = only(entry(content_text=text))
    assert (exchange.response_body, exchange.body_is_json) == (text, False)


def test_a_huge_text_is_cut_after_its_secrets_are_gone() -> None:
    text = "x" * (MAX_BODY - 8) + " " + CARD + "y" * MAX_BODY
    body = only(entry(content_text=text)).response_body
    assert len(body) == MAX_BODY
    assert "411" not in body


def test_a_form_is_a_text_whichever_way_it_was_written_down() -> None:
    kind = "application/x-www-form-urlencoded; charset=utf-8"
    whole = only(entry(request_postData={"mimeType": kind, "text": "amount=5&cvv=123"}))
    rows = [{"name": "amount", "value": "5"}, {"name": "cvv", "value": "123"}]
    parts = only(entry(request_postData={"mimeType": kind, "params": rows}))
    assert whole.request_body == parts.request_body == "amount=5&cvv=%5Bstruck+out%5D"


def planted(**changes: Any) -> dict[str, Any]:
    """An entry with secrets in every place that has room for one."""
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Api-Key": KEY, "Cookie": f"theme=dark; session={SESSION}"}
    sent = {
        "card": {"number": CARD, "security_code": CODE},
        "cvv": int(CODE),
        "card_number": float(CARD),
        "api-key": KEY,
    }
    came = {
        "echo": f"{TOKEN} and {SESSION}",
        "card": int(CARD),
        "at": float(CARD),
        "seen": f"4111 1111 1111 1111 {KEY}",
    }
    return entry(
        **{
            "request_url": f"https://{KEY}@h/v1/payments?api_key={KEY}&api-key={KEY}&n=4111+1111+1111+1111#t={TOKEN}",
            "request_headers": named(**headers) + named(Referer=f"https://host/?api_key={KEY}"),
            "request_postData": {"mimeType": "application/json", "text": json.dumps(sent)},
            "response_headers": named(
                Set_Cookie=f"a={SESSION}", Location=f"https://h/?security_code={CODE}", Server=TOKEN
            ),
            "content_text": json.dumps(came),
            **changes,
        }
    )


FORM = f"number=4111+1111+1111+1111&security_code={CODE}&key={KEY}"
PLANTED = {
    "as json": {},
    "as a form": {"request_postData": {"mimeType": "application/x-www-form-urlencoded", "text": FORM}},
    "as fields": {"request_postData": {"mimeType": "x", "params": [{"name": "security_code", "value": CODE}]}},
    "as broken json": {"request_postData": {"text": f'{{"number": "{CARD}", "security_code": "{CODE}", "a"'}},
    "as xml": {"content_text": f"<cvv>{CODE}</cvv><number>{CARD}</number>"},
    "as base64": {
        "content_text": base64.b64encode(f'{{"cvc": {CODE}, "a": "{KEY}"}}'.encode()).decode(),
        "content_encoding": "base64",
    },
    "as another header": {
        "request_headers": named(authorization=TOKEN, Authorization=KEY, Cookie=SESSION, cookie=CODE)
    },
}


@pytest.mark.parametrize("changes", PLANTED.values(), ids=PLANTED)
def test_no_planted_secret_is_in_an_exchange(changes: dict[str, Any]) -> None:
    [exchange], unread = read(planted(**changes), secrets=(KEY, TOKEN, SESSION))
    line = to_line(exchange) + repr(unread)
    for secret in (CARD, CODE, KEY, TOKEN, SESSION, "1111 1111", "1111+1111"):
        assert secret not in line


def test_the_credentials_of_a_request_are_struck_out_of_its_answer_though_nobody_gave_them() -> None:
    [exchange], _ = read(planted())
    assert exchange.response_body["echo"] == f"{STRUCK} and {STRUCK}"
    assert exchange.response_body["seen"] == f"{STRUCK}1111 {STRUCK}"


def test_a_word_of_the_api_stays_though_a_cookie_has_it_too() -> None:
    rows = named(Cookie="tab=payments; country=COLOMBIA")
    exchange = only(entry(request_headers=rows, content_text='{"payments": "COLOMBIA"}'))
    assert exchange.response_body == {"payments": "COLOMBIA"}


def test_a_lone_surrogate_can_be_written_down() -> None:
    one = entry(
        request_url="https://host/v1/\ud800?a=\udfff",
        response_headers=named(Vary="\ud800"),
        content_text='{"a": "\ud800"}',
    )
    exchange = only(one)
    assert "\ud800" not in exchange.url + str(exchange.response_headers) + str(exchange.response_body)
    assert from_line(to_line(exchange)) == exchange


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
BAD = st.sampled_from(
    ["data:,x", "http://[", "ws://h", "http://h:99999999/x", "https://h/?%zz=;", "\ud800", "//", "base64"]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


PLACES = [place for place in places(planted(content_encoding="utf-8")) if place]


def changed(one: Any, place: tuple[Any, ...], value: Any) -> Any:
    """The entry with something else in one place, where an earlier change left that place."""
    holder = whole = copy.deepcopy(one)
    try:
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = value
    except (KeyError, IndexError, TypeError):
        return one
    return whole


def holds(text: str) -> None:
    """Whatever is read can be written down, read again, and compared."""
    try:
        exchanges, unread = exchanges_of_har(text, KNOWN.resolve)
    except SourceError:
        return
    assert all(one.intent == "observed" and re.fullmatch(r"h\d{5}", one.id) for one in exchanges)
    assert all(one.reason.startswith("entry ") for one in unread)
    for exchange in exchanges:
        json.loads(to_line(exchange), parse_constant=pytest.fail)
        assert from_line(to_line(exchange)) == exchange
    read_exchanges(exchanges)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK | BAD), min_size=1, max_size=4))
@settings(max_examples=400, deadline=None)
def test_an_entry_with_anything_anywhere_never_crashes_the_reader(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    one = planted(content_encoding="utf-8")
    for place, value in changes:
        one = changed(one, place, value)
    holds(har(one, entry()))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_mutated_text_never_crashes_the_reader(data: st.DataObject) -> None:
    text = har(planted(), entry())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(st.text(max_size=4)) + text[start + data.draw(st.integers(0, 40)) :]
    holds(text)


@given(JUNK, st.text(st.characters(), max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_body_of_anything_never_crashes_the_reader(value: Any, raw: str) -> None:
    holds(
        har(
            entry(content_text=json.dumps(value)),
            entry(content_text=raw),
            entry(content_text=raw, content_encoding="base64"),
        )
    )
