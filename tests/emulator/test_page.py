"""The page at /_emulator/ in a real browser: it shows what happened, its switches switch, nothing is loaded from elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from serving import answering

from driftline.emulator import Emulator, application
from tests.emulator.conftest import KEYS, payment_body

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "the-token"
pytestmark = pytest.mark.skipif(not BROWSER, reason="needs a Chromium: install one, or name it in CHROMIUM")


@pytest.fixture
def served(running: Emulator) -> Iterator[str]:
    """The URL of the emulator of this test."""
    with answering(application(running, TOKEN)) as url:
        yield url


@pytest.fixture
def page(served: str) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(10_000)
        asked: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if _is_defect(message) else None)
        page.goto(f"{served}/_emulator/?token={TOKEN}")
        page.wait_for_selector("#coverage tr", state="attached")
        yield page
        assert problems == []
        assert [url for url in asked if not url.startswith(served)] == []
        browser.close()


def _is_defect(message) -> bool:
    """Whether a line of the console is a defect of the page: a refusal, which it shows itself, is none."""
    return message.type == "error" and "400 (Bad Request)" not in message.text


def paid(served: str) -> None:
    import httpx

    assert httpx.post(f"{served}/v1/payments", json=payment_body(), headers=KEYS).status_code == 201


def test_it_shows_state_requests_and_webhooks_as_they_happen(served, page):
    page.wait_for_selector("#journal:has-text('None yet.')")
    paid(served)
    page.wait_for_selector("#journal code:has-text('POST /v1/payments')")
    assert "sandbox-public-key/payments" in page.inner_text("#tables")
    assert "payment.purchase" in page.inner_text("#deliveries")
    page.click("#journal summary")
    assert "merchant_order_id" in page.inner_text("#journal pre >> nth=0")
    page.click("#tables button:has-text('payments')")
    page.wait_for_selector("#objects:not([hidden])")
    assert '"status": "SUCCEEDED"' in page.inner_text("#objects")


def test_the_clock_goes_on_and_is_frozen(running, page):
    page.fill("#amount", "2")
    page.select_option("#unit", "86400")
    page.click("text=Advance")
    page.wait_for_selector("#now:has-text('2026-01-03T12')")
    page.click("#freeze")
    page.wait_for_selector("#frozen:has-text('frozen')")
    assert running.world.clock.frozen


def test_lies_and_noise_are_switches(running, page):
    page.check("#noise-lag")
    page.wait_for_selector("#noise code:has-text('lag=2')")
    page.check("#lies label:has-text('docs:session-path') >> xpath=preceding-sibling::input")
    page.fill("#name", "resp_drop:POST /v1/payments response/201/body/id")
    page.click("#lie button")
    page.wait_for_selector("#lies code:has-text('resp_drop')")
    assert [noise.name for noise in running.noise] == ["lag=2"]
    assert running.lies.names == ("docs:session-path", "resp_drop:POST /v1/payments response/201/body/id")
    page.uncheck("#noise-lag")
    page.wait_for_selector("#noise code:text-is('lag')")
    assert running.noise == ()


def test_a_mistake_is_said_on_the_page(page):
    page.fill("#name", "resp_drap:POST /v1/payments response/201/body/id")
    page.click("#lie button")
    page.wait_for_selector("#problem:has-text(\"did you mean 'resp_drop'\")")


def test_going_back_to_a_checkpoint_undoes_what_came_after(served, running, page):
    page.click("#checkpoint")
    page.wait_for_selector("#back:enabled")
    paid(served)
    page.wait_for_selector("#tables button:has-text('payments')")
    page.click("#back")
    page.wait_for_selector("#tables:not(:has(button:has-text('payments')))", state="attached")
    assert running.world.all("sandbox-public-key/payments") == []
