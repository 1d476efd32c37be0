"""`driftline probe` and `run`: on the pretend vendor, on a vendor never seen, and on targets that misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests_support import ROOT, Run

import emulator
from driftline.emulator import Deviation, EmulatorTransport
from driftline.errors import SourceError
from driftline.exchange import Exchange, curl, from_line, strike, strike_headers, strike_url, to_line
from driftline.experiments.bench import is_written_as
from driftline.probe import probe
from driftline.target import Budget, Target

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
BUNDLE = json.loads((ROOT / "openapi" / "bundle.json").read_text())
SMALL = Budget(requests=3000, examples=4, steps=4)


def probed(
    *, fuzz: bool = False, budget: Budget = SMALL, deviations: tuple[Deviation, ...] = ()
) -> tuple[Any, list[Exchange]]:
    transport = EmulatorTransport(emulator.create(deviate=deviations))
    target = Target("https://api.emulator.test", headers=KEYS, budget=budget, transport=transport)
    done = probe(BUNDLE, target, fuzz=fuzz)
    return done, list(done.exchanges)


def test_every_operation_is_reached() -> None:
    done, _ = probed()
    # a retry needs a subscription whose last payment was declined, which no written request makes
    assert (done.reached, done.operations) == (57, 58)


def test_the_budget_is_kept() -> None:
    done, exchanges = probed(fuzz=True, budget=Budget(requests=37))
    assert 30 < len(exchanges) <= 37  # some are held back for deleting what was made
    assert "the budget was spent" in done.ended


@cache
def whole_run() -> tuple[Exchange, ...]:
    """The exchanges of a run with all that it has, generated requests too."""
    return tuple(probed(fuzz=True)[1])


def test_no_secret_and_no_card_is_in_any_exchange() -> None:
    exchanges = whole_run()
    text = "".join(to_line(exchange) + curl(exchange) for exchange in exchanges)
    assert "sandbox-secret-key" not in text
    assert "sandbox-public-key" not in text
    assert "4507990000000002" not in text


def test_a_run_is_repeatable_by_seed() -> None:
    def shown(exchanges: Iterable[Exchange]) -> list[tuple[str, str, int]]:
        return [(e.operation, e.intent, e.status) for e in exchanges]

    assert shown(probed(fuzz=True)[1]) == shown(whole_run())


@pytest.mark.parametrize(
    ("deviation", "rule", "place", "odd"),
    [
        ("resp_drop:POST /v1/payments response/201/body/id", "field-omitted", "response/201/body/id", "live"),
        ("resp_member:POST /v1/payments response/201/body/status", "values", "response/201/body/status", "live"),
        (
            "resp_retype:GET /v1/payments/{} response/200/body/amount/value",
            "type",
            "response/200/body/amount/value",
            "live",
        ),
        ("resp_extra:POST /v1/customers response/201/body/zz", "field-undeclared", "response/201/body/zz", "live"),
        ("req_required:POST /v1/customers request/body/email", "field-unwanted", "request/body/email", None),
        ("status_changed:POST /v1/customers response/201", "status-missing", "response/200", None),
        ("route_gone:GET /v1/customers/{}", "operation-unknown", "", "live"),
        ("not_stored:POST /v1/customers", "not-stored", "GET /v1/customers/{}", "live"),
    ],
)
def test_a_deviation_is_found_and_the_odd_one_out_named(
    run: Run, tmp_path: Path, deviation: str, rule: str, place: str, odd: str | None
) -> None:
    headers = [word for name in KEYS for word in ("--header", f"{name}: {KEYS[name]}")]
    operation = " ".join(deviation.partition(":")[2].split()[:2])
    words = ["--app", "emulator:create", "--deviate", deviation, *headers, "--no-fuzz", "--json", tmp_path / "out.json"]
    words += ["--only", operation]
    done = run("run", "--spec", "openapi/bundle.json", "--docs", "emulator/site/reference", *words)
    assert done.returncode in (0, 1), done.stderr
    if place.startswith("GET "):
        operation, place = place, ""
    found = json.loads((tmp_path / "out.json").read_text())["findings"]
    hits = [f for f in found if f["rule"] == rule and f["operation"] == operation and f["place"] == place]
    assert hits, [(f["rule"], f["operation"], f["place"]) for f in found]
    assert hits[0]["odd_one_out"] == odd


def test_without_a_deviation_there_is_no_finding(run: Run, tmp_path: Path) -> None:
    headers = [word for name in KEYS for word in ("--header", f"{name}: {KEYS[name]}")]
    words = ["--app", "emulator:create", *headers, "--json", tmp_path / "out.json", "--fail-on", "error"]
    words += ["--examples", 3]
    done = run("run", "--spec", "openapi/bundle.json", "--docs", "emulator/site/reference", *words)
    found = json.loads((tmp_path / "out.json").read_text())["findings"]
    assert [(one["rule"], one["operation"]) for one in found] == [("unreached", "POST /v1/subscriptions/{}/retry")]
    assert done.returncode == 0


@pytest.mark.parametrize(
    "noises",  # one on the way and one in the answer go together
    [
        ("lag", "spelling"),
        ("errors=0.02", "extra-fields"),
        ("rate-limit=0.02", "key-order"),
        ("latency=0.001", "messages"),
    ],
    ids="+".join,
)
def test_noise_is_no_drift(run: Run, tmp_path: Path, noises: tuple[str, str]) -> None:
    headers = [word for name in KEYS for word in ("--header", f"{name}: {KEYS[name]}")]
    words = ["--app", "emulator:create", *headers, "--json", tmp_path / "out.json", "--no-fuzz"]
    words += [word for noise in noises for word in ("--noise", noise)]
    run("run", "--spec", "openapi/bundle.json", "--docs", "emulator/site/reference", *words)
    found = json.loads((tmp_path / "out.json").read_text())["findings"]
    assert [(one["rule"], one["operation"]) for one in found] == [("unreached", "POST /v1/subscriptions/{}/retry")]


def test_a_run_that_proves_nothing_is_never_green(run: Run) -> None:
    done = run("probe", "--spec", "openapi/bundle.json", "--app", "emulator:create", "--no-fuzz")
    assert done.returncode == 2
    assert "nothing was proven" in done.stderr


def test_a_missing_key_is_named(run: Run) -> None:
    words = ("--app", "emulator:create", "--header", "private-secret-key: $NO_SUCH_KEY")
    done = run("probe", "--spec", "openapi/bundle.json", *words)
    assert done.returncode == 2
    assert "NO_SUCH_KEY is not set" in done.stderr


def test_a_target_that_is_down_ends_with_3(run: Run) -> None:
    done = run("probe", "--spec", "openapi/bundle.json", "--target", "http://127.0.0.1:9")
    assert done.returncode == 3
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_deviation_is_told_what_was_meant(run: Run) -> None:
    done = run("probe", "--spec", "openapi/bundle.json", "--app", "emulator:create", "--deviate", "resp_drap:GET /a x")
    assert done.returncode == 2
    assert "did you mean 'resp_drop'" in done.stderr


SHOP = {
    "openapi": "3.0.3",
    "info": {"title": "Shop", "version": "1"},
    "security": [{"token": []}],
    "paths": {
        "/items": {
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
                        }
                    }
                },
                "responses": {"201": {"description": "made", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}},
            }
        },
        "/items/{item_id}": {
            "get": {
                "parameters": [{"name": "item_id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "responses": {
                    "200": {"description": "it", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}},
                    "404": {"description": "none"},
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Item": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "price": {"type": "integer", "nullable": True}},
            }
        },
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}  # fmt: skip


class Shop(BaseHTTPRequestHandler):
    """A vendor never seen: a bearer token, integer ids, a price that is a text where the spec says integer."""

    items: dict[int, dict[str, Any]] = {}  # noqa: RUF012

    def answer(self, status: int, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.headers.get("authorization") != "Bearer canary-token":
            return self.answer(401, {"error": "token"})
        try:
            name = json.loads(raw)["name"]
        except (ValueError, KeyError, TypeError):
            return self.answer(400, {"error": "name"})
        if not isinstance(name, str):
            return self.answer(400, {"error": "name"})
        item = {"id": len(self.items) + 1, "name": name, "price": "12"}
        self.items[item["id"]] = item
        return self.answer(201, item)

    def do_GET(self) -> None:
        key = self.path.rpartition("/")[2]
        if self.headers.get("authorization") != "Bearer canary-token":
            return self.answer(401, {"error": "token"})
        item = self.items.get(int(key)) if key.isdigit() and len(key) < 9 else None
        return self.answer(200, item) if item else self.answer(404, {"error": "none"})

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def serve() -> Iterator[Callable[[type[BaseHTTPRequestHandler]], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(handler: type[BaseHTTPRequestHandler]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_vendor_never_seen_is_probed_without_configuration(
    run: Run, tmp_path: Path, serve: Callable[[type[BaseHTTPRequestHandler]], str]
) -> None:
    (tmp_path / "shop.json").write_text(json.dumps(SHOP))
    words = ["--target", serve(Shop), "--header", "authorization: Bearer $TOKEN", "--json", tmp_path / "out.json"]
    done = run("run", "--spec", tmp_path / "shop.json", *words, "--record", tmp_path / "x.jsonl", TOKEN="canary-token")
    report = json.loads((tmp_path / "out.json").read_text())
    assert {f["rule"] for f in report["findings"]} == {"type", "status-missing"}, report["findings"]
    assert any("price" in f["place"] for f in report["findings"] if f["rule"] == "type")
    assert done.returncode == 1
    live = next(source for source in report["sources"] if source["name"] == "live")
    assert live["requests"] > 10
    assert "canary-token" not in (tmp_path / "x.jsonl").read_text()


class Endless(Shop):
    """Answers without end."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return


def test_an_endless_answer_ends_the_run_and_not_the_machine(
    serve: Callable[[type[BaseHTTPRequestHandler]], str],
) -> None:
    budget = Budget(requests=20, answer_bytes=1_000_000, answer_seconds=5)
    with pytest.raises(SourceError, match="does not answer"):
        probe(SHOP, Target(serve(Endless), headers={}, budget=budget))


def test_a_redirect_is_recorded_and_never_followed() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": "https://elsewhere.test/"})

    target = Target("https://api.shop.test", headers=KEYS, budget=SMALL, transport=httpx.MockTransport(answer))
    probe(SHOP, target, fuzz=False)
    assert set(asked) == {"api.shop.test"}


def test_429_is_tried_again_and_is_no_drift() -> None:
    calls: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(1)
        return httpx.Response(429, headers={"retry-after": "0"}) if len(calls) % 2 else httpx.Response(404)

    target = Target("https://api.shop.test", headers={}, budget=SMALL, transport=httpx.MockTransport(answer))
    exchange, _ = target.send("", "try", "GET", "/x")
    assert exchange.status == 404


def test_secrets_are_struck_out_wherever_they_stand() -> None:
    value = {"a": ["key-12345", {"security_code": "123"}], "card": "4507 9900 0000 0002", "n": 4507990000000002}
    shown = json.dumps(strike(value, ["key-12345"]))
    assert "key-12345" not in shown
    assert '"123"' not in shown
    assert "4507" not in shown
    assert strike_headers({"Authorization": "Bearer x", "Content-Type": "a/b"})["authorization"] == "[struck out]"
    assert "pw" not in strike_url("https://me:pw@host.test/a?api_key=pw&b=1")


def test_an_exchange_survives_its_line() -> None:
    exchange = Exchange(
        "x1", "GET /a", "baseline", "GET", "https://a.test/a", status=200, response_body={"a": 1}, body_is_json=True
    )
    assert from_line(to_line(exchange)) == exchange
    assert from_line("{not json") is None
    assert from_line('{"id": "x"}') is None


CORE = """
import json

ITEMS = {}

def answer(method, path, token, raw):
    if token != "Bearer canary-token":
        return 401, {"error": "token"}
    if method == "POST":
        try:
            name = json.loads(raw)["name"]
        except (ValueError, KeyError, TypeError):
            return 400, {"error": "name"}
        if not isinstance(name, str):
            return 400, {"error": "name"}
        item = {"id": len(ITEMS) + 1, "name": name, "price": "12"}
        ITEMS[item["id"]] = item
        return 201, item
    key = path.rpartition("/")[2]
    item = ITEMS.get(int(key)) if key.isdigit() and len(key) < 9 else None
    return (200, item) if item else (404, {"error": "none"})

async def asgi(scope, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    token = dict(scope["headers"]).get(b"authorization", b"").decode()
    status, value = answer(scope["method"], scope["path"], token, body)
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(value).encode()})

def wsgi(environ, start_response):
    body = environ["wsgi.input"].read()
    status, value = answer(environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("HTTP_AUTHORIZATION"), body)
    start_response(f"{status} x", [("content-type", "application/json")])
    return [json.dumps(value).encode()]

class Framework:
    async def __call__(self, scope, receive, send):
        await asgi(scope, receive, send)

app = Framework()
"""


@pytest.mark.parametrize("name", ["asgi", "wsgi", "app"])
def test_an_application_is_probed_in_this_process(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "shop.json").write_text(json.dumps(SHOP))
    (tmp_path / "shop_app.py").write_text(CORE)
    words = ["--app", f"shop_app:{name}", "--header", "authorization: Bearer $TOKEN", "--json", tmp_path / "out.json"]
    done = run("run", "--spec", tmp_path / "shop.json", *words, TOKEN="canary-token", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1, done.stderr
    report = json.loads((tmp_path / "out.json").read_text())
    assert {f["rule"] for f in report["findings"]} == {"type", "status-missing"}, report["findings"]


def test_what_is_no_application_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text(json.dumps(SHOP))
    (tmp_path / "shop_app.py").write_text("thing = 3\n")
    done = run("run", "--spec", tmp_path / "shop.json", "--app", "shop_app:thing", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "makes no emulator" in done.stderr


class Searched(httpx.BaseTransport):
    """A service with objects of others, which a search by POST shows."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        return httpx.Response(200, json=self.answer)


THEIRS = {"id": "theirs", "owner_id": "them"}


@pytest.mark.parametrize(
    "answer", [[THEIRS], {"data": [THEIRS], "meta": {"total": 1}}, {"items": [THEIRS]}, {"data": {"results": [THEIRS]}}]
)
def test_what_a_search_by_post_shows_is_not_ours_to_change(answer: object) -> None:
    service = Searched(answer)
    target = Target("https://things.test", headers={}, budget=Budget(), transport=service)
    target.send("POST /things/search", "baseline", "POST", "/things/search", json={})
    for method in ("DELETE", "PATCH", "PUT", "POST"):
        exchange, response = target.send(f"{method} /things/{{}}", "baseline", method, "/things/theirs")
        assert response is None
        assert exchange.problem.startswith("left alone")
    assert service.asked == ["POST /things/search"]
    assert target.made == []


def left_alone(service: Searched, target: Target, method: str, path: str) -> bool:
    """Whether a request is not sent, since it would change what the run did not make."""
    asked = len(service.asked)
    target.send(f"{method} {path}", "baseline", method, path)
    return len(service.asked) == asked


def test_a_number_is_ours_in_its_own_collection_alone() -> None:
    service = Searched([{"id": 7, "owner_id": 3}])
    target = Target("https://things.test", headers={}, budget=Budget(), transport=service)
    target.send("GET /people", "baseline", "GET", "/people")
    service.answer = {"id": 7}
    target.send("POST /things", "baseline", "POST", "/things", json={})
    assert left_alone(service, target, "DELETE", "/people/7")
    assert left_alone(service, target, "DELETE", "/owners/3")
    assert not left_alone(service, target, "DELETE", "/things/7")


def test_what_was_there_is_not_ours_since_a_request_named_it() -> None:
    service = Searched([{"id": "theirs"}])
    target = Target("https://things.test", headers={}, budget=Budget(), transport=service)
    target.send("GET /people", "baseline", "GET", "/people")
    service.answer = {"id": "new", "person_id": "theirs"}
    target.send("POST /things", "baseline", "POST", "/things", json={"person_id": "theirs"})
    assert left_alone(service, target, "DELETE", "/people/theirs")
    assert not left_alone(service, target, "DELETE", "/things/new")


@pytest.mark.parametrize("answer", [{"id": "ours"}, {"data": {"id": "ours"}}, {"thing": {"id": "ours"}}])
def test_what_a_post_made_is_ours_in_whatever_envelope_it_comes(answer: object) -> None:
    target = Target("https://things.test", headers={}, budget=Budget(), transport=Searched(answer))
    target.send("POST /things", "baseline", "POST", "/things", json={})
    assert target.made == ["/things/ours"]
    assert target.send("DELETE /things/{}", "delete", "DELETE", "/things/ours")[1] is not None


@pytest.mark.parametrize(
    ("shown", "is_asked"),
    [
        ({"id": "task-1", "order_id": "order-1", "created_at": "2027-03-01T10:00:01Z"}, True),  # follows from the order
        ({"id": "task-1", "order_id": "order-1", "created_at": "2027-03-01T09:00:00Z"}, False),  # it was there before
        ({"id": "task-1", "order": "order-1", "created_at": "2027-03-01T10:00:01Z"}, False),  # too short to be known by
        ({"id": "task-1", "order_id": "order-1"}, False),  # who knows
        ({"id": "task-1", "order_id": "order-7", "created_at": "2027-03-01T10:00:01Z"}, False),  # somebody else's
    ],
)
def test_only_what_follows_from_the_runs_own_objects_is_changed_beside_them(shown: Any, is_asked: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        made = {"id": "order-1", "created_at": "2027-03-01T10:00:00Z"}
        return httpx.Response(201, json=made) if request.method == "POST" else httpx.Response(200, json=[shown])

    target = Target("https://shop.test", headers={}, budget=Budget(), transport=httpx.MockTransport(answer))
    target.send("POST /orders", "baseline", "POST", "/orders", json={})
    target.send("GET /tasks", "baseline", "GET", "/tasks")
    exchange, _ = target.send("PATCH /tasks/{}", "baseline", "PATCH", "/tasks/task-1", json={"done": True})
    assert (exchange.status == 200) == is_asked


@pytest.mark.parametrize(
    ("example", "known", "is_alike"),
    [
        ("cus_4fT9qLz0Xb7RmA", "cus_eTwLkgHmeBtAHX", True),  # made by chance, and without a digit this time
        ("in_a1", "in_b2", True),
        ("bank_transfer", "bank_card", False),
        ("pre-Sale", "pre-order", False),
        ("cus_4fT9", "inv_4fT9", False),
    ],
)
def test_an_id_is_known_by_how_it_is_written(example: str, known: str, is_alike: bool) -> None:
    assert is_written_as(example, known) == is_alike
