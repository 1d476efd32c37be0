"""Lies of the live side: each changes what it says in one long story, and nothing else in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

import emulator
from driftline.emulator import DEVIATIONS, Emulator, EmulatorTransport
from driftline.emulator.deliveries import due
from driftline.errors import DriftError
from emulator.webhooks import HEADER, POSTING
from tests.emulator.conftest import ACCOUNT, KEYS, OTHER_KEYS, payment_body

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
KEY = {"X-Idempotency-Key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be001"}
BODY = {"merchant_customer_id": "customer-1", "first_name": "Marina", "country": "BR"}
REPORT = {"type": "PAYMENTS", "start_date": "2026-01-01T00:00:00Z", "end_date": "2026-01-02T00:00:00Z"}
SESSION = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}


@dataclass(frozen=True)
class Seen:
    """One answer: status, content type, and body."""

    status: int
    kind: str
    body: Any


Story = dict[str, Any]


class Teller:
    """Asks a running emulator one thing after the other, and keeps what was answered under a name."""

    def __init__(self, running: Emulator) -> None:
        self.client = httpx.Client(transport=EmulatorTransport(running), base_url="https://api.emulator.test/v1")
        self.seen: Story = {}

    def ask(self, name: str, method: str, path: str, keys: Mapping[str, str] = KEYS, **content: Any) -> Any:
        headers = {**keys, **content.pop("headers", {})}
        answer = self.client.request(method, path, headers=headers, **content)
        body = _json(answer)
        self.seen[name] = Seen(answer.status_code, answer.headers.get("content-type", ""), body)
        return body

    def told(self) -> Story:
        """What was answered, every id written as the name under which it came first, and a count."""
        known = {ACCOUNT: "<account>"}
        found = {}
        for name, seen in self.seen.items():
            for number, one in enumerate(i for i in dict.fromkeys(ID.findall(json.dumps(seen.body))) if i not in known):
                known[one] = f"<{name} {number}>"
            written = ID.sub(lambda match: known[match.group()], json.dumps(seen.body))
            found[name] = replace(seen, body=json.loads(written))
        return found


def _json(answer: httpx.Response) -> Any:
    """The JSON value of an answer, its text where it is none."""
    try:
        return answer.json()
    except ValueError:
        return answer.text


def story(lie: str = "") -> Story:
    """One long story, with one lie in it; the clock stands still but where the story lets time pass."""
    running = emulator.create(deviate=[lie] if lie else [])
    running.world.clock.frozen = True
    teller = Teller(running)
    _customers(teller)
    _payments(teller)
    _reports(teller, running)
    return {**teller.told(), "posted": _posted(running)}


def _customers(teller: Teller) -> None:
    ask = teller.ask
    path = f"/customers/{ask('made', 'POST', '/customers', json=BODY)['id']}"
    ask("read", "GET", path)
    ask("updated", "PATCH", path, json={"last_name": "Duarte"})
    ask("read again", "GET", path)
    ask("found", "GET", "/customers", params={"merchant_customer_id": "customer-1"})
    ask("taken", "POST", "/customers", json=BODY)
    ask("unknown country", "POST", "/customers", json={"merchant_customer_id": "customer-2", "country": "XX"})
    ask("too long", "POST", "/customers", json={"merchant_customer_id": "customer-3", "first_name": "M" * 256})
    ask("mistyped", "POST", "/customers", json={"merchant_customer_id": "customer-4", "first_name": 1234})
    ask("empty", "POST", "/customers", json={})
    odd = {"merchant_customer_id": "customer-5", "first_name": "Ana", "gender": "F", "shoe_size": 43}
    ask("odd", "POST", "/customers", json=odd)
    ask("anonymous", "GET", path, {})
    ask("wrong", "GET", path, {**KEYS, "private-secret-key": "wrong"})
    ask("other", "GET", path, OTHER_KEYS)
    ask("deleted", "DELETE", path)
    ask("gone", "GET", path)


def _payments(teller: Teller) -> None:
    ask = teller.ask
    ask("session", "POST", "/checkout/sessions", json=SESSION)
    paid = ask("paid", "POST", "/payments", json=payment_body(capture=False), headers=KEY)
    ask("paid again", "POST", "/payments", json=payment_body(capture=False), headers=KEY)
    second = ask("second", "POST", "/payments", json=payment_body(50, capture=False))
    ask("orders", "GET", "/payments", params={"merchant_order_id": "order-1"})
    ask("no orders", "GET", "/payments", params={"merchant_order_id": "order-2"})
    actions = [f"/payments/{one['id']}/transactions/{one['transactions']['id']}" for one in (paid, second)]
    ask("canceled", "POST", f"{actions[0]}/cancel", json={"merchant_reference": "reference-1"})
    ask("canceled again", "POST", f"{actions[0]}/cancel", json={"merchant_reference": "reference-1"})
    over = {"merchant_reference": "reference-1", "amount": {"currency": "USD", "value": 80}}
    ask("captured", "POST", f"{actions[1]}/capture", json=over)


def _reports(teller: Teller, running: Emulator) -> None:
    ask = teller.ask
    first, *_ = (ask(name, "POST", "/reports", json=REPORT)["id"] for name in ("report", "report 2", "report 3"))
    path = f"/reports/{first}"
    ask("listed", "GET", "/reports/list")
    ask("two", "GET", "/reports/list", params={"page_size": "2"})
    ask("page 2", "GET", "/reports/list", params={"page_number": "2"})
    ask("from tomorrow", "GET", "/reports/list", params={"start_date": "2026-01-02T00:00:00Z"})
    running.advance(seconds=1)
    ask("soon", "GET", path)
    running.advance(seconds=60)
    ask("later", "GET", path)


def _posted(running: Emulator) -> list[tuple[str, bool]]:
    """The events that are posted, and whether they are signed, in alphabetical order."""
    messages = due(running.world, POSTING, unaddressed=True)
    return sorted((json.loads(message.body)["type_event"], HEADER in message.headers) for message in messages)


Told = Callable[[Any, Story, Any], Any]  # what an honest vendor answers, all it answers, and what was answered


def body(**fields: Any) -> Told:
    """The same answer with these fields."""
    return lambda honest, story, got: replace(honest, body={**honest.body, **fields})


def of_body(change: Callable[[Any], Any]) -> Told:
    return lambda honest, story, got: replace(honest, body=change(honest.body))


def answer(**parts: Any) -> Told:
    return lambda honest, story, got: replace(honest, **parts)


def like(name: str) -> Told:
    """The same as another answer of the honest vendor."""
    return lambda honest, story, got: story[name]


def another(name: str, own: str) -> Told:
    """As another answer of the honest vendor, with ids of its own."""
    return lambda honest, story, got: replace(story[name], body=renamed(story[name].body, name, own))


def renamed(value: Any, name: str, own: str) -> Any:
    return json.loads(json.dumps(value).replace(f"<{name} ", f"<{own} "))


def customer(name: str, **fields: Any) -> Told:
    """A customer that was made, with no other field than these."""

    def told(honest: Any, story: Story, got: Any) -> Any:
        made = renamed(story["odd"].body, "odd", name)
        return replace(story["odd"], body={**made, "first_name": None, "gender": None, **fields})

    return told


def one_more(honest: Seen, story: Story, got: Any) -> Seen:
    first, *rest = honest.body
    return replace(honest, body=[first, renamed(first, "paid", "paid again"), *rest])


def events(change: Callable[[str, bool], list[tuple[str, bool]]]) -> Told:
    return lambda honest, story, got: sorted(one for event in honest for one in change(*event))


def but(**fields: Any) -> Told:
    """What was answered, but for these fields: they must be so."""
    return lambda honest, story, got: replace(got, body={**got.body, **fields})


def each(names: list[str], told: Told) -> Mapping[str, Told]:
    return dict.fromkeys(names, told)


CREATE, READ, UPDATE = "POST /v1/customers", "GET /v1/customers/{}", "PATCH /v1/customers/{}"
PAY, CANCEL = "POST /v1/payments", "POST /v1/payments/{}/transactions/{}/cancel"
LIST, REFUSED = "GET /v1/reports/list", "response/400"
READS, PAID = ["read", "read again"], ["paid", "paid again", "second"]
ERRORS = ["taken", "unknown country", "too long", "mistyped", "empty"]
AT = "2026-01-01T12:00:00.000000"
UNKNOWN = Seen(404, "text/plain; charset=utf-8", "404 page not found")


def refused(name: str) -> Told:
    said = {"code": "INVALID_REQUEST", "messages": [f"{name} is not as expected"]}
    return lambda honest, story, got: Seen(400, "application/json", said)


def without(name: str) -> Told:
    return of_body(lambda shown: {key: value for key, value in shown.items() if key != name})


def is_payment(event: str) -> bool:
    return event == "payment.authorize"


CASES: dict[str, tuple[str, Mapping[str, Told]]] = {
    "resp_drop": (f"{READ} response/200/body/country", each(READS, without("country"))),
    "resp_null": (f"{READ} response/200/body/country", each(READS, body(country=None))),
    "resp_rename": (
        f"{READ} response/200/body/country",
        each(READS, of_body(lambda b: {k: v for k, v in b.items() if k != "country"} | {"country_v2": "BR"})),
    ),
    "resp_retype": (f"{READ} response/200/body/country", each(READS, body(country={"value": "BR"}))),
    "resp_member": (f"{READ} response/200/body/country", each(READS, body(country="BR_V2"))),
    "resp_case": (f"{READ} response/200/body/country", each(READS, body(country="br"))),
    "resp_empty": (f"{READ} response/200/body/gender", each(READS, body(gender=""))),
    "resp_extra": (f"{READ} response/200/body/zz", each(READS, body(zz="extra"))),
    "resp_units": (
        f"{PAY} response/201/body/amount/value",
        each(PAID, of_body(lambda b: {**b, "amount": {**b["amount"], "value": 100 * b["amount"]["value"]}})),
    ),
    "resp_epoch": (f"{READ} response/200/body/created_at", each(READS, body(created_at=1767268800))),
    "resp_naive": (f"{READ} response/200/body/created_at", each(READS, body(created_at=AT))),
    "resp_zone": (
        f"{READ} response/200/body/created_at",
        each(READS, body(created_at=AT.replace("T12", "T14") + "Z")),
    ),
    "resp_envelope": (f"{READ} response/200/body", each(READS, of_body(lambda shown: {"data": shown}))),
    "list_truncated": ("GET /v1/payments response/200/body", {"orders": of_body(lambda items: items[:1])}),
    "list_reordered": ("GET /v1/payments response/200/body", {"orders": of_body(lambda items: items[::-1])}),
    "status_changed": (f"{READ} response/200", each(READS, answer(status=201))),
    "missing_found": (
        f"{READ} response/404",
        each(["other", "gone"], lambda *_: Seen(200, "application/json", None)),
    ),
    "error_code": (
        f"{CREATE} {REFUSED}/body/code",
        each(ERRORS, of_body(lambda shown: {**shown, "code": f"{shown['code']}_RENAMED"})),
    ),
    "error_envelope": (f"{CREATE} {REFUSED}", each(ERRORS, of_body(lambda shown: {"error": shown}))),
    "error_success": (f"{CREATE} {REFUSED}", each(ERRORS, answer(status=200))),
    "content_type": (f"{READ} response/200", each(READS, answer(kind="text/plain; charset=utf-8"))),
    "header_dropped": (f"{READ} response/200/header/Content-Type", each(READS, answer(kind=""))),
    "credentials_swapped": (f"{READ} response/401", each(["anonymous", "wrong"], answer(status=403))),
    "req_ignored": (f"{CREATE} request/body/gender", {"odd": body(gender=None)}),
    "req_required": (f"{CREATE} request/body/country", {"odd": refused("country")}),
    "req_optional": (
        f"{CREATE} request/body/merchant_customer_id=customer-9",
        {"empty": customer("empty", merchant_customer_id="customer-9")},
    ),
    "req_default": (
        "POST /v1/checkout/sessions request/body/workflow=SDK_SEAMLESS",
        {"session": body(workflow="SDK_SEAMLESS")},
    ),
    "req_enum": (f"{CREATE} request/body/gender=F", {"odd": refused("gender")}),
    "req_enum_open": (
        f"{CREATE} request/body/country=US",
        {"unknown country": customer("unknown country", merchant_customer_id="customer-2", country="US")},
    ),
    "req_bound": (f"{CREATE} request/body/first_name=3", {"odd": refused("first_name")}),
    "req_unbound": (
        f"{CREATE} request/body/first_name=1..255",
        {"too long": customer("too long", merchant_customer_id="customer-3", first_name="M" * 255)},
    ),
    "req_coerced": (
        f"{CREATE} request/body/first_name",
        {"mistyped": customer("mistyped", merchant_customer_id="customer-4", first_name="1234")},
    ),
    "req_strict": (
        f"{CREATE} request/body=merchant_customer_id,first_name,country,gender",
        {"odd": refused("body")},
    ),
    "over_limit": (
        "POST /v1/payments/{}/transactions/{}/capture request/body/amount/value",
        {
            "captured": lambda _, story, got: Seen(200, "application/json", {**got.body, "amount": 40}),
            "posted": lambda honest, story, got: sorted([*honest, ("payment.capture", True)]),
        },
    ),
    "filter_ignored": (f"{LIST} request/query/start_date", {"from tomorrow": like("listed")}),
    "filter_stuck": ("GET /v1/payments request/query/merchant_order_id", {"no orders": like("orders")}),
    "list_default": (
        f"{LIST} request/query/page_size=2",
        {"listed": like("two"), "page 2": lambda honest, story, _: replace(honest, body=[story["report"].body])},
    ),
    "list_cap": (f"{LIST} request/query/page_size=1", {"two": like("listed")}),
    "list_repeats": (f"{LIST} request/query/page_number", {"page 2": like("listed")}),
    "header_ignored": (
        f"{PAY} request/header/X-Idempotency-Key",
        {
            "paid again": another("paid", "paid again"),
            "orders": one_more,
            "posted": lambda honest, *_: sorted([*honest, ("payment.authorize", True)]),
        },
    ),
    "key_ignored": (
        f"{PAY} request/header/X-Idempotency-Key",
        {
            "paid again": another("paid", "paid again"),
            "orders": one_more,
            "posted": lambda honest, *_: sorted([*honest, ("payment.authorize", True)]),
        },
    ),
    "key_other_body": (f"{PAY} request/header/X-Idempotency-Key", {"paid again": another("paid", "paid again")}),
    "credentials_open": (f"{READ}", {"anonymous": like("read again")}),
    "credentials_any": (f"{READ} request/header/private-secret-key", {"wrong": like("read again")}),
    "tenant_open": (f"{READ}", {"other": like("read again")}),
    "not_stored": (
        "POST /v1/reports",
        {
            "listed": of_body(lambda _: []),
            "two": of_body(lambda _: []),
            "page 2": of_body(lambda _: []),
            "soon": lambda _, story, got: replace(got, status=404),
            "later": lambda _, story, got: replace(got, status=404),
        },
    ),
    "update_lost": (f"{UPDATE} request/body/last_name", each(["read again", "found"], body(last_name=None))),
    "patch_as_put": (
        f"{UPDATE} request/body/first_name",
        each(["updated", "read again", "found"], body(first_name=None)),
    ),
    "delete_lost": ("DELETE /v1/customers/{}", {"gone": like("read again")}),
    "state_lost": (
        CANCEL,
        {
            "canceled again": another("canceled", "canceled again"),
            "posted": events(lambda event, signed: [] if event == "payment.cancel" else [(event, signed)]),
        },
    ),
    "action_repeated": (CANCEL, {"canceled again": like("canceled")}),
    "taken_twice": (f"{CREATE} request/body/merchant_customer_id", {"taken": another("made", "taken")}),
    "webhook_missing": (PAY, {"posted": events(lambda event, s: [] if is_payment(event) else [(event, s)])}),
    "webhook_twice": (PAY, {"posted": events(lambda event, s: [(event, s)] * (2 if is_payment(event) else 1))}),
    "webhook_unsigned": (PAY, {"posted": events(lambda event, s: [(event, not is_payment(event))])}),
    "webhook_renamed": (
        PAY,
        {"posted": events(lambda event, s: [(f"{event}_v2" if is_payment(event) else event, s)])},
    ),
    "time_never": ("POST /v1/reports", {"later": like("soon")}),
    "time_early": ("POST /v1/reports", each(["soon", "later"], but(status="SUCCEEDED"))),
    "route_gone": (
        UPDATE,
        {
            "updated": lambda *_: UNKNOWN,
            **each(["read again", "found"], body(last_name=None)),
        },
    ),
}


@pytest.fixture(scope="module")
def honest() -> Story:
    return story()


def test_there_is_a_case_for_every_kind():
    assert CASES.keys() == DEVIATIONS.keys()


def test_the_story_is_the_same_each_time(honest):
    assert story() == honest


@pytest.mark.parametrize("kind", CASES)
def test_a_lie_of_the_live_side_changes_what_it_says_and_nothing_else(kind, honest):
    place, told = CASES[kind]
    lying = story(f"{kind}:{place}")
    assert {name for name in honest if lying[name] != honest[name]} == told.keys()
    assert {name: lying[name] for name in told} == {
        name: tell(honest[name], honest, lying[name]) for name, tell in told.items()
    }


@pytest.mark.parametrize(
    "lie", ["req_bound:POST /v1/customers request/body/first_name", f"list_cap:{LIST} request/query/page_size=few"]
)
def test_a_lie_that_needs_a_value_is_refused_without_one(lie):
    with pytest.raises(DriftError, match="needs a value behind its place"):
        emulator.create(deviate=[lie])
