"""Reach every operation: what is never accepted proves nothing. One after the other, longer ways where short ones end."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.experiments.baseline import VARIANTS, forgive, reach_now, settled, take, unknown_route
from driftline.experiments.bench import amounts_in, says, texts_in
from driftline.experiments.lifecycle import explore
from driftline.experiments.listing import items_of
from driftline.experiments.ordered import groups, makes_for
from driftline.pool import resource_of
from driftline.readers.spec import Operation
from driftline.target import CONFLICT, names_id, own_id

if TYPE_CHECKING:
    from driftline.prober import Prober, Progress

MOST_LAG = 5  # reads
MOST_KINDS = 4  # whose ids are tried
MOST_SHOWN = 4  # answers whose values are tried
MOST_ROUNDS = 3  # in which what was reached in a longer way helps to reach others
MOST_TOLD = 6  # refusals of an operation whose words are looked for
MOST_FED = 24  # ways of feeding that are tried for one operation
MOST_WAYS = 4  # other actions that are tried before one that a new object refuses
SHARED = re.compile(r"(?:^|_)(?:currency|country|region|locale|language|time_?zone|unit)(?:_code)?$")


def baseline(prober: Prober, operations: Sequence[Operation], progress: Progress | None = None) -> None:
    """One accepted request for each operation: what ends things has its turn after all else, what deletes them last."""
    for group in groups(operations):
        reach(prober, group, operations, progress)


def reach(
    prober: Prober, group: Sequence[Operation], operations: Sequence[Operation], progress: Progress | None = None
) -> None:
    """One accepted request for each operation of a group, in two rounds: the second uses ids that the first brought.

    `operations` are all there are: some of them make what the group works on.
    """
    if prober.unknown is None:
        prober.unknown = unknown_route(prober)
    left = list(group)
    for final in (False, True):
        waiting = []
        for number, operation in enumerate(left):
            if progress:
                progress(number, len(left), operation.key)
            if not settled(prober, operation, final=final):
                waiting.append(operation)
        left = waiting
        if left and not final and prober.target.pause():
            _look_again(prober, operations)
    _in_longer_ways(prober, group, operations)
    for operation in [one for one in group if one.key in prober.reached and one.path.endswith("}")]:
        _bringing(prober, operation)


def _in_longer_ways(prober: Prober, group: Sequence[Operation], operations: Sequence[Operation]) -> None:
    """Reach what two rounds left, as long as what is reached so helps to reach more."""
    for _ in range(MOST_ROUNDS):
        left = [one for one in group if one.key not in prober.reached]
        if any(prober.path(one) is None for one in left):
            _look_again(prober, operations)  # a bill came with a subscription, and only its list tells
            left = [one for one in left if not reach_now(prober, one)]
        _otherwise_reached(prober, left)
        still = [one for one in left if one.key not in prober.reached]
        if len(still) == len(left):
            return
        if any(one.key not in prober.reached for one in operations):
            _look_again(prober, operations)  # what was reached only now brought ids that others wait for
        for operation in still:
            reach_now(prober, operation)


def _otherwise_reached(prober: Prober, operations: Sequence[Operation]) -> None:
    """Reach what is refused as it is shown, in one of the longer ways."""
    for way in (
        _by_bringing,
        _with_new,
        _with_others,
        _with_ids,
        _with_shown,
        _with_own,
        _at_shown,
        _in_accord,
        _by_preparing,
        _by_twin,
        _by_walking,
        _by_variants,
        _by_exploring,
        _by_feeding,
    ):
        for operation in operations:
            if operation.key not in prober.reached:
                way(prober, operation)


def _with_new(prober: Prober, operation: Operation) -> None:
    """Make what a creation names anew: what was made first may be in another state by now."""
    body = next(iter(prober.bodies(operation)), None)
    if operation.method != "post" or "{" in operation.path or not isinstance(body, dict):
        return
    if prober.renew(operation, operation.path, _filled(prober, operation, body)):
        reach_now(prober, operation)


def _by_bringing(prober: Prober, operation: Operation) -> None:
    """Make what brings the objects that an operation works on: a subscription, with which its bill comes."""
    if _bringing(prober, operation):
        reach_now(prober, operation)


def _bringing(prober: Prober, operation: Operation) -> bool:
    """Find out which creation brings the objects that an operation works on, where nothing makes them; whether one does."""
    collection = re.sub(r"/\{[^{}/]+\}(?:/[^{}/]+)?$", "", operation.path)
    lister = next((o for o in prober.operations if o.method == "get" and o.path == collection), None)
    if collection == operation.path or lister is None or lister.key not in prober.reached or prober.origins(operation):
        return False
    if collection in prober.sought:
        return False
    prober.sought.add(collection)
    shown = prober.send(lister, "look", prober.ready_path(lister))[0].response_body
    named = {prober.pool.makers[text][0].key for text in texts_in(shown) if text in prober.pool.makers}
    makers = [o for o in prober.operations if o.key in named and o.key in prober.reached and "{" not in o.path]
    acts = [o for o in prober.operations if o.key in prober.reached and o.method == "post" and not o.path.endswith("}")
            and any(makes_for(maker, o) for maker in makers)]  # fmt: skip
    by_rank = sorted(makers, key=lambda one: -len(prober.rests_on(one, *prober.reached[one.key][:2])))
    for maker in [
        *by_rank,
        *acts,
    ]:  # a subscription, with which a bill comes; the checkout of a cart, that makes an order
        if maker in acts and maker.key not in prober.ways:
            learn_way(prober, maker)
        prober.brings[maker.key] = lister
        before = prober.path(operation)
        is_made = (
            prober.make_with(maker, prober.reached[maker.key][1])
            if maker in acts
            else prober.made(maker, *prober.once_more(maker))
        )
        if is_made and prober.path(operation) != before:
            earlier = (own_id(one) for one in items_of(shown) or ())
            for own in filter(None, earlier):
                prober.pool.makers.setdefault(str(own), (maker, resource_of(lister.path)))
            return True
        del prober.brings[maker.key]
    return False


def _with_others(prober: Prober, operation: Operation) -> None:
    """Make one more of each kind of which a body names several: the bay to which goods are moved is not the one they leave."""
    body = _body(prober, operation) or {}
    wanted = Counter(prober.parts(body).values())
    short = {kind for kind, count in wanted.items() if count > len(prober.pool.values.get(kind, ()))}
    makers = [
        o for o in prober.operations if o.method == "post" and o.key in prober.reached and resource_of(o.path) in short
    ]
    if makers and all(prober.make(one) for one in makers):
        reach_now(prober, operation)


def _body(prober: Prober, operation: Operation) -> dict[str, Any] | None:
    """The likeliest body of an operation that is an object; None where it takes none."""
    return next((one for one in prober.bodies(operation) if isinstance(one, dict)), None)


def _filled(prober: Prober, operation: Operation, body: Any) -> Any:
    """A body with the ids and the keys of what is there."""
    return prober.referring(operation, prober.filled(body))


def _is_taken(prober: Prober, operation: Operation, path: str, body: Any) -> bool:
    """Whether an operation is accepted so, which is its baseline then."""
    is_taken = 200 <= take(prober, operation, path, body).status < 300
    if is_taken:
        forgive(prober, operation)
    return is_taken


def _with_ids(prober: Prober, operation: Operation) -> None:
    """Ask with the id of an object of each kind where a body's id is named for a role: a guide's, of `leader_id`.

    Kinds that the refusal, or the description of the field, names go first.
    """
    body = _body(prober, operation)
    path = prober.path(operation)
    filled = prober.filled(body) if body is not None and operation.method != "get" else {}
    refused = next((one for one in reversed(prober.target.exchanges) if one.operation == operation.key), None)
    for name, value in filled.items() if path is not None else ():
        if not names_id(name) or isinstance(value, bool | dict | list) or prober.is_given(name, value):
            continue
        told = f"{prober.described(operation, name)} {refused.response_body if refused is not None else ''}".lower()
        known = {kind: kept[0] for kind in sorted(prober.kinds) if (kept := prober.pool.values.get(kind))}
        for kind in sorted(known, key=lambda kind: kind not in told)[:MOST_KINDS]:
            sent = {**filled, name: known[kind]}
            if isinstance(known[kind], type(value)) and _is_taken(prober, operation, str(path), sent):
                prober.roles[underscored(name)] = kind
                return


def _with_shown(prober: Prober, operation: Operation) -> None:
    """Ask with what answers showed under the names of a body: with the number of a ticket that was sold.

    What stands in one object, and in those around it, goes together.
    """
    body = _body(prober, operation)
    path = prober.path(operation)
    if body is None or path is None or operation.method == "get":
        return
    filled = prober.filled(body)
    wanted = {name for name, one in filled.items() if isinstance(one, str) and name not in prober.closed}
    tried: list[Any] = []
    for answer in list(prober.pool.answers)[::-1]:
        shown = next(shown_at_once(answer, wanted, {}), {})
        sent = {**filled, **shown}
        if sent != filled and sent not in tried and len(tried) < MOST_SHOWN:
            tried.append(sent)
            if _is_taken(prober, operation, path, sent):
                prober.handles |= {name for name in shown if filled[name] != shown[name] and not names_id(name)}
                return


def _with_own(prober: Prober, operation: Operation) -> None:
    """Ask with what the object of the path has under the name that a field's ends with: a recipient's `name`, as
    `signed_name`. Where that is refused for something else, or taken, it is asked so from now on."""
    body, path = _body(prober, operation), prober.path(operation)
    refused = next((one for one in reversed(prober.target.exchanges) if one.operation == operation.key), None)
    if (
        body is None
        or path is None
        or refused is None
        or refused.status != UNPROCESSABLE
        or operation.key in prober.alike
    ):
        return
    filled = prober.filled(body)
    prober.alike[operation.key] = {
        name: underscored(name).rpartition("_")[2] for name, one in filled.items() if isinstance(one, str)
    }
    sent = prober.as_own(operation, path, filled)
    if sent == filled:
        del prober.alike[operation.key]  # it was that already
    elif take(prober, operation, path, sent).status not in (400, UNPROCESSABLE):
        reach_now(prober, operation)
    else:
        prober.alike[operation.key] = {}


UNPROCESSABLE = 422


def _at_shown(prober: Prober, operation: Operation) -> None:
    """Ask at the path that a page shows, where nothing that the run made is at its end: a member who was there before."""
    for path in prober.at_shown(operation):
        bodies = [prober.filled(body) for body in prober.bodies(operation)] if operation.method != "get" else []
        for body in bodies or [None]:
            if _is_taken(prober, operation, path, body):
                prober.pool.keep(
                    underscored(operation.path.rpartition("{")[2].partition("}")[0]), path.rpartition("/")[2]
                )
                return


def shown_at_once(value: Any, wanted: set[str], outer: Mapping[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """What an answer shows of the texts that are wanted: of each innermost object that has some, with what those around
    it have."""
    if isinstance(value, dict):
        own = {name: one for name, one in value.items() if name in wanted and isinstance(one, str) and one}
        inner = [one for one in value.values() if isinstance(one, dict | list)] if depth < 4 else []
        for one in inner:
            yield from shown_at_once(one, wanted, {**outer, **own}, depth + 1)
        if own:
            yield {**outer, **own}
    elif isinstance(value, list):
        for one in value[:3]:
            yield from shown_at_once(one, wanted, outer, depth + 1)


def _in_accord(prober: Prober, operation: Operation) -> None:
    """Make what a creation names anew with one value under each name that they share: a plan and a customer of one
    currency. These are what is made from then on."""
    body = _body(prober, operation)
    makers = (
        prober.rests_on(operation, operation.path, _filled(prober, operation, body))
        if operation.method == "post"
        else []
    )
    before = {one.key: prober.reached[one.key] for one in makers if isinstance(prober.reached[one.key][1], dict)}
    names = Counter(name for _, sent, _ in before.values() for name, value in sent.items() if isinstance(value, str))
    shared = [name for name, count in names.items() if count > 1 and (name in prober.closed or SHARED.search(name))]
    for _, chosen, _ in list(before.values()) if shared else ():
        same = {name: chosen[name] for name in shared if name in chosen}
        for key, (path, sent, extra) in before.items():
            prober.reached[key] = (path, {**sent, **{name: same[name] for name in same if name in sent}}, extra)
        made = [prober.make_with(one, prober.reached[one.key][1], 1) for one in makers]
        if all(made) and reach_now(prober, operation):
            return
    prober.reached |= before


def _by_preparing(prober: Prober, operation: Operation) -> None:
    """Do what can be done to the objects that a creation names, one thing at a time, then to new ones that belong together:
    a wallet is filled first."""
    body = _body(prober, operation)
    beneath = (
        prober.rests_on(operation, operation.path, _filled(prober, operation, body))
        if operation.method == "post"
        else []
    )
    acts = prober.acts_on(beneath, operation)[:MOST_WAYS] if "{" not in operation.path else []
    for step in [(act, body) for act in acts for body in _more_and_more(prober, act)]:
        done = prober.step(step) and reach_now(prober, operation) and operation.key in prober.reached
        if not done and prober.target.exchanges[-1].status == CONFLICT:
            anew = prober.renew(operation, operation.path, _filled(prober, operation, body)) and prober.step(step)
            done = anew and reach_now(prober, operation) and operation.key in prober.reached
        if done:
            prober.before[operation.key] = [step]
            _take_less(prober, operation)
            return


def _by_twin(prober: Prober, operation: Operation) -> None:
    """Do what another operation at the same path does to a new object: a label is there once it is bought."""
    how = "put" if operation.path.endswith("}") else "post"  # what is deleted was put there
    twins = [o for o in prober.operations if o.path == operation.path and o.method == how and o.key in prober.reached]
    maker = next(iter(prober.makers(operation)), None)
    if maker is None or operation.method == how:
        return
    for twin in twins:
        steps = [(maker, prober.reached[maker.key][1]), (twin, prober.reached[twin.key][1])]
        if prober.make_with(*steps[0]) and prober.step(steps[1]) and reach_now(prober, operation):
            prober.ways[operation.key] = steps
            return


def _more_and_more(prober: Prober, act: Operation) -> list[Any]:
    """The accepted body of an action, and with the most that its amounts may be."""
    body, declared = prober.reached[act.key][1], prober.known_facts.get(act.key, {})
    most = {name: high for name in amounts_in(body)
            if (high := declared.get(f"request/body/{name}", {}).get("range", (None, None))[1]) is not None}  # fmt: skip
    return [body, *([{**body, **most}] if most else [])]


def _take_less(prober: Prober, operation: Operation) -> None:
    """Ask for a unit from now on, of what takes from another object each time: it is to last for a whole run."""
    path, body, _ = prober.reached[operation.key]
    for name in amounts_in(body):
        take(prober, operation, path, prober.renewed({**body, name: _least(body[name])}, body))


def _least(amount: Any) -> Any:
    """One unit, written as an amount is."""
    return f"1.{'0' * len(amount.partition('.')[2])}" if isinstance(amount, str) else 1


def _by_walking(prober: Prober, operation: Operation) -> None:
    """Send what a page shows before it shows the operation, step by step: a walk-through leads to where it works."""
    by_key = {one.key: one for one in prober.operations}
    every = sorted((place, key, aspects["asked"]) for key, places in prober.known_facts.items()
                   for place, aspects in places.items() if "asked" in aspects and key in by_key)  # fmt: skip
    for page in dict.fromkeys(place.rpartition("/")[0] for place, key, _ in every if key == operation.key):
        mine = [(key, json.loads(sent)) for place, key, sent in every if place.rpartition("/")[0] == page]
        steps = mine[: next(at for at, (key, _) in enumerate(mine) if key == operation.key)]
        for key, sent in steps:
            one = by_key[key]
            if key in prober.reached and one.method == "post" and "{" not in one.path:
                prober.make_with(one, sent)
            elif key in prober.reached and one.method != "get":
                prober.step((one, sent))
        if steps and reach_now(prober, operation):
            return


def _by_variants(prober: Prober, operation: Operation) -> None:
    """Make the object that an operation works on anew, from every written example, until one is in the right state; then
    what it rests on with another member of each closed set: a subscription to a price that is metered."""
    for maker in prober.origins(operation):
        for body in [*prober.bodies(maker, VARIANTS), *_otherwise(prober, maker)]:
            if prober.make_with(maker, body) and reach_now(prober, operation):
                prober.ways[operation.key] = [(maker, body)]
                return
        path, sent, _ = prober.reached[maker.key]
        least = (
            {name: one for name, one in sent.items() if prober.requires(maker.key, name)}
            if isinstance(sent, dict)
            else sent
        )
        beneath = [(one, body) for one in prober.rests_on(maker, path, sent) for body in _otherwise(prober, one)]
        for step in _asked_for(prober, operation, beneath):
            made = operation.key not in prober.reached and prober.make_with(*step) and prober.make_with(maker, least, 1)
            if made and reach_now(prober, operation) and operation.key in prober.reached:
                prober.ways[operation.key] = [step, (maker, least)]


def _asked_for(prober: Prober, operation: Operation, steps: list[tuple[Operation, Any]]) -> list[tuple[Operation, Any]]:
    """Those of some creations that are made with a word of a refusal: `metered`, of "is not metered"."""
    refused = [
        one.response_body for one in prober.target.exchanges if one.operation == operation.key and one.status >= 400
    ]
    told = "\n".join(json.dumps(one)[:2000] for one in refused[-MOST_TOLD:]).replace("_", " ")
    return [step for step in steps if any(says(told, one) for one in _members(prober, *step))]


def _members(prober: Prober, maker: Operation, body: Any) -> list[str]:
    """The texts in which a body differs from the one that was accepted."""
    first = prober.reached[maker.key][1]
    return [one for name, one in body.items() if isinstance(one, str) and first.get(name) != one]


def _otherwise(prober: Prober, maker: Operation) -> Iterator[Any]:
    """The body of a creation with another member of each of its closed sets: a capture that is done by hand."""
    body, declared = prober.reached[maker.key][1], prober.known_facts.get(maker.key, {})
    sets = [(place.removeprefix("request/body/"), one["values"]) for place, one in sorted(declared.items())
            if "values" in one and place.startswith("request/body/") and place.count("/") == 2]  # fmt: skip
    members = [(name, member) for name, values in sets for member in values if isinstance(member, str)]
    for name, member in members[:VARIANTS] if isinstance(body, dict) else ():
        if body.get(name) != member:
            yield {**body, name: member}


def _by_exploring(prober: Prober, operation: Operation) -> None:
    """Bring new objects from state to state, until the operation is accepted."""
    for maker in prober.origins(operation):
        if operation.key not in prober.reached and prober.explored.get(maker.key) != len(prober.reached):
            explore(prober, operation, maker)
            prober.explored[maker.key] = len(prober.reached)  # as long as there are no more, there is no other way


def _by_feeding(prober: Prober, operation: Operation) -> None:
    """Make what else names the objects that an operation works on, do to it what can be done, one thing at a time, and ask
    again: goods are in a bay once a delivery is received there, and a member owes something once a book came back damaged."""
    refused = next((one for one in reversed(prober.target.exchanges) if one.operation == operation.key), None)
    if refused is None or refused.status not in (400, CONFLICT, 422) or operation.method == "get":
        return
    body, path = _body(prober, operation), prober.ready_path(operation)
    beneath = prober.rests_on(operation, path, _filled(prober, operation, body))
    for maker in [o for o in prober.operations if o.method == "post" and o.key in prober.reached and o not in beneath]:
        named = prober.rests_on(maker, *prober.reached[maker.key][:2])
        if maker is operation or not any(one in beneath for one in named):
            continue
        making = (maker, prober.reached[maker.key][1])
        for steps in [[making], *([making, one] for one in _afterwards(prober, maker, operation))]:
            if prober.fed[operation.key] >= MOST_FED or operation.key in prober.reached:
                return
            prober.fed[operation.key] += 1
            if all(map(prober.step, steps)) and _with_less(prober, operation, body):
                _keep_way(prober, operation, steps)


def _afterwards(prober: Prober, maker: Operation, but: Operation) -> Iterator[tuple[Operation, Any]]:
    """What can be done to the objects of a creation, each as it was accepted and with the other members of its closed sets."""
    for act in [o for o in prober.operations if o.method == "post" and o.key in prober.reached and makes_for(maker, o)]:
        if act is not but and not act.path.endswith("}"):
            yield act, prober.reached[act.key][1]
            yield from ((act, body) for body in _otherwise(prober, act))


def _with_less(prober: Prober, operation: Operation, body: Any) -> bool:
    """Whether an operation is accepted now, else with the least of what it asks for."""
    if reach_now(prober, operation) and operation.key in prober.reached:
        return True
    path = prober.path(operation)
    least = {**body, **{name: _least(body[name]) for name in amounts_in(body)}} if isinstance(body, dict) else body
    return path is not None and least != body and _is_taken(prober, operation, path, prober.filled(least))


def _keep_way(prober: Prober, operation: Operation, steps: list[tuple[Operation, Any]]) -> None:
    """Know what was done before an operation was accepted: it is done again before the next time."""
    maker = next(iter(prober.origins(operation)), None)
    if maker is None:
        prober.before[operation.key] = steps
        _take_less(prober, operation)
    else:
        prober.ways[operation.key] = [(maker, prober.reached[maker.key][1]), *steps]


def learn_before(prober: Prober, operation: Operation) -> bool:
    """Find out, once, what must be done before a creation is accepted that was accepted so far, and is not any more: there is
    nothing left of what it takes from."""
    before = prober.reached.pop(operation.key)
    prober.fed[operation.key] = 0
    for way in (_by_preparing, _by_feeding):
        if operation.key not in prober.reached:
            way(prober, operation)
    is_found = operation.key in prober.reached and operation.key in prober.before
    prober.reached.setdefault(operation.key, before)
    return is_found


def learn_way(prober: Prober, operation: Operation) -> None:
    """Find out, once, what must be done to a new object before an action on it is accepted: a draft is finalized first.

    In the first round it may have been done already, by an operation whose turn was earlier.
    """
    prober.ways[operation.key] = []
    if operation.method != "get" and not prober.origins(operation):
        _bringing(prober, operation)
    maker = next(iter(prober.origins(operation)), None)
    if operation.method != "post" or maker is None or operation.path.endswith("}"):
        return
    if not any(makes_for(maker, o) and o is not operation and o.key in prober.reached for o in prober.operations):
        return
    if prober.make(maker) and _is_done_to_it(prober, operation):
        prober.ways[operation.key] = [(maker, prober.reached[maker.key][1])]
        return
    rich = [prober.richer[maker.key]] if maker.key in prober.richer else []  # a ticket with somebody who answers for it
    for body in [*rich, *_otherwise(prober, maker)]:
        if prober.make_with(maker, body) and _is_done_to_it(prober, operation):
            prober.ways[operation.key] = [(maker, body)]
            return
    before = prober.reached.pop(operation.key)
    prober.learning = operation.key
    explore(prober, operation, maker)
    prober.learning = ""
    prober.reached.setdefault(operation.key, before)


def _is_done_to_it(prober: Prober, operation: Operation) -> bool:
    """Whether an operation is accepted on the newest object, and not on the one that what it names is in."""
    return prober.ready(operation)[0] == prober.path(operation) and prober.done(operation)


def _look_again(prober: Prober, operations: Sequence[Operation]) -> None:
    """Retrieve again what was retrieved before: time changed it."""
    for operation in operations:
        if operation.method == "get" and operation.key in prober.reached:
            exchange, response = prober.send(operation, "baseline", prober.reached[operation.key][0], None)
            if response is not None and response.is_success and exchange.body_is_json:
                prober.pool.learn(operation, response.json())


def measure_lag(prober: Prober, operations: Sequence[Operation]) -> None:
    """Find out, once, how often an object must be read after it was made until it is there."""
    if prober.target.lag is not None:
        return
    for maker in operations:
        reader = next((o for o in operations if o.method == "get" and makes_for(maker, o)), None)
        if reader is None or maker.method != "post" or not {maker.key, reader.key} <= prober.reached.keys():
            continue
        if not prober.make_with(maker, prober.reached[maker.key][1]) or (path := prober.path(reader)) is None:
            continue
        for attempt in range(MOST_LAG):
            if 200 <= prober.target.settle(reader.key, path, attempt).status < 300:
                prober.target.lag = attempt
                return
        prober.target.lag = 0  # it never comes: that is another matter, and found as such
        return


def turns(prober: Prober, group: Sequence[Operation]) -> list[list[Operation]]:
    """A group in parts: what works on objects that others rest on has its turn after what works on those others.

    A subscription is paid with a card that is stored: it is canceled before the card is given up.
    """
    depths: dict[str, int] = {}
    parts: dict[int, list[Operation]] = {}
    for operation in group:
        maker = next(iter(prober.origins(operation)), None)
        parts.setdefault(0 if maker is None else _depth(prober, maker, depths), []).append(operation)
    return [parts[depth] for depth in sorted(parts, reverse=True)]


def _depth(prober: Prober, maker: Operation, depths: dict[str, int]) -> int:
    """On how many creations, one after the other, a creation rests, itself among them."""
    if maker.key not in depths:
        depths[maker.key] = 1  # while it is counted: two that name each other rest on no end
        path, body, _ = prober.reached[maker.key]
        depths[maker.key] += max((_depth(prober, one, depths) for one in prober.rests_on(maker, path, body)), default=0)
    return depths[maker.key]
