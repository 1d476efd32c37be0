"""Modules that are loaded when something in them is first asked for."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def load(package: str, name: str) -> Any:
    """The model of that name, from the module named after it; kept in the package for the next time."""
    if name in ("Object", "Value"):
        found = getattr(import_module(".._runtime.model", package), name)
    else:
        module = "_".join(word.lower() for word in WORDS.findall(name))
        module = f"{module}_" if iskeyword(module) else module
        if not name[:1].isalpha() or not name.isidentifier():
            raise AttributeError(f"{package} has no {name}")
        try:
            found = getattr(import_module(f".{module}", package), name)
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{module}":
                raise
            raise AttributeError(f"{package} has no {name}") from None
    setattr(sys.modules[package], name, found)
    return found
