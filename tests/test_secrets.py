"""Whatever form a secret takes, it is in no record."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from echoing import BEARER, CODE, echoing, traces, written
from echoing import CARD as CARD_OF_NOBODY
from hostile import badly
from hypothesis import given
from hypothesis import strategies as st
from serving import answering
from test_alert import Hook
from tests_support import ROOT, Run

from driftline.exchange import (
    MAX_BODY,
    STRUCK,
    body_of,
    from_lines,
    recorded,
    strike,
    strike_headers,
    strike_text,
    strike_url,
    to_line,
)

CARD = "4111111111111111"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("security_code", 123),
        ("security-code", "123"),
        ("cvv", 7),
        ("api-key", "k-1234"),
        ("card-number", 12345),
        ("number", int(CARD)),
        ("number", float(CARD)),
        ("any", CARD),
        ("any", "4111 1111 1111 1111"),
        ("any", "4111-1111-1111-1111"),
        ("any", "4111+1111+1111+1111"),
        ("password", "hunter22"),
    ],
)
def test_a_secret_under_a_telling_name_or_a_card_anywhere_is_struck_out(name: str, value: object) -> None:
    shown = str(strike({"outer": [{name: value}]}))
    assert str(value) not in shown
    assert CARD[:12] not in shown.replace(" ", "").replace("-", "").replace("+", "")


@pytest.mark.parametrize(
    "value", [100, 25.5, 123456789012, 2**70, True, None, float("inf"), "order-4111", "a token of thanks"]
)
def test_what_is_no_secret_stays(value: object) -> None:
    assert strike({"amount": value}) == {"amount": value}


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hunter22@a.test/x",
        "https://a.test/x?api_key=hunter22",
        "https://a.test/x?api-key=hunter22",
        "https://a.test/cb#access_token=hunter22",
        "https://[hunter22",
    ],
)
def test_a_url_and_a_location_show_no_secret(url: str) -> None:
    assert "hunter22" not in strike_url(url)
    assert "hunter22" not in str(strike_headers({"Location": url, "X-Api-Key": "hunter22"}))


@pytest.mark.parametrize(
    "text",
    [
        '{"security_code": "hunter22"}',
        '{"outer": "{\\"api_key\\": \\"hunter22\\"}"}',
        '{"cvv": 7391}',
        "card=1&password=hunter22&amount=3",
        "Authorization: Bearer hunter22",
        "auth=Basic%20aHVudGVyMjI6aHVudGVyMjI",
    ],
)
def test_a_text_that_names_a_secret_shows_its_name_alone(text: str) -> None:
    shown = strike_text(text)
    assert STRUCK in shown
    assert not {"hunter22", "7391", "aHVudGVyMjI"} & set(re.findall(r"\w+", shown)), shown


@pytest.mark.parametrize(
    "text", ['{"amount": 7391, "state": "OPEN"}', "a=1&b=2", "Basic authentication", "token: gone"]
)
def test_a_text_that_names_no_secret_stays(text: str) -> None:
    assert strike_text(text) == text


def test_a_card_at_the_edge_of_what_is_kept_is_struck_whole() -> None:
    text = "x" * (MAX_BODY - 8) + " " + CARD
    shown, _ = body_of(text.encode())
    assert "4111" not in shown.replace("struck out]1111", "")


@given(st.text(alphabet="0123456789 -+", min_size=1, max_size=40))
def test_whatever_stands_around_a_card_it_is_found(around: str) -> None:
    assert CARD not in strike_text(f"{around}x{CARD}x{around}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
        max_leaves=10,
    )
)
def test_anything_can_be_recorded_and_a_known_secret_is_in_none_of_it(body: object) -> None:
    secret = "k-9f3a7c51"
    value = {"a": body, f"name {secret}": f"text {secret}"}
    line = to_line(
        recorded(
            "x1",
            "",
            "i",
            "GET",
            f"https://a.test/{secret}",
            request=({"h": secret}, value),
            answer=(200, {"etag": secret}, value, True),
            secrets=[secret],
        )
    )
    assert secret not in line


PUBLIC, SECRET, SECOND = 'pub+9f/3a"7c51=canary', "sec-77d1e0\\b4/canary", "two-c0ffee42&canary/"
PLANTED = {"public key": PUBLIC, "secret key": SECRET, "second key": SECOND, "card": CARD_OF_NOBODY, "code": CODE,
           "bearer": BEARER, "spaced card": " ".join(CARD_OF_NOBODY[n : n + 4] for n in range(0, 16, 4))}  # fmt: skip
COPIED = ("scripts", "emulator", "contract_tests", "openapi", "generated", "accepted.toml", "tests/bookshop.py")
KEYS = ("--header", "public-api-key: $YUNO_PUBLIC_API_KEY", "--header", "private-secret-key: $YUNO_PRIVATE_SECRET_KEY")
SUITE = """
def test_that_fails_and_shows_what_it_compared(live):
    answers = [live.send("GET", "/v1/customers?merchant_customer_id=none") for _ in range(3)]
    print(live.target.headers, live.target.secrets)
    assert live.target.headers == [answer.text for answer in answers]
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The main job and a night against a vendor that gives everything away: a folder of all that was written, and all
    that was printed, sent to people, or seen in a list of processes."""
    home = tmp_path_factory.mktemp("job")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (home / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, home / name)
    (home / "suite").mkdir()
    (home / "suite" / "conftest.py").write_text('pytest_plugins = ["driftline.pytest_plugin"]\n')
    (home / "suite" / "test_one.py").write_text(SUITE)
    (home / "tmp").mkdir()
    hook = Hook()
    told: list[bytes] = []
    with answering(echoing(KNOWN)) as url, watched(told):
        env = {**os.environ, "TARGET": url, "RATE": "2000", "YUNO_PUBLIC_API_KEY": PUBLIC, "YUNO_ACCOUNT_ID": ACCOUNT}
        env |= {"YUNO_PRIVATE_SECRET_KEY": SECRET, "SECOND": SECOND, "TMPDIR": str(home / "tmp"), "HOME": str(home)}
        env |= {"ALERT": hook.url, "PYTHONPATH": str(home)}
        less = ("--max-requests", "250", "--max-time", "20")
        for step in (["pull"], ["bundle"], ["check"], ["generate"], ["probe", *less, "--no-fuzz"], ["report"]):
            told.append(_done([sys.executable, "-m", "scripts." + step[0], *step[1:]], home, env, (0, 1)))
        night = ["nightly", "--spec", "openapi/bundle.json", "--docs", "openapi/snapshot", "--ledger", "ledger.db"]
        night += ["--reports", "night", "--names", "openapi/names.toml", "--suite", "suite", "--to", "$ALERT", "--"]
        night += ["--target", url, *KEYS, "--second-header", "public-api-key: $SECOND", *less]
        night += ["--second-header", "private-secret-key: ${SECOND}!"]
        told.append(_done([sys.executable, "-m", "driftline", *night], home, env, (1,)))
    return home, b"\n".join([*told, json.dumps(hook.taken).encode()])


KNOWN = {PUBLIC: b"sandbox-public-key", SECRET: b"sandbox-secret-key", SECOND: b"other-public-key",
         f"{SECOND}!": b"other-secret-key"}  # fmt: skip
ACCOUNT = "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"


def _done(words: list[str], home: Path, env: dict[str, str], codes: tuple[int, ...]) -> bytes:
    done = subprocess.run(words, cwd=home, env=env, capture_output=True, timeout=120, check=False)
    assert done.returncode in codes, (words, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout + done.stderr


@contextmanager
def watched(told: list[bytes]) -> Iterator[None]:
    """Keep the command line of every process that is started until the block ends."""
    over = threading.Event()
    seen: set[bytes] = set()

    def watch() -> None:
        while not over.wait(0.02):
            for entry in Path("/proc").glob("[0-9]*/cmdline"):
                with suppress(OSError):
                    seen.add(entry.read_bytes())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert any(b"nightly" in line for line in seen) or not Path("/proc/self").exists()
    told.append(b"\n".join(seen))


def test_nothing_that_the_main_job_and_a_night_write_print_or_send_shows_a_secret(
    everything: tuple[Path, bytes],
) -> None:
    home, told = everything
    files = {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    made = {"reports/findings.json", "reports/exchanges.jsonl", "reports/site/index.html", "reports/junit.xml"}
    made |= {"reports/report.md", "reports/drift.sarif", "night/findings.json", "ledger.db", "night/exchanges.jsonl"}
    assert made <= files.keys()
    found = {
        f"{what} in {where}"
        for what, canary in PLANTED.items()
        for form in traces(canary)
        for where, content in {**files, "what was printed, sent or seen": told}.items()
        if form.encode() in content
    }
    assert found == set()


def test_what_was_to_be_kept_secret_was_really_given_away(everything: tuple[Path, bytes]) -> None:
    home, told = everything
    seen = from_lines((home / "reports" / "exchanges.jsonl").read_text())
    assert any(one.status == 302 and "elsewhere.test" in one.response_headers["location"] for one in seen)
    shown = [
        one.response_body["debug"]
        for one in seen
        if isinstance(one.response_body, dict) and "debug" in one.response_body
    ]
    assert len(shown) > 20
    assert all(STRUCK in text for one in shown for text in one["sent"])
    assert any(one.status == 500 and str(one.response_body).count(STRUCK) > 10 for one in seen)
    assert b"test_that_fails_and_shows_what_it_compared" in told
    assert b"API drift" in told


def test_an_exception_in_a_transport_shows_no_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "spec.json").write_text(json.dumps(ONE))
    words = ("probe", "--spec", tmp_path / "spec.json", "--app", "tests.echoing:broken", "--header", "x-api-key: $KEY")
    done = run(*words, KEY=SECRET)
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "RuntimeError: could not answer" in done.stderr
    assert [form for form in traces(SECRET) if form in done.stdout + done.stderr] == []


ONE = {
    "openapi": "3.1.0",
    "info": {"title": "Books", "version": "1"},
    "paths": {"/books": {"get": {"responses": {"200": {"description": "ok"}}}}},
}


def test_a_service_that_says_the_key_in_the_place_of_http_is_quoted_without_it(tmp_path: Path, run: Run) -> None:
    (tmp_path / "spec.json").write_text(json.dumps(ONE))
    with badly(lambda *_: b"HTTP/1.1 key " + "|".join(written(SECRET)).encode() + b"\r\n\r\n") as server:
        words = ("--target", server.url.replace("//", "//me:hunter22-canary@"), "--header", "x-api-key: $KEY")
        done = run("probe", "--spec", tmp_path / "spec.json", *words, KEY=SECRET)
    assert done.returncode == 3
    assert "illegal status line" in done.stderr
    assert [form for form in traces(SECRET) if form in done.stderr] == []
    assert "hunter22" not in done.stderr
