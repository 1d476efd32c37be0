"""Deliveries: what happened to a payment, signed over the exact bytes that are sent. Does no I/O."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from driftline.emulator import Call, Response, World
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
                kind = str(payment["transactions_history"][-1]["type"]).lower()
                shown = json.loads(RETRIEVE.answer(payment).body)
                announce(world, account(call), f"payment.{kind}", {"payment": shown}, payment["account_id"])
        return response

    return answer


def announce(world: World, caller: str, event: str, data: Object, account_id: str) -> Object:
    """Write down a delivery: body as bytes that were signed, headers, attempt.

    `caller` is the account's public key, `event` is like `payment.refund`, `data` is what the delivery is about.
    """
    number = len(world.all(shelf(caller, "deliveries"))) + 1
    body = signed_body(event, account_id, data)
    headers = {"content-type": "application/json", HEADER: sign(body, SECRETS[caller])}
    return world.put(shelf(caller, "deliveries"), str(number), {"body": body.decode(), "headers": headers, "retry": 0})


def signed_body(event: str, account_id: str, data: Any) -> bytes:
    """The bytes of a delivery."""
    value = {
        "type": event.partition(".")[0],
        "type_event": event,
        "account_id": account_id,
        "retry": 0,
        "version": 2,
        "data": data,
    }
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def sign(body: bytes, secret: str) -> str:
    """The signature of exactly these bytes: HMAC-SHA256 under the secret, in base64."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()
