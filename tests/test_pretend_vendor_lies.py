"""Lies of the pretend vendor that take more than one answer to see: two sights of an object, new objects, the clock."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from driftline.claims import Reading
from driftline.compare import compare
from driftline.emulator import EmulatorTransport
from driftline.experiments.bench import Facts, facts
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.samples import fields
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target
from emulator import create

KEYS = {"public-api-key": "sandbox-public-key", "private-secret-key": "sandbox-secret-key"}
ACCOUNT = {"account_id": "11b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a01"}
BUNDLE = json.loads((Path(__file__).parent.parent / "openapi" / "bundle.json").read_text(encoding="utf-8"))


@cache
def told() -> tuple[tuple[Reading, ...], Facts]:
    """What docs and spec say of the pretend vendor."""
    pages = {file: text for file, text in create().pages.items() if not file.endswith(".json")}
    readings = tuple(
        one for one in read_all(Snapshot(pages, {"bundle.json": json.dumps(BUNDLE)})) if one.source != "examples"
    )
    return readings, facts(readings)


def rules(lie: str, *operations: str) -> set[tuple[str, str]]:
    """Rules and operations of what a probe of some operations finds where the vendor lies."""
    transport = EmulatorTransport(create(deviate=[lie] if lie else []))
    target = Target("https://api.emulator.test", headers=KEYS, budget=Budget(), transport=transport)
    done = probe(BUNDLE, target, known=ACCOUNT, only=operations, declared=told()[1], fuzz=False)
    found = compare([*told()[0], read_exchanges([one for one in done.exchanges if one.operation in operations])])
    live = [one for one in found if any(said.source == "live" for said in one.said)]
    return {(one.rule, " ".join(place.split(" ")[:2])) for one in live for place in one.places}


KNOWN = ",".join(fields(BUNDLE, BUNDLE["paths"]["/v1/customers"]["post"]))
PAYOUTS = ("GET /v1/payouts", "POST /v1/payouts", "GET /v1/payouts/{}")
CUSTOMERS = ("POST /v1/customers", "GET /v1/customers", "GET /v1/customers/{}", "PATCH /v1/customers/{}")
REPORTS = ("POST /v1/reports", "GET /v1/reports/{}")
CAPTURE = ("POST /v1/payments/{}/transactions/{}/capture", "GET /v1/payments/{}", "POST /v1/payments")
PAYMENTS = ("POST /v1/payments", "GET /v1/payments", "GET /v1/payments/{}")
SUBSCRIPTIONS = ("POST /v1/subscriptions", "GET /v1/subscriptions/{}")
REFUND = ("POST /v1/payments/{}/transactions/{}/refund",)


@pytest.mark.parametrize("operations", [PAYOUTS, CUSTOMERS, REPORTS, CAPTURE, PAYMENTS, SUBSCRIPTIONS, REFUND])
def test_without_a_lie_there_is_no_finding(operations: tuple[str, ...]) -> None:
    assert rules("", *operations) == set()


@pytest.mark.parametrize(
    ("lie", "operations", "rule", "where"),
    [
        ("resp_zone:GET /v1/payouts response/200/body/[]/created_at", PAYOUTS, "read-back", "GET /v1/payouts/{}"),
        ("resp_zone:GET /v1/reports/{} response/200/body/created_at", REPORTS, "read-back", "GET /v1/reports/{}"),
        ("filter_stuck:GET /v1/payouts request/query/merchant_reference", PAYOUTS, "filter-ignored", "GET /v1/payouts"),
        ("missing_found:GET /v1/customers response/404", CUSTOMERS, "missing-found", "GET /v1/customers"),
        ("credentials_any:POST /v1/customers request/header/public-api-key", CUSTOMERS, "credentials-unenforced", "POST /v1/customers"),
        ("credentials_open:POST /v1/payments/{}/transactions/{}/refund", REFUND, "credentials-unenforced", REFUND[0]),
        ("update_lost:PATCH /v1/customers/{} request/body/billing_address", CUSTOMERS, "update-lost", "PATCH /v1/customers/{}"),
        (f"req_strict:POST /v1/customers request/body={KNOWN}", CUSTOMERS, "value-refused", "POST /v1/customers"),
        ("taken_twice:POST /v1/customers request/body/merchant_customer_id", CUSTOMERS, "uniqueness", "POST /v1/customers"),
        ("action_repeated:POST /v1/payments/{}/transactions/{}/capture", CAPTURE, "action-repeated", CAPTURE[0]),
        ("key_ignored:POST /v1/payments/{}/transactions/{}/refund request/header/X-Idempotency-Key", REFUND, "idempotency", REFUND[0]),
        ("time_never:POST /v1/reports", REPORTS, "state-after", "POST /v1/reports"),
        ("time_early:POST /v1/payouts", PAYOUTS, "state-after", "POST /v1/payouts"),
        ("time_early:POST /v1/payments", PAYMENTS, "state-after", "POST /v1/payments"),
        ("time_never:POST /v1/subscriptions", SUBSCRIPTIONS, "state-after", "POST /v1/subscriptions"),
    ],
)  # fmt: skip
def test_a_lie_gives_its_rule_where_it_is_told(lie: str, operations: tuple[str, ...], rule: str, where: str) -> None:
    assert (rule, where) in rules(lie, *operations)
