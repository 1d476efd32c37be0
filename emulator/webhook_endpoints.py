"""Webhook endpoints: where the merchant wants deliveries, and of which events. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import owned, shelf
from emulator.operations import Operation

CREATE = Operation("webhooks/create-webhook")
LIST = Operation("webhooks/list-webhooks")
RETRIEVE = Operation("webhooks/retrieve-webhook")
UPDATE = Operation("webhooks/update-webhook")
DELETE = Operation("webhooks/delete-webhook")


def create_webhook(world: World, call: Call) -> Response:
    now = world.timestamp()
    made = {"status": "ACTIVE", **CREATE.sent(call), "id": world.uuid(), "created_at": now, "updated_at": now}
    return CREATE.answer(world.put(shelf(call, "webhooks"), made["id"], made))


def list_webhooks(world: World, call: Call) -> Response:
    return LIST.answer({"webhooks": world.all(shelf(call, "webhooks"))})


def retrieve_webhook(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def update_webhook(world: World, call: Call) -> Response:
    changed = {**_in_path(world, call), **UPDATE.sent(call), "updated_at": world.timestamp()}
    return UPDATE.answer(world.put(shelf(call, "webhooks"), changed["id"], changed))


def delete_webhook(world: World, call: Call) -> Response:
    world.delete(shelf(call, "webhooks"), _in_path(world, call)["id"])
    return DELETE.answer()


def _in_path(world: World, call: Call) -> Object:
    key = call.path["webhook_id"]
    return owned(world, call, "webhooks", key, code="WEBHOOK_NOT_FOUND", what="webhook endpoint")


ROUTES = (
    CREATE.route(create_webhook, provenance="assumed"),
    LIST.route(list_webhooks, provenance="assumed"),
    RETRIEVE.route(retrieve_webhook, provenance="assumed"),
    UPDATE.route(update_webhook, provenance="assumed"),
    DELETE.route(delete_webhook, provenance="assumed"),
)
