"""Parts of one run on several machines: which operations are whose, and one record out of several. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from driftline.claims import canonical
from driftline.errors import DriftError
from driftline.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Shard:
    """One of so many parts, counted from 1."""

    number: int
    of: int

    def takes(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The operations of this part: every one is in exactly one part, and the parts are of one size, give or take one."""
        return tuple(sorted(set(keys))[self.number - 1 :: self.of])


def read_shard(text: str) -> Shard:
    """The part that `2/5` names; raises DriftError where the text names none."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text)
    if not match or int(match.group(1)) > int(match.group(2)):
        raise DriftError(f"{text!r} is no shard", "Write 1/4, 2/4, 3/4, 4/4 for the four parts of a run.")
    return Shard(int(match.group(1)), int(match.group(2)))


def merged(records: Iterable[Sequence[Exchange]]) -> list[Exchange]:
    """The exchanges of several records as one, numbered anew, each once.

    The same for any order and any grouping of the records: their order is that of what they say, not of arrival.
    """
    known = {_content(one): one for record in records for one in record}
    return [replace(known[key], id=f"x{number:05d}") for number, key in enumerate(sorted(known), 1)]


def _content(exchange: Exchange) -> str:
    """Everything that an exchange says, but for its number."""
    said = {**asdict(exchange), "id": ""}
    return f"{exchange.operation}\n{exchange.intent}\n{canonical(said)}"
