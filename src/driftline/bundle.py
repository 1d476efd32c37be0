"""Fold the spec files of a snapshot into one OpenAPI 3.1 document, and write down every repair and conflict.

Same input, same bytes.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from driftline.claims import METHODS, Notebook, Reading, Subject, Voice, base_path, canonical
from driftline.errors import DriftError, SourceError
from driftline.mend import mend
from driftline.naming import Names, named
from driftline.overlays import Overlay, apply_overlay, corrected
from driftline.readers.document import escape, point, resolved
from driftline.readers.spec import Operation, credential, read_operations, schemes_of
from driftline.snapshot import Snapshot
from driftline.sources import SpecText, documented, read_pages, spec_texts

SCHEMA = Subject("", "schema")
MOST_COPIES = 500  # references of one document that are resolved in place
PARAMETER_KEYS = frozenset(
    {"name", "in", "description", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved",
     "schema", "content", "example", "examples"}
)  # fmt: skip
SECTIONS = (
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
    "pathItems",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The folded document, where each operation came from, and what had to be repaired."""

    document: dict[str, Any]
    origins: Mapping[str, str]
    readings: tuple[Reading, ...]
    names: Names = field(default_factory=Names)

    def text(self) -> str:
        return json.dumps(self.document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def bundle_of(
    snapshot: Snapshot, overlays: Sequence[Overlay] = (), *, title: str = "", names: Names | None = None
) -> tuple[Bundle, Snapshot]:
    """The bundle of a snapshot, with overlays applied; and the snapshot as those that extend a spec file correct it.

    Object pages give models their titles, and operations their pages.
    """
    fixed, laid, unused = corrected(snapshot, overlays)
    pages = read_pages(fixed)
    texts = spec_texts(fixed, pages)
    titles, homes = documented(texts, pages)
    made = bundle(texts, laid, title=title, names=names, titles=titles, homes=homes)
    return replace(made, readings=(*made.readings, *unused)), fixed


@dataclass(slots=True)
class _Fold:
    """What grows while documents are folded."""

    paths: dict[str, dict[str, Any]] = field(default_factory=dict)
    webhooks: dict[str, Any] = field(default_factory=dict)
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    schemes: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # erased path -> path as written first
    origins: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    called: dict[str, str] = field(default_factory=dict)  # component -> the name its document gave it
    servers: Counter[str] = field(default_factory=Counter)


def bundle(
    texts: Sequence[SpecText],
    overlays: Sequence[Overlay] = (),
    *,
    title: str = "",
    names: Names | None = None,
    titles: Mapping[Subject, str] | None = None,
    homes: Mapping[str, str] | None = None,
) -> Bundle:
    """Fold OpenAPI documents into one, and name its models and calls.

    Of two descriptions of one operation the one in the file with fewer operations wins (a file made for the operation),
    then the one whose title is what its method usually does, then the one whose file name comes first. The other is a
    finding where it differs; where it has a title of its own it is kept beside the first, under `x-also`.
    `names` are what is named already, `titles` those of the object pages that describe a subject, `homes` the page of
    each operation.
    Raises SourceError where no operation is found at all.
    """
    fold = _Fold()
    books: dict[str, Notebook] = {text.file: Notebook(text.file) for text in texts}
    readable = [text for text in texts if _is_openapi(text, books[text.file])]
    counted = sorted(readable, key=_preference)
    for text in counted:
        _Document(text, books[text.file], fold).add()
    if not fold.paths and not fold.webhooks:
        files = ", ".join(text.file for text in texts[:5]) or "no spec file at all"
        raise SourceError(f"no operation to bundle in {files}", "Are these OpenAPI 3 documents with `paths`?")
    document = _assembled(fold, readable, title)
    for overlay in overlays:
        book = books.setdefault(overlay.file, Notebook(overlay.file))
        document = apply_overlay(document, overlay, book)
        _refuse_misshapen(document, overlay.file)
    readings = tuple(book.reading("spec", Voice.DECLARES) for book in books.values() if book.claims or book.unread)
    document, kept = named(document, names or Names(), titles or {}, fold.called, homes or {})
    return Bundle(document, dict(sorted(fold.origins.items())), readings, kept)


def _refuse_misshapen(document: Mapping[str, Any], file: str) -> None:
    """Refuse an overlay after which the document is no OpenAPI any more; overlays are ours, so it is our mistake."""
    components = document.get("components", {})
    named = components.get("schemas", {}) if isinstance(components, dict) else None
    if not isinstance(document.get("paths"), dict) or not isinstance(named, dict):
        raise DriftError(f"{file} leaves no object in `paths` or `components`", "An overlay may not take them away.")
    for path, item in document["paths"].items():
        parts = {method: item[method] for method in METHODS if method in item} if isinstance(item, dict) else {"": item}
        for method, operation in parts.items():
            known = operation if isinstance(operation, dict) else None
            if known is None or not all(isinstance(known.get(k, form()), form) for k, form in FORMS.items()):
                raise DriftError(f"{file} makes {method} {path} no operation", "See OpenAPI 3.1.1, section 4.8.10.")


FORMS: dict[str, Any] = {"responses": dict, "parameters": list, "x-also": list, "tags": list}
USUAL = {
    "get": {"retrieve", "get", "list", "fetch"}, "post": {"create"}, "put": {"update", "replace"}, "patch": {"update"},
    "delete": {"delete", "remove"},
}  # fmt: skip


def verb_of(title: Any) -> str:
    """The first word of an operation's title, in lower case."""
    words = title.split() if isinstance(title, str) else []
    return words[0].lower() if words else ""


def _preference(text: SpecText) -> tuple[int, bool, str]:
    operations = list(read_operations(text.document.data))
    verbs = {(operation.method, verb_of(operation.data.get("summary"))) for operation in operations}
    return len(operations), not any(verb in USUAL.get(method, ()) for method, verb in verbs), text.file


def _is_openapi(text: SpecText, book: Notebook) -> bool:
    data = text.document.data
    good = isinstance(data, dict) and str(data.get("openapi", "")).startswith("3.")
    if not good:
        reason = text.document.problem or "no OpenAPI 3 document"
        book.say(Subject("", text.file), "not-bundled", reason, line=text.document.line, quote=reason)
    return good


class _Document:
    """One document on its way into the fold."""

    def __init__(self, text: SpecText, book: Notebook, fold: _Fold) -> None:
        self.file = text.file
        self.data: Mapping[str, Any] = text.document.data
        self.book = book
        self.fold = fold
        self.renamed: dict[str, str] = {}
        self.said: set[str] = set()
        self.copies = 0

    def add(self) -> None:
        self._add_components()
        for operation in read_operations(self.data):
            if operation.is_callback:
                item = {operation.method: operation.data}
                self.fold.webhooks.setdefault(operation.path, self._webhook(item, operation.item_pointer))
                self.fold.origins[operation.key] = self.file
            elif not operation.is_webhook:
                self._add_operation(operation)
        self._add_webhooks()

    def repaired(self, what: str, pointer: str, subject: Subject = SCHEMA) -> None:
        """Write one repair down, once for each place."""
        if f"{what} {pointer}" not in self.said:
            self.said.add(f"{what} {pointer}")
            self.book.say(subject, "repaired", what, pointer=pointer)

    def _add_components(self) -> None:
        """Components keep their name unless another document used it for something else."""
        components = self.data.get("components")
        for section in SECTIONS:
            parts = components.get(section) if isinstance(components, dict) else None
            for name in sorted(parts) if isinstance(parts, dict) else ():
                wanted = re.sub(r"[^A-Za-z0-9._-]", "_", str(name))
                self.renamed[f"#/components/{section}/{escape(name)}"] = f"#/components/{section}/{wanted}"
        for section in SECTIONS:
            parts = components.get(section) if isinstance(components, dict) else None
            for name, part in sorted(parts.items()) if isinstance(parts, dict) else ():
                self._add_component(section, str(name), part)

    def _add_component(self, section: str, name: str, part: Any) -> None:
        pointer = f"/components/{section}/{escape(name)}"
        target = self.fold.components.setdefault(section, {})
        if section == "parameters":
            return  # parameters are written out where they are used
        wanted = self.renamed[f"#{pointer}"].rpartition("/")[2]
        mended = self._mended(part, pointer, schema=section == "schemas")
        if wanted in target and canonical(target[wanted]) != canonical(mended):
            stem = re.sub(r"[^A-Za-z0-9]+", "_", Path(self.file).stem)
            wanted = next(n for n in _numbered(f"{wanted}_{stem}") if n not in target)
            self.renamed[f"#{pointer}"] = f"#/components/{section}/{wanted}"
            self.fold.called[wanted] = name
            self.repaired("component renamed: two documents use its name", pointer)
            mended = self._mended(part, pointer, schema=section == "schemas")
        target[wanted] = mended

    def _mended(self, value: Any, pointer: str, *, schema: bool = False) -> Any:
        """A copy with every schema in it mended and every reference pointing into the bundle."""
        mended = mend(value, pointer, self.repaired) if schema else self._schemas(value, pointer)
        return self._references(mended, pointer)

    def _schemas(self, value: Any, pointer: str) -> Any:
        if isinstance(value, dict):
            return {
                key: mend(inner, f"{pointer}/{key}", self.repaired)
                if key == "schema"
                else inner
                if key in ("example", "examples")
                else self._schemas(inner, f"{pointer}/{escape(key)}")
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [self._schemas(inner, f"{pointer}/{index}") for index, inner in enumerate(value)]
        return value

    def _references(self, value: Any, pointer: str, inside: tuple[str, ...] = ()) -> Any:
        """References to components follow their new names; others are resolved in place, or taken out and said.

        One that leads back into itself is taken out, and so is every one after MOST_COPIES of them.
        """
        if isinstance(value, list):
            return [self._references(inner, pointer, inside) for inner in value]
        if not isinstance(value, dict):
            return value
        target = value.get("$ref")
        if not isinstance(target, str):
            return {k: v if k in ("example", "examples", "default", "enum") else self._references(v, f"{pointer}/{k}", inside)
                    for k, v in value.items()}  # fmt: skip
        if target in self.renamed:
            rest = {k: v for k, v in value.items() if k in ("description", "summary")}
            return {"$ref": self.renamed[target], **rest}
        inner = point(self.data, target)
        endless = target in inside or f"#{pointer}/".startswith(f"{target}/") or self.copies >= MOST_COPIES
        if inner is None or endless:
            if not target.startswith("#"):
                self.book.say(SCHEMA, "external-reference", target, pointer=f"{pointer}/$ref")
            else:
                why = "that has no end" if endless else "to nothing"
                self.repaired(f"reference {why} taken out: {target}", f"{pointer}/$ref")
            return {k: v for k, v in value.items() if k != "$ref"}
        self.copies += 1
        return self._references(self._schemas(copy.deepcopy(inner), target[1:]), pointer, (*inside, target))

    def _add_operation(self, operation: Operation) -> None:
        path = self._path(operation)
        item = self.fold.paths.setdefault(path, {})
        if operation.method in item:
            self._conflict(operation, item[operation.method])
            return
        self.fold.origins[operation.key] = self.file
        folded = self._folded(operation, path)
        folded["operationId"] = self._unique_id(operation)
        item[operation.method] = folded

    def _path(self, operation: Operation) -> str:
        """The path with the server's base folded in; parameter names as the first document wrote them."""
        raw = _without_query(operation.path)
        path = re.sub(r"/{2,}", "/", f"{base_path(operation.base)}/{raw}").rstrip("/") or "/"
        if "?" in operation.path or "#" in operation.path:
            self.repaired("query cut off a path", operation.item_pointer, Subject(operation.key))
        path = _distinct_names(path)
        return self.fold.names.setdefault(re.sub(r"\{[^{}]*\}", "{}", path), path)

    def _folded(self, operation: Operation, path: str) -> dict[str, Any]:
        known = {k: v for k, v in operation.data.items() if k not in ("servers", "security", "parameters", "tags")}
        folded: dict[str, Any] = self._mended(known, operation.pointer)
        folder = Path(self.file).parent.name
        tags = operation.data.get("tags")
        named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        folded["tags"] = named[:1] or [folder or Path(self.file).stem]
        folded["parameters"] = self._parameters(operation, path)
        self._responses(folded, operation)
        self._security(folded, operation)
        self._server(folded, operation)
        return {key: folded[key] for key in sorted(folded)}

    def _parameters(self, operation: Operation, path: str) -> list[Any]:
        """Declared parameters, those in the path under its names, and what the path needs and nobody declared."""
        written = re.findall(r"\{([^{}]*)\}", _without_query(operation.path))
        wanted = re.findall(r"\{([^{}]*)\}", path)
        own = wanted[len(wanted) - len(written) :]  # those before stand in the server's base
        found: dict[tuple[str, str], Any] = {}
        for holder, base in ((operation.item, operation.item_pointer), (operation.data, operation.pointer)):
            listed = holder.get("parameters")
            for index, raw in enumerate(listed if isinstance(listed, list) else ()):
                self._parameter(found, raw, f"{base}/parameters/{index}", written, own, operation)
        for name in wanted:
            if ("path", name) not in found:
                self.repaired(f"path parameter {name} declared", operation.item_pointer, Subject(operation.key))
                found[("path", name)] = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        return list(found.values())

    def _parameter(
        self,
        found: dict[tuple[str, str], Any],
        raw: Any,
        pointer: str,
        written: list[str],
        wanted: list[str],
        operation: Operation,
    ) -> None:
        whole = resolved(self.data, raw)
        if not isinstance(whole, dict) or not isinstance(whole.get("name"), str):
            self.repaired("a parameter without a name taken out", pointer, Subject(operation.key))
            return
        parameter = self._mended(whole, pointer)
        kind, name = str(parameter.get("in")), parameter["name"]
        if kind == "path":
            if name not in written:
                self.repaired(f"parameter {name} taken out: it is not in the path", pointer, Subject(operation.key))
                return
            name = wanted[written.index(name)]
            parameter = {**parameter, "name": name, "required": True}
        elif kind not in ("query", "header", "cookie"):
            self.repaired(f"parameter {name} taken out: it is in {kind}", pointer, Subject(operation.key))
            return
        if not isinstance(parameter.get("schema"), dict) and not isinstance(parameter.get("content"), dict):
            parameter["schema"] = {"type": "string"}
            self.repaired(f"schema added to parameter {name}", pointer, Subject(operation.key))
        strange = [key for key in parameter if key not in PARAMETER_KEYS and not key.startswith("x-")]
        if strange or not isinstance(parameter.get("required", False), bool):
            self.repaired(f"keys of parameter {name} taken out: {', '.join(strange) or 'required'}", pointer)
            parameter = {key: value for key, value in parameter.items() if key not in (*strange, "required")}
            parameter["required"] = kind == "path"
        found[(kind, name)] = parameter

    def _responses(self, folded: dict[str, Any], operation: Operation) -> None:
        stated = folded.get("responses")
        good: dict[str, Any] = {}
        for status, response in stated.items() if isinstance(stated, dict) else ():
            if not re.fullmatch(r"[1-5](?:\d\d|XX)|default", str(status)) or not isinstance(response, dict):
                if not str(status).startswith("x-"):
                    self.repaired(
                        f"response {status} taken out", f"{operation.pointer}/responses", Subject(operation.key)
                    )
                continue
            if "$ref" not in response and not isinstance(response.get("description"), str):
                response = {**response, "description": ""}
                self.repaired(f"description added to response {status}", f"{operation.pointer}/responses/{status}")
            good[str(status)] = response
        if not good:
            good = {"default": {"description": "Not described."}}
            self.repaired("responses added", operation.pointer, Subject(operation.key))
        folded["responses"] = dict(sorted(good.items()))

    def _security(self, folded: dict[str, Any], operation: Operation) -> None:
        """Requirements under the names of the bundle: one scheme for each header, whatever its case."""
        stated = operation.data.get("security", self.data.get("security"))
        schemes = schemes_of(self.data)
        wanted = []
        for alternative in stated if isinstance(stated, list) else ():
            renamed = {}
            for name, scopes in alternative.items() if isinstance(alternative, dict) else ():
                if name not in schemes or not isinstance(schemes[name], dict):
                    self.repaired(f"unknown security name {name} taken out", operation.pointer, Subject(operation.key))
                    continue
                renamed[self._scheme(name, schemes[name])] = scopes if isinstance(scopes, list) else []
            if renamed or alternative == {}:
                wanted.append(renamed)
        if isinstance(stated, list):
            folded["security"] = wanted

    def _scheme(self, name: str, scheme: Mapping[str, Any]) -> str:
        """The bundle's name of a scheme: the header it sends, or its own name."""
        if scheme.get("type") == "apiKey":
            wanted = credential(scheme).partition(" ")[2]
            kept = {"type": "apiKey", "in": scheme.get("in"), "name": wanted}
        else:
            wanted = name
            kept = {key: value for key, value in scheme.items() if not str(key).startswith("x-")}
        wanted = re.sub(r"[^A-Za-z0-9._-]", "-", wanted)
        same = (n for n in _numbered(wanted) if n not in self.fold.schemes or self.fold.schemes[n] == kept)
        chosen = next(same)
        self.fold.schemes[chosen] = kept
        return chosen

    def _server(self, folded: dict[str, Any], operation: Operation) -> None:
        parts = _split(operation.base) if "://" in operation.base and "{" not in operation.base else None
        origin = f"{parts.scheme}://{parts.netloc}" if parts else operation.base.partition("/v")[0]
        if origin:
            self.fold.servers[origin] += 1
            folded["servers"] = [{"url": origin}]

    def _unique_id(self, operation: Operation) -> str:
        stated = operation.data.get("operationId")
        made = re.sub(r"[^A-Za-z0-9]+", "_", operation.key).strip("_").lower()
        wanted = stated if isinstance(stated, str) and stated.strip() else made
        chosen = next(name for name in _numbered(wanted) if name not in self.fold.ids)
        if chosen != stated:
            what = "operationId added" if not stated else "operationId changed: another operation has it"
            self.repaired(what, f"{operation.pointer}/operationId", Subject(operation.key))
        self.fold.ids.add(chosen)
        return chosen

    def _conflict(self, operation: Operation, kept: Mapping[str, Any]) -> None:
        """The operation is there already: a finding where this description differs from the kept one."""
        path = self._path(operation)
        said, ids = set(self.said), set(self.fold.ids)
        folded = self._folded(operation, path)
        self.said, self.fold.ids = said, ids
        same = {k: v for k, v in kept.items() if k in ("requestBody", "responses", "parameters", "security")}
        if canonical(same) != canonical({k: folded.get(k) for k in same}):
            origin = self.fold.origins[operation.key]
            parts = sorted(key for key in same if canonical(same[key]) != canonical(folded.get(key)))
            value = (f"kept: {origin}", *parts)
            self.book.say(Subject(operation.key), "described-twice", value, pointer=operation.pointer)
            self._beside(operation, kept, folded)

    def _beside(self, operation: Operation, kept: Any, folded: dict[str, Any]) -> None:
        """A description whose title says another deed stays reachable, beside the one that was kept."""
        *known, own = [verb_of(one.get("summary")) for one in (kept, *kept.get("x-also", []), folded)]
        if own and own not in known and own not in USUAL.get(operation.method, ()):
            folded["operationId"] = self._unique_id(operation)
            kept.setdefault("x-also", []).append(folded)

    def _add_webhooks(self) -> None:
        webhooks = self.data.get("webhooks")
        for name, item in sorted(webhooks.items()) if isinstance(webhooks, dict) else ():
            if isinstance(item, dict):
                chosen = next(n for n in _numbered(str(name)) if n not in self.fold.webhooks)
                self.fold.webhooks[chosen] = self._webhook(item, f"/webhooks/{escape(name)}")

    def _webhook(self, item: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        mended: dict[str, Any] = self._mended({k: v for k, v in item.items() if k in METHODS}, pointer)
        for operation in mended.values():
            if isinstance(operation, dict):
                for key in ("security", "servers"):
                    operation.pop(key, None)
                operation.setdefault("responses", {"default": {"description": "Not described."}})
                operation.pop("operationId", None)
        return mended


def _split(url: str) -> SplitResult | None:
    """The parts of a URL; None where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _numbered(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name}_{number}" for number in range(2, 100_000))


def _without_query(path: str) -> str:
    return path.partition("?")[0].partition("#")[0]


def _distinct_names(path: str) -> str:
    """The path with a number at every parameter name that stands twice or is empty."""
    seen: set[str] = set()

    def distinct(match: re.Match[str]) -> str:
        name = next(n for n in _numbered(match.group(1) or "id") if n not in seen)
        seen.add(name)
        return "{" + name + "}"

    return re.sub(r"\{([^{}]*)\}", distinct, path)


def _assembled(fold: _Fold, texts: Sequence[SpecText], title: str) -> dict[str, Any]:
    """The document: paths sorted, methods in the order of the specification, the usual server at the root."""
    usual = min(fold.servers, key=lambda url: (-fold.servers[url], url)) if fold.servers else ""
    for item in fold.paths.values():
        for operation in item.values():
            if operation.get("servers") == [{"url": usual}]:
                del operation["servers"]
    infos = [info for text in texts if isinstance(info := text.document.data.get("info"), dict)]
    named = title or (str(infos[0].get("title", "API")) if len(infos) == 1 else "API")
    version = str(infos[0].get("version", "1")) if len(infos) == 1 else "1"
    document: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": named, "version": version}}
    if usual:
        document["servers"] = [{"url": usual}]
    document["paths"] = {p: {m: fold.paths[p][m] for m in METHODS if m in fold.paths[p]} for p in sorted(fold.paths)}
    if fold.webhooks:
        document["webhooks"] = dict(sorted(fold.webhooks.items()))
    components = {
        section: dict(sorted(fold.components[section].items())) for section in SECTIONS if fold.components.get(section)
    }
    if fold.schemes:
        components["securitySchemes"] = dict(sorted(fold.schemes.items()))
    if components:
        document["components"] = components
    return document
