"""The operations in the order of a run, and which of them makes what another one works on. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from driftline.experiments.bench import is_ending
from driftline.readers.spec import Operation, read_operations


def in_order(document: Mapping[str, Any]) -> list[Operation]:
    """The operations, those that make things first, those that end things last and what is inside before its parent."""

    every = [o for o in read_operations(document) if not o.is_webhook]

    def rank(operation: Operation) -> tuple[int, int, str]:
        parameters = operation.path.count("{")
        if is_ending(operation):
            return (3, -parameters, operation.path)
        if operation.method == "post" or (operation.method == "put" and any(puts_for(operation, o) for o in every)):
            return (0, parameters, operation.path)
        return (1 if operation.method == "get" else 2, parameters, operation.path)

    return sorted(every, key=rank)


def groups(operations: Sequence[Operation]) -> list[list[Operation]]:
    """The operations that keep things going, those that end them, those that delete them: in the order of a run."""
    found: list[list[Operation]] = [[], [], []]
    for operation in operations:
        found[2 if operation.method == "delete" else int(is_ending(operation))].append(operation)
    return found


def makes_for(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` creates what `operation` works on: its path goes on where the maker's ends."""
    return maker.path.count("{") < operation.path.count("{") and operation.path.startswith(f"{maker.path}/{{")


def puts_for(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` puts what `operation` works on where it belongs: `PUT /keys/{}/texts/{}` of its `/review`."""
    return operation is not maker and operation.path.startswith(f"{maker.path}/")


def makes_such(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` adds to a collection of the same name under another path, or to one that this is inside of."""
    steps = operation.path.split("/")
    return maker.path.split("/")[-1] in [steps[n - 1] for n, step in enumerate(steps) if n and step.startswith("{")]
