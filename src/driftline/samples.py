"""Make the smallest and the fullest value that a schema allows: what a first request carries. Pure and repeatable."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import jsonschema_rs

from driftline.claims import underscored
from driftline.formats import has_format
from driftline.readers.document import escape, point
from driftline.readers.words import constraints

MAX_DEPTH = 8
LONGEST = 100_000  # characters of a text that is made, whatever a schema asks
TEXTS = {
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "date-time": "2026-01-01T12:00:00.000000Z",
    "date": "2026-01-01",
    "email": "someone@example.com",
    "uri": "https://example.com/path",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.com",
    "byte": "AAAA",
}
# Formats that stand in words alone.
WORDED = {"country-code": "US", "currency-code": "USD", "iso-8601": TEXTS["date-time"]}
# Ready texts for patterns; the first that fits is taken.
GUESSES = (
    "BR",
    "US",
    "USD",
    "BRL",
    "ABC",
    "abc",
    "1",
    "12",
    "123",
    "1234",
    "12345678",
    "A1",
    "a-b",
    "2026-01-01",
    "2026-01-01T12:00:00Z",
    "2026-01-01T12:00:00.000Z",
    "12:00:00",
    "12:00",
    "2028-12",
    "12/28",
    "2028",
    "+15550100",
    "15550100",
    "someone@example.com",
    "https://example.com/path",
    "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "en-US",
    "en_US",
    "10.00",
    "0123456789",
    "ABCDEFGHJKMNP",
    "ABCDEFGH",
    "/",
)


MAP_KEYS = ("note", "kind")  # of a map of the caller's own


class Sampler:
    """Makes values for the schemas of one document; `full` says whether optional properties are filled in.

    An example counts only where its own schema allows it. For an answer, what is `readOnly` belongs to the value and what
    is `writeOnly` does not.
    """

    def __init__(self, document: Mapping[str, Any], *, full: bool, answer: bool = False) -> None:
        self.document = document
        self.full = full
        self.answer = answer

    def value(self, schema: Any, depth: int = 0) -> Any:
        """One value that the schema allows, as far as its keywords are known here; None where nothing better is."""
        schema = self.resolved(schema)
        if not isinstance(schema, Mapping) or depth > MAX_DEPTH:
            return {}
        if schema.get("const") is not None:
            return schema["const"]
        for known in (*shown(schema), schema.get("default")):
            if isinstance(known, str | int | float | bool) and allows(schema, known):
                return known
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            return next((member for member in schema["enum"] if member not in (None, "")), schema["enum"][0])
        merged = self.merged(schema, depth)
        kinds = merged.get("type", "object" if "properties" in merged else "array" if "items" in merged else "string")
        kind = next((k for k in kinds if k != "null"), "null") if isinstance(kinds, list) else kinds
        makers = {"object": self._object, "array": self._array, "string": self._text}
        if kind in makers:
            return makers[kind](merged, depth)
        return {"boolean": True, "null": None}.get(kind, self._number(merged))

    def resolved(self, schema: Any) -> Any:
        """What a chain of references leads to; `{}` for a chain that does not end."""
        for _ in range(10):
            if not isinstance(schema, Mapping) or not isinstance(schema.get("$ref"), str):
                return schema
            schema = point(self.document, schema["$ref"])
        return {}

    def merged(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """The schema with all of `allOf` and the first of `oneOf` and `anyOf` folded in."""
        merged = {k: v for k, v in schema.items() if k not in ("allOf", "oneOf", "anyOf")}
        parts = [*schema.get("allOf", ())]
        for key in ("oneOf", "anyOf"):
            choices = [self.resolved(part) for part in schema.get(key, ())]
            parts += [c for c in choices if isinstance(c, Mapping) and c.get("type") != "null"][:1]
        for raw in parts:
            part = self.resolved(raw)
            if isinstance(part, Mapping) and depth < MAX_DEPTH:
                inner = self.merged(part, depth + 1)
                properties = {**merged.get("properties", {}), **inner.get("properties", {})}
                required = [*merged.get("required", []), *inner.get("required", [])]
                merged = {**inner, **merged, "properties": properties, "required": required}
                if not properties:
                    del merged["properties"]
        return merged

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        required = set(schema.get("required", ()))
        wanted = [n for n in properties if n in required or (self.full and depth < 4)]
        left = "writeOnly" if self.answer else "readOnly"
        if self.full and not properties and not self.answer and isinstance(schema.get("additionalProperties"), Mapping):
            names = MAP_KEYS[: int(schema.get("maxProperties", len(MAP_KEYS)))]
            return {name: self.value(schema["additionalProperties"], depth + 1) for name in names}
        whole = next((one for one in shown(schema) if isinstance(one, dict)), {}) if not self.answer else {}
        return {name: self._inner(properties[name], whole.get(name), depth) for name in wanted
                if not _is(properties[name], left)}  # fmt: skip

    def _inner(self, schema: Any, example: Any, depth: int) -> Any:
        """The value of a property: what an example of the whole object shows of it, else one of its own."""
        known = self.resolved(schema)
        fits = isinstance(example, str | int | float) and isinstance(known, Mapping) and allows(known, example)
        return example if fits else self.value(schema, depth + 1)

    def _array(self, schema: Mapping[str, Any], depth: int) -> list[Any]:
        least = schema.get("minItems", 1 if self.full else 0)
        return [self.value(schema.get("items", {}), depth + 1) for _ in range(min(int(least), 5))]

    def _text(self, schema: Mapping[str, Any], depth: int) -> str:
        said = {one.aspect: one.value for one in constraints(str(schema.get("description") or ""), "string")}
        name = str(schema.get("format") or said.get("format"))
        text = {**TEXTS, **WORDED}.get(name, next(iter(said.get("values", ())), "text"))
        if said.get("when") and re.match(r"\d{4}-\d\d-\d\d", text):
            text = ("2035" if said["when"] == "future" else "2001") + text[4:]
        pattern = schema.get("pattern")
        if isinstance(pattern, str):
            text = next((guess for guess in (text, *GUESSES) if _fits(pattern, guess)), "") or made_by(pattern) or text
        low, high = said.get("length") or (None, None)
        least, most = schema.get("minLength", low or 0), schema.get("maxLength", high or LONGEST)
        return text.ljust(min(int(least), LONGEST), "x")[: int(most)]

    def _number(self, schema: Mapping[str, Any]) -> int | float:
        low = schema.get("minimum", schema.get("exclusiveMinimum"))
        high = schema.get("maximum", schema.get("exclusiveMaximum"))
        value: int | float = 1 if low is None else low + 1 if "exclusiveMinimum" in schema else low
        if high is not None and value > high:
            value = high
        step = schema.get("multipleOf")
        if step and value % step:
            value = step * max(1, -(-value // step))
        return value


def shown(schema: Mapping[str, Any]) -> list[Any]:
    """The examples that a schema shows, those of JSON Schema's `examples` too (JSON Schema validation, 9.5)."""
    several = schema.get("examples")
    return [*([schema["example"]] if "example" in schema else []), *(several if isinstance(several, list) else [])]


LONGEST_PATTERN = 500  # characters: what is longer is nobody's field


@lru_cache(maxsize=1000)
def made_by(pattern: str) -> str:
    """The simplest text that a pattern matches; empty where none is found."""
    from hypothesis import Phase, find, settings, strategies
    from hypothesis.errors import HypothesisException

    if len(pattern) > LONGEST_PATTERN:
        return ""
    plainly = settings(database=None, derandomize=True, max_examples=1, deadline=None, phases=(Phase.generate,))
    try:
        letters = strategies.characters(min_codepoint=32, max_codepoint=126)
        found = find(
            strategies.from_regex(pattern, alphabet=letters), lambda text: _fits(pattern, text), settings=plainly
        )
    except (HypothesisException, re.error, ValueError, OverflowError, RecursionError):
        return ""
    return str(found)


def _is(schema: Any, keyword: str) -> bool:
    return isinstance(schema, Mapping) and schema.get(keyword) is True


TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


def allows(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a schema of a text, a number, a boolean or null allows a value, by the keywords that bound one."""
    kinds = schema.get("type")
    names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    if value is None:
        return "null" in names or not names or schema.get("nullable") is True
    if names and not any(_has_type(value, str(name)) for name in names):
        return False
    members = schema.get("enum")
    if isinstance(members, list) and value not in members:
        return False
    if isinstance(value, str):
        return _allows_text(schema, value)
    return isinstance(value, bool) or not isinstance(value, int | float) or _allows_number(schema, value)


def _has_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if isinstance(value, float) and name == "integer":
        return value.is_integer()
    return isinstance(value, TYPES.get(name, (object,)))


def _allows_text(schema: Mapping[str, Any], value: str) -> bool:
    from driftline.formats import has_format

    least, most = schema.get("minLength", 0), schema.get("maxLength", len(value))
    if not isinstance(least, int) or not isinstance(most, int) or not least <= len(value) <= most:
        return False
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and not _fits(pattern, value):
        return False
    return has_format(value, str(schema.get("format", "")))


def _allows_number(schema: Mapping[str, Any], value: float) -> bool:
    bounds = [
        (keyword, schema[keyword])
        for keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        if isinstance(schema.get(keyword), int | float) and not isinstance(schema[keyword], bool)
    ]
    holds = {
        "minimum": lambda bound: value >= bound,
        "maximum": lambda bound: value <= bound,
        "exclusiveMinimum": lambda bound: value > bound,
        "exclusiveMaximum": lambda bound: value < bound,
    }
    return all(holds[keyword](bound) for keyword, bound in bounds)


def _fits(pattern: str, text: str) -> bool:
    from driftline.formats import matches

    return matches(pattern, text)


def bodies(
    document: Mapping[str, Any], operation: Mapping[str, Any], most: int = 3, more: Sequence[Any] = ()
) -> list[Any]:
    """Bodies to try for an operation, likeliest first: at most so many written examples, the smallest, the fullest value.

    `more` are examples that stand elsewhere: they count after those of the document.
    """
    media = json_media(document, operation.get("requestBody"))
    if media is None:
        return list(more[:most])
    schema = Sampler(document, full=False).resolved(media.get("schema", {}))
    found = examples_of(media)
    found += [one for one in shown(schema) if isinstance(one, dict)] if isinstance(schema, Mapping) else []
    return [*found[:most], *more[:most], *(Sampler(document, full=full).value(schema) for full in (False, True))]


def examples_of(holder: Mapping[str, Any]) -> list[Any]:
    """The examples of a media type or a parameter: the one, and those with names (OpenAPI 3.1.1, 4.8.14)."""
    named = holder.get("examples")
    values = (
        [one["value"] for one in named.values() if isinstance(one, Mapping) and "value" in one]
        if isinstance(named, dict)
        else []
    )
    return [*([holder["example"]] if "example" in holder else []), *values]


def json_media(document: Mapping[str, Any], body: Any) -> Mapping[str, Any] | None:
    """The JSON media type of a request body or response, references resolved; None where it takes no JSON."""
    resolved = Sampler(document, full=False).resolved(body)
    content = resolved.get("content") if isinstance(resolved, Mapping) else None
    for kind, media in content.items() if isinstance(content, Mapping) else ():
        if ("json" in kind or kind == "*/*") and isinstance(media, Mapping):
            return media
    return None


def violations(document: Mapping[str, Any], operation: Mapping[str, Any], body: Any) -> list[tuple[str, str]]:
    """Place and keyword of everything that is wrong with a body, formats aside; empty where nothing can be said."""
    media = json_media(document, operation.get("requestBody"))
    if media is None or not isinstance(media.get("schema"), dict):
        return []
    schema = {"allOf": [media["schema"]], "components": document.get("components", {})}
    try:
        errors = list(jsonschema_rs.Draft202012Validator(schema, validate_formats=False).iter_errors(body))
    except (ValueError, jsonschema_rs.ReferencingError):
        return []
    return [(_place_of(error.instance_path), str(error.kind.name)) for error in errors]


def _place_of(path: Sequence[str | int]) -> str:
    return "/".join(["request/body", *("[]" if isinstance(step, int) else escape(step) for step in path)])


def fields(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, bool]:
    """The top-level fields of the JSON body, and whether each is required."""
    media = json_media(document, operation.get("requestBody"))
    sampler = Sampler(document, full=False)
    schema = sampler.resolved(media.get("schema", {})) if media else {}
    merged = sampler.merged(schema, 0) if isinstance(schema, Mapping) else {}
    required = set(merged.get("required", ()))
    return {escape(re.sub(r"\s", "_", name)): name in required for name in merged.get("properties", {})}


MOST_DAYS = 3000  # by which dates are moved
OWN = re.compile(
    r"reference|(?:^|_)ref$|(?:order|invoice|serial|booking|ticket)_number$|external|merchant_\w*id|order_id|e?mail|(?:^|_)name$|username|slug|sku|title|isbn"
    r"|(?:^|_)(?<!country_)(?<!postal_)(?<!post_)(?<!zip_)(?<!currency_)(?<!language_)(?<!area_)(?<!reason_)code$",
    re.IGNORECASE,
)


def renewed(
    body: Any,
    baseline: Any,
    mark: str,
    own: Collection[str] = (),
    fixed: Collection[str] = (),
    most: int = MOST_DAYS,
    keys: Collection[str] = (),
) -> Any:
    """The body with another text, made of `mark`, for each of a caller's own references that stands as in the baseline:
    they may have to be unique. Each keeps its form: digits stay digits, and capitals stay capitals.

    A reference is called like one and not among the names in `fixed`, or is among those in `own`. The dates among these are
    all moved by as many days:
    what is taken on one day is free on another. Names in `keys` are what others are called by: inside of a list they stay."""
    if not isinstance(body, dict) or not isinstance(baseline, dict):
        return body
    dates = {name: body[name] for name in own if name in body and has_date(body[name])}
    result = {**body, **_moved(dates, mark, most)}
    for key, value in body.items():
        is_own = key in own or (key not in fixed and OWN.search(underscored(key)))
        if (
            isinstance(value, str)
            and value
            and is_own
            and value == baseline.get(key)
            and not has_format(value, "iso-8601")
        ):
            result[key] = f"{mark}.{value}" if "@" in value else _marked(value, mark)
        elif isinstance(value, list) and value and isinstance(value[0], dict) and isinstance(baseline.get(key), list):
            pairs = zip(value, baseline[key], strict=False)
            known = {*fixed, *keys}
            inner = [renewed(one, other, f"{mark}{at}", own, known, most) for at, (one, other) in enumerate(pairs)]
            result[key] = [*inner, *value[len(inner) :]]
    return result


def has_date(value: Any) -> bool:
    """Whether a value is a date, or an instant that begins with one."""
    if not isinstance(value, str) or value[4:5] != "-" or value[10:11] not in ("", "T", " "):
        return False
    try:
        _day(value)
    except ValueError:
        return False
    return True


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


def _moved(dates: Mapping[str, str], mark: str, most: int) -> dict[str, str]:
    """Dates moved by a number of days that a mark stands for, times the days that they span, `most` days at the most: few marks
    share one."""
    days = {name: _day(value) for name, value in dates.items()}
    span = (max(days.values()) - min(days.values())).days + 1 if days else 1
    return {name: moved(value, _number(mark) * span % most) for name, value in dates.items()}


def moved(value: str, days: int) -> str:
    """A date, or an instant that begins with one, so many days later; as it is where the calendar ends."""
    try:
        return f"{(_day(value) + timedelta(days=days)).isoformat()}{value[10:]}"
    except OverflowError:
        return value


def _number(mark: str) -> int:
    """The number that a mark stands for: marks that count on give numbers that count on."""
    base = 16 if set(mark) <= set("0123456789abcdef") else 36
    return sum(BASE_36.find(one) * base**place for place, one in enumerate(reversed(mark.lower())))


LETTERS = "abcdefghijklmnopqrstuvwxyz"
BASE_36 = "0123456789" + LETTERS
ENOUGH = 3  # letters and digits of a reference that tell some hundred requests apart


def _marked(text: str, mark: str) -> str:
    """The text with its end made of a mark: the digits that it ends with where they are enough, else its last letters and
    digits; a text that has too few of them gets the mark itself, after its last sign: `A-0B3` for `A-12`."""
    digits = len(text) - len(text.rstrip("0123456789"))
    spots = [at for at in range(1, len(text)) if text[at].isascii() and text[at].isalnum()]
    if len(spots) < ENOUGH and digits < ENOUGH:
        kept = re.match(r".*[^A-Za-z0-9](?=[A-Za-z0-9]+$)", text, re.DOTALL)
        return f"{kept.group() if kept else text[:1]}{mark.upper() if text.isupper() else mark}"
    number, made = _number(mark), list(text)
    for at in reversed(spots[-(min(digits, 2 * len(mark)) if digits >= ENOUGH else max(ENOUGH, len(mark))) :]):
        kinds = "0123456789" if text[at].isdigit() else LETTERS.upper() if text[at].isupper() else LETTERS
        number, rest = divmod(number, len(kinds))
        made[at] = kinds[rest]
    new = "".join(made)
    return new if new != text else _marked(text, f"{mark}z")
