# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
"""A client for Yuno: `Yuno` calls and waits, `AsyncYuno` is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from . import errors as errors
    from . import models as models
    from . import webhooks as webhooks
    from ._runtime.errors import ClientError as ClientError
    from ._runtime.given import NOT_GIVEN as NOT_GIVEN
    from ._runtime.model import Meta as Meta
    from ._runtime.model import Model as Model
    from ._runtime.model import Object as Object
    from ._runtime.pages import AsyncPage as AsyncPage
    from ._runtime.pages import Page as Page
    from .client import AsyncYuno as AsyncYuno
    from .client import Yuno as Yuno

_PLACES = {
    "Yuno": ".client",
    "AsyncYuno": ".client",
    "ClientError": "._runtime.errors",
    "Meta": "._runtime.model",
    "Model": "._runtime.model",
    "Object": "._runtime.model",
    "Page": "._runtime.pages",
    "AsyncPage": "._runtime.pages",
    "NOT_GIVEN": "._runtime.given",
    "errors": ".errors",
    "models": ".models",
    "webhooks": ".webhooks",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(f"{__name__} has no {name}")
    module = import_module(_PLACES[name], __name__)
    return module if _PLACES[name] == f".{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
