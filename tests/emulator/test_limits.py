"""What a served emulator lets nobody do: be reached from elsewhere, fill the memory by asking, lose what it took."""

from __future__ import annotations

import gc
import re
import signal
import socket
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import httpx
import pytest
from processes import served
from tests_support import ROOT

from driftline.emulator import EmulatorTransport
from emulator import create

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on all of 127.0.0.0/8")
def test_only_this_machine_reaches_it_unless_a_host_is_named(tmp_path):
    with served(tmp_path) as url:
        port = urlsplit(url).port
        assert urlsplit(url).hostname == "127.0.0.1"
        with pytest.raises(ConnectionRefusedError):  # what listens on every address would take this one too
            socket.create_connection(("127.0.0.2", port), timeout=5)
    with served(tmp_path, "--host", "0.0.0.0") as url:
        socket.create_connection(("127.0.0.2", urlsplit(url).port), timeout=5).close()


def test_asking_and_being_refused_costs_no_memory_however_often():
    client = httpx.Client(transport=EmulatorTransport(create()), base_url="https://x.test", headers=KEYS)

    def ask(times: int) -> int:
        for number in range(times):
            client.get("/v1/customers/11111111-1111-4111-8111-111111111111")
            client.post("/v1/customers", json={"merchant_customer_id": number})
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = ask(700)  # the journal of a thousand requests is full
        assert ask(700) - before < 100_000
    finally:
        tracemalloc.stop()


@contextmanager
def stoppable(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "driftline", "emulate", "--port", "0", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, next(m[1] for line in process.stdout if (m := re.search(r"(http://\S+)/_emulator/", line)))
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_stop_ends_soon_and_keeps_what_it_acknowledged(tmp_path, number):
    taken: list[str] = []

    def write(url: str) -> None:
        with suppress(httpx.HTTPError), httpx.Client(base_url=url, headers=KEYS) as client:
            while True:
                taken.append(
                    client.post("/v1/customers", json={"merchant_customer_id": f"customer-{len(taken)}"}).json()["id"]
                )

    kept = ("--db", str(tmp_path / "shop.db"))
    with stoppable(*kept) as (process, url):
        writer = threading.Thread(target=write, args=[url])
        writer.start()
        while len(taken) < 20:
            assert writer.is_alive()
        process.send_signal(number)
        process.wait(timeout=10)
        writer.join(timeout=10)
    with stoppable(*kept) as (_, url), httpx.Client(base_url=url, headers=KEYS) as client:
        assert [one for one in taken if client.get(f"/v1/customers/{one}").status_code != 200] == []
