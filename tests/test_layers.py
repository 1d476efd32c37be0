"""Imports point downward only, and the pure modules touch no file, network, clock or randomness."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "driftline"
# Highest first; modules on one line never import each other, but for packages that import within themselves.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"pytest_plugin", "emulator_plugin", "fleet"},
    {"inputs"},
    {"probe", "pull", "bundle", "generate", "fuzz", "observe", "alert", "release", "nightly"},
    {"prober", "experiments"},
    {"check", "ledger", "pool"},
    {"sources"},
    {"renderers", "target"},
    {"surface", "emulator", "inprocess", "answers", "inbox"},
    {"naming", "overlays", "propose", "links"},
    {"accepted", "snapshot", "published", "mend", "samples", "faults", "hoist"},
    {"changes"},
    {"compare", "coverage"},
    {"slips"},
    {"siblings", "same_object", "unknowns"},
    {"findings", "history", "shards"},
    {"rules", "readers", "alternatives"},
    {"formulas"},
    {"claims", "exchange", "formats", "blame"},
    {"files", "engines", "folders", "cache"},
    {"forks"},
    {"errors"},
)
# Where one line cannot be kept: a pair of neighbours, and why.
WAIVED = {
    ("probe", "fuzz"): "the run calls the fuzz stage",
    ("prober", "experiments"): "what was reached in a longer way is made once more in that way",
    ("experiments", "prober"): "names of types",
}
PURE = {
    "claims",
    "blame",
    "formulas",
    "exchange",
    "formats",
    "rules",
    "compare",
    "siblings",
    "slips",
    "same_object",
    "unknowns",
    "readers",
    "renderers",
    "mend",
    "hoist",
    "naming",
    "surface",
    "alternatives",
    "samples",
    "links",
    "faults",
    "published",
    "history",
    "shards",
    "coverage",
    "pool",
    "propose",
}
IMPURE = {
    "os",
    "io",
    "socket",
    "subprocess",
    "random",
    "time",
    "secrets",
    "shutil",
    "tempfile",
    "httpx",
    "asyncio",
    "threading",
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name != "__init__":
            yield name, path


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int:
    return next(index for index, names in enumerate(LAYERS) if name in names)


def upward(name: str, tree: ast.AST) -> list[str]:
    """What a module imports from its own line or from above."""
    found = []
    for target in imports(tree):
        parts = target.split(".")
        if parts[0] != "driftline" or len(parts) < 2 or parts[1] in (name, "__version__"):
            continue
        known = any(parts[1] in names for names in LAYERS)
        if known and layer(parts[1]) <= layer(name) and (name, parts[1]) not in WAIVED:
            found.append(target)
    return found


def impure(tree: ast.AST) -> list[str]:
    return [target for target in imports(tree) if target.split(".")[0] in IMPURE]


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value).rpartition("/")[2])
def test_a_module_imports_downward_only(name: str, path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert upward(name, tree) == []
    if name in PURE:
        assert impure(tree) == []


def test_a_planted_import_is_noticed() -> None:
    assert upward("claims", ast.parse("from driftline.compare import compare"))
    assert upward("rules", ast.parse("from driftline.readers import spec"))
    assert impure(ast.parse("import random"))


def test_the_engine_names_no_vendor() -> None:
    for _, path in modules():
        assert "yuno" not in path.read_text(encoding="utf-8").lower(), path
