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
from emulator.accounts import shelf
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
                deliver(world, call, payment)
        return response

    return answer


def deliver(world: World, call: Call, payment: Object) -> Object:
    """Write down the delivery of a payment's last transaction: body as bytes that were signed, headers, attempt."""
    kind = str(payment["transactions_history"][-1]["type"]).lower()
    shown = json.loads(RETRIEVE.answer(payment).body)
    number = len(world.all(shelf(call, "deliveries"))) + 1
    body = signed_body(f"payment.{kind}", payment["account_id"], {"payment": shown})
    signature = sign(body, SECRETS[call.request.headers["public-api-key"]])
    headers = {"content-type": "application/json", HEADER: signature}
    return world.put(shelf(call, "deliveries"), str(number), {"body": body.decode(), "headers": headers, "retry": 0})


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
