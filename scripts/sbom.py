"""Write what a release is made of as CycloneDX 1.6 JSON: every locked package with hashes, licence and who needs it.

The same lock and the same installed packages give the same bytes: no time, and a serial number made of the content.
Source: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from driftline import __version__
from driftline.files import write
from scripts import ROOT
from scripts.locked import LOCK, PROJECT, Pin, pins

DIST = ROOT / "dist"
NAME_LIMIT = 100  # of a licence; longer ones are its whole text


def sbom(locked: Sequence[Pin], project: dict[str, Any], version: str) -> dict[str, Any]:
    """The document of a release: `project` is the table of that name in pyproject.toml."""
    declared = {_name(line) for line in project["dependencies"]}
    extras = {_name(line) for lines in project["optional-dependencies"].values() for line in lines}
    scopes = dict.fromkeys(_with_needs(extras, locked), "optional") | dict.fromkeys(
        _with_needs(declared, locked), "required"
    )
    ours = {
        "type": "application",
        "bom-ref": _purl(PROJECT, version),
        "name": PROJECT,
        "version": version,
        "purl": _purl(PROJECT, version),
        "licenses": [{"expression": project["license"]}],
    }
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": ours},
        "components": [_component(pin, scopes.get(pin.name, "excluded")) for pin in locked],
        "dependencies": [
            {"ref": ours["purl"], "dependsOn": _refs(pin for pin in locked if pin.name in declared | extras)},
            *({"ref": _ref(one), "dependsOn": _refs(p for p in locked if one.name in p.wanted_by)} for one in locked),
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return document | {"serialNumber": f"urn:uuid:{serial}"}


def _component(pin: Pin, scope: str) -> dict[str, Any]:
    """One package: `excluded` is what only development needs. Its hashes are those of its files on PyPI."""
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{pin.name}/{pin.version}/#files",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(pin.hashes)],
    }
    told: dict[str, Any] = {"type": "library", "bom-ref": _ref(pin), "name": pin.name, "version": pin.version}
    told |= {"scope": scope, "purl": _ref(pin), "externalReferences": [files]}
    if said := licences(pin.name):
        told["licenses"] = said
    if pin.marker:
        told["properties"] = [{"name": "driftline:marker", "value": pin.marker}]
    return told


def licences(name: str) -> list[dict[str, Any]]:
    """The licence that an installed package names, in SPDX where it does; none where it is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := said.get_all("License-Expression", []):
        return [{"expression": expression[0]}]
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")
    ]
    lines = [line.strip() for line in said.get_all("License", [])]
    short = [line for line in lines if 0 < len(line) <= NAME_LIMIT and "\n" not in line]
    return [{"license": {"name": one}} for one in short or classified]


def _with_needs(names: set[str], locked: Sequence[Pin]) -> set[str]:
    """Those names, and those of everything that they need."""
    more = names | {pin.name for pin in locked if names & set(pin.wanted_by)}
    return names if more == names else _with_needs(more, locked)


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _ref(pin: Pin) -> str:
    return _purl(pin.name, pin.version)


def _refs(some: Iterable[Pin]) -> list[str]:
    return sorted(map(_ref, some))


def main() -> Path:
    """Write the document of this release into dist/; where it is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    document = sbom(pins(LOCK.read_text(encoding="utf-8")), project, __version__)
    path = DIST / f"{PROJECT}-{__version__}.cdx.json"
    write(path, json.dumps(document, indent=2, sort_keys=True) + "\n")
    return path


if __name__ == "__main__":
    print(f"sbom: {main().relative_to(ROOT)}")
