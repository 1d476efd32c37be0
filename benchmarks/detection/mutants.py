"""The lies that the benchmark tells: families, the classes they are in, the places where they apply, the rules that name them."""

from __future__ import annotations

import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from driftline.experiments.bench import SIZES  # noqa: E402
from driftline.experiments.lists import STARTS  # noqa: E402
from driftline.naming import singular  # noqa: E402
from driftline.samples import Sampler  # noqa: E402
from emulator.planted import PLANTED  # noqa: E402

BUNDLE = json.loads((ROOT / "openapi" / "bundle.json").read_text(encoding="utf-8"))
# What a run must do to see a lie, and the families that are seen so.
CLASSES: Mapping[str, str] = {
    "one answer": (
        "resp_drop resp_null resp_rename resp_retype resp_member resp_case resp_empty resp_extra resp_epoch resp_naive "
        "resp_envelope status_changed error_code error_envelope"
    ),
    "wide input": "req_required req_enum req_bound req_strict",
    "negative": "req_optional req_enum_open req_unbound req_coerced error_success missing_found",
    "pair": (
        "resp_units resp_zone req_ignored req_default list_truncated list_reordered filter_ignored filter_stuck "
        "list_default list_cap list_repeats not_stored update_lost patch_as_put delete_lost taken_twice"
    ),
    "sequence": "state_lost action_repeated over_limit header_ignored key_ignored key_other_body",
    "credentials": "credentials_open credentials_any credentials_swapped tenant_open",
    "headers": "content_type header_dropped",
    "time": "time_never time_early",
    "webhook": "webhook_missing webhook_twice webhook_unsigned webhook_renamed",
    "route": "route_gone",
    "document": "spec:dropped spec:required spec:retyped spec:member spec:length docs",
}
CLASS_OF = {family: name for name, families in CLASSES.items() for family in families.split()}
# The rules that name the cause of each family.
CAUSES: Mapping[str, str] = {
    "resp_drop": "field-omitted field-missing echo read-back not-stored unreached",
    "resp_null": "null type echo read-back",
    "resp_rename": "field-omitted field-undeclared field-missing unreached",
    "resp_retype": "type echo read-back values length format range",
    "resp_member": "values format length echo read-back state-after",
    "resp_case": "values echo read-back state-after",
    "resp_empty": "type length format values echo read-back unreached",
    "resp_extra": "field-undeclared",
    "resp_units": "echo read-back range over-limit unit",
    "resp_epoch": "type format",
    "resp_naive": "format echo read-back",
    "resp_zone": "echo read-back lifetime list-order",
    "resp_envelope": "field-omitted field-undeclared field-missing type unreached",
    "list_truncated": "not-listed paging default bound-refused echo read-back",
    "list_reordered": "list-order paging echo read-back",
    "status_changed": "status-missing values unreached deleted-stays not-stored",
    "missing_found": "missing-found deleted-stays status-missing tenant-leak type",
    "error_code": "error-code values value-unknown",
    "error_envelope": "field-omitted field-undeclared field-missing sibling-envelope error-code",
    "error_success": "input-unenforced field-unenforced missing-found deleted-stays uniqueness action-repeated over-limit "
    "field-omitted field-undeclared credentials-unenforced tenant-leak",
    "content_type": "content-type",
    "header_dropped": "header-missing",
    "req_ignored": "echo read-back update-lost field-unenforced filter-ignored input-unenforced input-ignored",
    "req_required": "field-unwanted",
    "req_optional": "field-unenforced",
    "req_default": "default echo read-back",
    "req_enum": "value-refused",
    "req_enum_open": "input-unenforced",
    "req_bound": "bound-refused",
    "req_unbound": "input-unenforced echo read-back",
    "req_coerced": "input-unenforced echo read-back",
    "req_strict": "value-refused",
    "over_limit": "over-limit input-unenforced",
    "filter_ignored": "filter-ignored input-ignored",
    "filter_stuck": "filter-ignored input-ignored missing-found not-listed read-back",
    "list_default": "default paging",
    "list_cap": "range default paging bound-refused",
    "list_repeats": "paging",
    "header_ignored": "idempotency credentials-unenforced",
    "key_ignored": "idempotency",
    "key_other_body": "idempotency",
    "credentials_open": "credentials-unenforced",
    "credentials_any": "credentials-unenforced",
    "credentials_swapped": "credentials-status status-missing",
    "tenant_open": "tenant-leak",
    "not_stored": "not-stored unreached not-listed",
    "update_lost": "update-lost read-back",
    "patch_as_put": "update-lost read-back",
    "delete_lost": "deleted-stays",
    "state_lost": "state-after action-repeated not-stored update-lost deleted-stays",
    "action_repeated": "action-repeated",
    "taken_twice": "uniqueness",
    "webhook_missing": "delivery-missing",
    "webhook_twice": "delivery-repeated",
    "webhook_unsigned": "delivery-unsigned",
    "webhook_renamed": "delivery-missing value-unknown",
    "time_never": "lifetime state-after",
    "time_early": "lifetime state-after",
    "route_gone": "operation-unknown unreached operation-gone",
    "spec:dropped": "field-missing field-undeclared",
    "spec:required": "required required-if field-omitted",
    "spec:retyped": "type format length values range default",
    "spec:member": "values value-unknown",
    "spec:length": "length",
    "docs": "operation-unknown format sibling-format values field-missing",
}
UNIQUE = frozenset({"merchant_customer_id"})  # what must be unique, as the vendor's docs say
DELIVERIES, TIMERS = "_deliveries", "_timers"  # tables of the emulator


class Field(NamedTuple):
    """A field of a body: its place, its schema, and whether it is required in an object that is always there."""

    place: str
    schema: Mapping[str, Any]
    required: bool

    @property
    def types(self) -> tuple[str, ...]:
        named = self.schema.get("type", ())
        return (named,) if isinstance(named, str) else tuple(named)


class Place(NamedTuple):
    """One operation of the bundle."""

    key: str
    path: str
    method: str
    operation: Mapping[str, Any]

    @property
    def is_action(self) -> bool:
        """A verb at the end of an object's path."""
        *above, last = self.path.split("/")
        return self.method == "post" and above[-1].startswith("{") and singular(last) == last

    @property
    def makes(self) -> bool:
        return self.method == "post" and f"{self.path}/{{" in "".join(BUNDLE["paths"])

    @property
    def body(self) -> Mapping[str, Any]:
        return media_of(self.operation.get("requestBody", {}))


def family_of(lie: str) -> str:
    """The family of a lie, by its name."""
    kind, _, rest = lie.partition(":")
    return f"spec:{rest.partition(':')[0]}" if kind == "spec" else kind


def operation_of(lie: str) -> str:
    """The operation in which a lie of the live side is told."""
    return " ".join(lie.partition(":")[2].split()[:2])


def related(lie: str) -> tuple[str, ...]:
    """The operations that a run must ask to see a lie: its own first, then those beside, above and right below it."""
    own = operation_of(lie)
    path = own.split()[1] if " " in own else ""  # a lie of the docs site is in no operation
    steps = path.split("/")
    near = {path, f"{path}/{{}}", *("/".join(steps[:n]) for n in range(3, len(steps)))}
    near |= {"/v1/webhooks"} if CLASS_OF[family_of(lie)] == "webhook" else set()
    return (own, *(key for key in sorted(OPERATIONS) if key != own and key.split()[1] in near))


def resolved(schema: Any) -> Any:
    while isinstance(schema, dict) and "$ref" in schema:
        schema = BUNDLE["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def media_of(holder: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resolved schema of a JSON body; empty where there is none."""
    found = resolved(holder.get("content", {}).get("application/json", {}).get("schema", {}))
    return found if isinstance(found, dict) else {}


def fields(schema: Any, place: str, depth: int = 0, always: bool = True) -> Iterator[Field]:
    """The fields of a schema, two objects deep."""
    whole = resolved(schema)
    if not isinstance(whole, dict) or depth > 1:
        return
    if "items" in whole:
        yield from fields(whole["items"], f"{place}/[]", depth, False)
    needed = whole.get("required", ())
    for name, inner in whole.get("properties", {}).items():
        yield Field(f"{place}/{name}", resolved(inner), always and name in needed)
        yield from fields(inner, f"{place}/{name}", depth + 1, always and name in needed)


def spread(found: list[Any], most: int) -> list[Any]:
    """At most so many, evenly spread; all of them for 0."""
    return found if len(found) <= most or not most else [found[n * len(found) // most] for n in range(most)]


def mutants(most: int, each: int, touched: Mapping[str, set[str]]) -> list[str]:
    """Every lie, by name: of a family at most `most` places in one operation, and `each` over all of them.

    `touched` tells which tables of the emulator an operation adds to.
    """
    families: dict[str, list[str]] = defaultdict(list)
    for place in operations():
        mine: dict[str, list[str]] = defaultdict(list)
        for lie in lies_of(place, touched.get(place.key, set())):
            mine[family_of(lie)].append(lie)
        for family, found in mine.items():
            families[family] += spread(list(dict.fromkeys(found)), most)
    families["docs"] = [f"docs:{name}" for name in PLANTED]
    return [lie for found in families.values() for lie in spread(found, each)]


def operations() -> Iterator[Place]:
    for path, item in BUNDLE["paths"].items():
        for method, operation in item.items():
            if method in ("get", "post", "put", "patch", "delete"):
                key = f"{method.upper()} {'/'.join('{}' if step.startswith('{') else step for step in path.split('/'))}"
                yield Place(key, path, method, operation)


OPERATIONS = tuple(place.key for place in operations())


def lies_of(place: Place, tables: set[str]) -> Iterator[str]:
    """Every lie that one operation can tell."""
    key = place.key
    yield f"route_gone:{key}"
    for status, response in place.operation["responses"].items():
        if status.startswith("2"):
            yield f"status_changed:{key} response/{status}"
            yield from of_answer(key, status, media_of(response))
            yield from (f"header_dropped:{key} response/{status}/header/{name}" for name in response.get("headers", {}))
        else:
            yield from of_error(key, status)
    yield from of_request(place)
    yield from of_parameters(place)
    yield from of_credentials(place)
    yield from of_memory(place, tables)


def of_answer(key: str, status: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """Lies about a successful answer."""
    if not schema:
        return
    yield f"content_type:{key} response/{status}"
    yield f"resp_envelope:{key} response/{status}"
    found = list(fields(schema, f"response/{status}/body"))
    if found:
        yield f"resp_extra:{key} {found[0].place.rpartition('/')[0]}/zz"
    if "items" in schema:
        yield from (f"{kind}:{key} response/{status}/body" for kind in ("list_truncated", "list_reordered"))
    for field in found:
        for kind in ("resp_drop", "resp_null", "resp_rename", "resp_retype", *kinds_of(field)):
            yield f"{kind}:{key} {field.place}"
        if field.required:
            yield f"spec:dropped:{key} {field.place}"
        yield f"spec:retyped:{key} {field.place}"


def kinds_of(field: Field) -> Iterator[str]:
    """The families that depend on what the schema of a field says."""
    if "enum" in field.schema:
        yield from ("resp_member", "resp_case")
    elif "string" in field.types:
        yield "resp_empty"
    if {"number", "integer"} & set(field.types):
        yield "resp_units"
    if field.schema.get("format") == "date-time":
        yield from ("resp_epoch", "resp_naive", "resp_zone")
    if "array" in field.types:
        yield from ("list_truncated", "list_reordered")


def of_error(key: str, status: str) -> Iterator[str]:
    """Lies about a refusal."""
    yield f"error_code:{key} response/{status}/body/code"
    yield f"error_envelope:{key} response/{status}"
    if status == "400":
        yield f"error_success:{key} response/{status}"
    if status == "404":
        yield f"status_changed:{key} response/{status}"
        yield f"missing_found:{key} response/{status}"


def of_request(place: Place) -> Iterator[str]:
    """Lies about the body that is sent."""
    known = place.body.get("properties", {})
    if known:
        yield f"req_strict:{place.key} request/body={','.join(known)}"
    for field in fields(place.body, "request/body"):
        at = f"{place.key} {field.place}"
        if field.place.removeprefix("request/body/") in known:
            yield f"req_ignored:{at}"
            yield f"spec:required:{at}"
            if not field.required:
                yield f"req_required:{at}"
        yield from of_value(at, field)
        if place.is_action and {"number", "integer"} & set(field.types):
            yield f"over_limit:{at}"
        if place.method == "post" and at.rpartition("/")[2] in UNIQUE:
            yield f"taken_twice:{at}"


def of_value(at: str, field: Field) -> Iterator[str]:
    """Lies about the value of one field that is sent."""
    schema, members = field.schema, [one for one in field.schema.get("enum", ()) if isinstance(one, str)]
    sample = Sampler(BUNDLE, full=True).value(schema) if field.required else None
    if isinstance(sample, str | int | float):
        yield f"req_optional:{at}={json.dumps(sample)}"
    if schema.get("default") is not None and (other := another(schema)) is not None:
        yield f"req_default:{at}={json.dumps(other)}"
    if len(members) > 1:
        yield f"req_enum:{at}={members[zlib.crc32(at.encode()) % len(members)]}"
        yield f"req_enum_open:{at}={members[0]}"
        yield f"spec:member:{at}"
    elif {"string", "number", "integer"} & set(field.types):
        yield f"req_coerced:{at}"
    for least, most in (("minLength", "maxLength"), ("minimum", "maximum")):
        low, high = schema.get(least), schema.get(most)
        if (low is None and high is None) or low == high or members or "format" in schema:
            continue
        yield from (f"req_bound:{at}={end}" for end in (high, low) if end is not None)
        yield f"req_unbound:{at}={'' if low is None else low}..{'' if high is None else high}"
        if most == "maxLength" and high is not None:
            yield f"spec:length:{at}"


def another(schema: Mapping[str, Any]) -> Any:
    """A value that a schema allows and that is not its default; None where none is plain."""
    default = schema["default"]
    if isinstance(default, bool):
        return not default
    if isinstance(default, int | float):
        return default + 1
    return next((one for one in schema.get("enum", ()) if one not in (default, None)), None)


def of_parameters(place: Place) -> Iterator[str]:
    """Lies about query parameters and headers."""
    for one in place.operation.get("parameters", ()):
        name, schema = one["name"], resolved(one.get("schema", {}))
        at = f"{place.key} request/{one['in']}/{name}"
        if one["in"] == "header" and "idempotency" in name.lower():
            yield from (f"{kind}:{at}" for kind in ("header_ignored", "key_ignored", "key_other_body"))
        elif one["in"] == "query" and name.lower() in SIZES:
            yield f"list_default:{at}={int(schema.get('default', 10)) + 1}"
            yield f"list_cap:{at}={int(schema.get('maximum', 100)) // 2}"
        elif one["in"] == "query" and name.lower() in STARTS:
            yield f"list_repeats:{at}"
        elif one["in"] == "query":
            yield f"filter_stuck:{at}"
            if not one.get("required"):
                yield f"filter_ignored:{at}"


def of_credentials(place: Place) -> Iterator[str]:
    """Lies about who may ask."""
    key, asked = place.key, place.operation.get("security") or []
    if asked:
        yield f"credentials_open:{key}"
        yield f"credentials_swapped:{key}"
    yield from (f"credentials_any:{key} request/header/{name}" for name in (asked[0] if asked else ()))
    if place.method == "get" and "{" in place.path:
        yield f"tenant_open:{key}"


def of_memory(place: Place, tables: set[str]) -> Iterator[str]:
    """Lies about what is remembered."""
    key = place.key
    if place.makes:
        yield f"not_stored:{key} response/201"
    if place.method in ("patch", "put"):
        maker = BUNDLE["paths"].get(place.path.rpartition("/")[0], {}).get("post", {})
        needed = media_of(maker.get("requestBody", {})).get("required", ())
        known = [name for name in place.body.get("properties", {}) if name not in needed]
        yield f"update_lost:{key}"
        yield from (f"update_lost:{key} request/body/{name}" for name in known)
        yield from (f"patch_as_put:{key} request/body/{name}" for name in known)
    if place.method == "delete":
        yield f"delete_lost:{key}"
    if place.is_action:
        yield from (f"{kind}:{key}" for kind in ("state_lost", "action_repeated"))
    if DELIVERIES in tables:
        yield from (f"{kind}:{key}" for kind in CLASSES["webhook"].split())
    if TIMERS in tables:
        yield from (f"{kind}:{key}" for kind in CLASSES["time"].split())
