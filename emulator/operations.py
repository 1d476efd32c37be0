"""Operations as their spec files describe them: requests are held against them, answers shaped by them. Does no I/O."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from driftline.emulator import Call, Request, Response, Route, World, reply
from driftline.emulator.messages import Behaviour
from emulator import idempotency
from emulator.documents import PAGES
from emulator.refusals import RefusalError
from emulator.schema import Schema, complaints, fill

BASE = "/v1"  # the specs keep it in the server's URL
MAX_MESSAGES = 20


@dataclass(frozen=True)
class Operation:
    """One operation: `name` is its spec file, without folder `openapi` and ending."""

    name: str

    @cached_property
    def _found(self) -> tuple[str, str, Mapping[str, Any]]:
        document = json.loads(PAGES[f"openapi/{self.name}.json"])
        ((path, item),) = document["paths"].items()
        ((method, operation),) = item.items()
        return method.upper(), path, operation

    @cached_property
    def body(self) -> Schema | None:
        """The schema of the request body, if there is one."""
        content = self._found[2].get("requestBody", {}).get("content", {})
        return content["application/json"]["schema"] if content else None

    @cached_property
    def parameters(self) -> tuple[Mapping[str, Any], ...]:
        """The header and query parameters; a path that fits nothing is simply not found."""
        return tuple(p for p in self._found[2].get("parameters", ()) if p["in"] != "path")

    def refuse_parameters(self, call: Call) -> None:
        """Refuse headers and query parameters that are not as described."""
        found: list[str] = []
        for parameter in self.parameters:
            name = parameter["name"]
            sent = (
                call.request.headers.get(name.lower()) if parameter["in"] == "header" else call.request.query.get(name)
            )
            if sent is not None:
                found += complaints(parameter["schema"], _read(parameter["schema"], sent), name)
            elif parameter["required"]:
                found.append(f"{name} is required")
        _refuse(found)

    def refuse_body(self, call: Call) -> None:
        """Refuse a body that is not as described."""
        if self.body is not None:
            _refuse(list(complaints(self.body, decode(call.request), "body")))

    @cached_property
    def success(self) -> tuple[int, Schema | None]:
        """The status of the successful answer, and the schema of its body, if it has one."""
        ((status, described),) = ((s, r) for s, r in self._found[2]["responses"].items() if s.startswith("2"))
        return int(status), described["content"]["application/json"]["schema"] if "content" in described else None

    def answer(self, value: Any = None) -> Response:
        """The successful answer; without a body where it has no schema."""
        return reply(self.success[0], self.shown(value))

    def shown(self, value: Any) -> Any:
        """A value in the shape that the successful answer gives it; None where that has no body."""
        return None if self.success[1] is None else fill(self.success[1], value)

    def sent(self, call: Call) -> dict[str, Any]:
        """The fields of the body that are described."""
        return {name: call.body[name] for name in (self.body or {}).get("properties", {}) if name in call.body}

    def route(self, behaviour: Behaviour, *, provenance: str = "docs") -> Route:
        """The route of this operation: what is not as described never reaches `behaviour`."""
        method, path, _ = self._found
        keyed = any(p["name"] == idempotency.HEADER for p in self.parameters)

        def answer(world: World, call: Call) -> Response:
            try:
                self.refuse_parameters(call)
                earlier = idempotency.replay(world, call) if keyed else None
                if earlier is not None:
                    return earlier
                self.refuse_body(call)
                return behaviour(world, call)
            except RefusalError as refusal:
                return refusal.response

        return Route(method, BASE + path, answer, provenance)


def decode(request: Request) -> Any:
    """The JSON value of a body; refuses what is not JSON, or could not be written back as JSON."""
    value = request.json  # read here once: later the stack may be too deep for a nested body
    try:
        json.loads(request.body, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate fails here, not in the answer
    except (ValueError, RecursionError):
        raise RefusalError(400, "INVALID_REQUEST", "body must be JSON") from None
    return value


def _read(schema: Schema, text: str) -> Any:
    """What the text of a header or query parameter stands for: a whole number where the schema wants one."""
    return int(text) if schema["type"] == "integer" and re.fullmatch("-?[0-9]{1,18}", text) else text


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _refuse(messages: list[str]) -> None:
    if messages:
        raise RefusalError(400, "INVALID_REQUEST", *messages[:MAX_MESSAGES])
