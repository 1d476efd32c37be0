"""Every reader of driftline with the real inputs that damage starts from, and what must hold whatever it is given."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from rich.console import Console

from benchmarks.fuzz.mutations import as_json, damaged, damaged_bytes, damaged_value
from driftline.accepted import Accepted, part, read_accepted, with_entry, without_entry
from driftline.bundle import bundle_of
from driftline.check import check
from driftline.claims import Reading
from driftline.compare import compare
from driftline.errors import DriftError, SourceError
from driftline.exchange import Exchange
from driftline.faults import EXCHANGES_FILE, FAULTS
from driftline.findings import Finding
from driftline.fleet import parts, read_fleet
from driftline.inputs import exchanges_of, observed_in, read_bindings, read_client_config, read_names
from driftline.ledger import Ledger, Look
from driftline.overlays import corrected, read_overlays
from driftline.published import Provenance, Site, index_links, spec_files
from driftline.readers.document import lines_of, parse
from driftline.readers.exchanges import paired, read_exchanges, read_promises
from driftline.readers.har import exchanges_of_har
from driftline.readers.known import Known, know
from driftline.readers.pages import read_claims, read_page
from driftline.readers.spec import affected, read_spec
from driftline.renderers.contract import from_json, to_json, witnesses
from driftline.renderers.junit import to_junit
from driftline.renderers.markdown import to_markdown
from driftline.renderers.requests import with_requests
from driftline.renderers.sarif import to_sarif
from driftline.renderers.site import site
from driftline.renderers.terminal import to_terminal
from driftline.snapshot import Snapshot

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = ROOT / "openapi" / "snapshot"
CORPUS = Path(os.environ.get("DRIFTLINE_CORPUS") or ROOT.parent / "shared" / "corpus")
SECONDS = 2.0  # of processor time for one input
MOST = 3_000  # characters of one seed: small inputs reach the same code, and many of them can be tried
NASTY = frozenset(
    map(chr, (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
TOLD = FAULTS[0].told()


class Hang(BaseException):
    """An input took too long; no `except Exception` of a reader may swallow it."""


class LeakError(AssertionError):
    """An output holds a control sequence, or a path leads out of its folder."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: what makes its damaged input number N, and what reads it."""

    name: str
    made: Callable[[Random], Any]
    read: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one input ended: nothing where all is well, else what happened; seconds of processor time."""

    problem: str
    seconds: float


def tried(reader: Reader, given: Any, seconds: float = SECONDS) -> Outcome:
    """Read one input within so many seconds: a result and a DriftError are both fine."""
    started = time.process_time()
    problem = ""
    try:
        with limited(seconds):
            try:
                reader.read(given)
            except DriftError as error:
                if not error.message:
                    raise LeakError("an error that says nothing") from error
    except Hang:
        problem = f"hang: more than {seconds:g} s"
    except (Exception, RecursionError, MemoryError) as error:
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        at = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
        problem = f"crash: {type(error).__name__} {str(error)[:200]!r} at {at}"
    return Outcome(problem, time.process_time() - started)


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """A limit of processor time, so that a busy machine hangs nothing."""

    def over(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def random_of(seed: int, reader: str, number: int) -> Random:
    """The randomness of one input: it depends on nothing else, so that a single input can be made again."""
    return Random(f"{seed} {reader} {number}")


# The real inputs.


def _texts(folder: Path, *suffixes: str, most: int = 40) -> list[str]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.name != "provenance.json")
    return [path.read_text(encoding="utf-8", errors="replace") for path in files[:: max(1, len(files) // most)][:most]]


def _short(texts: list[str]) -> list[str]:
    """Beginnings, and pieces from the middle that start with a line."""
    middle = [text[len(text) // 2 :].partition("\n")[2] for text in texts if len(text) > 2 * MOST]
    return [text[:MOST] for text in (*texts, *middle) if text.strip()]


@cache
def pages() -> list[str]:
    """Docs pages: the small API's, those of the snapshot, and of the corpus where it is there."""
    own = [text for name, text in TOLD.items() if name.endswith(".mdx")]
    return own + _short(_texts(SNAPSHOT, ".md") + _texts(CORPUS / "site", ".md", ".mdx"))


@cache
def rendered() -> list[str]:
    """Pages as a browser shows them."""
    made = "Skip to main content\nPOST\n/\nv1\n/\nrides\nTry it\nBody\nbike_id\nstring\nrequired\nThe bike. (MAX 36; MIN 1)\n"
    made += 'Example:\n"b1"\nResponse\n200\nid\nstring<uuid>\nThe id.\nAvailable options:\nA,\nB\n{\n  "id": "x"\n}\n'
    made += "curl -X POST 'https://a/v1/rides' -d '{'\n"
    return [made, made.replace("POST\n/", "The Ride Object\n/"), *_short(_texts(CORPUS / "seeds", ".txt"))]


@cache
def specs() -> list[dict[str, Any]]:
    """Small OpenAPI documents."""
    found = [json.loads(text) for text in _texts(SNAPSHOT, ".json", most=400) if len(text) < 9_000]
    return [yaml.safe_load(TOLD["openapi/bikes.yaml"]), *found[:12]]


@cache
def spec_sources() -> list[str]:
    return [TOLD["openapi/bikes.yaml"], *(json.dumps(one, indent=1)[:MOST] for one in specs()[1:4])]


@cache
def known() -> Known:
    return know(read_spec(specs()[0], "openapi/bikes.yaml"), ["https://api.bikes.test/v1"])


# What reads one input. Each goes as far as a command does: what a reader takes must not break those after it.


def _page(text: str) -> None:
    for reading in read_claims(read_page(text, "reference/create-ride.mdx"), known()):
        hash(reading.claims)
    list(spec_files(text))


def _index(text: str) -> None:
    links = list(index_links(text))
    site_of = Site.of("https://docs.test/llms.txt", links)
    for link in links:
        place = site_of.place("https://docs.test/llms.txt", link)
        if isinstance(place, tuple):
            _inside(place[0])


def _inside(path: str) -> None:
    whole = os.path.normpath(os.path.join("/snapshot", path))
    if not whole.startswith("/snapshot/") or "\x00" in path:
        raise LeakError(f"{path!r} leads out of the snapshot")


def _spec(text: str, *, is_json: bool) -> None:
    document = parse(text, is_json=is_json)
    readings = read_spec(document.data, "openapi/a.json")
    pointers = [c.evidence.pointer for one in readings for c in one.claims if c.evidence.pointer][:50]
    lines_of(text, pointers, is_json=is_json)
    compare(readings)
    if isinstance(document.data, dict):
        affected(document.data, specs()[0])


def _bundle(text: str) -> None:
    snapshot = Snapshot(
        {name: body for name, body in TOLD.items() if name.endswith(".mdx")}, {"openapi/bikes.yaml": text}
    )
    made, _ = bundle_of(snapshot)
    json.loads(made.text())
    to_json(compare(made.readings), [])


def _site(files: dict[str, str]) -> None:
    snapshot = Snapshot(
        {name: text for name, text in files.items() if name.endswith(".mdx")},
        {name: text for name, text in files.items() if name.startswith("openapi/")},
    )
    done = check(snapshot)
    _told(done.findings)
    from_json(to_json(done.findings, witnesses(done.readings)))


def _overlay(text: str) -> None:
    with written("overlays/one.yaml", text) as path:
        for extends in ("openapi/bikes.yaml", ""):
            overlays = [_extending(one, extends) for one in read_overlays(path.parent)]
            bundle_of(Snapshot({}, {"openapi/bikes.yaml": TOLD["openapi/bikes.yaml"]}), overlays)[0].text()
            corrected(Snapshot({}, {"openapi/bikes.yaml": TOLD["openapi/bikes.yaml"]}), overlays)


def _extending(overlay: Any, extends: str) -> Any:
    from dataclasses import replace

    return replace(overlay, extends=extends)


@cache
def _spoken() -> tuple[Reading, ...]:
    return read_spec(specs()[0], "openapi/bikes.yaml")


def _heard(exchanges: list[Exchange]) -> None:
    """What was recorded, beside the spec; a run that knows none says nothing."""
    found = compare([*_spoken(), read_exchanges(exchanges), read_promises(exchanges)])
    with_requests(found[:2], exchanges)


def _har(text: str) -> None:
    exchanges, _ = exchanges_of_har(text, known().resolve)
    _heard(paired(exchanges))


def _exchanges(text: str) -> None:
    with written("exchanges.jsonl", text) as path:
        observed_in(path, known().resolve)
        exchanges = exchanges_of(path)
    _heard(paired(exchanges))


def _accepted(text: str) -> None:
    with written("accepted.toml", text) as path:
        entries = read_accepted(path)
        part(findings(), entries, date(2027, 1, 1))
        path.write_text(with_entry(path, "0123456789abcdef", "why", "who", "never"), encoding="utf-8")
        read_accepted(path)
        path.write_text(without_entry(path, "0123456789abcdef"), encoding="utf-8")
        read_accepted(path)


def _toml(read: Callable[[Path], Any]) -> Callable[[str], None]:
    def reading(text: str) -> None:
        with written("one.toml", text) as path:
            read(path)

    return reading


def _report(text: str) -> None:
    """What `report` and `explain` do with findings.json, and `alert` with what the ledger kept of it."""
    from driftline.alert import _line
    from driftline.renderers.rulespage import told

    report = from_json(text)
    _told(report.findings, list(report.sources))
    for one in report.findings:
        _clean("\n".join(told(json.loads(to_json([one], []))["findings"][0])))
        _clean(_line(one))
    rows = list(report.sources)
    accepted = [(one, ENTRY) for one in report.accepted]
    _clean(to_markdown(report.findings, rows, accepted))
    json.loads(to_sarif(report.findings, accepted, fallback="README.md"))
    to_junit(report.findings, rows, accepted)
    for path, page in site(report.findings, rows, accepted=accepted).items():
        _inside(path)
        _clean(page)


def _provenance(text: str) -> None:
    try:
        for path in Provenance.from_text(text).files:
            _inside(path)
    except ValueError as error:  # `pull` says it with a hint
        raise SourceError(f"cannot be read: {error}") from None


def _ledger(content: bytes) -> None:
    """Everything that commands do with a ledger."""
    with written("ledger.db", content) as path, Ledger(path) as book:
        for entry in book.entries():
            book.finding(entry.fingerprint)
        book.runs()
        for name in ("github a/b", "none"):
            book.mark(book.waiting(name), name, "sending", "2026-11-01T00:00:00Z")
            book.interrupted(name)
        book.record(Look("2026-11-09T00:00:00Z", "", "x", ({"name": "spec", "claims": 1},)), findings())


def _told(found: Any, rows: list[dict[str, Any]] | None = None) -> None:
    """The findings on a terminal."""
    console = Console(file=None, width=120, color_system=None, record=False)
    with console.capture() as said:
        for piece in to_terminal(list(found)[:3], rows or [], most=3):
            console.print(piece)
    _clean(said.get())


def _clean(text: str) -> None:
    found = NASTY & set(text)
    if found:
        raise LeakError(f"{sorted(found)!a} in an output")


@contextlib.contextmanager
def written(name: str, content: str | bytes) -> Iterator[Path]:
    """A file in a folder of its own, in memory where that is possible; nothing else may come to be in it."""
    fast = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=fast) as folder:
        path = Path(folder) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        yield path


# How inputs are made.


@cache
def findings() -> list[Finding]:
    """Findings of the small API in which one voice lies."""
    found = []
    for fault in FAULTS[:12]:
        texts = fault.told()
        files = {name: text for name, text in texts.items() if name.endswith(".mdx") or name.startswith("openapi/")}
        found += check(
            Snapshot(
                {k: v for k, v in files.items() if k.endswith(".mdx")},
                {k: v for k, v in files.items() if not k.endswith(".mdx")},
            )
        ).findings
    return found[:4]


@cache
def _report_value() -> Any:
    readings: list[Reading] = list(read_spec(specs()[0], "a.yaml"))
    return json.loads(to_json(findings()[:2], witnesses(readings), findings()[2:3]))


@cache
def _har_value() -> Any:
    head = [{"name": "content-type", "value": "application/json"}, {"name": "Cookie", "value": "sid=12345678901"}]
    request = {"method": "POST", "url": "https://api.bikes.test/v1/rides?a=1", "headers": head,
               "postData": {"mimeType": "application/json", "text": '{"bike_id": "b1"}'}}  # fmt: skip
    response = {"status": 201, "headers": head, "content": {"size": 2, "text": '{"id": "r1", "km": 1.5}'}}
    form = {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a", "value": "4111111111111111"}]}
    entries = [
        {"request": request, "response": response, "time": 3.5},
        {
            "request": {**request, "postData": form},
            "response": {**response, "content": {"text": "aGk=", "encoding": "base64"}},
        },
    ]
    return {"log": {"version": "1.2", "entries": entries}}


@cache
def _exchange_values() -> list[Any]:
    return [json.loads(line) for line in TOLD[EXCHANGES_FILE].splitlines()]


@cache
def _ledger_bytes() -> bytes:
    with written("ledger.db", b"") as path:
        path.unlink()
        with Ledger(path) as book:
            rows = (
                {"name": "spec", "claims": 9},
                {"name": "docs", "claims": 9},
                {"name": "live", "claims": 1, "requests": 2},
            )
            book.record(Look("2026-11-01T00:00:00Z", "https://t", "a", rows), findings())
            book.record(Look("2026-11-02T00:00:00Z", "https://t", "b", rows), findings()[:2])
            book.mark(book.waiting("github a/b")[:1], "github a/b", "sending", "2026-11-02T00:00:00Z")
        return path.read_bytes()


def _made_ledger(random: Random) -> bytes:
    """Bytes of the file, or a cell of one of its tables."""
    if random.random() < 0.5:
        return damaged_bytes(random, _ledger_bytes())
    with written("ledger.db", _ledger_bytes()) as path:
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("PRAGMA synchronous = OFF")
        table = random.choice(("run", "finding", "event", "message", "sent"))
        column = random.choice([row[1] for row in db.execute(f"PRAGMA table_info({table})")])
        old = db.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone()
        text = str(old[0]) if old and old[0] is not None else "x"
        new: Any = damaged(random, [text], most=2_000).encode("utf-8", "replace").decode()
        new = random.choice((new, new, None, -1, 1.5, 2**62, b"\xff\x00", "[]", "{}", "null", "nan"))
        with contextlib.suppress(sqlite3.Error):
            db.execute(f"UPDATE {table} SET {column} = ?", (new,))
        db.close()
        return path.read_bytes()


def _made_json(values: Callable[[], list[Any]]) -> Callable[[Random], str]:
    """A value with strange parts, as text; or the text with damage."""

    def made(random: Random) -> str:
        value = random.choice(values())
        text = as_json(random, damaged_value(random, value, values()))
        return text if random.random() < 0.8 else damaged(random, [text, json.dumps(value)])

    return made


def _made_yaml(random: Random) -> str:
    if random.random() < 0.6:
        return damaged(random, spec_sources())
    value = damaged_value(random, specs()[0], specs())
    try:
        return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=random.random() < 0.5, sort_keys=False))
    except (yaml.YAMLError, ValueError, RecursionError):
        return json.dumps(value)


def _made_lines(random: Random) -> str:
    rows = [
        damaged_value(random, one, _exchange_values()) if random.random() < 0.5 else one for one in _exchange_values()
    ]
    text = "\n".join(as_json(random, row).replace("\n", " ") for row in rows)
    return text if random.random() < 0.8 else damaged(random, [text])


def _made_site(random: Random) -> dict[str, str]:
    files = {name: text for name, text in TOLD.items() if name.endswith(".mdx") or name.startswith("openapi/")}
    name = random.choice(sorted(files))
    made = _made_yaml(random) if name.startswith("openapi/") else damaged(random, [files[name], *files.values()])
    return {**files, name: made}


def _texts_of(seeds: Callable[[], list[str]]) -> Callable[[Random], str]:
    return lambda random: damaged(random, seeds())


@cache
def _indexes() -> list[str]:
    return [
        "# Docs\n- [a](https://docs.test/a.md): x\n- [b](/b%2Fc.md)\n- [c](../c.json)\n",
        *_short(_texts(SNAPSHOT, ".txt")),
    ]


@cache
def _config_sources() -> list[str]:
    return [
        'name = "Acme"\nversion = "1.2.3"\nprefix = "ACME"\n'
        'docs = "https://d.test"\n[environments]\nsandbox = "https://s.test"\n[signing]\nheader = "x-s"\ndigest = "sha256"\n'
    ]


@cache
def _fleet_sources() -> list[str]:
    return [
        '[fleet]\nrequests = 2000\nseconds = 60.5\n[vendors.acme]\ndocs = ["acme/docs"]\nshards = 2\nseeds = [0, 1]\n'
        '[vendors."b.o-lt"]\ndocs = ["bolt"]\nspec = "bolt/a.yaml"\ntarget = "https://b.test"\nheader = ["a: $B"]\nrate = 2.5\n'
    ]


@cache
def _names_sources() -> list[str]:
    return [
        '[calls]\n"POST /v1/rides" = "rides.create"\n'
        '"GET /v1/rides/{}" = "rides.retrieve"\n\n[models]\nRide = ["POST /v1/rides response/201/body"]\n'
    ]


@cache
def _accepted_sources() -> list[str]:
    one = (
        f'[[accepted]]\nfingerprint = "{findings()[0].fingerprint}"\nreason = "goes"\nwho = "ada"\nuntil = 2027-01-31\n'
    )
    return [
        "# ours\n" + one + "\n" + one.replace("2027-01-31", '"never"'),
        (ROOT / "accepted.toml").read_text(encoding="utf-8"),
    ]


@cache
def _overlay_sources() -> list[str]:
    rows = "- target: $.paths['/rides'].post\n    update: {summary: A, tags: [b]}\n"
    rows += "  - target: $..properties[?@.type == 'string']\n    remove: true\n"
    return [TOLD["overlay.yaml"], f"overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n  {rows}"]


def _made_overlay(random: Random) -> str:
    value = yaml.safe_load(_overlay_sources()[1])
    return (
        damaged(random, _overlay_sources())
        if random.random() < 0.6
        else as_json(random, damaged_value(random, value, specs()))
    )


ENTRY = Accepted("f00d", "it goes", "ada", None)

READERS: dict[str, Reader] = {
    one.name: one
    for one in (
        Reader("page", _texts_of(pages), _page),
        Reader("rendered page", _texts_of(rendered), _page),
        Reader("docs index", _texts_of(_indexes), _index),
        Reader("provenance", _made_json(lambda: [_provenance_value()]), _provenance),
        Reader("spec, JSON", _made_json(specs), lambda text: _spec(text, is_json=True)),
        Reader("spec, YAML", _made_yaml, lambda text: _spec(text, is_json=False)),
        Reader("bundle", _made_yaml, _bundle),
        Reader("site, checked", _made_site, _site),
        Reader("overlay", _made_overlay, _overlay),
        Reader("HAR", _made_json(lambda: [_har_value()]), _har),
        Reader("exchanges", _made_lines, _exchanges),
        Reader("accepted.toml", _texts_of(_accepted_sources), _accepted),
        Reader(
            "bindings",
            _texts_of(lambda: ['"a.mdx" = ["GET /a/{} response/200/body"]\n"b.mdx" = []\n']),
            _toml(read_bindings),
        ),
        Reader("names.toml", _texts_of(_names_sources), _toml(read_names)),
        Reader("client.toml", _texts_of(_config_sources), _toml(read_client_config)),
        Reader("fleet.toml", _texts_of(_fleet_sources), _toml(lambda path: parts(read_fleet(path)))),
        Reader("ledger", _made_ledger, _ledger),
        Reader("findings.json", _made_json(lambda: [_report_value()]), _report),
    )
}


@cache
def _provenance_value() -> Any:
    row = {
        "from": "https://d.test/a.md",
        "sha256": "0" * 64,
        "bytes": 3,
        "etag": '"x"',
        "fetched_at": "2026-11-01T00:00:00Z",
    }
    gone = [{"url": "https://d.test/b.md", "reason": "404"}]
    return {"version": 1, "sources": ["https://d.test"], "pulled_at": "2026-11-01T00:00:00Z",
            "files": {"a.md": row, "b/c.json": row}, "missing": gone, "skipped": gone}  # fmt: skip
