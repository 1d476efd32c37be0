"""Contract tests: a target that records, and promises that quote the sentence they prove. For pytest.

Not loaded by itself: a suite's conftest.py says `pytest_plugins = ["driftline.pytest_plugin"]`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from _pytest.runner import runtestprotocol

from driftline.emulator import Emulator, EmulatorTransport
from driftline.errors import DriftError
from driftline.exchange import Exchange, strike_text, to_lines
from driftline.files import write
from driftline.inputs import document_of, expanded, load_app
from driftline.readers.known import Known, know
from driftline.readers.spec import read_spec
from driftline.target import Budget, Target

IN_PROCESS = "https://api.emulator.test"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The same options as `driftline probe`; each has an environment variable for people who type `pytest`."""
    group = parser.getgroup("driftline", "contract tests")
    group.addoption("--spec", default=os.environ.get("DRIFTLINE_SPEC", ""), help="The OpenAPI document of the target.")
    group.addoption("--target", default=os.environ.get("DRIFTLINE_TARGET", ""), help="URL of the live service.")
    group.addoption(
        "--app", default="", help="MODULE:NAME of a pretend vendor (the default of a suite, if it has one)."
    )
    group.addoption("--docs", default=os.environ.get("DRIFTLINE_DOCS", ""), help="The snapshot that promises quote.")
    group.addoption("--header", action="append", default=[], help="'NAME: VALUE' of every request; $VARIABLES expand.")
    group.addoption("--set", action="append", default=[], dest="known", help="NAME=VALUE that tests may ask for.")
    group.addoption("--deviate", action="append", default=[], help="A lie to switch on (pretend vendors only).")
    group.addoption("--noise", action="append", default=[], help="Noise to switch on (pretend vendors only).")
    group.addoption("--record", default="", help="Where to leave the exchanges (JSON lines).")
    group.addoption("--max-requests", type=int, default=10000, help="At most so many requests.")
    group.addoption(
        "--examples", type=int, default=15, help="Generated requests for each operation, and as many wrong ones."
    )
    group.addoption("--max-time", type=float, default=600.0, help="At most so many seconds.")
    group.addoption("--rate", type=float, default=0.0, help="At most so many requests a second; 0 is no limit.")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "promise(page, quote, operation): the sentence of the docs that this test proves"
    )


class Live:
    """What contract tests talk to: sends JSON requests, records them, and knows which operation each one is."""

    def __init__(self, target: Target, known: Known, emulator: Emulator | None, values: Mapping[str, str]) -> None:
        self.target = target
        self.known = known
        self.emulator = emulator
        self.values = values
        self.outcomes: list[Exchange] = []
        self.shown: dict[str, bool] = {}  # sentences that the running test spoke of, and whether they hold
        self.reads = 1  # how often something is read before its answer counts

    def send(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        anonymous: bool = False,
        **content: Any,
    ) -> httpx.Response:
        """Send one request; raises httpx.TransportError where no answer came.

        Where the budget is spent the test is skipped: what was not asked is no drift.
        """
        body = {} if json is None else {"json": json}
        operation = self.known.resolve(method, path) or ""
        for _ in range(self.reads if method == "GET" else 1):
            if not self.target.can_afford():
                pytest.skip(f"the budget was spent: {self.target.spent} requests, {self.target.seconds:.0f} s")
            exchange, response = self.target.send(
                operation, "contract", method, path, headers=headers, anonymous=anonymous, **body, **content
            )
        if response is None:
            raise httpx.TransportError(exchange.problem)
        return response

    def transport(self) -> httpx.BaseTransport:
        """A transport for other clients (the generated one): what they send is recorded too."""
        return _Recording(self)

    @contextmanager
    def promised(self, quote: str) -> Iterator[None]:
        """What is asserted here is about this sentence: a test under several promises says of which one it speaks."""
        try:
            yield
        except AssertionError as error:
            self.shown[quote] = False
            error.add_note(f"the docs promise: {quote}")
            raise
        self.shown.setdefault(quote, True)

    def advance(self, *, seconds: float) -> None:
        """Move the clock of a pretend vendor; on a real one the test is skipped."""
        if self.emulator is None:
            pytest.skip("time passes by itself on a live target")
        self.emulator.advance(seconds=seconds)


def _record_failure(live: Live, item: pytest.Item, since: int, reports: list[pytest.TestReport]) -> None:
    """A test that failed in the end is drift, whatever it failed by, unless a broken promise of it tells so already."""
    if any(one.intent.startswith("promise-broken ") for one in live.outcomes[since:]):
        return
    said = next((str(report.longrepr) for report in reports if report.failed), "").strip().rpartition("\n")[2]
    told = strike_text(" ".join(said.split())[:300], live.target.secrets)
    number = len(live.outcomes) + 1
    at = f"p{number:04d}"
    live.outcomes.append(
        Exchange(at, "", f"contract-failed {item.nodeid.replace(' ', '_')} {told}", "PROMISE", item.nodeid)
    )


LIVE = pytest.StashKey[Live]()
PATIENT = 4  # reads, in a test that is run again


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A failure on a live service counts when it is seen twice, the second time with patience: reads may lag behind."""
    if "live" not in getattr(item, "fixturenames", ()):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    before = item.config.stash.get(LIVE, None)
    promised = len(before.outcomes) if before else 0
    reports = runtestprotocol(item, nextitem=item.parent, log=False)  # type: ignore[arg-type] # what others share stays
    live = item.config.stash.get(LIVE, None)
    if live is not None and any(report.failed for report in reports):
        del live.outcomes[promised:]
        live.reads = PATIENT
        reports = runtestprotocol(item, nextitem=item.parent, log=False)  # type: ignore[arg-type]
        live.reads = 1
    if live is not None and any(report.failed for report in reports):
        _record_failure(live, item, promised, reports)
    for report in reports:
        if live is not None:
            _hide(report, live.target.secrets)
        item.ihook.pytest_runtest_logreport(report=report)
    item.session._setupstate.teardown_exact(nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _hide(report: pytest.TestReport, secrets: Sequence[str]) -> None:
    """Strike secrets out of what a test prints: pytest shows the values that an assertion compared."""
    report.sections = [(name, strike_text(text, secrets)) for name, text in report.sections]
    if report.failed:
        told = str(report.longrepr)
        hidden = strike_text(told, secrets)
        report.longrepr = report.longrepr if hidden == told else hidden


class _Recording(httpx.BaseTransport):
    def __init__(self, live: Live) -> None:
        self.live = live

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        dropped = ("host", "content-length", "connection", "accept-encoding", "user-agent")
        headers = {name: value for name, value in request.headers.items() if name not in dropped}
        path = request.url.raw_path.decode("ascii")
        return self.live.send(request.method, path, headers=headers, anonymous=True, content=request.read())


@pytest.fixture(scope="session")
def live(request: pytest.FixtureRequest) -> Iterator[Live]:
    """The target of this run, one for all tests; its exchanges are written at the end where --record asks for them."""
    option = request.config.getoption
    app = option("--app")
    emulator = None
    if app and not option("--target"):
        lies, noise = tuple(option("--deviate")), tuple(option("--noise"))
        emulator = load_app(app, spec=Path(option("--spec")), deviate=lies, noise=noise)
    if emulator is None and not option("--target"):
        raise pytest.UsageError("contract tests need --target URL or --app MODULE:NAME")
    try:
        headers = expanded(tuple(option("--header")), ":", "--header")
        values = expanded(tuple(option("known")), "=", "--set")
        document = document_of(Path(option("--spec")))
    except DriftError as error:
        raise pytest.UsageError(str(error)) from None
    budget = Budget(
        requests=option("--max-requests"),
        seconds=option("--max-time"),
        rate=option("--rate"),
        examples=option("--examples"),
    )
    transport = EmulatorTransport(emulator) if emulator else None
    target = Target(option("--target") or IN_PROCESS, headers=headers, budget=budget, transport=transport)
    base = target.base or next(iter(servers_of(document)), "")
    known = know(read_spec(document, "spec")[:1], [base])
    found = Live(target, known, emulator, values)
    request.config.stash[LIVE] = found
    yield found
    target.close()
    if option("--record"):
        lines = to_lines([*target.exchanges, *found.outcomes])
        write(Path(option("--record")), lines)


def servers_of(document: Mapping[str, Any]) -> Iterator[str]:
    """The server URLs at the root of a document."""
    for server in document.get("servers", ()):
        if isinstance(server, dict):
            yield str(server.get("url", ""))


def plain(text: str) -> str:
    """Words only: what is left of a sentence without markup and spacing."""
    return " ".join(re.sub(r"[`*_>\[\]|]", "", text).split())


class Promise(NamedTuple):
    """A sentence of the docs that a test stands under, and the operation that it is about."""

    page: str
    quote: str
    operation: str


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
    """A test under promises first finds their sentences on the pages; its outcome is recorded as kept or broken.

    Under several promises only those are recorded that the test spoke of (see `Live.promised`), each by itself.
    """
    promises = [
        Promise(str(marker.args[0]), str(marker.args[1]), str(marker.kwargs.get("operation", "")))
        for marker in pyfuncitem.iter_markers("promise")
    ]
    found = pyfuncitem.funcargs.get("live")
    if not promises or not isinstance(found, Live):
        return (yield)
    _refuse_gone(found, promises, pyfuncitem.config.getoption("--docs"))
    found.shown.clear()
    try:
        result = yield
    except BaseException as error:
        if isinstance(error, AssertionError):
            _record_shown(found, promises, held=False)
        raise
    _record_shown(found, promises, held=True)
    return result


def _refuse_gone(live: Live, promises: Sequence[Promise], docs: str) -> None:
    """Fail the test where a sentence is no longer on its page."""
    gone = [promise for promise in promises if docs and not _quoted(Path(docs) / promise.page, promise.quote)]
    for promise in gone:
        _record(live, "promise-gone", promise)
    if gone:
        lines = [f"the sentence is no longer on {promise.page}: {promise.quote!r}" for promise in gone]
        pytest.fail("\n".join(lines), pytrace=False)


def _record_shown(live: Live, promises: Sequence[Promise], *, held: bool) -> None:
    """Record the promises that a test has shown to hold, or not to; the only one of a test needs no name."""
    alone = held if len(promises) == 1 else None
    for promise in promises:
        if live.shown.get(promise.quote, alone) is held:
            _record(live, "promise-kept" if held else "promise-broken", promise)


def _quoted(page: Path, quote: str) -> bool:
    try:
        return plain(quote) in plain(page.read_text(encoding="utf-8"))
    except OSError:
        return False


def _record(live: Live, intent: str, promise: Promise) -> None:
    number = len(live.outcomes) + 1
    page, quote, operation = promise
    at = f"p{number:04d}"
    live.outcomes.append(Exchange(at, operation, f"{intent} {page} {quote}", "PROMISE", page, seconds=time.monotonic()))
