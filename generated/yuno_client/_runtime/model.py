"""Objects over JSON: what came is kept whole, what is asked for is typed, and nothing that a server says breaks them.

A model is a view of one JSON object. Its annotations are the whole of its schema: a field that is not there is None, a
value of another type is given as it came, fields that nobody documented stay. `deviations` reads the same annotations
strictly, and lists what is not as documented.
"""

from __future__ import annotations

import copy
import importlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias, TypeVar, dataclass_transform

from .errors import ConfigurationError
from .given import NotGiven
from .wire import plain, write

if TYPE_CHECKING:
    import ast

Null: TypeAlias = None  # in an annotation: the documentation allows null here
SHOWN = frozenset(
    """id object type status sub_status code category country currency created_at updated_at expires_at version
    workflow""".split()  # noqa: SIM905
)
MAX_DEPTH = 100


class Meta(NamedTuple):
    """What came with an answer: status, headers (lower case), raw body, and how it was asked for."""

    status: int = 0
    headers: Mapping[str, str] = {}
    body: bytes = b""
    request_id: str = ""
    attempts: int = 0
    idempotency_key: str = ""
    deviations: tuple[Deviation, ...] = ()

    def __repr__(self) -> str:
        return f"Meta(status={self.status}, request_id={self.request_id!r}, attempts={self.attempts})"


class Deviation(NamedTuple):
    """One way in which an answer is not as documented; `what` is unknown, missing, null, type or value."""

    path: str
    what: str
    seen: str
    expected: str


class Kind(NamedTuple):
    """What one annotation allows: names of scalars, members of a closed list, models, items of a list, values of a map."""

    scalars: frozenset[str] = frozenset()
    members: tuple[str | int | bool, ...] = ()
    models: tuple[str, ...] = ()
    items: Kind | None = None
    values: Kind | None = None
    null: bool = False
    optional: bool = False


class Field(NamedTuple):
    """One field: its name on the wire, whether it may be absent, and its annotation."""

    wire: str
    required: bool
    kind: Kind


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind:
    """The kind that an annotation's text stands for."""
    import ast

    return _kind(ast.parse(text, mode="eval").body)


def _kind(node: ast.expr) -> Kind:
    import ast

    if isinstance(node, ast.BinOp):
        return _either(_kind(node.left), _kind(node.right))
    if isinstance(node, ast.Constant):
        return Kind(optional=True)
    if isinstance(node, ast.Name):
        name = node.id
        if name == "Null":
            return Kind(null=True)
        return Kind(scalars=frozenset({name})) if name in CHECKS or name == "Any" else Kind(models=(name,))
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        inner = node.slice
        if node.value.id == "Literal":
            return Kind(members=tuple(e.value for e in _elements(inner) if isinstance(e, ast.Constant)))  # type: ignore[misc]
        if node.value.id == "list":
            return Kind(items=_kind(inner))
        return Kind(values=_kind(_elements(inner)[-1]))
    return Kind(scalars=frozenset({"Any"}))


def _elements(node: ast.expr) -> list[ast.expr]:
    import ast

    return node.elts if isinstance(node, ast.Tuple) else [node]


def _either(one: Kind, other: Kind) -> Kind:
    return Kind(
        one.scalars | other.scalars,
        one.members + other.members,
        one.models + other.models,
        one.items or other.items,
        one.values or other.values,
        one.null or other.null,
        one.optional or other.optional,
    )


CHECKS: Mapping[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "bool": (bool,), "Decimal": (Decimal, int),
}  # fmt: skip


FIELDS: dict[Any, Mapping[str, Field]] = {}  # by class


def fields_of(cls: type[Model]) -> Mapping[str, Field]:
    """The fields of a model by their names in Python; read once, when the first of them is asked for."""
    known = FIELDS.get(cls)
    if known is not None:
        return known
    found: dict[str, Field] = {}
    for base in reversed(cls.__mro__):
        for name, text in base.__dict__.get("__annotations__", {}).items():  # noqa: RUF063 - inspect is slow to import
            if not name.startswith("_"):
                wire = cls._wire.get(name, name)
                found[name] = Field(wire, name not in cls._optional, kind_of(str(text)))
    FIELDS[cls] = found
    return found


@cache
def _model(package: str, name: str) -> type[Model]:
    """The model of that name in the package of models."""
    return getattr(importlib.import_module(package), name)  # type: ignore[no-any-return]


@dataclass_transform(kw_only_default=True, eq_default=False)
class Model:
    """One JSON object. `m["x"]` and `"x" in m` see what is on the wire, `to_dict()` gives it all."""

    _wire: Mapping[str, str] = {}
    _optional: frozenset[str] = frozenset()
    _data: dict[str, Any]
    _meta: Meta | None

    def __init_subclass__(cls) -> None:
        stated = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect is slow to import
        optional = [name for name in stated if name in cls.__dict__ and not name.startswith("_")]
        for name in optional:
            delattr(cls, name)  # a default is for type checkers: values live in the data alone
        cls._optional = cls._optional.union(optional)

    def __init__(self, **fields: Any) -> None:
        known = fields_of(type(self))
        data = {}
        for name, value in fields.items():
            if isinstance(value, NotGiven):
                continue
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, known, n=1)
                hint = (
                    f": did you mean {near[0]}?" if near else f'; {type(self).__name__}.of({{"{name}": ...}}) takes any'
                )
                raise ConfigurationError(f"{type(self).__name__} has no field {name}{hint}")
            data[known[name].wire] = plain(value)
        object.__setattr__(self, "_data", data)
        object.__setattr__(self, "_meta", None)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """A model over JSON data as it is: unknown fields, nulls and odd types are kept."""
        made = cls.__new__(cls)
        object.__setattr__(made, "_data", data)
        object.__setattr__(made, "_meta", None)
        return made

    @property
    def meta(self) -> Meta:
        """What came with the answer that this object is; empty for an object inside another or made by hand."""
        return self._meta or Meta()

    if not TYPE_CHECKING:  # a checker shall know the documented fields only; m["x"] reads any other

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            field = fields_of(type(self)).get(name)
            if field is not None:
                return decode(self._data.get(field.wire), field.kind, _package(type(self)))
            if name in self._data:
                return decode(self._data[name], ANYTHING, "")
            from difflib import get_close_matches

            near = get_close_matches(name, [*fields_of(type(self)), *self._data], n=1)
            raise AttributeError(
                f"{type(self).__name__} has no {name}" + (f": did you mean {near[0]}?" if near else "")
            )

    def __setattr__(self, name: str, value: Any) -> None:
        field = fields_of(type(self)).get(name)
        self._data[field.wire if field else name] = plain(value)

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and type(self) is type(other) and self._data == other._data

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *fields_of(type(self))]

    def to_dict(self) -> dict[str, Any]:
        """A copy of the JSON data, with every field and digit that came."""
        return copy.deepcopy(dict(self._data))

    def to_json(self) -> str:
        """The JSON text."""
        return write(self._data).decode()

    def __repr__(self) -> str:
        """Ids, statuses and the like; every other field only by number: a print never shows a card or a key."""
        shown = [
            f"{key}={value!r}" for key, value in self._data.items() if key in SHOWN and isinstance(value, str | int)
        ]
        shown = [text if len(text) < 80 else f"{text[:77]}..." for text in shown]
        rest = len(self._data) - len(shown)
        return f"{type(self).__name__}({', '.join([*shown, *([f'+{rest} fields'] if rest else [])])})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self._data,)


class Object(Model):
    """A JSON object that nothing describes; its fields are attributes and items."""


class Value(Model):
    """An answer that is no object, under `value`; None for an empty one."""

    value: Any | None = None


ModelType = TypeVar("ModelType", bound=Model)
ANYTHING = Kind(frozenset({"Any"}))


def _package(cls: type[Model]) -> str:
    return cls.__module__.rpartition(".")[0]


def decode(value: Any, kind: Kind, package: str, depth: int = 0) -> Any:
    """A JSON value as its kind has it; what does not fit is given as it came."""
    if isinstance(value, dict):
        if kind.models:
            return _best(value, kind.models, package).of(value)
        if kind.values and depth < MAX_DEPTH:
            return {key: decode(inner, kind.values, package, depth + 1) for key, inner in value.items()}
        return Object.of(value)  # and not a dict: a print of it shows no card
    if isinstance(value, list) and depth < MAX_DEPTH:
        return [decode(inner, kind.items or ANYTHING, package, depth + 1) for inner in value]
    if type(value) is int and "Decimal" in kind.scalars and "int" not in kind.scalars:
        return Decimal(value)
    if type(value) is Decimal and _is_whole(value, kind):
        return int(value)
    return value


def _is_whole(value: Decimal, kind: Kind) -> bool:
    """Whether a number such as 1.0 stands where an integer does: it is one (JSON Schema, validation, 6.1.1)."""
    if "int" not in kind.scalars or "Decimal" in kind.scalars:
        return False
    return value.is_finite() and value.adjusted() < 30 and value == value.to_integral_value()


def _best(value: Mapping[str, Any], models: tuple[str, ...], package: str) -> type[Model]:
    """Of several models the one whose fields fit best; a generic object where none shares a field."""
    if len(models) == 1:
        return _model(package, models[0])
    scored = [(_fit(value, _model(package, name)), -number, name) for number, name in enumerate(models)]
    best = max(scored)
    return _model(package, best[2]) if best[0] > 0 else Object


def _fit(value: Mapping[str, Any], model: type[Model]) -> float:
    fields = fields_of(model).values()
    known = sum(1 for field in fields if field.wire in value)
    wrong = sum(1 for field in fields if field.required and field.wire not in value)
    wrong += sum(2 for field in fields if field.wire in value and field.kind.members and not field.kind.scalars
                 and value[field.wire] not in field.kind.members)  # fmt: skip
    return known - wrong - 0.01 * (len(value) - known)


def deviations(value: Any, kind: Kind, package: str, path: str = "") -> list[Deviation]:
    """Everything in a JSON value that is not as its kind says, worst cause first at each place."""
    found: list[Deviation] = []
    _deviate(value, kind, package, path, found, 0)
    return found


def _deviate(value: Any, kind: Kind, package: str, path: str, found: list[Deviation], depth: int) -> None:
    if "Any" in kind.scalars or depth > MAX_DEPTH:
        return
    if value is None:
        if not kind.null:
            found.append(Deviation(path, "null", "null", _expected(kind)))
    elif isinstance(value, dict) and kind.models:
        _deviate_object(value, _best(value, kind.models, package), path, found, depth)
    elif isinstance(value, dict) and kind.values:
        for key, inner in value.items():
            _deviate(inner, kind.values, package, f"{path}/{key}", found, depth + 1)
    elif isinstance(value, list) and kind.items:
        for number, inner in enumerate(value):
            _deviate(inner, kind.items, package, f"{path}/{number}", found, depth + 1)
    elif kind.members and _member(value, kind):
        if value not in kind.members:
            found.append(Deviation(path, "value", _short(value), _expected(kind)))
    elif not _fits(value, kind):
        found.append(Deviation(path, "type", type(value).__name__, _expected(kind)))


def _member(value: Any, kind: Kind) -> bool:
    """Whether a value is of the type that the members have."""
    return type(value) in {type(member) for member in kind.members}


def _fits(value: Any, kind: Kind) -> bool:
    scalars = kind.scalars - {"str"} if kind.members and any(isinstance(m, str) for m in kind.members) else kind.scalars
    if isinstance(value, bool):
        return "bool" in scalars
    if type(value) is Decimal and _is_whole(value, kind):
        return True
    return any(isinstance(value, CHECKS[name]) for name in scalars if name in CHECKS)


def _deviate_object(value: dict[str, Any], model: type[Model], path: str, found: list[Deviation], depth: int) -> None:
    fields = {field.wire: field for field in fields_of(model).values()}
    for name, inner in value.items():
        if name in fields:
            _deviate(inner, fields[name].kind, _package(model), f"{path}/{name}", found, depth + 1)
        elif fields and model is not Object:
            found.append(Deviation(f"{path}/{name}", "unknown", type(inner).__name__, "no such field"))
    found.extend(
        Deviation(f"{path}/{name}", "missing", "nothing", _expected(field.kind))
        for name, field in fields.items()
        if field.required and name not in value
    )


def _expected(kind: Kind) -> str:
    if kind.members:
        return "one of " + ", ".join(map(str, kind.members[:12])) + (", ..." if len(kind.members) > 12 else "")
    parts = [*kind.models, *sorted(kind.scalars)]
    parts += ["a list"] if kind.items else []
    parts += ["an object"] if kind.values else []
    return " or ".join(parts) or "nothing"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
