"""What a new client is to those who use the last one: its public names, its version, its changelog, its gates.

Reads packages and runs a type checker where one is installed; changes no file.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from driftline.changes import next_version
from driftline.exchange import Exchange
from driftline.findings import Finding
from driftline.renderers.markdown import code, escaped
from driftline.renderers.words import place, plural
from driftline.rules import Severity

SECONDS = 600  # a type checker may take
SECTIONS = (
    (Severity.ERROR, "Breaking"),
    (Severity.WARNING, "Worth a look"),
    (Severity.NOTE, "Added and changed"),
)


@dataclass(frozen=True, slots=True)
class Gate:
    """One question that a release must answer: passed, failed, or left out (None), and what was seen."""

    name: str
    passed: bool | None
    seen: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One release: the version it becomes, what changed, and its gates."""

    old: str
    new: str
    changes: tuple[Finding, ...]
    gates: tuple[Gate, ...]
    known: bool = True  # whether there was a release before
    notes: tuple[str, ...] = ()  # what else is to be known: stale overlays, renamed models, pages that are missing

    @property
    def passed(self) -> bool:
        """Whether no gate failed."""
        return all(gate.passed is not False for gate in self.gates)


def symbols(package: Path) -> dict[str, str]:
    """Every public name of a generated package, with what it takes: models and their fields, calls and their arguments."""
    found: dict[str, str] = {}
    for file in sorted((package / "models").glob("*.py")):
        for node in _classes(file):
            found.update({node.name: "class"} | _members(node, node.name))
    for file in sorted((package / "resources").glob("*.py")):
        for node in _classes(file):
            if not node.name.startswith("Async"):  # the same calls once more
                found.update(_members(node, file.stem))
    return found


def _classes(file: Path) -> list[ast.ClassDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def _members(node: ast.ClassDef, owner: str) -> dict[str, str]:
    """The calls and fields of a class with the arguments of each call, under the name that users write."""
    found = {}
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
            found[f"{owner}.{inner.name}"] = "call"
            needed = {a.arg for a, d in zip(inner.args.kwonlyargs, inner.args.kw_defaults, strict=True) if d is None}
            for argument in inner.args.kwonlyargs:
                kind = "required" if argument.arg in needed else "optional"
                found[f"{owner}.{inner.name}({argument.arg})"] = kind
        elif isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name) and inner.target.id[0] != "_":
            found[f"{owner}.{inner.target.id}"] = "field"
    return found


def removed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """What users of the old package can no longer write: names that are gone, arguments that are newly required."""
    lost = tuple(name for name in old if name not in new)
    inner = tuple(f"{name}{mark}" for name in lost for mark in ".(")  # what goes with its class or its call is not told
    gone = [name for name in lost if not name.startswith(inner)]
    added = [name for name, kind in new.items() if kind == "required" and "(" in name and old.get(name) != "required"]
    needed = [f"{name} is required now" for name in added if name.partition("(")[0] in old]
    return sorted(gone) + sorted(needed)


def gates(
    old: Mapping[str, str],
    package: Path,
    left_out: Sequence[str],
    exchanges: Sequence[Exchange],
    operations: Iterable[str],
    uses: Path | None,
    *,
    types: bool = True,
) -> tuple[Gate, ...]:
    """Every gate of a new client; `old` are the public names of the last one, `uses` code written against it."""
    new = symbols(package)
    gone = removed(old, new)
    kept = (
        f"{plural(len(new), 'public name')}, {plural(len(gone), 'break')}" if old else "no last release to compare with"
    )
    checks = [
        Gate("every operation is in the client", not left_out, f"{len(left_out):,} left out", tuple(left_out)),
        Gate("no public name is gone", not gone if old else None, kept, tuple(gone)),
        unknown_fields(package),
        reach(exchanges, operations),
    ]
    if types:
        checks.append(_types("the client passes mypy --strict", [package], package.parent))
        if uses is not None:
            checks.append(_types(f"{uses.name} of the last release still type-checks", [uses], package.parent))
    return tuple(checks)


INJECT = """
import importlib, inspect, json, pathlib, sys
package = sys.argv[1]
bad, count = [], 0
for file in sorted(pathlib.Path(package, "models").glob("[a-z]*.py")):
    module = importlib.import_module(f"{package}.models.{file.stem}")
    for name, model in inspect.getmembers(module, inspect.isclass):
        if model.__module__ != module.__name__ or not hasattr(model, "of"):
            continue
        count += 1
        try:
            value = model.of({"x_nobody_wrote_down": {"a": [1]}})
            for field in getattr(model, "__annotations__", {}):
                getattr(value, field, None)
            if "x_nobody_wrote_down" not in json.loads(value.to_json()):
                bad.append(f"{name} loses it")
        except Exception as error:
            bad.append(f"{name}: {type(error).__name__} {error}")
print(json.dumps([count, bad]))
"""


def unknown_fields(package: Path) -> Gate:
    """Whether every model takes a field that nobody wrote down, keeps it, and reads all others as missing."""
    words = [sys.executable, "-c", INJECT, package.name]
    run = subprocess.run(words, capture_output=True, text=True, cwd=package.parent, timeout=SECONDS, check=False)
    if run.returncode:
        return Gate("unknown fields are kept", False, "the package cannot be imported", (run.stderr.strip()[-500:],))
    count, bad = json.loads(run.stdout)
    seen = f"{plural(count, 'model')}, {len(bad):,} broken"
    return Gate("unknown fields are kept", count > 0 and not bad, seen, tuple(bad[:20]))


def reach(exchanges: Sequence[Exchange], operations: Iterable[str]) -> Gate:
    """Which operations somebody really called."""
    wanted = set(operations)
    called = {one.operation for one in exchanges if 200 <= one.status < 300} & wanted
    if not exchanges:
        return Gate("operations were really called", None, "no recorded exchanges were given")
    missing = tuple(sorted(wanted - called))
    return Gate("operations were really called", bool(called), f"{len(called):,} of {len(wanted):,}", missing)


def _types(name: str, paths: Sequence[Path], folder: Path) -> Gate:
    words = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *map(str, (p.resolve() for p in paths))]
    environment = {**os.environ, "MYPYPATH": str(folder.resolve())}
    run = subprocess.run(words, capture_output=True, text=True, env=environment, timeout=SECONDS, check=False)
    if "No module named mypy" in run.stderr:
        return Gate(name, None, "mypy is not installed")
    lines = tuple(line for line in run.stdout.splitlines() if ": error:" in line)
    return Gate(name, run.returncode == 0, f"{plural(len(lines), 'error')}", lines[:20])


def versioned(old: str, found: Sequence[Finding], broken: bool) -> str:
    """The version after these changes; a public name that is gone breaks, whatever the changes say."""
    new = next_version(old, found)
    if not broken or any(one.severity is Severity.ERROR for one in found):
        return new
    major, minor, _ = (int(part) for part in old.split(".")[:3])
    return f"0.{minor + 1}.0" if major == 0 else f"{major + 1}.0.0"


def entry(release: Release, day: str) -> str:
    """The changelog's entry for users: what breaks first."""
    lines = [f"## {release.new} ({day})", ""]
    if not release.changes:
        lines += ["No change that users see." if release.known else "First release.", ""]
    gone = next((gate.details for gate in release.gates if gate.name == "no public name is gone"), ())
    for severity, title in SECTIONS:
        mine = [one for one in release.changes if one.severity is severity]
        if mine or (severity is Severity.ERROR and gone):
            lines += [f"### {title}", ""]
            lines += [_gone(name) for name in gone] if severity is Severity.ERROR else []
            lines += [f"- {code(place(one), 120)}: {escaped(one.message)}" for one in mine[:MOST]]
            lines += [f"- ... and {len(mine) - MOST:,} more"] if len(mine) > MOST else []
            lines += [""]
    return "\n".join(lines)


def _gone(name: str) -> str:
    """A public name that is gone, or an argument that is newly required, as a line of a changelog."""
    return f"- {code(name)}" if name.endswith(" now") else f"- {code(name)} is no longer there"


MOST = 40  # changes of one kind in a changelog


def with_entry(changelog: str, text: str) -> str:
    """A changelog with one more entry on top, below its title."""
    head, found, rest = changelog.partition("\n## ")
    return f"{head.rstrip() or '# Changelog'}\n\n{text.rstrip()}\n" + (f"\n## {rest}" if found else "")


def body(release: Release) -> str:
    """The text of a pull request that a person can judge in a minute: version and why, gates, what changed."""
    counts = {title: sum(one.severity is severity for one in release.changes) for severity, title in SECTIONS}
    told = (
        ", ".join(f"{count:,} {title.lower()}" for title, count in counts.items() if count) or "nothing that users see"
    )
    mark = {True: "✅ passed", False: "❌ failed", None: "➖ left out"}
    lines = [
        f"# {release.old} → {release.new}: {told}",
        "",
        "| gate | | seen |",
        "|---|---|---|",
        *(f"| {escaped(g.name)} | {mark[g.passed]} | {escaped(g.seen)} |" for g in release.gates),
        "",
    ]
    for gate in release.gates:
        if gate.details:
            lines += [f"<details><summary>{escaped(gate.name)}: {escaped(gate.seen)}</summary>", ""]
            lines += [*(f"- {code(one, 240)}" for one in gate.details[:30]), "", "</details>", ""]
    for note in release.notes:
        lines += [f"- {escaped(note)}"]
    lines += ["", *entry(release, "next").splitlines()[1:]]
    return "\n".join(lines).rstrip() + "\n"
