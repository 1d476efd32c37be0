"""Deliveries: what happened to a payment, signed over the exact bytes that are sent. Does no I/O."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping

from driftline.emulator import Call, Posting, Response, World, deliveries
from driftline.emulator.messages import Behaviour
from driftline.emulator.world import Object
from emulator.accounts import account, shelf
from emulator.operations import Operation

HEADER = "x-hmac-signature"
# One secret for each account, by its public key. `docs/webhooks.md` publishes both.
SECRETS = {"sandbox-public-key": "sandbox-webhook-secret", "other-public-key": "other-webhook-secret"}
RETRIEVE = Operation("payments/retrieve-payment")


def announced(behaviour: Behaviour) -> Behaviour:
    """The behaviour, and after each success a delivery that says what became of the payment."""

    def answer(world: World, call: Call) -> Response:
        response = behaviour(world, call)
        if response.status < 300:
            made = json.loads(response.body)
            payment = world.get(shelf(call, "payments"), call.path.get("payment_id", made["id"]))
            if payment is not None:
                announce_payment(world, account(call), payment)
        return response

    return answer


def announce_payment(world: World, caller: str, payment: Object) -> None:
    """Deliver what became of a payment of the account with the public key `caller`: its latest transaction names the event."""
    event = f"payment.{payment['transactions']['type'].lower()}"
    announce(world, caller, event, {"payment": RETRIEVE.shown(payment)}, payment["account_id"])


def announce(world: World, caller: str, event: str, data: Object, account_id: str) -> None:
    """Make deliveries of an event due: one for each of the account's webhooks that wants it, or one without a URL.

    `caller` is the account's public key, `event` is like `payment.refund`, `data` is what the delivery is about.
    """
    active = world.where(shelf(caller, "webhooks"), "status", "ACTIVE")
    urls = [webhook["url"] for webhook in active if event in webhook["events"] or "*" in webhook["events"]]
    told = {"account": caller, "account_id": account_id, "data": data}
    deliveries.announce(world, event, told, urls or (None,))


def written(delivery: Object, attempt: int) -> tuple[bytes, Mapping[str, str]]:
    """The exact bytes of an attempt, and its headers with the signature over them."""
    told, event = delivery["told"], delivery["event"]
    value = {
        "type": event.partition(".")[0],
        "type_event": event,
        "account_id": told["account_id"],
        "retry": attempt,
        "version": 2,
        "data": told["data"],
    }
    body = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return body, {"content-type": "application/json", HEADER: sign(body, SECRETS[told["account"]])}


def sign(body: bytes, secret: str) -> str:
    """The signature of exactly these bytes: HMAC-SHA256 under the secret, in base64."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


MINUTE, HOUR = 60.0, 3600.0  # seconds
RETRIES = (5 * MINUTE, 50 * MINUTE, 6 * HOUR, 24 * HOUR, 48 * HOUR, 96 * HOUR)  # after the first attempt
POSTING = Posting(written, RETRIES)
