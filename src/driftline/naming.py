"""Names that a person would choose: of models, from pages, operations and fields, and of a client's calls. Pure.

A table of names keeps them from release to release: what stands in it is never renamed by the tool.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from driftline.claims import LISTS, METHODS, Subject, operation_key
from driftline.hoist import Shape, hoist, places
from driftline.readers.document import point, resolved

RESERVED = frozenset(
    """any apierror asyncpage client decimal error event false iterator list literal mapping meta model none notgiven null
    object optional options page request response result self str true type typechecking union value webhook""".split()  # noqa: SIM905
)
VAGUE = frozenset(
    """attribute body condition config content context data detail entry extra field group info information input item key
    metadata object option other output param parameter payload property record reference request response result
    rule setting source state status step target type value""".split()  # noqa: SIM905
)
SMALL = frozenset({"a", "an", "the", "of", "for", "to", "and", "in", "with", "copy"})
LONGEST = 60  # characters of a name
KEPT = 4  # places that the table keeps for a name


@dataclass(frozen=True, slots=True)
class Names:
    """The table of names: model -> places where its shape stands, operation -> call (`payments.create`)."""

    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calls: Mapping[str, str] = field(default_factory=dict)


def name_models(
    shapes: Mapping[str, Shape],
    summaries: Mapping[str, str],
    pages: Mapping[Subject, str],
    table: Names,
    others: Collection[str] = (),
) -> dict[str, str]:
    """A name for each shape, by key.

    `others` are names that are taken. First come the names of the table, then those of object pages, then those that
    documents gave their components, then the roots of requests and answers by what the operation does, then the nested
    ones by field and parent. A number is the last resort.
    """
    found = _from_table(shapes, table)
    classes = map(pascal, others)  # a component that keeps its own name becomes a class as well
    taken = {name.casefold() for name in (*found.values(), *table.models, *others, *classes)}
    for shape in _ordered(shapes.values(), pages):
        if shape.key not in found:
            wanted = _candidates(shape, summaries, pages)
            name = next(name for name in wanted if name.casefold() not in taken and usable(name))
            found[shape.key] = name
            taken.add(name.casefold())
    return found


def _from_table(shapes: Mapping[str, Shape], table: Names) -> dict[str, str]:
    """The shape that stands in most of the places that the table keeps for a name."""
    where: dict[str, list[str]] = {}
    for shape in shapes.values():
        for subject in set(shape.places):
            where.setdefault(f"{subject.operation} {subject.place}".strip(), []).append(shape.key)
    found: dict[str, str] = {}
    for name, kept in table.models.items():
        keys = [key for place in kept for key in where.get(place, ()) if key not in found]
        if keys:
            found[max(dict.fromkeys(keys), key=keys.count)] = name
    return found


def _ordered(shapes: Iterable[Shape], pages: Mapping[Subject, str]) -> list[Shape]:
    """Bound to a page first, then named by a document, then outer before inner, often used before rare."""

    def rank(shape: Shape) -> tuple[Any, ...]:
        bound = any(subject in pages for subject in shape.places)
        return (
            not bound,
            not shape.said,
            -len(shape.places) if shape.said else shape.depth,
            -len(shape.places),
            _first(shape),
        )

    return sorted(shapes, key=rank)


def _first(shape: Shape) -> str:
    return min((f"{s.operation} {s.place}" for s in shape.places), default=shape.key)


def usable(name: str) -> bool:
    """Whether a model may be called so."""
    return (
        name.isidentifier() and name.casefold() not in RESERVED and not keyword.iskeyword(name) and len(name) <= LONGEST
    )


def _candidates(shape: Shape, summaries: Mapping[str, str], pages: Mapping[Subject, str]) -> Iterator[str]:
    where = list(places(shape))
    for subject in where:
        if subject in pages:
            yield pascal(re.sub(r"^the | object\b.*$", "", pages[subject], flags=re.IGNORECASE))
    yield from (pascal(said) for said in shape.said)
    ways = [list(_way(subject, summaries)) for subject in where[:8]]
    asked = {subject.operation for subject in where if subject.place.startswith("request/")}
    if len(asked) > 1 and all(subject.place.startswith("request/") for subject in where):
        last = ways[0][0]  # callers of several operations send it: no one operation's name is better than another's
        yield from (last, f"{last}Input")
    for level in range(max(map(len, ways), default=0)):
        yield from (way[level] for way in ways if level < len(way))
    stem = next((way[-1] for way in ways if way and usable(way[-1])), "Shape")[: LONGEST - 5]
    yield from (f"{stem}{number}" for number in range(2, 100_000))


def _way(subject: Subject, summaries: Mapping[str, str]) -> Iterator[str]:
    """The names that one place suggests, the shortest first."""
    operation, steps = subject.operation, subject.place.split("/")
    if not operation:  # a part that several operations use: `components/Card/owner`, `responses/NotFound`
        does = longer = thing = pascal(steps[1])
        request, inner = False, steps[2:]
    else:
        does = operation_name(operation, summaries.get(operation, ""))
        longer = f"{does}{pascal(_first_noun(operation))}"
        thing = pascal(singular(_noun(operation)))
        request = steps[0] == "request"
        inner = steps[2:] if request else steps[3:]
    inner = [step for step in inner if step != "*"]
    if not inner:
        yield from _root(steps, does, longer, thing, operation)
        return
    named = [pascal(singular(a) if b == "[]" else a) for a, b in zip(inner, [*inner[1:], ""], strict=True) if a != "[]"]
    if not named:
        yield from (thing, f"{does}Item", f"{longer}Item")
        return
    error = not request and steps[1][:1] in "45" and bool(operation)
    root = does if request else f"{thing}Error" if error else thing
    if named[-1].casefold() not in VAGUE:
        yield named[-1]
    for end in dict.fromkeys((1, 2, 3, len(named))):
        tail = "".join(_without_echo(named[-end:]))
        if end > 1:
            yield tail
        yield "".join(_without_echo([root, tail]))
    for end in dict.fromkeys((1, 2, len(named))):
        tail = "".join(_without_echo(named[-end:]))
        yield from (f"{does}{tail}", f"{does}{'' if request else 'Response'}{tail}", f"{longer}{tail}")
    if not request and operation:
        yield from (f"{does}{steps[1]}{''.join(named)}",)


def _without_echo(parts: Sequence[str]) -> list[str]:
    """The parts without one that the next begins with: `Card` before `CardData` says nothing."""
    return [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if not after.startswith(part)]


def _root(steps: list[str], does: str, longer: str, thing: str, operation: str) -> Iterator[str]:
    if not operation:
        yield from (does, f"{does}Response")
    elif steps[0] == "request":
        yield from (f"{does}Request", f"{longer}Request")
    elif steps[1][:1] == "2":
        method, _, path = operation.partition(" ")
        whole = method in ("GET", "POST", "PATCH", "PUT") and re.search(r"\{\}$|s$", path) is not None
        yield from (thing,) if whole else ()
        yield from (f"{does}Response", f"{longer}Response", f"{does}{steps[1]}Response")
    else:
        yield from ("ErrorResponse", f"{thing}Error", f"{does}Error", f"{longer}Error", f"{does}{steps[1]}Error")


def pascal(text: str) -> str:
    """`card_data`, `Card data` and `cardData` as `CardData`; letters and digits only."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", re.sub(r"\(.{0,200}?\)|['’]", "", text))
    name = "".join(word.capitalize() if not word.isupper() or len(word) > 3 else word.title() for word in words)
    return name if not name[:1].isdigit() else f"N{name}"


def snake(text: str) -> str:
    """`CardData` and `card-data` as `card_data`."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)
    return "_".join(word.lower() for word in words)


def singular(word: str) -> str:
    """An English plural made singular; what does not look like one stays."""
    if word.endswith(("series", "species")):
        return word
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x"), ("uses", "us")):
        if word.endswith(end) and len(word) > len(end) + 1:
            return word[: -len(end)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and len(word) > 3:
        return word[:-1]
    return word


VERSION = re.compile(r"v\d+(?:\.\d+)?")


def _groups(operation: str) -> list[list[str]]:
    """The fixed steps of an operation's path, parted where a parameter stands; versions left out."""
    groups: list[list[str]] = [[]]
    for step in operation.partition(" ")[2].partition(" ")[0].strip("/").split("/"):
        if step == "{}":
            groups.append([])
        elif step and not VERSION.fullmatch(step):
            groups[-1].append(step)
    return groups


def _noun(operation: str) -> str:
    """What an operation is about: the last plural of its path, or the last fixed step."""
    steps = [group[-1] for group in _groups(operation) if group]
    plural = [step for step in steps if singular(step) != step]
    return snake((plural or steps or ["thing"])[-1])


def _first_noun(operation: str) -> str:
    """The first fixed step of a path: what tells operations of one title apart."""
    groups = [group for group in _groups(operation) if group]
    return singular(snake(groups[0][0])) if groups else ""


VERBS = {"GET": "Get", "POST": "Create", "PUT": "Replace", "PATCH": "Update", "DELETE": "Delete"}


def operation_name(operation: str, title: str) -> str:
    """What an operation does, as a class name: its title, or verb and noun."""
    words = [
        word
        for word in re.findall(r"[A-Za-z]+|\d+", re.sub(r"\(.{0,200}?\)| [-–—] .*", "", title))
        if word.lower() not in SMALL
    ]
    if 1 < len(words) <= 7:
        return pascal(" ".join(words))
    method = operation.partition(" ")[0]
    return f"{VERBS.get(method, pascal(method.lower()))}{pascal(singular(_noun(operation)))}"


def table_of(shapes: Mapping[str, Shape], names: Mapping[str, str], calls: Mapping[str, str]) -> Names:
    """The table to keep: for each name the first places of its shape."""
    models = {
        name: tuple(f"{s.operation} {s.place}".strip() for s in list(places(shapes[key]))[:KEPT])
        for key, name in names.items()
    }
    return Names(dict(sorted(models.items())), dict(sorted(calls.items())))


def named(
    document: dict[str, Any],
    table: Names,
    pages: Mapping[Subject, str],
    called: Mapping[str, str],
    homes: Mapping[str, str],
) -> tuple[dict[str, Any], Names]:
    """The document with its object schemas hoisted under names, a call at each operation, and the table of both."""
    operations = {
        operation_key(method, path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }
    others = {
        f"{key} {other['operationId']}": other for key, one in operations.items() for other in one.get("x-also", [])
    }
    titles = {key: str(one.get("summary") or "") for key, one in {**operations, **others}.items()}
    calls = name_calls(titles, [key for key, one in operations.items() if lists(document, one)], table.calls)
    kept: list[Names] = []

    def name(shapes: Mapping[str, Shape], others: Collection[str]) -> Mapping[str, str]:
        for shape in shapes.values():
            shape.said = [called.get(said, said) for said in shape.said]
        found = name_models(shapes, titles, pages, table, others)
        kept.append(table_of(shapes, found, calls))
        return found

    made = hoist(document, name)
    for path, item in made["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                key = operation_key(method, path)
                operation["x-call"] = calls[key]
                operation.update({"x-page": homes[key]} if key in homes else {})
                for other in operation.get("x-also", []):
                    other["x-call"] = calls[f"{key} {other['operationId']}"]
    for component, where in kept[0].models.items():
        if where:
            made["components"]["schemas"][component]["x-at"] = where[0]
    return made, kept[0]


def renamed(old: Any, new: Mapping[str, Any]) -> Iterator[str]:
    """The models and calls that a new bundle calls by another name than the old one did: callers must change."""
    if not isinstance(old, Mapping):
        return
    before, after = _standing(old), _standing(new)
    for place in sorted(before.keys() & after.keys()):
        if before[place] != after[place]:
            yield f"{before[place]} is now called {after[place]} ({place})"


def _standing(document: Mapping[str, Any]) -> dict[str, str]:
    """Model by its first place, call by its operation."""
    schemas = point(document, "#/components/schemas")
    found = {
        str(schema["x-at"]): str(name)
        for name, schema in (schemas.items() if isinstance(schemas, Mapping) else ())
        if isinstance(schema, Mapping) and "x-at" in schema
    }
    paths = document.get("paths")
    for path, item in paths.items() if isinstance(paths, Mapping) else ():
        for method, operation in item.items() if isinstance(item, Mapping) else ():
            if isinstance(operation, Mapping) and isinstance(operation.get("x-call"), str):
                found[operation_key(str(method), str(path))] = operation["x-call"]
    return found


def lists(document: Mapping[str, Any], operation: Mapping[str, Any]) -> bool:
    """Whether an operation answers with a list: an array, or an object with one array of objects and paging beside it."""
    for status, response in operation.get("responses", {}).items():
        content = response.get("content") if isinstance(response, Mapping) and str(status).startswith("2") else None
        media: Any = next(iter(content.values()), {}) if isinstance(content, Mapping) else {}
        schema = media.get("schema") if isinstance(media, Mapping) else None
        if isinstance(schema, Mapping):
            return list_of(document, schema) is not None
    return False


PAGES = ("page", "page_number", "pageNumber", "page_num")
OFFSETS = ("offset", "skip")
SIZES = ("limit", "size", "page_size", "pageSize", "per_page")


def first_page(schema: Any) -> int:
    """The number of the first page, as the schema of its parameter shows it: 0 or 1."""
    stated = schema.get("default", schema.get("minimum", 1)) if isinstance(schema, Mapping) else 1
    return int(stated) if stated in (0, 1) and not isinstance(stated, bool) else 1


def list_of(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str | None:
    """Under which name an answer holds its list: empty for a bare array, None where it is no list."""
    whole = resolved(document, schema)
    if not isinstance(whole, Mapping):
        return None
    if whole.get("type") == "array":
        return ""
    properties = whole.get("properties")
    fields = properties if isinstance(properties, Mapping) else {}
    for name in LISTS:
        inner = fields.get(name)
        if isinstance(inner, Mapping) and inner.get("type") == "array":
            return name
    return None


# Calls: `resource.method` for each operation.


STATED = frozenset(
    """accept activate add authorize block cancel capture close confirm convert create delete disable enable enroll execute
    generate initiate onboard pause publish recover refund reject resume revoke search send simulate submit suspend
    transfer unenroll update upload verify void""".split()  # noqa: SIM905
)
OWN = frozenset({"request", "close", "webhooks", "environment", "timeout", "max_retries", "with_options", "meta"})


def name_calls(operations: Mapping[str, str], listed: Iterable[str], table: Mapping[str, str]) -> dict[str, str]:
    """`resource.method` for each operation (key -> title); `listed` are those that answer with lists.

    What the table says stays; no two are the same.
    """
    lists = set(listed)
    owners = {
        groups[-1][-1] for key in operations if (groups := _groups(key)) and groups[-1] and key.startswith("POST ")
    }
    found = {key: call for key, call in table.items() if key in operations}
    taken = set(found.values())
    for key in sorted(operations, key=_rank):
        if key not in found:
            call = next(call for call in _calls(key, operations[key], key in lists, owners) if call not in taken)
            found[key] = call
            taken.add(call)
    return found


def _rank(key: str) -> tuple[Any, ...]:
    """Single objects before collections, short paths before long, an operation before its other descriptions."""
    return key.count(" ") > 1, not (key.startswith("GET ") and key.endswith("{}")), len(key), key


def _calls(key: str, title: str, lists: bool, owners: Collection[str]) -> Iterator[str]:
    """What an operation may be called, the best first."""
    method, path = key.split(" ")[:2]
    groups = _groups(f"{method} {path}")
    ends_in_parameter = not groups[-1]
    groups = [group for group in groups if group] or [["root"]]
    last = groups[-1][-1]
    single = singular(snake(last)) == snake(last) and len(groups[-1]) == 1
    titled = snake(operation_name(f"{method} {path}", title))
    owner = groups[-2] if len(groups) > 2 and groups[-2][-1] in owners else groups[0]
    outer = singular(snake(groups[0][-1])) if len(groups) > 1 else ""
    if single and not ends_in_parameter and len(groups) > 1:
        resource, call = _resource(owner), snake(last)  # payments/{}/transactions/{}/capture
        outer = singular(snake(groups[-2][-1])) if len(groups) > 2 and owner is groups[0] else outer
    elif ends_in_parameter and len(groups[-1]) > 1 and singular(last) == last:
        resource, call = _resource(groups[-1][:-1]), titled  # customers/external/{}
    else:
        resource = _resource(groups[-1])
        call = _verb(method, title, titled, ends_in_parameter=ends_in_parameter, lists=lists)
    if key.count(" ") > 1:
        call = _also_verb(title, call)
    call = f"{call}_" if keyword.iskeyword(call) else call
    resource = f"{resource}_" if resource in OWN or keyword.iskeyword(resource) else resource
    yield f"{resource}.{call}"
    yield from (f"{resource}.{call}_{outer}", f"{resource}.{call}_for_{outer}")[not single :] if outer else ()
    version = VERSION.search(path)
    yield from (f"{resource}.{call}_{version.group()}",) if version and version.group() != "v1" else ()
    yield f"{resource}.{titled}"
    yield from (f"{resource}.{call}_{number}" for number in range(2, 100_000))


def _resource(group: Sequence[str]) -> str:
    """One name for the fixed steps between two parameters: `checkout/sessions` is `checkout_sessions`."""
    steps = [snake(step) for step in group if step not in ("api", "external")] or [snake(group[-1])]
    return "_".join([*map(singular, steps[:-1]), steps[-1]]) or "root"


def _verb(method: str, title: str, titled: str, *, ends_in_parameter: bool, lists: bool) -> str:
    stated = re.findall(r"[a-z]+", title.lower())[:1]
    if method == "GET":
        if ends_in_parameter:
            return "retrieve"
        return "list" if lists else titled if " by " in title.lower() else "retrieve"
    if stated and (stated[0] in STATED or (method == "POST" and stated[0] in ("retrieve", "get", "list"))):
        return str(stated[0])
    return {"POST": "create", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}.get(method, method.lower())


def _also_verb(title: str, verb: str) -> str:
    stated = [str(word) for word in re.findall(r"[a-z]+", title.lower())]
    return stated[0] if stated and stated[0] in STATED else "_".join(stated[:3]) or verb
