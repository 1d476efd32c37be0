"""For a merchant's own tests: the fixtures `emulator`, `emulator_client` and `webhook_inbox`. Loaded by pytest by itself.

What is pretended stands in pytest's configuration: `emulator_app = "MODULE:NAME"`, `emulator_spec = "FILE"`, or both, and
`emulator_headers`, one `NAME: VALUE` a line. Nothing is imported before a test asks for a fixture.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from driftline.emulator import Emulator, Message, Vendor

BASE = "https://api.emulator.test"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("emulator_app", "MODULE:NAME of the pretend vendor.", default="")
    parser.addini("emulator_spec", "An OpenAPI document to pretend.", default="")
    parser.addini("emulator_headers", "'NAME: VALUE' of every request; $VARIABLES expand.", type="linelist", default=[])


@pytest.fixture(scope="session")
def emulator_vendor(request: pytest.FixtureRequest) -> Vendor:
    """What is pretended: read once for all tests. Override it to name a vendor in code."""
    from driftline.inputs import load_app

    app, spec = request.config.getini("emulator_app"), request.config.getini("emulator_spec")
    if not app and not spec:
        pytest.fail("say what to pretend: emulator_app or emulator_spec in pytest's configuration", pytrace=False)
    return load_app(app, spec=request.config.rootpath / spec if spec else None).vendor


@pytest.fixture
def emulator(emulator_vendor: Vendor) -> Emulator:
    """A fresh pretend vendor for one test: no objects, seed 0, the clock at its start."""
    from driftline.emulator import Emulator

    return Emulator(emulator_vendor)


@pytest.fixture
def emulator_client(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """An httpx client of the pretend vendor, with the credentials of the configuration; no socket."""
    import httpx

    from driftline.emulator import EmulatorTransport
    from driftline.inputs import expanded

    headers = expanded(request.config.getini("emulator_headers"), ":", "emulator_headers")
    with httpx.Client(transport=EmulatorTransport(emulator), base_url=BASE, headers=headers) as client:
        yield client


@dataclass
class Inbox:
    """What the pretend vendor delivered, in order; `status` is what the next deliveries are answered with."""

    status: int = 200
    messages: list[Message] = field(default_factory=list)
    act: Callable[[Message], Any] | None = None

    def __call__(self, message: Message) -> int:
        self.messages.append(message)
        if self.act is not None:
            self.act(message)
        return self.status

    @property
    def events(self) -> list[str]:
        """The names of the events."""
        return [message.event for message in self.messages]

    @property
    def last(self) -> Any:
        """The body of the last delivery, as JSON; raises AssertionError where there is none."""
        assert self.messages, "nothing was delivered"
        return json.loads(self.messages[-1].body)


@pytest.fixture
def webhook_inbox(emulator: Emulator) -> Inbox:
    """Takes every delivery of the pretend vendor, signed as over HTTP, also of events that nobody registered for."""
    inbox = Inbox()
    emulator.receiver, emulator.unaddressed = inbox, True
    return inbox
