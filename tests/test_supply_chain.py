"""What Driftline is made of: few declared dependencies, each locked by hash, listed for a release and asked about."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from tests_support import ROOT

from driftline import __version__
from scripts.audit import Audit, audit, main, told
from scripts.locked import LOCK, Pin, pins
from scripts.sbom import licences, sbom

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
DECLARED = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
EXTRAS = {
    canonicalize_name(Requirement(line).name)
    for lines in PROJECT["project"]["optional-dependencies"].values()
    for line in lines
}
LOCKED = {pin.name: pin for pin in pins(LOCK.read_text())}
OWNERS = packages_distributions()
PYTHONS = ("3.11", "3.12", "3.13")


# Dependencies


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a module imports anywhere in it."""
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in plain | parts}


def undeclared(tree: ast.AST, declared: set[str]) -> set[str]:
    """What a module imports that is neither the standard library, nor ours, nor declared."""
    strangers = imported(tree) - set(sys.stdlib_module_names) - {"driftline"}
    return {name for name in strangers if not {canonicalize_name(o) for o in OWNERS.get(name, ())} & declared}


SOURCES = {path: ast.parse(path.read_text()) for path in sorted((ROOT / "src").rglob("*.py"))}


def test_the_engine_imports_nothing_that_is_not_declared() -> None:
    found = {str(path): undeclared(tree, DECLARED | EXTRAS) for path, tree in SOURCES.items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_an_import_of_what_another_package_brings_along_is_noticed() -> None:
    planted = ast.parse("import json\ndef late():\n    from markupsafe import Markup\n    import yaml, driftline.cli")
    assert undeclared(planted, DECLARED) == {"markupsafe"}


def test_every_declared_dependency_is_imported_or_run() -> None:
    used = {canonicalize_name(o) for tree in SOURCES.values() for name in imported(tree) for o in OWNERS.get(name, ())}
    words = {node.value for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {name for name in DECLARED | EXTRAS if name not in used and name not in words} == set()


def test_every_declared_dependency_has_its_reason() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text().partition("## Dependencies")[2]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")][1:]
    reasons = {name: row[1].strip() for row in rows for name in re.findall(r"[a-z][\w-]+", row[0])}
    assert {name for name in DECLARED | EXTRAS if not reasons.get(name)} == set()


# The lock


def test_every_locked_version_has_a_hash_for_its_files() -> None:
    assert len(LOCKED) > len(DECLARED)
    assert [pin.name for pin in LOCKED.values() if not pin.hashes] == []


@pytest.mark.parametrize(
    "line", ["jinja2>=3.1", "jinja2", "-e .", "jinja2 @ https://example.com/jinja2.zip", "--hash=md5:0"]
)
def test_a_line_that_locks_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 is neither"):
        pins(line)


SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}


def environment(python: str, platform: str) -> dict[str, str]:
    """What markers are held against on a machine that need not be this one."""
    named = {"os_name": SYSTEMS[platform][0], "platform_system": SYSTEMS[platform][1], "sys_platform": platform}
    cpython = {"platform_python_implementation": "CPython", "implementation_name": "cpython"}
    return {**named, **cpython, "python_version": python, "python_full_version": f"{python}.0"}


def needs(name: str, extra: str, where: dict[str, str]) -> Iterator[Requirement]:
    """What a package that is installed here says that it needs in an environment."""
    with suppress(PackageNotFoundError):
        for line in requires(name) or ():
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate({**where, "extra": extra}):
                one.marker = None
                yield one


def all_needs(where: dict[str, str]) -> dict[str, Requirement]:
    """What the project and everything it needs say that they need in an environment."""
    lines = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    waiting, seen = [Requirement(line) for line in lines], dict[str, Requirement]()
    while waiting:
        one = waiting.pop()
        if str(one) not in seen:
            seen[str(one)] = one
            waiting += [child for extra in ("", *one.extras) for child in needs(one.name, extra, where)]
    return seen


def unmet(locked: dict[str, Pin], where: dict[str, str]) -> list[str]:
    """What is needed in an environment and is not locked there in a version that will do."""
    found = []
    for text, one in all_needs(where).items():
        pin = locked.get(canonicalize_name(one.name))
        if pin is None or not one.specifier.contains(pin.version, prereleases=True):
            found.append(text)
        elif pin.marker and not Marker(pin.marker).evaluate(where):
            found.append(f"{text} (locked only where {pin.marker})")
    return found


@pytest.mark.parametrize("platform", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_holds_all_that_a_python_needs(python: str, platform: str) -> None:
    assert unmet(LOCKED, environment(python, platform)) == []


def test_the_pythons_of_the_lock_are_those_of_the_project() -> None:
    assert {f"Programming Language :: Python :: {python}" for python in PYTHONS} <= set(
        PROJECT["project"]["classifiers"]
    )
    refused = {(pin.name, python) for pin in LOCKED.values() for python in PYTHONS if not accepts(pin.name, python)}
    assert refused == set()


def accepts(name: str, python: str) -> bool:
    """Whether an installed package takes a Python; one that is not installed on this machine is not asked."""
    try:
        said = metadata(name).json.get("requires_python")
    except PackageNotFoundError:
        return True
    return SpecifierSet(said or "").contains(f"{python}.0")


def test_a_version_that_is_missing_old_or_locked_elsewhere_is_noticed() -> None:
    linux = environment("3.12", "linux")
    without = {name: pin for name, pin in LOCKED.items() if name != "httpcore"}
    assert unmet(without, linux) == ["httpcore==1.*"]
    assert unmet(LOCKED | {"jinja2": replace(LOCKED["jinja2"], version="2.0")}, linux)
    elsewhere = replace(LOCKED["anyio"], marker="sys_platform == 'win32'")
    assert any("locked only where" in text for text in unmet(LOCKED | {"anyio": elsewhere}, linux))
    assert unmet(LOCKED | {"anyio": elsewhere}, environment("3.12", "win32")) == []


# Known vulnerabilities


PINS = (Pin("jinja2", "2.0", "", (), ()), Pin("click", "8.3", "", (), ()))
WEAK = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fixed_in": ["2.1"], "summary": "a \x1b[31mhole", "withdrawn": None}


def source(known: dict[str, Any], status: int = 200, newest: str = "") -> httpx.Client:
    """An index that knows these vulnerabilities; with `newest` it speaks of one version of each package alone."""

    def answer(request: httpx.Request) -> httpx.Response:
        _, _, name, *version, _ = request.url.path.split("/")
        if newest and version:
            return httpx.Response(404)
        said = {"info": {"version": newest or version[0]}, "vulnerabilities": known.get(name, [])}
        return httpx.Response(status, json=said)

    return httpx.Client(transport=httpx.MockTransport(answer))


def test_a_known_vulnerability_is_named_with_what_mends_it() -> None:
    done = audit(PINS, source({"pycrypto": [WEAK], "jinja2": [WEAK]}))
    assert done == Audit(2, (r"jinja2 2.0: PYSEC-1, CVE-1, mended in 2.1: a \u001b[31mhole",), ())
    assert "audit: 1 known, 2 of 2 locked versions checked." in told(done, 2)


def test_a_vulnerability_that_was_withdrawn_is_none() -> None:
    done = audit(PINS, source({"pycrypto": [WEAK], "jinja2": [WEAK | {"withdrawn": "2026-01-01T00:00:00Z"}]}))
    assert told(done, 2) == ["audit: no known vulnerability in 2 locked versions."]


def test_a_source_that_names_no_vulnerability_of_what_has_some_is_not_believed() -> None:
    done = audit(PINS, source({}))
    assert (done.asked, done.known) == (0, ())
    assert "audit: NOT CHECKED for known vulnerabilities: 2 of 2 locked versions." in told(done, 2)


def test_what_is_said_of_another_version_is_no_answer() -> None:
    done = audit((*PINS, Pin("rich", "2.6.1", "", (), ())), source({"pycrypto": [WEAK]}, newest="2.6.1"))
    assert done.unchecked == tuple(f"{pin.name} {pin.version}: the answer is about 2.6.1" for pin in PINS)
    assert "2 of 3 locked versions. Of the others none is known." in "\n".join(told(done, 3))


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"<html>", b'{"info": {"version": "2.0"}}', b"[" * 100_000])
def test_an_answer_of_another_form_is_none(body: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        weak = {"info": {"version": "2.6.1"}, "vulnerabilities": [WEAK]}
        return httpx.Response(200, json=weak) if "pycrypto" in request.url.path else httpx.Response(200, content=body)

    done = audit(PINS[:1], httpx.Client(transport=httpx.MockTransport(answer)))
    assert done == Audit(0, (), ("jinja2 2.0: the answer is not that of PyPI's JSON API",))


@pytest.mark.parametrize(("words", "code"), [((), 3), (("--or-say",), 0)])
def test_where_nobody_can_be_asked_that_is_said_and_is_no_clean_bill(words: tuple[str, ...], code: int) -> None:
    env = {**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", "scripts.audit", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")
    assert "NOT CHECKED" in done.stdout
    assert "no known" not in done.stdout


def test_a_known_vulnerability_fails_the_gate_whether_or_not_the_rest_was_checked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        _, _, name, version, _ = request.url.path.split("/")
        weak = {"info": {"version": version}, "vulnerabilities": [WEAK]}
        return httpx.Response(200, json=weak) if name in ("pycrypto", "jinja2") else httpx.Response(500)

    assert main(["--or-say"], httpx.MockTransport(answer)) == 1


# What a release is made of


def thing(**of: dict[str, Any]) -> dict[str, Any]:
    """A closed object; a name that ends with _ may be absent."""
    needed = [name for name in of if not name.endswith("_")]
    properties = {name.rstrip("_").replace("__", "-"): schema for name, schema in of.items()}
    names = [name.replace("__", "-") for name in needed]
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def several(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": True}


def text(pattern: str = ".") -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


PURL = text(r"^pkg:pypi/[a-z0-9-]+@[0-9][\w.!+]*$")
LICENCE = {"oneOf": [thing(expression=text()), thing(license=thing(name=text()))]}
HASH = thing(alg={"const": "SHA-256"}, content=text("^[0-9a-f]{64}$"))
OURS = {"name": text(), "version": text(), "purl": PURL, "bom__ref": PURL}
COMPONENT = thing(
    **OURS,
    type={"const": "library"},
    scope={"enum": ["required", "optional", "excluded"]},
    externalReferences=several(
        thing(type={"const": "distribution"}, url=text("^https://"), hashes=several(HASH, 1)), 1
    ),
    licenses_=several(LICENCE, 1),
    properties_=several(thing(name=text(), value=text())),
)
# What CycloneDX 1.6 asks of the parts that we write, in our words, and nothing beside them.
BOM = thing(
    bomFormat={"const": "CycloneDX"},
    specVersion={"const": "1.6"},
    version={"type": "integer", "minimum": 1},
    serialNumber=text("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
    metadata=thing(component=thing(**OURS, type={"const": "application"}, licenses=several(LICENCE, 1))),
    components=several(COMPONENT, 1),
    dependencies=several(thing(ref=PURL, dependsOn=several(PURL)), 1),
)
BOM["properties"]["$schema"] = {"const": "http://cyclonedx.org/schema/bom-1.6.schema.json"}
DOCUMENT = sbom(tuple(LOCKED.values()), PROJECT["project"], __version__)


def test_a_release_lists_every_locked_package_with_its_hashes() -> None:
    jsonschema.Draft202012Validator(BOM).validate(DOCUMENT)
    listed = {
        (
            one["name"],
            one["version"],
            tuple(sorted(digest["content"] for digest in one["externalReferences"][0]["hashes"])),
        )
        for one in DOCUMENT["components"]
    }
    assert listed == {(pin.name, pin.version, tuple(sorted(pin.hashes))) for pin in LOCKED.values()}


def test_every_reference_of_the_list_leads_to_one_package_of_it() -> None:
    known = [one["bom-ref"] for one in (DOCUMENT["metadata"]["component"], *DOCUMENT["components"])]
    assert [one["ref"] for one in DOCUMENT["dependencies"]] == known
    assert len(known) == len(set(known))
    assert {ref for one in DOCUMENT["dependencies"] for ref in one["dependsOn"]} <= set(known)


def test_the_list_tells_what_runs_from_what_only_development_needs() -> None:
    scopes = {one["name"]: one["scope"] for one in DOCUMENT["components"]}
    assert {scopes[name] for name in DECLARED} == {"required"}
    assert scopes["httpcore"] == "required"  # which httpx needs
    assert (scopes["apprise"], scopes["mypy"]) == ("optional", "excluded")


def test_a_licence_is_told_where_a_package_names_one() -> None:
    told_by = {one["name"]: one.get("licenses") for one in DOCUMENT["components"]}
    assert told_by["click"] == [{"expression": "BSD-3-Clause"}]
    assert {name for name in DECLARED if not told_by[name]} == set()
    assert licences("no-such-package") == []


def test_the_same_lock_gives_the_same_list_and_another_one_another_serial_number() -> None:
    assert sbom(tuple(LOCKED.values()), PROJECT["project"], __version__) == DOCUMENT
    fewer = sbom(tuple(LOCKED.values())[1:], PROJECT["project"], __version__)
    assert fewer["serialNumber"] != DOCUMENT["serialNumber"]


# The wheel


TRACKED = [
    "git",
    "ls-files",
    "-co",
    "--exclude-standard",
    "src",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
]
JUNK = ("src/driftline/__pycache__/old.cpython-311.pyc", "src/driftline/ledger.db", "tests/test_x.py", ".venv/x.py")


def committed(folder: Path, mask: int) -> Path:
    """The sources committed in a folder of their own, at a fixed date, with what lies around in a folder of work."""
    listed = subprocess.run(TRACKED, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    before = os.umask(mask)
    try:
        for name in (*filter(None, listed), "Makefile", "requirements.lock", ".gitignore"):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes((ROOT / name).read_bytes())
    finally:
        os.umask(before)
    date = {"GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000"}
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **date}, check=True)
    for name in JUNK:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("junk")
    (folder / ".venv" / ".ready").touch()
    return folder


def built(folder: Path, **environment: str) -> dict[str, bytes]:
    """What `make wheel` makes there without a network, by name."""
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    env = {**os.environ, **nowhere, **environment}
    done = subprocess.run(
        ["make", "wheel", f"PY={sys.executable}"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """One commit built in two folders by two people with other habits, of which one has older files."""
    one = committed(tmp_path_factory.mktemp("one"), 0o022)
    other = committed(tmp_path_factory.mktemp("other") / "deeper", 0o077)
    for path in other.rglob("*.py"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    first = built(one, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    return first, built(other, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")


def test_the_same_commit_gives_the_same_wheel_byte_for_byte(
    releases: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    first, second = releases
    assert sorted(first) == [f"driftline-{__version__}-py3-none-any.whl", f"driftline-{__version__}.tar.gz"]
    assert first == second


def test_a_wheel_holds_the_package_and_nothing_that_lies_around(
    releases: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    [wheel] = [body for name, body in releases[0].items() if name.endswith(".whl")]
    inside = {name for name in zipfile.ZipFile(io.BytesIO(wheel)).namelist() if not name.startswith("driftline-")}
    assert inside == shipped()
    assert {"driftline/py.typed", "driftline/templates/client.py.jinja", "driftline/scaffold/Makefile.jinja"} <= inside
    assert {f"src/{name}" for name in inside} & set(JUNK) == set()


def test_a_source_archive_holds_the_package_its_words_and_nothing_else(
    releases: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    [archive] = [body for name, body in releases[0].items() if name.endswith(".tar.gz")]
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        inside = {name.partition("/")[2] for name in tar.getnames()}
    words = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert inside == {f"src/{name}" for name in shipped()} | words


def shipped() -> set[str]:
    """The files of the package that are in the repository, or will be with the next commit."""
    listed = subprocess.run(TRACKED, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return {name.removeprefix("src/") for name in listed if name.startswith("src/") and (ROOT / name).is_file()}


def test_what_is_not_committed_is_not_released(tmp_path: Path) -> None:
    folder = committed(tmp_path, 0o022)
    (folder / "src" / "driftline" / "stray.py").write_text("")
    words = ["make", "wheel", f"PY={sys.executable}"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "not everything is committed" in done.stdout
    assert "stray.py" in done.stdout
    assert not (folder / "dist").exists()
