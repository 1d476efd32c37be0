"""The emulator's speed, beside Prism on the same spec and the same requests in the same run; writes emulator.md.

python benchmarks/emulator/emulator.py --bundle BUNDLE.json [--prism node_modules/.bin/prism] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from driftline.emulator import Emulator, Request  # noqa: E402
from driftline.emulator.store import Store  # noqa: E402
from emulator import VENDOR, create  # noqa: E402

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
ACCOUNT = "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"
CARD = {"number": "4507990000000002", "expiration_month": 11, "expiration_year": 2028, "holder_name": "Marina Duarte"}
ORDER = {
    "account_id": ACCOUNT, "merchant_order_id": "order-1", "description": "A test", "country": "BR",
    "amount": {"currency": "BRL", "value": 100},
    "payment_method": {"type": "CARD", "detail": {"card": {"card_data": CARD}}},
}  # fmt: skip
SECONDS = 3.0  # of each measured load
CONNECTIONS = 8


def body(number: int = 0) -> bytes:
    return json.dumps({**ORDER, "merchant_order_id": f"order-{number}"}).encode()


def create_one(emulator: Emulator, number: int = 0) -> str:
    answer = emulator.handle(Request("POST", "/v1/payments", {}, KEYS, body(number)))
    assert answer.status == 201, answer.body
    return str(json.loads(answer.body)["id"])


def rate(act: Callable[[], Any], seconds: float = 1.0) -> float:
    """How often a second something can be done."""
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        for _ in range(20):
            act()
        count += 20
    return count / (time.perf_counter() - started)


def in_process() -> dict[str, float]:
    emulator = create()
    payment = create_one(emulator)
    get = Request("GET", f"/v1/payments/{payment}", {}, KEYS)
    return {
        "create a payment": rate(lambda: create_one(emulator)),
        "retrieve it": rate(lambda: emulator.handle(get)),
    }


def growth() -> list[tuple[int, float]]:
    """Creates a second while there are so many objects already."""
    emulator, found, made = create(), [], 0
    for size in (100, 2_000, 20_000):
        while made < size:
            create_one(emulator, made)
            made += 1
        found.append((size, rate(lambda number=made: create_one(emulator, number))))
    return found


def stored() -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "shop.db", VENDOR.name)
        emulator = create(store=store)
        found = rate(lambda: create_one(emulator))
        store.close()
    return found


def checkpoints() -> tuple[float, float]:
    """Microseconds of a checkpoint at 1,000 objects, and of going back over ten changes."""
    emulator = create()
    for number in range(1_000):
        create_one(emulator, number)
    taken = 1e6 / rate(emulator.world.checkpoint)
    times = []
    for _ in range(200):
        point = emulator.world.checkpoint()
        for number in range(10):
            emulator.world.put("t", str(number), {"n": number})
        started = time.perf_counter()
        emulator.world.rollback(point)
        times.append(time.perf_counter() - started)
    return taken, statistics.median(times) * 1e6


def fixture() -> float:
    """Microseconds of a fresh emulator, as each test gets one."""
    return 1e6 / rate(lambda: Emulator(VENDOR))


@contextmanager
def serving(command: list[str], port: int, path: str) -> Iterator[tuple[float, int]]:
    """Seconds from the start of a server to its first answer, and its process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
                    wire.sendall(f"GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
                    if wire.recv(16).startswith(b"HTTP/1.1"):
                        break
            except OSError:
                time.sleep(0.005)
        yield time.perf_counter() - started, process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def memory(pid: int) -> float:
    """Megabytes that a process and its children hold."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if status.parent.name == str(pid) or re.search(rf"^PPid:\s+{pid}$", text, re.M):
            match = re.search(r"^VmRSS:\s+(\d+)", text, re.M)
            total += int(match[1]) if match else 0
    return total / 1024


async def load(port: int, requests: list[bytes]) -> tuple[float, dict[bytes, int]]:
    """Requests a second over kept connections, and how many answers had each status."""
    counted: dict[bytes, int] = {}
    ends = time.perf_counter() + SECONDS

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < ends:
            writer.write(requests[number % len(requests)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if length:
                await reader.readexactly(int(length[1]))
            elif b"chunked" in head.lower():
                while (size := int((await reader.readline()).strip() or b"0", 16)) or True:
                    await reader.readexactly(size + 2)
                    if not size:
                        break
            counted[head[9:12]] = counted.get(head[9:12], 0) + 1
            number += 1
        writer.close()

    await asyncio.gather(*(one(number) for number in range(CONNECTIONS)))
    return sum(counted.values()) / SECONDS, counted


def wire(method: str, path: str, content: bytes = b"") -> bytes:
    heads = {**KEYS, "host": "x", "content-type": "application/json", "content-length": str(len(content)),
             "x-idempotency-key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be001", "accept": "application/json"}  # fmt: skip
    if method == "POST":
        del heads["x-idempotency-key"]  # else every payment is the first one
    lines = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + content


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def over_http(name: str, command: Callable[[int], list[str]], prefix: str) -> dict[str, Any]:
    port = free_port()
    with serving(command(port), port, "/none") as (start, pid):
        fresh, rates = memory(pid), {}
        for kind, sent in {
            "create a payment": [wire("POST", f"{prefix}/payments", body())],
            "find payments": [wire("GET", f"{prefix}/payments?merchant_order_id=none-such")],
            "refuse a payment": [wire("POST", f"{prefix}/payments", b"{}")],
            "refuse a customer": [wire("POST", f"{prefix}/customers", b'{"merchant_customer_id": 1}')],
        }.items():
            rates[kind] = asyncio.run(load(port, sent))
        return {"name": name, "start": start, "fresh": fresh, "memory": memory(pid), "rates": rates}


def table(args: argparse.Namespace) -> str:
    emulate = [sys.executable, "-m", "driftline", "emulate", "--port"]
    embedded = str(ROOT / "openapi" / "bundle.json")
    servers: list[tuple[str, Callable[[int], list[str]]]] = [
        ("hand-written, 58 operations", lambda port: [*emulate, str(port)]),
        ("generic, the same spec", lambda port: [*emulate, str(port), "--spec", embedded]),
    ]
    if args.prism:
        servers.append(("Prism, the same spec", lambda port: [args.prism, "mock", "-p", str(port), embedded]))
    runs = [[over_http(name, command, "/v1") for name, command in servers] for _ in range(args.rounds)]
    kinds = " | ".join(runs[0][0]["rates"])
    lines = [f"| over HTTP | start, s | memory, MB | after it | {kinds} |", "|---|---|---|---|---|---|---|---|"]
    for number, (server, _) in enumerate(servers):
        mine = [run[number] for run in runs]
        rates = []
        for kind in mine[0]["rates"]:
            middle = statistics.median(one["rates"][kind][0] for one in mine)
            statuses = "/".join(sorted(status.decode() for status in mine[0]["rates"][kind][1]))
            rates.append(f"{middle:,.0f} ({statuses})")
        start = statistics.median(one["start"] for one in mine)
        sizes = " | ".join(f"{statistics.median(one[size] for one in mine):.0f}" for size in ("fresh", "memory"))
        lines.append(f"| {server} | {start:.2f} | {sizes} | {' | '.join(rates)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, help="a large bundle, for the start alone")
    parser.add_argument("--prism", default="", help="the command of @stoplight/prism-cli")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    http = table(args)
    large = ""
    if args.bundle:
        starts, sizes = [], []
        for _ in range(args.rounds):
            port = free_port()
            command = [sys.executable, "-m", "driftline", "emulate", "--port", str(port), "--spec", str(args.bundle)]
            with serving(command, port, "/none") as (start, pid):
                starts.append(start)
                sizes.append(memory(pid))
        large = f"\nStart on a bundle of 159 operations: {statistics.median(starts):.2f} s, {statistics.median(sizes):.0f} MB.\n"
    inside = in_process()
    taken, back = checkpoints()
    rows = [f"| {name} | {value:,.0f} a second |" for name, value in inside.items()]
    rows += [f"| create, with {size:,} there | {value:,.0f} a second |" for size, value in growth()]
    rows += [
        f"| create, kept in a file (`--db`) | {stored():,.0f} a second |",
        f"| checkpoint at 1,000 objects | {taken:.1f} µs |",
        f"| going back over 10 changes | {back:.0f} µs |",
        f"| a fresh emulator for a test | {fixture():.0f} µs |",
    ]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    how = (
        f"Made by `python benchmarks/emulator/emulator.py` on {machine}; medians of {args.rounds} rounds, servers in turns, "
        f"{CONNECTIONS} kept connections, {SECONDS:g} s each; the client shares the cores. Memory when fresh and after the load, "
        "in brackets the statuses that were answered."
    )
    inner = "\n".join(["| in process | |", "|---|---|", *rows])
    text = f"# The emulator's speed\n\n{how}\n\n{http}\n{large}\n{inner}\n"
    (Path(__file__).parent / "emulator.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
