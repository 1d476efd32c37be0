"""Reports: create, retrieve, list, download; made and forgotten by timers. Does no I/O."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import account, owned, shelf
from emulator.dates import normal, stepped
from emulator.operations import Operation
from emulator.refusals import RefusalError

MAKING = 60  # seconds from the request of a report to its content
KEPT = 10 * 60  # seconds from its content to its end

CREATE = Operation("reports/create-a-report")
RETRIEVE = Operation("reports/retrieve-a-report")
LIST = Operation("reports/list-all-reports")
DOWNLOAD = Operation("reports/download-a-report")

COMMON = ("account_id", "country", "currency", "status", "created_at", "updated_at")
COLUMNS = {
    "PAYMENTS": ("payment_id", "merchant_order_id", "description", "amount_value", "sub_status", *COMMON),
    "TRANSACTIONS": ("transaction_id", "payment_id", "merchant_order_id", "type", "amount", "response_code", *COMMON),
    "PAYOUTS": ("payout_id", "merchant_reference", "description", "purpose", "amount_value", *COMMON),
}

# Fields of the request that choose rows, and the column of each type that they look at.
ANY = {"account_id": "account_id", "country": "country", "currency": "currency"}
FILTERS: Mapping[str, Mapping[str, str]] = {
    "PAYMENTS": {**ANY, "payment_status": "status", "payment_sub_status": "sub_status"},
    "TRANSACTIONS": {
        **ANY,
        "payment_status": "payment_status",
        "payment_sub_status": "payment_sub_status",
        "transaction_type": "type",
        "transaction_status": "status",
    },
    "PAYOUTS": ANY,
}


def create_a_report(world: World, call: Call) -> Response:
    now = world.timestamp()
    told = {**call.body, "start_date": normal(call.body["start_date"]), "end_date": normal(call.body["end_date"])}
    _refuse_period(told)
    _refuse_columns(told)
    report = {**told, "id": world.uuid(), "status": "IN_PROCESS", "created_at": now, "updated_at": now}
    world.later(MAKING, "make_report", {"account": account(call), "id": report["id"]})
    return CREATE.answer(world.put(shelf(call, "reports"), report["id"], report))


def retrieve_a_report(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def list_all_reports(world: World, call: Call) -> Response:
    query = call.request.query
    first = normal(query["start_date"]) if "start_date" in query else ""
    last = normal(query["end_date"]) if "end_date" in query else world.timestamp()
    size, number = int(query.get("page_size", 1)), int(query.get("page_number", 1))
    reports = reversed(world.all(shelf(call, "reports")))
    found = [r for r in reports if first <= r["created_at"] <= last and _lists_account(r, query.get("account_id"))]
    return LIST.answer(found[(number - 1) * size : number * size])


def download_a_report(world: World, call: Call) -> Response:
    report = _in_path(world, call)
    if report["status"] not in {"SUCCEEDED", "DOWNLOADED"}:
        raise RefusalError(400, "REPORT_STATUS_ERROR", f"the report is {report['status']}")
    if not report["rows"]:
        raise RefusalError(400, "REPORT_EMPTY", "the report lists nothing")
    downloaded = {**report, "status": "DOWNLOADED", "updated_at": world.timestamp()}
    world.put(shelf(call, "reports"), report["id"], downloaded)
    content = base64.b64encode(_as_csv(report).encode()).decode()
    return DOWNLOAD.answer({**downloaded, "download_link": f"data:text/csv;base64,{content}"})


def make_report(world: World, told: Object) -> None:
    """The content of a report is there: what was in its period, as it stands now."""
    report = world.get(shelf(told["account"], "reports"), told["id"])
    if report is None:
        return
    rows = [row for row in _rows(world, told["account"], report["type"]) if _is_wanted(report, row)]
    ready = {
        **report,
        "status": "SUCCEEDED",
        "rows": [[row[column] for column in _columns(report)] for row in rows],
        "updated_at": world.timestamp(),
        "expires_at": world.timestamp(after=KEPT),
    }
    world.put(shelf(told["account"], "reports"), report["id"], ready)
    world.later(KEPT, "expire_report", told)


def expire_report(world: World, told: Object) -> None:
    """The content of a report is forgotten."""
    report = world.get(shelf(told["account"], "reports"), told["id"])
    if report is not None:
        expired = {**report, "status": "EXPIRED", "rows": [], "updated_at": world.timestamp()}
        world.put(shelf(told["account"], "reports"), report["id"], expired)


def _rows(world: World, caller: str, kind: str) -> Iterator[Mapping[str, Any]]:
    """Everything of an account that a report of this type could list, by column."""
    table = "payouts" if kind == "PAYOUTS" else "payments"
    for one in world.all(shelf(caller, table)):
        money = {"currency": one["amount"]["currency"], "amount_value": one["amount"]["value"]}
        if kind != "TRANSACTIONS":
            yield {"description": None, **one, **money, f"{table[:-1]}_id": one["id"]}
            continue
        payment = {**one, **money, "payment_id": one["id"]}
        payment |= {f"payment_{name}": one[name] for name in ("status", "sub_status")}
        for transaction in one["transactions_history"]:
            yield {**payment, **transaction, "transaction_id": transaction["id"]}


def _is_wanted(report: Object, row: Mapping[str, Any]) -> bool:
    if not report["start_date"] <= row["created_at"] <= report["end_date"]:
        return False
    filters = FILTERS[report["type"]]
    return all(row[column] in _names(report[field]) for field, column in filters.items() if field in report)


def _as_csv(report: Object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_columns(report), *report["rows"]])
    return text.getvalue()


def _columns(report: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_names(report["columns"])) if "columns" in report else COLUMNS[report["type"]]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _refuse_period(told: Mapping[str, Any]) -> None:
    if told["start_date"] >= told["end_date"]:
        raise RefusalError(400, "REPORT_RANGE_ERROR", "start_date must be before end_date")
    if told["end_date"] > stepped(told["start_date"], "MONTH", 2):
        raise RefusalError(400, "REPORT_MAX_RANGE_ERROR", "the period may have at most two months")


def _refuse_columns(told: Mapping[str, Any]) -> None:
    unknown = [name for name in _columns(told) if name not in COLUMNS[told["type"]]]
    if unknown:
        raise RefusalError(400, "INVALID_PARAMETERS", f"columns has no column {unknown[0]}")


def _lists_account(report: Object, account_id: str | None) -> bool:
    return account_id is None or "account_id" not in report or account_id in _names(report["account_id"])


def _in_path(world: World, call: Call) -> Object:
    return owned(world, call, "reports", call.path["report_id"], code="REPORT_NOT_FOUND", what="report")


ROUTES = (
    CREATE.route(create_a_report),
    RETRIEVE.route(retrieve_a_report),
    LIST.route(list_all_reports),
    DOWNLOAD.route(download_a_report, provenance="assumed"),
)
TIMERS = {"make_report": make_report, "expire_report": expire_report}
