"""What people name on a command line: pretend vendors, headers with secrets, OpenAPI files. Reads them, writes nothing."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from driftline.claims import Subject, Unread
from driftline.emulator import Emulator, EmulatorTransport, Vendor
from driftline.errors import DriftError, SourceError
from driftline.exchange import Exchange, from_lines
from driftline.files import read_toml
from driftline.inbox import Inbox
from driftline.inprocess import transport_of
from driftline.naming import Names, usable
from driftline.readers.document import parse
from driftline.readers.har import exchanges_of_har
from driftline.surface import ClientConfig
from driftline.target import Budget, Target


def load(reference: str) -> Any:
    """What `MODULE:NAME` names, the module seen from the current folder.

    Raises DriftError where it cannot be imported.
    """
    module, _, name = reference.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        return getattr(importlib.import_module(module), name or "create")
    except (ImportError, AttributeError) as error:
        raise DriftError(
            f"{reference} could not be loaded: {error}", "Name it MODULE:NAME, as seen from here."
        ) from None
    finally:
        sys.path.pop(0)


def load_transport(reference: str, *, deviate: Sequence[str] = (), noise: Sequence[str] = ()) -> httpx.BaseTransport:
    """What answers for `MODULE:NAME`: an ASGI or WSGI application, or the pretend vendor that it makes."""
    app = transport_of(load(reference))
    if app is not None and (deviate or noise):
        raise DriftError(f"{reference} is an application, and tells no lies on demand", "Leave --deviate out.")
    return app or EmulatorTransport(load_app(reference, deviate=deviate, noise=noise))


def target_of(
    url: str,
    app: str,
    *,
    budget: Budget,
    headers: Sequence[str] = (),
    other: Sequence[str] = (),
    limited: Sequence[str] = (),
    deviate: Sequence[str] = (),
    noise: Sequence[str] = (),
    webhooks: str = "",
    webhook_port: int = 0,
) -> Target:
    """The service at a URL, or the application or pretend vendor that `MODULE:NAME` names; headers as `NAME: VALUE`.

    `webhooks` is a URL that leads to `webhook_port` of this machine, for deliveries.

    Raises DriftError where not exactly one of them is given, or a variable of a header is not set.
    """
    if bool(app) == bool(url):
        raise DriftError(
            "give either --target URL or --app MODULE:NAME", "The first is live, the second runs in this process."
        )
    return Target(
        url or "https://api.emulator.test",
        headers=expanded(headers, ":", "--header"),
        other=expanded(other, ":", "--second-header"),
        limited=expanded(limited, ":", "--limited-header"),
        budget=budget,
        transport=load_transport(app, deviate=deviate, noise=noise) if app else None,
        inbox=Inbox(webhooks, webhook_port) if webhooks else None,
    )


def load_vendor(reference: str) -> Vendor:
    """The pretend vendor that `MODULE:NAME` names: a Vendor, or what gives one, or an emulator of one, when called."""
    found = load(reference)
    try:
        found = found if isinstance(found, Vendor) else found()
    except TypeError as error:
        raise DriftError(f"{reference} makes no emulator: {error}", "It is called without arguments.") from None
    vendor = found.vendor if isinstance(found, Emulator) else found
    if not isinstance(vendor, Vendor):
        raise DriftError(f"{reference} gives a {type(found).__name__}", "It must give a driftline.emulator.Vendor.")
    return vendor


def load_app(
    reference: str,
    *,
    spec: Path | None = None,
    seed: int = 0,
    deviate: Sequence[str] = (),
    noise: Sequence[str] = (),
    db: Path | None = None,
) -> Emulator:
    """An emulator of what `MODULE:NAME` names; of an OpenAPI document where `reference` is empty; or of both.

    Of both, what the vendor has no behaviour for answers as the document says. With `db` what happens is kept there.
    """
    from driftline.emulator.generic import extended, vendor_of
    from driftline.emulator.store import Store

    vendor = load_vendor(reference) if reference else None
    if spec is not None:
        document = document_of(spec)
        vendor = extended(vendor, document) if vendor else vendor_of(document)
    if vendor is None:
        raise DriftError("nothing to pretend was named", "Give --app MODULE:NAME or --spec FILE.")
    store = Store(db, vendor.name) if db else None
    return Emulator(vendor, seed=seed, deviate=deviate, noise=noise, store=store)


def expanded(pairs: Sequence[str], separator: str, what: str) -> dict[str, str]:
    """`NAME: $VALUE` pairs, variables read from the environment; a missing variable is said by its name."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, split, value = pair.partition(separator)
        if not split or not name.strip():
            raise DriftError(f"{what} {name!r} has no {separator!r}", f"Write it as NAME{separator}VALUE.")
        found[name.strip()] = _from_environment(value.strip(), f"{what} {name.strip()}")
        if what.endswith("header") and not (
            name.strip().isascii() and found[name.strip()].isascii() and found[name.strip()].isprintable()
        ):
            raise DriftError(f"{what} {name.strip()!r} has characters that no header may have", "Use printable ASCII.")
    return found


def _from_environment(text: str, what: str) -> str:
    def variable(match: re.Match[str]) -> str:
        key = match.group(1) or match.group(2)
        if key not in os.environ:
            raise DriftError(f"the environment variable {key} is not set", f"{what} needs it.")
        return os.environ[key]

    return re.sub(r"\$(?:\{(\w+)\}|([A-Z_][A-Z0-9_]*))", variable, text)


def read_bindings(path: Path) -> dict[str, tuple[Subject, ...]]:
    """Object pages bound to answers by hand: a TOML file of `"page" = ["METHOD /path response/200/body", ...]`.

    Raises DriftError where the file is no TOML or an entry has another form.
    """
    data = read_toml(path, 'Write "page.md" = ["GET /a/{} response/200/body"].')
    found = {}
    for page, places in data.items():
        words = [str(place).split() for place in places] if isinstance(places, list) else [[]]
        if any(len(parts) != 3 for parts in words):
            raise DriftError(
                f"{path}: {page!r} is bound to {places!r}", 'Write "page.md" = ["GET /a/{} response/200/body"].'
            )
        found[page] = tuple(Subject(f"{method} {where}", place) for method, where, place in words)
    return found


def read_names(path: Path) -> Names:
    """The table of names: `[models]` name = [places], `[calls]` "METHOD /path" = "resource.method"; empty where it is missing.

    Raises DriftError where the file is no TOML or an entry has another form.
    """
    if not path.exists():
        return Names()
    data = read_toml(path, "It is a TOML file; `driftline bundle` makes it.")
    models, calls = data.get("models", {}), data.get("calls", {})
    if not isinstance(models, dict) or not isinstance(calls, dict):
        raise DriftError(f"{path}: [models] and [calls] are no tables", "`driftline bundle` makes the file.")
    for name, kept in models.items():
        if not usable(name) or not isinstance(kept, list) or not all(isinstance(place, str) for place in kept):
            raise DriftError(f"{path}: the model {name!r} cannot be called so, or has no list of places", NAME_HINT)
    for key, call in calls.items():
        if not isinstance(call, str) or not re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", call):
            raise DriftError(f"{path}: {key!r} is called {call!r}", 'Write "POST /v1/payments" = "payments.create".')
    twice = sorted(call for call, count in Counter(calls.values()).items() if count > 1)
    if twice:
        raise DriftError(f"{path}: two operations are called {twice[0]}", "Each call has a name of its own.")
    return Names({name: tuple(kept) for name, kept in models.items()}, dict(calls))


def read_client_config(path: Path) -> ClientConfig:
    """What no spec says of a client, from a TOML file; see `ClientConfig`.

    Raises DriftError where the file is no TOML, or holds a key or a value that is not known.
    """
    data = read_toml(path, CLIENT_HINT)
    try:
        readme = (path.parent / data["readme"]).read_text(encoding="utf-8") if "readme" in data else ""
    except (OSError, ValueError, TypeError) as error:
        raise DriftError(f"{path}: its readme could not be read: {error}", "Name a file beside it.") from None
    known = ("name", "version", "prefix", "docs", "environments", "signing", "readme")
    strange = sorted(set(data) - set(known))
    if strange:
        raise DriftError(f"{path}: {strange[0]} is not known", f"Known are {', '.join(known)}.")
    if not all(isinstance(data.get(key, {}), dict) for key in ("signing", "environments")):
        raise DriftError(f"{path}: [signing] and [environments] are no tables", "Write them as tables.")
    signing = {"header": "x-signature", "digest": "sha256", "encoding": "base64", **data.get("signing", {})}
    good = {
        "name": re.fullmatch(r"(?!Client$)([A-Z][A-Za-z0-9]*)?", str(data.get("name", ""))),  # AsyncClient is taken
        "version": re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+[A-Za-z0-9.+-]*", str(data.get("version", "0.1.0"))),
        "prefix": re.fullmatch(r"[A-Z0-9_]*", str(data.get("prefix", ""))),
        "signing.encoding": signing["encoding"] in ("base64", "hex"),
        "signing.digest": signing["digest"] in ("sha1", "sha256", "sha384", "sha512"),
        "environments": all("://" in str(url) for url in data.get("environments", {}).values()),
    }
    bad = [key for key, fine in good.items() if not fine]
    if bad:
        raise DriftError(f"{path}: {bad[0]} cannot be used", CLIENT_HINT)
    words = {key: str(data[key]) for key in ("name", "version", "prefix", "docs") if key in data}
    return ClientConfig(
        **words,
        environments={str(name): str(url) for name, url in data.get("environments", {}).items()},
        signing=(str(signing["header"]), str(signing["digest"]), str(signing["encoding"])),
        readme=readme,
    )


CLIENT_HINT = "See the comments in openapi/client.toml of this repository."
NAME_HINT = "Letters and digits, none of Python's words, and none that the client uses itself, such as Page or Model."


def document_of(path: Path) -> Mapping[str, Any]:
    """The OpenAPI 3 document in a file; raises SourceError where there is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} could not be read: {error}", "Name an OpenAPI document.") from None
    found = parse(text, is_json=path.suffix == ".json")
    if not isinstance(found.data, dict) or not str(found.data.get("openapi", "")).startswith("3."):
        raise SourceError(
            f"{path} is no OpenAPI 3 document: {found.problem or 'no `openapi: 3...`'}", "Is it the right file?"
        )
    return found.data


def observed_in(path: Path, resolve: Callable[[str, str], str | None]) -> tuple[list[Exchange], tuple[Unread, ...]]:
    """The exchanges in a HAR file (1.2) or a record of ours, and what could not be read of it.

    Raises SourceError where the file holds none.
    """
    if path.suffix.lower() != ".har":
        return exchanges_of(path), ()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} could not be read: {error}", "Name a HAR file or recorded exchanges.") from None
    found, unread = exchanges_of_har(text, resolve)
    return found, tuple(unread)


def exchanges_of(path: Path) -> list[Exchange]:
    """The recorded exchanges in a file of JSON lines; raises SourceError where there is none."""
    try:
        found = from_lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} could not be read: {error}", "`driftline probe --record` makes one.") from None
    if not found:
        raise SourceError(f"{path} holds no recorded exchange", "`driftline probe --record` makes one.")
    return found
