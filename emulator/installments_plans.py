"""Installments plans: create, retrieve, list by account, update, delete. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import owned, shelf
from emulator.dates import normal
from emulator.money import exact
from emulator.operations import Operation
from emulator.refusals import RefusalError

CREATE = Operation("installments-plans/create-installments-plan")
RETRIEVE = Operation("installments-plans/retrieve-installments-plan")
LIST = Operation("installments-plans/list-installments-plans")
UPDATE = Operation("installments-plans/update-installments-plan")
DELETE = Operation("installments-plans/delete-installments-plan")


def create_installments_plan(world: World, call: Call) -> Response:
    new = {"first_installment_deferral": 0, "payment_method_type": "CARD", "created_at": world.timestamp()}
    return CREATE.answer(_store(world, call, {**new, "id": world.uuid(), **_described(call.body)}))


def retrieve_installments_plan(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def list_installments_plans(world: World, call: Call) -> Response:
    query, plans = call.request.query, shelf(call, "installments_plans")
    offers = world.where(shelf(call, "installments_offers"), "account_id", query["account_id"])
    offered = [plan for offer in offers if (plan := world.get(plans, offer["plan_id"])) is not None]
    return LIST.answer([plan for plan in offered if _fits(plan, query)])


def update_installments_plan(world: World, call: Call) -> Response:
    return UPDATE.answer(_store(world, call, {**_in_path(world, call), **_described(call.body)}))


def delete_installments_plan(world: World, call: Call) -> Response:
    plan = _in_path(world, call)
    _withdraw(world, call, plan["id"])
    world.delete(shelf(call, "installments_plans"), plan["id"])
    return DELETE.answer(plan)


def _store(world: World, call: Call, plan: Mapping[str, Any]) -> Object:
    _refuse_contradictions(plan)
    _withdraw(world, call, plan["id"])
    for account_id in plan["account_id"]:
        offer = {"account_id": account_id, "plan_id": plan["id"]}
        world.put(shelf(call, "installments_offers"), f"{plan['id']} {account_id}", offer)
    return world.put(shelf(call, "installments_plans"), plan["id"], {**plan, "updated_at": world.timestamp()})


def _withdraw(world: World, call: Call, plan_id: str) -> None:
    """Forget which accounts offer a plan."""
    for offer in world.where(shelf(call, "installments_offers"), "plan_id", plan_id):
        world.delete(shelf(call, "installments_offers"), f"{plan_id} {offer['account_id']}")


def _described(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with the defaults of its options and its times as answers write them."""
    described = dict(told)
    if "installments_plan" in told:
        described["installments_plan"] = [{"rate": 1, **option} for option in told["installments_plan"]]
    if "availability" in told:
        described["availability"] = {name: normal(time) for name, time in _times(told["availability"])}
    return described


def _times(availability: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, availability[name]) for name in ("start_at", "finish_at") if name in availability]


def _refuse_contradictions(plan: Mapping[str, Any]) -> None:
    amount, availability = plan.get("amount", {}), plan.get("availability", {})
    least, most = amount.get("min_value"), amount.get("max_value")
    if least is not None and most is not None and least > most:
        raise RefusalError(400, "INVALID_PARAMETERS", "amount.min_value is more than amount.max_value")
    start_at, finish_at = availability.get("start_at"), availability.get("finish_at")
    if start_at is not None and finish_at is not None and finish_at <= start_at:
        raise RefusalError(400, "INVALID_PARAMETERS", "availability.finish_at must be later than availability.start_at")


def _fits(plan: Object, query: Mapping[str, str]) -> bool:
    """Whether a plan is for the currency, the amount, the card and the method that were asked for."""
    amount, iin = plan.get("amount", {}), query.get("iin", "")
    price = Decimal(query["amount"]) if "amount" in query else None
    least, most = amount.get("min_value"), amount.get("max_value")
    return (
        query.get("currency", amount.get("currency")) == amount.get("currency", query.get("currency"))
        and (price is None or least is None or exact(least) <= price)
        and (price is None or most is None or price <= exact(most))
        and (not iin or not plan.get("iin") or any(iin.startswith(one) for one in plan["iin"]))
        and query.get("payment_method_type", plan["payment_method_type"]) == plan["payment_method_type"]
    )


def _in_path(world: World, call: Call) -> Object:
    key = call.path["installment_code"]
    return owned(world, call, "installments_plans", key, code="INSTALLMENTS_PLAN_NOT_FOUND", what="plan")


ROUTES = (
    CREATE.route(create_installments_plan),
    RETRIEVE.route(retrieve_installments_plan),
    LIST.route(list_installments_plans),
    UPDATE.route(update_installments_plan),
    DELETE.route(delete_installments_plan, provenance="assumed"),
)
