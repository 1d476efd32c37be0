"""What a service gave in its answers, for later requests to ask with: ids and other values under their names. Pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from driftline.claims import ENVELOPES, LISTS, underscored
from driftline.naming import singular
from driftline.readers.spec import Operation
from driftline.target import ID_NAMES, ids_in, names_other

MOST_ANSWERS = 40
PRESENT = re.compile(
    r"(?:latest|last|current|first|initial|new|open|active)_(\w+)"
)  # `latest_invoice_id` is an `invoice_id`


@dataclass(slots=True)
class Pool:
    """Ids and other values that the service gave, under the names by which later requests ask for them."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    age: int = 0
    makers: dict[str, tuple[Operation, str]] = field(default_factory=dict)  # of an id: what made it, and where it stood
    answers: deque[Any] = field(
        default_factory=lambda: deque(maxlen=MOST_ANSWERS)
    )  # the latest, with all that is in them
    # of a kind and a number, since each kind counts by itself: what made it, and the path at which it was made
    numbered: dict[tuple[str, str], tuple[Operation, str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)  # of an id: the path at which it was made

    def learn(self, operation: Operation, value: Any, sent: Any = None, path: str = "") -> None:
        """Take the ids out of the answer of a path; what was `sent` is the caller's own, and comes from nobody."""
        resource = resource_of(operation.path)
        self.answers.append(value)
        if operation.method == "post":
            known = {str(one) for kept in self.values.values() for one in kept} | {one for _, one in ids_in(sent)}
            ids = list(ids_in(value))
            new = {one: (operation, place) for place, one in ids if one not in known}
            self.makers |= new
            self.homes |= dict.fromkeys(new, path)
            for place, one in ids:
                is_own = place.rpartition("/")[2] in ID_NAMES and place.count("/") < 3
                if is_own and one.isdigit() and f"/{one}" not in path:
                    self.numbered.setdefault((resource, one), (operation, path))
        found = value[0] if isinstance(value, list) and value else value
        if isinstance(found, dict):
            self._learn_object(found, resource, 0)

    def _learn_object(self, value: Mapping[str, Any], resource: str, depth: int) -> None:
        for name, inner in value.items():
            owner = resource if name in (*ENVELOPES, *LISTS) else singular_name(name)
            if isinstance(inner, str | int) and not isinstance(inner, bool) and inner != "":
                if name in ID_NAMES:
                    for called in _owners(resource):
                        self.keep(called, inner)
                        self.keep(f"{called}_{name}", inner)
                elif names_other(name) or underscored(name) == resource:
                    self.keep(name, inner)
                    if plain := PRESENT.match(underscored(name)):
                        self.keep(plain.group(1), inner)
            elif isinstance(inner, dict) and depth < 4:
                self._learn_object(inner, owner, depth + 1)
            elif isinstance(inner, list) and inner and isinstance(inner[0], dict) and depth < 4:
                self._learn_object(inner[0], owner, depth + 1)

    def keep(self, name: str, value: Any) -> None:
        """Know a value under a name, as the newest."""
        kept = self.values.setdefault(underscored(name), [])
        if value not in kept:
            kept.insert(0, value)
            del kept[20:]

    def replace(self, operation: Operation, value: Any) -> None:
        """Give the ids of an answer instead of those that earlier answers of the operation gave, under every name."""
        new, kind = dict(ids_in(value)), resource_of(operation.path)
        for name, kept in self.values.items():
            maker, place = self.makers.get(str(kept[0]), (None, ""))
            if isinstance(kept[0], int):
                given = next((one for where, one in new.items() if where.rpartition("/")[2] in ID_NAMES), "")
                if name in (kind, f"{kind}_id") and given.isdigit() and int(given) not in kept:
                    kept.insert(0, int(given))
            elif maker is operation and place in new and new[place] not in kept:
                kept.insert(0, new[place])

    def find(self, *names: str) -> Any:
        """The newest value under the first name that has one, or None; inside `aged` an older one."""
        for name in names:
            kept = self.values.get(underscored(name))
            if kept:
                return kept[min(self.age, len(kept) - 1)]
        return None

    @contextmanager
    def aged(self, age: int) -> Iterator[None]:
        """Give values that are so many steps older than the newest."""
        self.age, before = age, self.age
        try:
            yield
        finally:
            self.age = before


def _owners(resource: str) -> list[str]:
    """The names of a resource: `organization_account_group` is also an `account_group`, and a `group`."""
    words = resource.split("_")
    return ["_".join(words[n:]) for n in range(len(words))]


def singular_name(name: str) -> str:
    """A name as fields write it, in the singular: `payment-methods` is `payment_method`."""
    return singular(underscored(name))


def resource_of(path: str) -> str:
    """What a path is about: `customers/sessions` gives `customer_session`, `payments/{id}/capture` gives `payment`."""
    steps = [s for s in path.split("/") if s and not re.fullmatch(r"v\d+", s)]
    fixed: list[str] = []
    for index, step in enumerate(steps):
        if step.startswith("{"):
            fixed = fixed if index == len(steps) - 1 else []
        else:
            fixed.append(singular_name(step))
    named = [step for step in steps if not step.startswith("{")]
    return "_".join(fixed) if fixed else singular_name(named[-1]) if named else ""
