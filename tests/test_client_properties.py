"""Whatever a server answers gives an object or one of our errors, and nothing is lost on the way through."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import client_support  # noqa: F401 - puts the generated client on the path
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_support import ROOT

from driftline.claims import METHODS
from driftline.samples import Sampler, json_media
from yuno_client import Model, Yuno, errors, models
from yuno_client._runtime.model import deviations, kind_of
from yuno_client._runtime.pages import Page

BUNDLE = json.loads((ROOT / "openapi" / "bundle.json").read_text(encoding="utf-8"))
SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)
CALLS = [
    (operation["x-call"], response)
    for item in BUNDLE["paths"].values()
    for method, operation in item.items()
    if method in METHODS
    for status, response in operation["responses"].items()
    if status.startswith("2")
]
SAMPLES = {
    call: json.loads(
        json.dumps(Sampler(BUNDLE, full=True).value((json_media(BUNDLE, response) or {}).get("schema"))),
        parse_float=Decimal,
    )
    for call, response in CALLS
}


def answering(body: bytes, status: int = 200) -> Yuno:
    wire = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
    keys = {"public_api_key": "a", "private_secret_key": "b"}
    return Yuno(
        environment="https://api.test", http_client=httpx.Client(transport=wire), max_retries=0, strict=True, **keys
    )


def called(client: Yuno, call: str) -> Any:
    """The result of a call, its required arguments filled in."""
    resource, _, method = call.partition(".")
    bound = getattr(getattr(client, resource), method)
    names = bound.__code__.co_varnames[1 : 1 + bound.__code__.co_kwonlyargcount]
    needed = [name for name in names if name not in (bound.__kwdefaults__ or {})]
    return bound(**dict.fromkeys(needed, "x"))


def text_of(value: Any) -> bytes:
    """JSON text with every digit of a Decimal."""
    return Model.of({"v": value}).to_json()[5:-1].encode()


def touched(value: Any, depth: int = 0) -> None:
    """Read every field of everything, print it, and write it."""
    repr(value)
    if isinstance(value, Model) and depth < 8:
        for name in dir(value):
            if not name.startswith("_") and name not in ("of", "to_dict", "to_json", "meta"):
                touched(getattr(value, name), depth + 1)
        value.to_json()
    elif isinstance(value, list):
        for inner in value:
            touched(inner, depth + 1)


@pytest.mark.parametrize("call", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_json_for_any_operation_is_an_object_or_an_error_of_ours(call: str, data: st.DataObject) -> None:
    value = data.draw(ANYTHING | mutated(SAMPLES[call]))
    result = called(answering(text_of(value)), call)
    if isinstance(result, Page):
        touched(result.data)
        touched(result.envelope)
    else:
        assert isinstance(result, Model)
        touched(result)


@pytest.mark.parametrize("call", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(
    status=st.integers(200, 599), body=st.binary(max_size=40) | st.sampled_from([b"{", b"[1", b"\xff", b"<html>", b""])
)
def test_any_bytes_for_any_operation_are_an_object_or_an_error_of_ours(call: str, status: int, body: bytes) -> None:
    try:
        result = called(answering(body, status), call)
    except errors.CallError as error:
        result = str(error)
    touched(result.data if isinstance(result, Page) else result)


@st.composite
def mutated(draw: st.DrawFn, sample: Any) -> Any:
    """A sample with something else in the place of some of its values, with fields gone and with fields nobody knows."""
    if isinstance(sample, dict):
        made = {k: draw(mutated(v)) for k, v in sample.items() if draw(st.integers(0, 9)) > 0}
        return {**made, **draw(st.dictionaries(st.text(max_size=5), SCALARS, max_size=1))}
    if isinstance(sample, list):
        return [draw(mutated(inner)) for inner in sample]
    return draw(SCALARS) if draw(st.integers(0, 5)) == 0 else sample


@pytest.mark.parametrize("depth", [150, 250, 5_000, 200_000])
def test_an_answer_is_read_to_a_depth_that_everything_can_carry(depth: int) -> None:
    body = b'{"a":' * depth + b"1" + b"}" * depth
    if depth > 200:
        for text in (body, body[: -depth // 2], b"[" * depth):
            with pytest.raises(errors.DecodeError):
                answering(text).customers.retrieve(customer_id="c")
        return
    found = answering(body).customers.retrieve(customer_id="c")
    assert found.to_json().encode() == body
    assert found == type(found).of(found.to_dict())


@settings(max_examples=300, deadline=None)
@given(value=st.dictionaries(st.text(), ANYTHING, max_size=5))
def test_reading_and_writing_keep_every_field_and_every_digit(value: dict[str, Any]) -> None:
    client = answering(text_of(value))
    found = client.request("GET", "/x")
    assert found.to_dict() == value
    again = json.loads(found.to_json(), parse_float=Decimal)
    assert again == value


@pytest.mark.parametrize("call", SAMPLES)
def test_strict_mode_finds_nothing_in_what_is_as_documented(call: str) -> None:
    result = called(answering(text_of(SAMPLES[call])), call)
    assert result.meta.deviations == ()


# Every way to be wrong at every place of a payment: strict mode names that place and no other.
PAYMENT = SAMPLES["payments.retrieve"]


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for key, part in inner for spot in spots(part, (*path, key)))][bool(not path) :]


@pytest.mark.parametrize("spot", spots(PAYMENT), ids=lambda spot: "/".join(map(str, spot)))
def test_strict_mode_names_the_place_that_is_not_as_documented(spot: tuple[Any, ...]) -> None:
    changed = copy.deepcopy(PAYMENT)
    holder = changed
    for step in spot[:-1]:
        holder = holder[step]
    holder[spot[-1]] = {"surprise": 1} if not isinstance(holder[spot[-1]], dict) else ["surprise"]
    found = deviations(changed, kind_of("Payment"), models.__name__)
    loose = _is_open(spot)
    assert loose or found
    assert all(d.path == "/" + "/".join(map(str, spot)) for d in found)


def _is_open(spot: tuple[Any, ...]) -> bool:
    """Whether the documentation allows anything at this place."""
    schema: Any = {"$ref": "#/components/schemas/Payment"}
    for step in spot:
        schema = Sampler(BUNDLE, full=True).resolved(schema)
        schema = Sampler(BUNDLE, full=True).merged(schema, 0)
        schema = schema["items"] if isinstance(step, int) else schema.get("properties", {}).get(step, {})
    resolved = Sampler(BUNDLE, full=True).resolved(schema)
    return not set(resolved) & {"type", "anyOf", "oneOf", "allOf", "enum", "properties"} or _is_map(resolved)


def _is_map(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "object" and not schema.get("properties")


def test_the_samples_are_of_every_operation() -> None:
    assert len(SAMPLES) == sum(1 for item in BUNDLE["paths"].values() for method in item if method in METHODS)
    assert Path(models.__file__ or "").exists()


@pytest.mark.parametrize(
    ("seen", "read", "strange"),
    [
        (Decimal("12.0"), 12, []),
        (12, 12, []),
        (Decimal("12.5"), Decimal("12.5"), ["type"]),
        (Decimal("1E+400"), None, ["type"]),
    ],
)
def test_a_whole_number_is_an_integer_however_it_is_spelled(seen: Any, read: Any, strange: list[str]) -> None:
    card = models.CardData.of({"number_length": seen})
    assert card.number_length == (seen if read is None else read)
    assert type(card.number_length) is type(seen if read is None else read)
    kind = kind_of("int")
    assert [one.what for one in deviations(seen, kind, "yuno_client")] == strange
