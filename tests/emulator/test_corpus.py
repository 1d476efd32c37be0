"""The generic vendor of real specs: every operation answers, answers have their schema's shape, what is made is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests_support import CORPUS

from driftline.bundle import bundle
from driftline.compare import compare
from driftline.emulator import Emulator, EmulatorTransport
from driftline.emulator.control import coverage
from driftline.emulator.generic import extended, vendor_of
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.readers.spec import read_spec
from driftline.snapshot import read_snapshot
from driftline.sources import read_pages, spec_texts
from driftline.target import Budget, Target
from emulator import VENDOR

pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason=f"no corpus of real docs at {CORPUS}: set DRIFTLINE_CORPUS to run this test"
)
# Named by many specs of the corpus; the values are ours.
KEYS = dict.fromkeys(
    "public-api-key private-secret-key x-public-api-key x-private-secret-key x-account-code x-organization-code".split(),  # noqa: SIM905
    "a key",
)
# What a vendor that knows nothing but its spec cannot help: statuses that the spec does not list, objects that nothing
# makes, bounds, defaults and values that stand in words only or that contradict the answer's own schema, filters by what
# no item shows.
EXPECTED = {
    "filter-ignored",
    "status-missing",
    "missing-found",
    "input-unenforced",
    "length",
    "default",
    "echo",
    "read-back",
    "unreached",
}


@pytest.fixture(scope="module")
def document():
    snapshot = read_snapshot([CORPUS / "site"])
    return json.loads(bundle(spec_texts(snapshot, read_pages(snapshot))).text())


@pytest.fixture(scope="module")
def run(document):
    transport = EmulatorTransport(Emulator(vendor_of(document)))
    target = Target(
        "https://vendor.test",
        headers=KEYS,
        budget=Budget(requests=20_000, answer_bytes=20_000_000),
        transport=transport,
    )
    return probe(document, target, fuzz=False)


def test_every_operation_answers_and_nearly_every_one_succeeds(run):
    assert not [one for one in run.exchanges if one.status >= 500 or (one.problem and "left alone" not in one.problem)]
    # the other one publishes a checkout, and nothing makes one
    assert (run.reached, run.operations) == (158, 159)


def test_answers_are_as_the_spec_describes_them(document, run):
    found = compare([*read_spec(document, "bundle.json")[:1], read_exchanges(list(run.exchanges))])
    live = [one for one in found if any(said.source == "live" for said in one.said)]
    assert {one.rule for one in live} <= EXPECTED, [one for one in live if one.rule not in EXPECTED][:3]


def test_the_pretend_vendor_with_the_corpus_answers_every_operation_of_both(document):
    running = Emulator(extended(VENDOR, document))
    counted = coverage(running)["counts"]
    assert counted["hand-written"] == len(VENDOR.routes)
    assert counted["generic"] > 100
    routed = set(running.vendor.operations)
    rows = {row["operation"]: row["behaviour"] for row in coverage(running)["operations"]}
    assert routed == {operation for operation, behaviour in rows.items() if behaviour != "neither"}


def asked() -> list[Path]:
    """The specs that have operations to ask, and not webhooks alone."""
    return [path for path in sorted((CORPUS / "specs").rglob("*.json")) if json.loads(path.read_text()).get("paths")]


@pytest.mark.parametrize("path", asked() if CORPUS.exists() else [], ids=lambda path: path.stem)
def test_the_published_specs_of_other_vendors_answer_too(path: Path):
    document = json.loads(path.read_text(encoding="utf-8"))
    transport = EmulatorTransport(Emulator(vendor_of(document)))
    headers = {"authorization": "Bearer a", "x-api-key": "a"}
    target = Target(
        "https://vendor.test",
        headers=headers,
        budget=Budget(requests=20_000, answer_bytes=20_000_000),
        transport=transport,
    )
    done = probe(document, target, fuzz=False)
    assert not [one for one in done.exchanges if one.status >= 500]
    assert done.operations - done.reached <= max(1, 0.3 * done.operations), (done.reached, done.operations)
