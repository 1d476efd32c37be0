"""What is said of all requests and answers: refusals that name all that is wrong, headers that come back, counts that fall."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from driftline.experiments.bench import REFUSED
from driftline.experiments.computed import TELLING
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.prober import Prober

LEFT = re.compile(r"^(?:x-)?rate-?limit-remaining$", re.IGNORECASE)
RESET = re.compile(r"^(?:x-)?rate-?limit-reset$", re.IGNORECASE)
MANY = 40  # answers in a row
LONG = 60  # seconds that a window must still last, for a count not to begin anew


def conventions(prober: Prober, operations: Sequence[Operation]) -> None:
    """Whether the service keeps what holds for everything it answers."""
    facts = prober.known_facts.get("", {})
    if facts.get("errors", {}).get("together"):
        _all_at_once(prober, operations)
    for place in [one for one, aspects in sorted(facts.items()) if aspects.get("returned")]:
        _returned(prober, operations, place.partition("/")[2])
    _falling(prober)


def _all_at_once(prober: Prober, operations: Sequence[Operation]) -> None:
    """A request with two wrong fields is refused with both of them named, where each is named alone."""
    for operation in [o for o in operations if o.method == "post" and "{" not in o.path and o.key in prober.reached]:
        path, body, _ = prober.reached[operation.key]
        names = [name for name, value in body.items() if isinstance(value, str | int)] if isinstance(body, dict) else []
        answers = []
        for wrong in (names[:1], names[1:2], names[:2]) if len(names) > 1 else ():
            sent = {**body, **{name: {"wrong": ["type"]} for name in wrong}}
            exchange, _ = prober.send(operation, "refused", path, sent)
            told = json.dumps(exchange.response_body) if exchange.status in REFUSED else ""
            answers.append((exchange, [name for name in names[:2] if f'"{name}"' in told]))
        if len(answers) == 3 and [one[1] for one in answers[:2]] == [names[:1], names[1:2]]:
            if len(answers[2][1]) < 2:
                told = f"only {', '.join(answers[2][1])} is named, where {names[0]} and {names[1]} are wrong"
                prober.target.mark(answers[2][0], f"finds refusal-incomplete response {told}")
            return


def _returned(prober: Prober, operations: Sequence[Operation], header: str) -> None:
    """A header comes back as it was sent."""
    reader = next((o for o in operations if o.method == "get" and o.key in prober.reached), None)
    if reader is None:
        return
    path, _, _ = prober.reached[reader.key]
    wanted = f"drift-{prober.target.sign}"
    exchange, response = prober.send(reader, "returned", path, headers={header: wanted})
    got = response.headers.get(header) if response is not None and response.is_success else wanted
    if got != wanted:
        told = f"{wanted} was sent, {got or 'nothing'} came back"
        prober.target.mark(exchange, f"finds echo response/{exchange.status}/header/{header} {told}")


def _falling(prober: Prober) -> None:
    """The count of requests that are left is not the same after many of them, within one window."""
    asked = (one for one in prober.target.exchanges if not one.intent.startswith("delivered "))
    answered = [one for one in asked if 200 <= one.status < 300][-MANY:]
    if len(answered) < MANY:
        return
    names = [name for name in answered[-1].response_headers if LEFT.match(name)]
    resets = [value for name, value in answered[-1].response_headers.items() if RESET.match(name)]
    is_long = any(value.isdigit() and int(value) > LONG for value in resets)
    free = next((one for one in reversed(answered) if not one.intent.startswith(TELLING)), None)
    for name in names if is_long and free is not None else ():
        values = {one.response_headers.get(name) for one in answered}
        if len(values) == 1 and free is not None:
            told = f"it is {values.pop()} after each of {MANY} requests"
            prober.target.mark(free, f"finds header-stuck response/{free.status}/header/{name} {told}")
            return
