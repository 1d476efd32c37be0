"""What one question at a time finds on a vendor never seen: each lie its own rule, and nothing when there is none."""

from __future__ import annotations

import copy
import json

import pytest
from bookshop import DOCS, PUBLISH, SPEC, TEXT, shop
from foreign import FOREIGN, PAGES, Enveloping

from driftline.check import check
from driftline.emulator import EmulatorTransport
from driftline.experiments.bench import facts
from driftline.findings import Finding
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target

SNAPSHOT = Snapshot({"create-book.mdx": DOCS, "publishing.md": PUBLISH}, {"openapi.json": TEXT})


def found(*lies: str, fuzz: bool = False, seed: int = 0) -> list[Finding]:
    transport = EmulatorTransport(shop(lies))
    target = Target(
        "https://books.test",
        headers={"authorization": "Bearer one"},
        other={"authorization": "Bearer two"},
        budget=Budget(requests=2000, examples=5, steps=5),
        transport=transport,
    )
    done = probe(SPEC, target, declared=facts(read_all(SNAPSHOT)), fuzz=fuzz, seed=seed)
    assert not done.ended
    assert len(done.exchanges) < 900
    return list(check(SNAPSHOT, [read_exchanges(done.exchanges)]).findings)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_shop_that_tells_no_lie_gives_no_finding(seed: int) -> None:
    assert [(f.rule, f.subject, f.message) for f in found(fuzz=True, seed=seed)] == []


# What a lie shows besides its own rule: a price in cents is also over the documented maximum.
ALSO = {"cents": {"range", "read-back"}, "vanishes": {"unreached"}}


@pytest.mark.parametrize(
    ("lie", "rule", "operation", "place"),
    [
        ("cents", "echo", "POST /books", "response/201/body/price"),
        ("default", "default", "POST /books", "request/body/currency"),
        ("field-lost", "read-back", "GET /books/{}", "response/200/body/note"),
        ("keys-ignored", "idempotency", "POST /books", "request/header/idempotency-key"),
        ("update-lost", "update-lost", "PATCH /books/{}", "request/body/title"),
        ("patch-as-put", "update-lost", "PATCH /books/{}", "request/body/note"),
        ("delete-lost", "deleted-stays", "DELETE /books/{}", ""),
        ("filter", "filter-ignored", "GET /books", "request/query/state"),
        ("paging", "paging", "GET /books", "request/query/offset"),
        ("list-default", "default", "GET /books", "request/query/limit"),
        ("list-cap", "input-unenforced", "GET /books", "request/query/limit"),
        ("member-refused", "value-refused", "POST /books", "request/body/currency"),
        ("enum-ignored", "input-unenforced", "POST /books", "request/body/currency"),
        ("cap-lowered", "bound-refused", "POST /books", "request/body/title"),
        ("cap-ignored", "input-unenforced", "POST /books", "request/body/title"),
        ("any-token", "credentials-unenforced", "POST /books", "security"),
        ("tenant", "tenant-leak", "GET /books/{}", ""),
        ("vanishes", "not-stored", "GET /books/{}", ""),
        ("oldest-first", "list-order", "GET /books", ""),
        ("state-stays", "state-after", "POST /books/{}/publish", ""),
        ("short-lived", "lifetime", "POST /books", "response/201/body/expires_at"),
        ("published-twice", "action-repeated", "POST /books/{}/publish", ""),
        ("over-discount", "over-limit", "POST /books/{}/discount", "request/body/amount"),
        ("key-reused", "idempotency", "POST /books", "request/header/idempotency-key"),
        ("refused-kept", "refused-kept", "POST /books", ""),
        ("cursor-skips", "paging", "GET /shelf", "request/query/cursor"),
        ("tenant-list", "tenant-leak", "GET /shelf", ""),
        ("title-renamed", "input-ignored", "POST /books", "request/body/title"),
        ("malformed-taken", "input-unenforced", "POST /books", "request/body"),
    ],
)
def test_each_lie_gives_its_rule(lie: str, rule: str, operation: str, place: str) -> None:
    hits = found(lie)
    shown = [(f.rule, f.subject.operation, f.subject.place, f.message) for f in hits]
    assert any(row[:3] == (rule, operation, place) or (f"{operation} {place}".strip() in f.places and f.rule == rule)
               for row, f in zip(shown, hits, strict=True)), shown  # fmt: skip
    assert {f.rule for f in hits} <= {rule, *ALSO.get(lie, ())}, shown


@pytest.mark.parametrize(
    ("lie", "rule", "operation", "place"),
    [
        ("", "", "", ""),
        ("cents", "echo", "POST /books", "response/201/body/data/price"),
        ("default", "default", "POST /books", "request/body/currency"),
        ("field-lost", "read-back", "GET /books/{}", "response/200/body/data/note"),
        ("update-lost", "update-lost", "PATCH /books/{}", "request/body/title"),
        ("patch-as-put", "update-lost", "PATCH /books/{}", "request/body/note"),
        ("delete-lost", "deleted-stays", "DELETE /books/{}", ""),
        ("keys-ignored", "idempotency", "POST /books", "request/header/idempotency-key"),
        ("vanishes", "not-stored", "GET /books/{}", ""),
        ("oldest-first", "list-order", "GET /books", ""),
        ("state-stays", "state-after", "POST /books/{}/publish", ""),
        ("short-lived", "lifetime", "POST /books", "response/201/body/data/expiresAt"),
        ("published-twice", "action-repeated", "POST /books/{}/publish", ""),
        ("title-renamed", "input-ignored", "POST /books", "request/body/title"),
    ],
)
def test_another_house_that_wraps_its_objects_is_asked_as_well(lie: str, rule: str, operation: str, place: str) -> None:
    snapshot = Snapshot(PAGES, {"openapi.json": json.dumps(FOREIGN)})
    transport = Enveloping([lie] if lie else [])
    keys, others = {"authorization": "Bearer one"}, {"authorization": "Bearer two"}
    target = Target("https://books.test", headers=keys, other=others, budget=Budget(requests=2000), transport=transport)
    done = probe(FOREIGN, target, declared=facts(read_all(snapshot)), fuzz=False)
    hits = [(f.rule, p) for f in check(snapshot, [read_exchanges(done.exchanges)]).findings for p in f.places]
    assert ((rule, f"{operation} {place}".strip()) in hits) if lie else hits == [], hits
    assert not [book for book in transport.inner.emulator.world.all("books") if lie != "delete-lost"]


def test_a_run_changes_nothing_that_it_did_not_make_and_leaves_nothing_behind() -> None:
    emulator = shop()
    others = {
        f"theirs-{n}": {
            "id": f"theirs-{n}",
            "_owner": "one",
            "title": "Theirs",
            "price": 5,
            "currency": "EUR",
            "state": "DRAFT",
            "note": None,
        }
        for n in range(3)
    }
    for key, book in others.items():
        emulator.world.put("books", key, book)
    target = Target(
        "https://books.test",
        headers={"authorization": "Bearer one"},
        budget=Budget(requests=2000),
        transport=EmulatorTransport(emulator),
    )
    probe(SPEC, target, declared=facts(read_all(SNAPSHOT)))
    assert {book["id"]: dict(book) for book in emulator.world.all("books")} == others


def test_a_key_that_only_the_docs_name_is_tried_too() -> None:
    spec = copy.deepcopy(SPEC)
    del spec["paths"]["/books"]["post"]["parameters"]
    page = "# Books\n\n## `POST /books`\n\nSend an `Idempotency-Key`: a retry with the same key returns the original book.\n"
    snapshot = Snapshot({"books.md": page}, {"openapi.json": json.dumps(spec)})
    for lies in ((), ("keys-ignored",)):
        keys = {"authorization": "Bearer one"}
        target = Target(
            "https://books.test", headers=keys, budget=Budget(requests=900), transport=EmulatorTransport(shop(lies))
        )
        done = probe(spec, target, declared=facts(read_all(snapshot)), fuzz=False)
        rules = [f.rule for f in check(snapshot, [read_exchanges(done.exchanges)]).findings if f.rule == "idempotency"]
        assert rules == ["idempotency"] * len(lies)


@pytest.mark.parametrize("most", [30, 120, 400])
def test_a_run_stays_within_its_requests_deleting_what_it_made_included(most: int) -> None:
    emulator = shop()
    keys = {"authorization": "Bearer one"}
    target = Target(
        "https://books.test", headers=keys, budget=Budget(requests=most), transport=EmulatorTransport(emulator)
    )
    done = probe(SPEC, target, declared=facts(read_all(SNAPSHOT)))
    assert len(done.exchanges) <= most
    assert "the budget was spent" in done.ended
    assert emulator.world.all("books") == []


def test_what_nobody_asked_about_is_not_called_unreached() -> None:
    target = Target(
        "https://books.test",
        headers={"authorization": "Bearer none"},
        budget=Budget(),
        transport=EmulatorTransport(shop()),
    )
    done = probe(SPEC, target, only=["GET /shelf"], fuzz=False)
    assert {one.operation for one in done.exchanges if one.intent == "unreached"} == {"GET /shelf"}
