"""Measure the generated client beside other SDKs: import, first call, calls per CPU second; and the generation itself.

`python benchmarks/client/client.py [--docs CORPUS/site]` installs the peers from PyPI into an environment of its own, makes
the stock generator's client too, runs every program in its own process in turns, and rewrites the table in client.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PEERS = ("stripe", "openai", "squareup", "gr4vy", "Adyen", "paypal-server-sdk", "mercadopago")
ROUNDS = 9

# Name: what to import, then what makes a client and calls `get` and `post` of a server at URL.
PROGRAMS: dict[str, tuple[str, str]] = {
    "httpx + attrs": (
        "import httpx, attr",
        "import httpx\nc = httpx.Client(base_url=URL, headers={'k1': 'a', 'k2': 'b'}, timeout=30)\n"
        "get = lambda: c.get('/v1/payments/abc').json()\n"
        "post = lambda: c.post('/v1/payments', json=BODY, headers={'x-idempotency-key': 'k'}).json()",
    ),
    "this client": (
        "import httpx, attr, yuno_client; yuno_client.Yuno",
        "from yuno_client import Yuno\n"
        "c = Yuno(environment=URL, public_api_key='a', private_secret_key='b')\n"
        "get = lambda: c.payments.retrieve(payment_id='abc').id\n"
        "post = lambda: c.payments.create(**BODY).id",
    ),
    "this client, corpus": (
        "import httpx, attr, site_client; site_client.Site",
        "from site_client import Site\n"
        "c = Site(environment=URL, private_secret_key='a', public_api_key='b')\n"
        "get = lambda: c.payments.retrieve(payment_id='abc').id\n"
        "post = None",
    ),
    "stock generator": (
        "import httpx, attr, stock_client.api.payments.retrieve_payment",
        "import stock_client; from stock_client.api.payments import create_payment, retrieve_payment\n"
        "from stock_client.models.create_payment_request import CreatePaymentRequest as B\n"
        "c = stock_client.AuthenticatedClient(base_url=URL, token='a')\n"
        "get = lambda: retrieve_payment.sync_detailed('abc', client=c).parsed\n"
        "post = None",
    ),
    "stripe": (
        "import stripe",
        "import stripe\n"
        "c = stripe.StripeClient('sk_test_x', base_addresses={'api': URL})\n"
        "get = lambda: c.v1.customers.retrieve('abc').id\n"
        "post = lambda: c.v1.customers.create({'name': 'x', 'email': 'a@b.test', 'description': 'y'}).id",
    ),
    "openai": (
        "import openai; openai.OpenAI",
        "import openai\n"
        "c = openai.OpenAI(base_url=URL, api_key='x')\n"
        "get = lambda: c.models.retrieve('abc').id\n"
        "post = lambda: c.embeddings.create(input='x', model='y', encoding_format='float')",
    ),
    "square": (
        "import square; square.Square",
        "import square\n"
        "c = square.Square(token='x', base_url=URL)\n"
        "get = lambda: c.customers.get(customer_id='abc')\n"
        "post = lambda: c.customers.create(given_name='x', idempotency_key='k')",
    ),
    "gr4vy": ("import gr4vy; gr4vy.Gr4vy", ""),
    "adyen": ("import Adyen", ""),
    "paypal": ("import paypalserversdk.paypal_serversdk_client", ""),
    "mercadopago": ("import mercadopago", ""),
}
TIMED = """
import sys, time, json
sys.path[:0] = {paths!r}
started = time.perf_counter()
{imports}
print(json.dumps((time.perf_counter() - started) * 1000))
"""
CALLED = """
import sys, time, json
sys.path[:0] = {paths!r}
URL = {url!r}
BODY = {body!r}
started = time.perf_counter()
{program}
get()
first = (time.perf_counter() - started) * 1000
def cpu(call, count=400):
    if call is None:
        return None
    for _ in range(30):
        call()
    begun = time.process_time()
    for _ in range(count):
        call()
    return (time.process_time() - begun) / count * 1e6
def safe(call):
    try:
        return cpu(call)
    except Exception as error:
        print(type(error).__name__, str(error)[:200], file=sys.stderr)
        return None
print(json.dumps([first, safe(get), safe(post)]))
"""
BODY = {"account_id": "a" * 36, "merchant_order_id": "o", "description": "xyz", "country": "BR",
        "amount": {"currency": "BRL", "value": 100}, "payment_method": {"type": "CARD"}}  # fmt: skip


def environment(folder: Path) -> Path:
    """The interpreter of an environment that holds the peers."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = ["httpx", "attrs", "python-dateutil", *PEERS]
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted], check=True)
    return python


def generated(folder: Path, docs: Path | None) -> list[str]:
    """Make the clients that are measured; the lines about their making."""
    config = folder / "config.json"
    settings = {"package_name_override": "stock_client", "content_type_overrides": {"*/*": "application/json"}}
    config.write_text(json.dumps(settings))
    stock = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--overwrite"]
    stock += ["--config", str(config), "--path"]
    embedded = [str(ROOT / "openapi" / "bundle.json"), "--output-path", str(folder / "stock_client")]
    subprocess.run([*stock, *embedded], check=True, capture_output=True)
    if not docs:
        return []
    ours = [sys.executable, "-m", "driftline"]
    bundle = folder / "bundle.json"
    made = [*ours, "bundle", "--docs", str(docs), "--out", str(bundle), "--fail-on", "none"]
    subprocess.run(made, check=True, capture_output=True)
    command = [*ours, "generate", "--bundle", str(bundle), "--into", str(folder), "--package", "site_client"]
    seconds, said = timed([*command, "--fail-on", "none"])
    what = said.split(":", 1)[1].strip().splitlines()[0]
    lines = list(about("this generator, corpus bundle", seconds, folder / "site_client", what))
    seconds, _ = timed([*stock, str(bundle), "--output-path", str(folder / "stock_site")])
    count = sum(1 for path in (folder / "stock_site" / "api").rglob("*.py") if path.name != "__init__.py")
    return [*lines, *about("stock generator, the same bundle", seconds, folder / "stock_site", f"{count} operations")]


def timed(command: list[str]) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return time.perf_counter() - started, done.stdout + done.stderr


def about(name: str, seconds: float, package: Path, said: str) -> Iterator[str]:
    """One row: time, size with compiled files as pip installs it, models."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(package)], check=False, capture_output=True)
    sources = sum(path.stat().st_size for path in package.rglob("*.py"))
    compiled = sum(path.stat().st_size for path in package.rglob("*.pyc"))
    models = sum(1 for path in (package / "models").glob("*.py")) - 1
    yield f"| {name} | {seconds:.1f} | {models:,} | {sources / 1e6:.1f} | {(sources + compiled) / 1e6:.1f} | {said} |"


def measured(python: Path, paths: list[str], url: str) -> dict[str, list[list[float | None]]]:
    """Import, first call, CPU of a GET and of a POST, by program; programs take turns, so that noise hits all of them."""
    found: dict[str, list[list[float | None]]] = {name: [] for name in PROGRAMS}
    for turn in range(ROUNDS):
        for name, (imports, program) in PROGRAMS.items():
            row: list[float | None] = [run(python, TIMED.format(paths=paths, imports=imports))]
            if program:
                text = CALLED.format(paths=paths, url=url, body=BODY, program=program)
                row += run(python, text) or [None, None, None]
            else:
                row += [None, None, None]
            found[name].append(row)
        print(f"round {turn + 1} of {ROUNDS}", file=sys.stderr, flush=True)
    return found


def run(python: Path, text: str):
    keys = {"YUNO_ENVIRONMENT": "", "YUNO_BASE_URL": ""}
    done = subprocess.run([python, "-c", text], capture_output=True, text=True, env={**os.environ, **keys}, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1:], file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def table(found: dict[str, list[list[float | None]]]) -> Iterator[str]:
    """One row for each program: medians, and the medians of what is over (or times) bare httpx in the same round."""
    bare = found["httpx + attrs"]
    for name, rows in found.items():
        pairs = list(zip(rows, bare, strict=True))
        middle = [median(row[n] for row in rows) for n in range(4)]
        over = median(row[0] - base[0] if row[0] is not None and base[0] is not None else None for row, base in pairs)
        get, post = (median(row[n] / base[n] if row[n] and base[n] else None for row, base in pairs) for n in (2, 3))
        values = ((middle[0], 0), (over, 0), (middle[1], 0), (middle[2], 0), (get, 2), (middle[3], 0), (post, 2))
        yield f"| {name} | " + " | ".join(shown(*value) for value in values) + " |"


def median(values) -> float | None:
    good = [value for value in values if value is not None]
    return statistics.median(good) if good else None


def shown(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--docs", type=Path, default=ROOT.parent / "shared" / "corpus" / "site")
    ask.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir()) / "driftline-peers")
    args = ask.parse_args()
    python = environment(args.environment)
    docs = args.docs if args.docs.is_dir() else None
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        making = generated(folder, docs)
        if docs is None:
            PROGRAMS.pop("this client, corpus")
        server = subprocess.Popen([sys.executable, str(HERE / "server.py")], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            found = measured(python, [str(ROOT / "generated"), str(folder)], url)
        finally:
            server.kill()
    versions = subprocess.run(
        [python, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True, check=True
    )
    known = {one["name"].lower(): one["version"] for one in json.loads(versions.stdout)}
    peers = ", ".join(f"{name} {known.get(name.lower(), '?')}" for name in ("httpx", *PEERS))
    lines = [
        "# The client beside others",
        "",
        f"Made by `python benchmarks/client/client.py`. Machine: {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}; {ROUNDS} rounds in turns, medians; a loopback server with one answer. Peers: {peers}.",
        "",
        "| program | import, ms | over httpx + attrs, ms | client and first call, ms | GET, CPU us | to bare httpx "
        "| POST, CPU us | to bare httpx |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *table(found),
        "",
        "A GET decodes one payment; retries, keys, Decimal and meta are on. `-`: not measured (another protocol, or the stock",
        "client raises on the answer).",
        "",
        "| making | seconds | models | sources, MB | installed with compiled files, MB | says |",
        "|---|--:|--:|--:|--:|---|",
        *making,
        "",
    ]
    (HERE / "client.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
