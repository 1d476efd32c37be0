"""Keys by which a service knows a request again: what is repeated is done once, and what is refused leaves its key free."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import (
    REFUSED,
    Bench,
    another,
    code_of,
    identities,
    is_made_twice,
    key_of,
)
from driftline.experiments.inputs import made_by_other
from driftline.target import CONFLICT, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange


OF_KEYS = re.compile(r"idempot|\bkeys?\b|progress", re.IGNORECASE)
OF_THE_KEY = re.compile(rf"{OF_KEYS.pattern}|duplicat|already", re.IGNORECASE)


def keys(bench: Bench) -> None:
    """A repeated request with the same idempotency key makes nothing new."""
    key = key_of(bench)
    if key is None:
        return
    place = f"request/header/{key[0].lower()}"
    bench.renew_object()
    body = bench.placed(bench.body)
    body = bench.prober.renewed(body, body) if bench.renew or bench.single else body
    once = replace(bench, body=body, renew=False, single=False, fresh=None)
    _, first, status = once.send("key", once.body, **key[1])
    exchange, second, again = once.send("key again", once.body, **key[1])
    if not 200 <= status < 300:
        return
    if 200 <= again < 300 and is_made_twice((first, second), once.body):
        bench.find(exchange, "idempotency", place, "a second object was made")
        return
    declared = bench.declared.get("", {})
    told = json.dumps(exchange.response_body) if again in REFUSED and declared.get("keyed") else ""
    of_a_field = any(re.search(rf"\b{re.escape(name)}\b", told) for name in once.body) if told else False
    if told and not (OF_KEYS if of_a_field else OF_THE_KEY).search(told):
        bench.find(exchange, "idempotency", place, "the same request is refused the second time")
        return
    if 200 <= again < 300:
        replayed(bench, exchange)
    if declared.get("keyed") and set() != identities(first, once.body) == identities(second, once.body):
        bench.prove(exchange, "keyed")
    _of_another_account(once, key, first)
    other = another(bench, once.body)
    if declared.get("keyed-refuses") and other != once.body:
        exchange, _, status = once.send("key reused", other, **key[1])
        if 200 <= status < 300:
            bench.find(exchange, "idempotency", place, "another body was taken under the same key")
        elif status in REFUSED:
            bench.prove(exchange, "keyed-refuses")


def unkeyed(bench: Bench) -> None:
    """A request without the idempotency key that it needs is refused, and with the error code that is promised."""
    place = "request/header/idempotency-key"
    if bench.operation.method != "post" or bench.declared.get(place, {}).get("required") is not True:
        return
    extra = bench.prober.extras(bench.operation)
    extra["headers"] = {
        name: one for name, one in extra.get("headers", {}).items() if name.lower() != "idempotency-key"
    }
    body = bench.prober.renewed(bench.placed(bench.body), bench.body)
    target, key = bench.prober.target, bench.operation.key
    exchange, _ = target.send(key, f"omit {place}", "POST", bench.path, json=body, **extra)
    wanted = str(bench.prober.known_facts.get("", {}).get("header/idempotency-key", {}).get("missing", ""))
    got = f"{exchange.status} {code_of(exchange.response_body)}"
    if wanted and exchange.status in (400, 409, 412, 422, 428) and got != wanted:
        bench.find(exchange, "refusal-status", place, f"{got} where {wanted} is promised")


def by_reference(bench: Bench) -> None:
    """A creation that is sent again under its reference makes nothing new, and with other content is refused, as promised."""
    for place, aspects in bench.declared.items():
        name = place.removeprefix("request/body/")
        if not {"keyed-by", "keyed-by-refuses"} & aspects.keys() or not isinstance(bench.body.get(name), str):
            continue
        once = replace(bench, renew=False, single=False, fresh=None)
        body = {
            **bench.prober.renewed(bench.body, bench.body, "k"),
            name: f"{bench.body[name][:20]}{bench.prober.target.sign}",
        }
        _, first, status = once.send("reference", body)
        exchange, second, again = once.send("reference again", body) if 200 <= status < 300 else (None, None, 0)
        if exchange is None:
            continue
        if "keyed-by" in aspects and 200 <= again < 300 and is_made_twice((first, second), body):
            bench.find(exchange, "idempotency", place, "a second object was made")
        elif "keyed-by" in aspects and again in REFUSED:
            bench.find(exchange, "idempotency", place, "the same request is refused the second time")
        elif "keyed-by" in aspects:
            bench.prove(exchange, "keyed-by", place)
        other = another(bench, body)
        exchange, _, status = once.send("reference reused", {**other, name: body[name]})
        if "keyed-by-refuses" in aspects and other != body and 200 <= status < 300:
            bench.find(exchange, "idempotency", place, "other content was taken under the same reference")
        elif "keyed-by-refuses" in aspects and status in REFUSED:
            bench.prove(exchange, "keyed-by-refuses", place)


def _of_another_account(bench: Bench, key: tuple[str, dict[str, Any]], first: Any) -> None:
    """Another account that uses the same key does not get what the first one made."""
    target = bench.prober.target
    if (
        not target.other
        or "{" in bench.operation.path
        or bench.prober.rests_on(bench.operation, bench.path, bench.body)
    ):
        return
    exchange, answer = made_by_other(bench, bench.body, **key[1]["headers"])
    if exchange.status in REFUSED and re.search("idempot|key", json.dumps(exchange.response_body), re.IGNORECASE):
        fresh, _ = made_by_other(bench, bench.body, **{name: str(uuid.uuid4()) for name in key[1]["headers"]})
        if 200 <= fresh.status < 300:
            place = f"request/header/{key[0].lower()}"
            bench.find(exchange, "idempotency", place, "refused for a key that only another account has used")
    mine = identities(first, bench.body)
    if 200 <= exchange.status < 300 and mine and mine == identities(unwrapped(answer)[0], bench.body):
        bench.find(
            exchange, "tenant-leak", "security", "another account gets its answer under the same idempotency key"
        )


def keyed(bench: Bench) -> None:
    """An action that is sent again under its idempotency key is answered as it was: it is done once."""
    key = key_of(bench)
    fresh = bench.prober.afresh(bench.operation) if key and "{" in bench.operation.path else None
    if key is None or fresh is None:
        return
    path, body = fresh
    place = f"request/header/{key[0].lower()}"
    _, first, status = bench.send("key", body, path=path, **key[1])
    if not 200 <= status < 300:
        return
    other = another(bench, body) if bench.declared.get("", {}).get("keyed-refuses") else body
    if other != body:
        exchange, told, status = bench.send("key reused", other, path=path, **key[1])
        if 200 <= status < 300 and told == first:
            bench.find(exchange, "idempotency", place, "another body was answered as the first under the same key")
            return
    exchange, second, status = bench.send("key again", body, path=path, **key[1])
    told = json.dumps(second) if status == CONFLICT and "keyed" in bench.declared.get("", {}) else ""
    if (status in REFUSED and status != CONFLICT) or (told and not OF_KEYS.search(told)):  # it may still be under way
        bench.find(exchange, "idempotency", place, "the same request is refused the second time")
    elif 200 <= status < 300 and is_made_twice((first, second), body):
        bench.find(exchange, "idempotency", place, "it was done a second time")
    elif 200 <= status < 300:
        replayed(bench, exchange)


REPLAYED = re.compile(r"response/(?:2\w\w)/header/([\w-]*replay[\w-]*)")


def replayed(bench: Bench, exchange: Exchange) -> None:
    """An answer that is given a second time says so in the header that is declared for it."""
    for match in filter(None, map(REPLAYED.fullmatch, bench.declared)):
        got = exchange.response_headers.get(match[1])
        if got is None or got.lower() in ("false", "0", "no"):
            told = f"{got or 'not there'} on the second answer to one key"
            bench.find(exchange, "idempotency", f"response/{exchange.status}/header/{match[1]}", told)


def spared(bench: Bench) -> None:
    """A request that is refused leaves its idempotency key unused, where that is promised: mended, it is accepted."""
    key = key_of(bench) if "keyed-spares" in bench.declared.get("", {}) else None
    wrong = _wrong(bench) if key is not None and isinstance(bench.body, dict) and bench.body else None
    if key is None or wrong is None:
        return
    bench.renew_object()
    fresh = bench.prober.afresh(bench.operation) if "{" in bench.operation.path else None
    path, body = fresh or ("", bench.prober.renewed(bench.placed(bench.body), bench.body))
    once = replace(bench, renew=False, single=False, fresh=None, used=False)
    _, _, status = once.send("refused", {**body, **wrong}, path=path, **key[1])
    if status not in REFUSED:
        return
    exchange, _, status = once.send("key again", body, path=path, **key[1])
    if status not in REFUSED:
        bench.prove(exchange, "keyed-spares")
    elif 200 <= once.send("key anew", bench.prober.renewed(body, body), path=path)[2] < 300:
        told = "the mended request is refused under the key of one that was refused"
        bench.find(exchange, "idempotency", f"request/header/{key[0].lower()}", told)


def _wrong(bench: Bench) -> Mapping[str, Any] | None:
    """A value of a field that no schema allows; None where no field has a type."""
    typed = [name for name in bench.body if bench.declared.get(f"request/body/{name}", {}).get("type")]
    return {typed[0]: {"wrong": "type"}} if typed else None
