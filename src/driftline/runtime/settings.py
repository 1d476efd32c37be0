"""How a client calls: where, with what, for how long. Loaded with the package, so it imports little."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .errors import ConfigurationError


class Settings:
    """What a client was made with. `credentials` are values by scheme, `placed` is where each goes, times are seconds."""

    __slots__ = (
        "agent", "base_url", "credentials", "deadline", "logger", "max_retries", "models", "placed", "strict", "timeout",
    )  # fmt: skip

    def __init__(
        self,
        base_url: str,
        credentials: Mapping[str, str],
        placed: Mapping[str, tuple[str, str, str]],
        *,
        agent: str,
        models: str,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        strict: bool = False,
    ) -> None:
        if not timeout > 0 or not deadline > 0 or max_retries < 0:
            raise ConfigurationError("timeout and deadline are seconds above 0, max_retries is 0 or more")
        self.base_url = base_url
        self.credentials = credentials
        self.placed = placed
        self.agent = agent
        self.models = models
        self.logger = agent.partition("/")[0].replace("-", "_")
        self.timeout = timeout
        self.deadline = deadline
        self.max_retries = max_retries
        self.strict = strict


class Vendor:
    """What a generated client knows of its service: variable prefix, environments, where each credential goes."""

    __slots__ = ("agent", "credentials", "environments", "models", "prefix")

    def __init__(
        self,
        *,
        prefix: str,
        environments: Mapping[str, str],
        credentials: Mapping[str, tuple[str, str, str]],
        agent: str,
        models: str,
    ) -> None:
        self.prefix = prefix
        self.environments = environments
        self.credentials = credentials
        self.agent = agent
        self.models = models


def settings_of(vendor: Vendor, given: Mapping[str, str | None], environment: str | None, **limits: Any) -> Settings:
    """The settings of a new client: arguments first, then the environment, and no guess.

    `limits` are `timeout` and `deadline` (seconds), `max_retries` and `strict`.

    Raises ConfigurationError where the environment is not named, or the variables contradict each other.
    """
    read = os.environ.get
    named = read(f"{vendor.prefix}_ENVIRONMENT"), read(f"{vendor.prefix}_BASE_URL")
    if environment is None and all(named):
        raise ConfigurationError(
            f"{vendor.prefix}_ENVIRONMENT and {vendor.prefix}_BASE_URL are both set: unset one of them"
        )
    chosen = environment or next(filter(None, named), None)
    known = ", ".join(map(repr, vendor.environments)) or "a URL"
    if chosen is None:
        raise ConfigurationError(
            f"no environment was named: pass environment={known} or a URL, or set {vendor.prefix}_ENVIRONMENT"
        )
    if chosen not in vendor.environments and "://" not in chosen:
        raise ConfigurationError(f"environment {chosen!r} is not known: write {known}, or a URL")
    base = checked_base(vendor.environments.get(chosen, chosen))
    values = {name: value or read(f"{vendor.prefix}_{_variable(name)}") for name, value in given.items()}
    held = {name: value for name, value in values.items() if value}
    for name, value in held.items():
        if value != value.strip() or not value.isprintable():
            raise ConfigurationError(
                f"{_variable(name).lower()} holds a space at its end or a character that no header may hold"
            )
    return Settings(base, held, vendor.credentials, agent=vendor.agent, models=vendor.models, **limits)


def _variable(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name).upper()


def checked_base(url: str) -> str:
    """A base URL without its trailing slash; raises ConfigurationError for what is none, or for plain HTTP elsewhere."""
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise ConfigurationError(
            f"{url.rpartition('@')[2]!r} is no base URL: write https://host, without user or query"
        )
    here = parts.hostname in ("localhost", "127.0.0.1", "::1") or parts.hostname.endswith((".test", ".localhost"))
    if parts.scheme == "http" and not here:
        raise ConfigurationError(f"{url!r} would send keys unencrypted: write https://")
    return url.rstrip("/")
