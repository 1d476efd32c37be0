"""The client's README runs as it stands, its wheel installs into an empty environment, and deliveries are verified."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import client_support  # noqa: F401 - puts the generated client on the path
import httpx
import pytest
from serving import answering
from tests_support import ROOT

from driftline.emulator import Emulator, EmulatorTransport, Message, application
from driftline.emulator.deliveries import due
from emulator import create
from emulator.webhooks import POSTING
from yuno_client import Yuno, errors, webhooks
from yuno_client.models import Payment

README = (ROOT / "openapi" / "client-readme.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SANDBOX = {"public_api_key": "sandbox-public-key", "private_secret_key": "sandbox-secret-key"}
SECRET = "sandbox-webhook-secret"
CARD = {"number": "4507990000000002", "expiration_month": 11, "expiration_year": 2028, "holder_name": "Ada Lovelace"}
ORDER: dict[str, Any] = {
    "account_id": "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01",
    "merchant_order_id": "order-1",
    "description": "a test",
    "country": "BR",
    "amount": {"currency": "BRL", "value": 100},
    "payment_method": {"type": "CARD", "detail": {"card": {"card_data": CARD}}},
}


@pytest.fixture
def served() -> Iterator[str]:
    """The emulator over HTTP; its URL."""
    with answering(application(create())) as url:
        yield url


@pytest.fixture
def settings(served: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment that the README asks for."""
    values = {
        "YUNO_BASE_URL": served,
        "YUNO_PUBLIC_API_KEY": "sandbox-public-key",
        "YUNO_PRIVATE_SECRET_KEY": "sandbox-secret-key",
        "YUNO_WEBHOOK_SECRET": SECRET,
    }
    monkeypatch.delenv("YUNO_ENVIRONMENT", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


def deliveries(emulator: Emulator) -> list[Message]:
    """What the emulator would post."""
    return list(due(emulator.world, POSTING, unaddressed=True))


def test_every_snippet_of_the_readme_runs(settings: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    space: dict[str, Any] = {"__name__": "readme"}
    for snippet in SNIPPETS:
        exec(compile(snippet, "README.md", "exec"), space)
    space["client"].close()
    assert len(SNIPPETS) > 8
    emulator = create()
    wire = httpx.Client(transport=EmulatorTransport(emulator))
    Yuno(environment="https://api.emulator.test", **SANDBOX, http_client=wire).payments.create(**ORDER)
    (sent,) = deliveries(emulator)
    capsys.readouterr()
    assert space["receive"](sent.body, sent.headers) == "payment.purchase"
    assert "SUCCEEDED" in capsys.readouterr().out


def test_the_wheel_installs_into_an_empty_environment_and_the_first_snippet_runs(
    settings: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT / "generated", check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=False)
    python = tmp_path / "empty" / "bin" / "python"
    place = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    here = Path(httpx.__file__).parent.parent  # the dependencies as they are installed here: no network
    for name in ("httpx", "httpcore", "h11", "anyio", "certifi", "idna", "sniffio", "typing_extensions.py"):
        if (here / name).exists():
            (Path(place.stdout.strip()) / name).symlink_to(here / name)
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), place.stdout.strip()], check=True)
    done = subprocess.run(
        [python, "-c", SNIPPETS[0]], cwd=tmp_path, capture_output=True, text=True, env=settings, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "201"


@pytest.fixture
def paid() -> tuple[Yuno, Emulator]:
    """A client, and an emulator on which it made one payment."""
    emulator = create()
    wire = httpx.Client(transport=EmulatorTransport(emulator))
    client = Yuno(environment="https://api.emulator.test", **SANDBOX, http_client=wire)
    client.payments.create(**ORDER)
    return client, emulator


def test_a_delivery_that_the_emulator_signed_is_verified_and_parsed(paid: tuple[Yuno, Emulator]) -> None:
    client, emulator = paid
    (payment,) = client.payments.list(merchant_order_id="order-1")
    (sent,) = deliveries(emulator)
    webhooks.verify(sent.body, {k.upper(): v for k, v in sent.headers.items()}, ["new", SECRET])
    event = webhooks.parse(sent.body)
    assert (event.name, event.type, event.version) == ("payment.purchase", "payment", 2)
    assert isinstance(event.object, Payment)
    assert event.object == payment


def test_every_change_of_a_payment_is_delivered_once_and_a_replay_is_none(paid: tuple[Yuno, Emulator]) -> None:
    client, emulator = paid
    card = {"card_data": CARD, "capture": False}
    order = {**ORDER, "payment_method": {"type": "CARD", "detail": {"card": card}}}
    key = "0f5b6e0e-9c4b-4e0b-8f0e-3d2f8e7c1a55"
    held = client.payments.create(**order, idempotency_key=key)
    client.payments.create(**order, idempotency_key=key)
    assert held.transactions is not None
    known = {"payment_id": str(held.id), "transaction_id": str(held.transactions.id), "merchant_reference": "ref-1"}
    client.payments.capture(**known, reason="PRODUCT_CONFIRMED")
    names = [webhooks.parse(sent.body).name for sent in deliveries(emulator)]
    assert names == ["payment.purchase", "payment.authorize", "payment.capture"]


@pytest.mark.parametrize(
    ("change", "secrets", "reason"),
    [
        (lambda body, headers: (body + b" ", headers), SECRET, "mismatch"),
        (lambda body, headers: (body, headers), "wrong", "mismatch"),
        (lambda body, headers: (body, headers), ["", ""], "no-secret"),
        (lambda body, headers: (body, {}), SECRET, "missing-header"),
        (lambda body, headers: (body, {"x-hmac-signature": "%%%"}), SECRET, "malformed-header"),
        (lambda body, headers: (body, {"x-hmac-signature": "é"}), SECRET, "malformed-header"),
    ],
)
def test_a_delivery_that_is_not_what_it_says_is_refused_with_a_reason(
    paid: tuple[Yuno, Emulator], change: Any, secrets: Any, reason: str
) -> None:
    (sent,) = deliveries(paid[1])
    body, headers = change(sent.body, sent.headers)
    with pytest.raises(errors.SignatureError) as refused:
        webhooks.verify(body, headers, secrets)
    assert refused.value.reason == reason


def test_an_event_that_nobody_documented_is_an_event_too() -> None:
    event = webhooks.parse(b'{"type":"novel","type_event":"novel.thing","data":{"novel_thing":{"x":1}}}')
    assert (event.name, event.object["x"]) == ("novel.thing", 1)
    assert webhooks.parse(b'{"data":[1]}').name == ""
    with pytest.raises(errors.DecodeError):
        webhooks.parse(b"[]")
