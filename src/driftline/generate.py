"""Make the client package from the bundle with openapi-python-client and templates of our own, and say what was left out.

Writes one folder, whole or not at all. The same bundle, configuration, templates and generator give the same bytes.
"""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import json
import keyword
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from driftline.claims import Notebook, Reading, Subject, Voice, operation_key
from driftline.errors import DriftError, SourceError
from driftline.files import write as write_file
from driftline.folders import draft_beside, locked, recovered, swap
from driftline.naming import pascal
from driftline.readers.document import parse
from driftline.readers.spec import read_operations
from driftline.surface import ClientConfig, credentials, identifier, models, resources, words

GENERATOR = "openapi-python-client"
# Any media type that is JSON in all but name is read as JSON.
OVERRIDES = {"*/*": "application/json", "application/problem+json": "application/json"}
LOCK = "driftline.lock.json"
SECONDS = 600
HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
RUNTIME = HERE / "runtime"
# What the generator needs to know of a schema; formats, members, defaults and bounds are read from the bundle itself,
# because of what it makes of them: it raises on a member it does not know, and sends defaults that nobody chose.
KEPT = frozenset(
    {
        "$ref",
        "type",
        "properties",
        "items",
        "required",
        "oneOf",
        "anyOf",
        "allOf",
        "additionalProperties",
        "description",
    }
)


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: operations in the bundle and in the client, files, models, and the reading of what was left out."""

    operations: int
    kept: int
    files: int
    reading: Reading
    changed: tuple[str, ...] = ()
    models: int = 0
    repaired: bool = False  # a killed run had left the package aside: it was put back first


def generate(
    bundle: Path, into: Path, *, package: str, check: bool = False, config: ClientConfig | None = None
) -> Generated:
    """Generate `package` from a bundle into the folder `into`; with `check`, only compare with what is there.

    Every operation that is in the bundle and not in the client is a claim of the reading.
    Raises SourceError where the bundle cannot be read, DriftError where the generator fails.
    """
    taken = keyword.iskeyword(package) or package in sys.stdlib_module_names
    if not re.fullmatch(r"[a-z][a-z0-9_]*", package) or taken:
        reason = "is a word of Python's own" if taken else "cannot be a package name"
        raise DriftError(f"{package!r} {reason}", "Use lower-case letters, digits and underscores.")
    config = config or ClientConfig()
    document, text = _read(bundle)
    target = into / package
    with _room(target, check=check) as (made, repaired):
        _refuse_strangers(target, check=check)
        project, warnings = _project(document, package, made)
        reading = _left_out(document, project, warnings, bundle.name)
        count = _write(made, document, project, config, package)
        _write_lock(made, text, config)
        files = sum(1 for path in made.rglob("*") if path.is_file())
        changed = tuple(_differences(made, target))
        if not check and changed:
            swap(made, target)
        changed += tuple(_beside(into, package, config, write=not check))
    kept = len(set(_kept(project)))
    return Generated(len(list(_operations(document))), kept, files, reading, changed, count, repaired)


@contextlib.contextmanager
def _room(target: Path, *, check: bool) -> Iterator[tuple[Path, bool]]:
    """An empty folder to make the package in, beside it unless it is only compared; and whether that was repaired first.

    Raises DriftError where another run is writing there, or the disk refuses.
    """
    try:
        if check:
            with tempfile.TemporaryDirectory() as folder:
                yield Path(folder) / target.name, False
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, "generate"):
            repaired = recovered(target)
            made = draft_beside(target)
            try:
                yield made, repaired
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        hint = "Make room or give permission, then generate again; the last client is untouched."
        reason = error.strerror or "not every file of it could be copied"
        raise DriftError(f"{error.filename or target} could not be written: {reason}", hint) from None


def _read(bundle: Path) -> tuple[Mapping[str, Any], str]:
    try:
        text = bundle.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{bundle} could not be read: {error}", "`driftline bundle` makes one.") from None
    document = parse(text, is_json=bundle.suffix == ".json")
    if not isinstance(document.data, dict):
        reason = document.problem or "it holds no object"
        raise SourceError(f"{bundle} is no OpenAPI document: {reason}", "`driftline bundle` makes one.")
    if not any(True for _ in _operations(document.data)):
        raise SourceError(f"{bundle} has no operation", "Is it the right file?")
    return document.data, text


def _refuse_strangers(target: Path, *, check: bool) -> None:
    """Never wipe a folder that was not generated."""
    if not check and target.exists() and any(target.iterdir()) and not (target / LOCK).exists():
        hint = "Move it away, or name another package: the folder is rewritten whole."
        raise DriftError(f"{target} is there and was not generated by driftline (it has no {LOCK})", hint)


def _project(document: Mapping[str, Any], package: str, made: Path) -> tuple[Any, list[tuple[str, str]]]:
    """The generator's project for a bundle, and what it warned of: operation and reason.

    Raises DriftError where it cannot read the bundle.
    """
    from openapi_python_client import Project
    from openapi_python_client.config import Config, ConfigFile, MetaType
    from openapi_python_client.parser import GeneratorData
    from openapi_python_client.parser.errors import GeneratorError

    file = ConfigFile(content_type_overrides=OVERRIDES, package_name_override=package, literal_enums=True)
    config = Config.from_sources(file, MetaType.NONE, made, "utf-8", True, made)
    data = GeneratorData.from_dict(_for_generator(document), config=config)
    if isinstance(data, GeneratorError):
        reason = f"{data.header} {(data.detail or '')[:400]}".strip()
        raise DriftError(f"{GENERATOR} could not read the bundle: {reason}", "Is the bundle valid OpenAPI?")
    warnings = [
        found for collection in data.endpoint_collections_by_tag.values() for error in collection.parse_errors
        for found in _warned(error)
    ]  # fmt: skip
    return Project(openapi=data, config=config, custom_template_path=TEMPLATES), warnings


def _for_generator(document: Mapping[str, Any]) -> dict[str, Any]:
    """The bundle with only those parts of its schemas that the generator handles well."""

    def part(value: Any) -> Any:
        if isinstance(value, Mapping):
            made = {key: _bare(inner) if key == "schema" else part(inner) for key, inner in value.items()
                    if key not in ("example", "examples", "x-also")}  # fmt: skip
            for media in made["content"].values() if isinstance(made.get("content"), dict) else ():
                if isinstance(media, dict):
                    media.setdefault(
                        "schema", {}
                    )  # the generator drops an operation with a body that only examples show
            return made
        return [part(inner) for inner in value] if isinstance(value, list) else value

    made: dict[str, Any] = part({key: value for key, value in document.items() if key != "webhooks"})
    schemas = document.get("components", {}).get("schemas", {})
    made.setdefault("components", {})["schemas"] = {name: _bare(schema) for name, schema in schemas.items()}
    return made


def _bare(schema: Any) -> Any:
    """A schema with its structure alone."""
    if not isinstance(schema, Mapping):
        return schema
    if isinstance(schema.get("$ref"), str):
        return {"$ref": schema["$ref"]}
    made = {key: value for key, value in schema.items() if key in KEPT}
    for key in ("items", "additionalProperties"):
        if key in made:
            made[key] = _bare(made[key])
    for key in ("oneOf", "anyOf", "allOf"):
        if key in made:
            made[key] = [_bare(inner) for inner in made[key]]
    if "properties" in made:
        made["properties"] = {name: _nameless(_bare(inner)) for name, inner in made["properties"].items()}
    return made


def _nameless(schema: Any) -> Any:
    """A property without an object of its own: the generator would name a model for it, and drop both where two have
    one name. Its type is read from the bundle."""
    return {} if isinstance(schema, dict) and schema.get("type") == "object" else schema


def _write(made: Path, document: Mapping[str, Any], project: Any, config: ClientConfig, package: str) -> int:
    """Write the whole package; the number of its models."""
    found = models(document)
    parts = resources(document, _kept(project), config)
    if not parts:
        raise DriftError("no operation of the bundle can be generated", "The findings say why; see `driftline bundle`.")
    stem = package.removesuffix("_client")
    variable = config.prefix or stem.upper()
    placed = credentials(document)
    facts = {
        "title": words(document.get("info", {}).get("title"), 80) or package,
        "name": config.name or pascal(stem),
        "version": ascii(config.version),
        "variable": variable,
        "prefix": ascii(variable),
        "environments": ascii(dict(config.environments)),
        "environment_words": ", ".join([*(f"'{words(name, 60)}'" for name in config.environments), "or a URL"]),
        "credentials": ascii(placed),
        "agent": ascii(f"{package.replace('_', '-')}/{config.version}"),
        "arguments": _arguments(placed),
        "signing": [ascii(part) for part in config.signing],
        "resources": parts,
        "models": found,
    }
    for folder in ("models", "resources"):
        (made / folder).mkdir(parents=True)
    shutil.copytree(RUNTIME, made / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))

    def render(template: str, file: str, **more: Any) -> None:
        text = project.env.get_template(f"{template}.py.jinja").render(**facts, **more)
        (made / file).write_text(text, encoding="utf-8")

    for template, file in (("package_init", "__init__"), ("client", "client"), ("errors", "errors"),
                           ("webhooks", "webhooks"), ("models_init", "models/__init__")):  # fmt: skip
        render(template, f"{file}.py")
    for model in found:
        render("model", f"models/{model.module}.py", model=model)
    for resource in parts:
        render("resource", f"resources/{resource.name}.py", resource=resource)
    (made / "resources" / "__init__.py").write_text('"""The calls, by resource."""\n', encoding="utf-8")
    (made / "py.typed").write_text("", encoding="utf-8")
    _format(made)
    return len(found)


def _beside(into: Path, package: str, config: ClientConfig, *, write: bool) -> Iterator[str]:
    """The files beside the package that make a wheel of it: those that are not as they should be, written where asked."""
    if not config.readme:
        return
    texts = {"README.md": config.readme, "pyproject.toml": PYPROJECT.format(
        name=package.replace("_", "-"), package=package, version=config.version, lock=LOCK
    )}  # fmt: skip
    for name, text in texts.items():
        path = into / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield name
            if write:
                write_file(path, text)


PYPROJECT = """\
# Made by driftline. Do not edit: the next run writes it anew.
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "{version}"
description = "A client for the API, generated from what its docs, its spec and the live service agree on."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["httpx>=0.27"]

[project.optional-dependencies]
httpx2 = ["httpx2>=2"]

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
exclude = ["{lock}"]
"""


def _arguments(placed: Mapping[str, tuple[str, str, str]]) -> list[dict[str, str]]:
    """The credentials as arguments of a client."""
    found: list[dict[str, str]] = []
    for scheme, (where, spelled, _) in placed.items():
        name = identifier(scheme, [one["name"] for one in found])
        variable = re.sub(r"[^A-Za-z0-9]", "_", scheme).upper()
        found.append(
            {"name": name, "wire": ascii(scheme), "doc": f"the {where} {words(spelled, 60)}", "variable": variable}
        )
    return found


def _kept(project: Any) -> Iterator[str]:
    """The operations that the generator could read."""
    for collection in project.openapi.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            yield operation_key(endpoint.method, endpoint.path.get_untrusted_value())


def _format(made: Path) -> None:
    """Sort imports, drop unused ones, format. Isolated: the bytes must not depend on the folder's own configuration."""
    for verb in (["check", "--fix-only", "--select", "F,I"], ["format"]):
        command = [
            sys.executable,
            "-m",
            "ruff",
            *verb,
            "--isolated",
            "--no-cache",
            "--line-length",
            "120",
            "--quiet",
            str(made),
        ]
        run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        if run.returncode:
            raise DriftError(
                f"ruff could not format the client: {(run.stdout + run.stderr).strip()[-400:]}",
                "Is ruff installed here?",
            )


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    for operation in read_operations(document):
        if not operation.is_webhook:
            yield operation_key(operation.method, operation.path)


CALL = re.compile(r'Operation\(\s*"(\w+)",\s*"([^"]*)"')


def client_operations(package: Path) -> Iterator[str]:
    """The operations that a generated package calls."""
    for module in sorted((package / "resources").glob("*.py")):
        for method, path in CALL.findall(module.read_text(encoding="utf-8")):
            yield operation_key(method, path)


def _left_out(document: Mapping[str, Any], project: Any, warnings: list[tuple[str, str]], file: str) -> Reading:
    """What the bundle has and the client has not: whole operations, and what the generator warned of."""
    book = Notebook(file)
    kept = set(_kept(project))
    for operation in _operations(document):
        if operation not in kept:
            reason = next((why for warned, why in warnings if warned == operation), "the generator does not say why")
            book.say(Subject(operation), "not-generated", "operation", quote=reason)
    for operation, what in sorted(set(warnings)):
        if operation in kept:
            book.say(Subject(operation), "not-generated", what, quote=what)
    return book.reading("client", Voice.DECLARES)


WARNING = re.compile(r"WARNING parsing (\w+) (\S+) within", re.IGNORECASE)


def _warned(error: Any) -> Iterator[tuple[str, str]]:
    """Operation and reason of a warning about an operation or a part of it."""
    match = WARNING.search(str(error.header))
    if match:
        reason = " ".join(str(error.detail or error.header).split())
        yield operation_key(match.group(1), match.group(2)), re.sub(r"<[\w.]+ object at [^>]*>?", "...", reason)[:160]


def _write_lock(made: Path, text: str, config: ClientConfig) -> None:
    """What went in and what came out, so that anybody can tell a client that was edited by hand."""
    lock = {
        "generator": f"{GENERATOR} {version(GENERATOR)}",
        "bundle_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "config_sha256": hashlib.sha256(json.dumps(asdict(config), sort_keys=True).encode()).hexdigest(),
        "templates_sha256": tree_hash(TEMPLATES),
        "runtime_sha256": tree_hash(RUNTIME),
        "tree_sha256": tree_hash(made),
    }
    (made / LOCK).write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


def tree_hash(folder: Path) -> str:
    """One hash over the names and bytes of all files of a folder, the lock and caches aside."""
    digest = hashlib.sha256()
    for path in _files(folder):
        if path.name != LOCK:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _differences(made: Path, target: Path) -> Iterator[str]:
    """Relative names of files that differ between the new tree and the old one."""
    new = {path.relative_to(made).as_posix() for path in _files(made)}
    old = {path.relative_to(target).as_posix() for path in _files(target)} if target.exists() else set()
    for name in sorted(new | old):
        if name not in new or name not in old or not filecmp.cmp(made / name, target / name, shallow=False):
            yield name
