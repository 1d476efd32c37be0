"""What was made: it comes back as it was sent, is read as it was made, changes as it is told, and goes when deleted."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from driftline.claims import underscored
from driftline.exchange import STRUCK, luhn
from driftline.experiments.bench import (
    ABSENT,
    ENDED,
    REFUSED,
    SIZES,
    Bench,
    arrays,
    as_stored,
    at,
    changed,
    differs,
    ends_it,
    facts_of,
    is_secret,
    is_state,
    is_volatile,
    kept_as,
    leaves,
    maker_of,
    new_object,
    on,
    own_path,
    same,
    texts_in,
)
from driftline.experiments.lifecycle import destinations
from driftline.experiments.listing import items_of, largest, shows
from driftline.experiments.promised import (
    CHANGED_AT,
    begins,
    ends,
    follows,
    lifetime,
    spans,
    stamped_now,
    state_of,
    stepped,
)
from driftline.formats import matches
from driftline.formulas import SIMPLE
from driftline.naming import singular
from driftline.readers.spec import Operation
from driftline.samples import fields
from driftline.target import CONFLICT, own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange


def made(bench: Bench, operations: Sequence[Operation]) -> None:
    """What was sent comes back, in the answer and when it is read; defaults are applied; updates and deletions last."""
    uses_up = bench.single and "{" not in bench.operation.path
    if uses_up:
        bench.renew_object()
    body = bench.placed(bench.body)
    body = bench.prober.renewed(body, body) if bench.renew or uses_up else body
    bench = Bench(bench.prober, bench.operation, bench.path, body, bench.declared, single=uses_up, used=False)
    exchange, answer, status = bench.send("echo", bench.body)
    if not 200 <= status < 300 or not isinstance(answer, dict):
        return
    bench = replace(bench, body=bench.prober.target.sent[exchange.id][1], fresh=None)  # it may name other objects
    if not _shown_whole(bench, exchange, answer, status):
        echoed(bench, exchange, answer, status, "echo")
    path = own_path(bench, answer)
    _pointed(bench, exchange, answer, operations)
    if path is not None:
        _listed(bench, path.rpartition("/")[2], answer, operations)
    stamped_now(bench, exchange, answer)
    defaults(bench, answer)
    lifetime(bench, exchange, answer, status)
    spans(bench, exchange, answer, status)
    begins(bench, exchange, answer, operations)
    follows(bench, exchange, answer, operations)
    if path is None:
        return
    _located(bench, exchange, path.rpartition("/")[2])
    _refused(bench, operations)
    for method, part in (("get", _read_back), ("patch", _update), ("put", _update), ("delete", _delete)):
        operation = _of_item(bench.operation, operations, method)
        if method == "delete":
            ends(bench, exchange, answer, operations)
        if operation is not None and (method in ("get", "delete") or operation.key in bench.prober.reached):
            part(bench, operation, _item_path(bench, operation, path), answer, operations)


HIDDEN = re.compile(r"(?:^|_)(?:cvc|cvv|cvv2|csc|password|passphrase|pin)$|card_?number$|^pan$")


def _shown_whole(bench: Bench, exchange: Exchange, answer: Any, status: int) -> bool:
    """Whether a secret of the caller's, a card number or a password, stands in the answer as it was sent."""
    sent = {str(value) for place, _, value in leaves(bench.body) if isinstance(value, str) and len(value) > 2
            and (HIDDEN.search(underscored(place.rpartition("/")[2])) or _is_card(value))}  # fmt: skip
    for place, path, value in leaves(answer) if sent else ():
        name = place.rpartition("/")[2]
        if str(value) in sent and (len(str(value)) >= LEAST_CARD or HIDDEN.search(underscored(name))):
            where = "/".join(map(str, path))
            bench.find(exchange, "secret-shown", f"{bench.place(status)}/{where}", f"{name} is shown as it was sent")
            return True
    return False


LEAST_CARD = 12  # digits


def _is_card(text: str) -> bool:
    return text.isdigit() and LEAST_CARD <= len(text) <= 19 and luhn(text)


POINTS = re.compile(r"(?:last|latest|most_recent|newest)_(\w+?)(?:_id)?$")


def _pointed(bench: Bench, exchange: Exchange, answer: Any, operations: Sequence[Operation]) -> None:
    """What points to the newest object of a kind, the `last_payment` of a customer, follows when another one is made."""
    prober, new = bench.prober, own_id(unwrapped(answer)[0])
    noun = singular(underscored(bench.operation.path.rpartition("/")[2]))
    known = {str(own_id(unwrapped(e.response_body)[0])) for e in prober.target.exchanges
             if e.operation == bench.operation.key and 200 <= e.status < 300}  # fmt: skip
    for text in texts_in(bench.body):
        holder = prober.pool.makers.get(text, (None, ""))[0]
        reader = next((o for o in operations if holder is not None and o.method == "get" and o.path.endswith("}")
                       and o.path.rpartition("/")[0] == holder.path and o.key in prober.reached), None)  # fmt: skip
        if reader is None or holder is None or new is None:
            continue
        above = prober.ready(reader)[0].rpartition("/")[0]
        shown = on(bench, reader, f"{above}/{quote(text, safe='')}").send("read")[1]
        for name, value in shown.items() if isinstance(shown, dict) else ():
            points = POINTS.match(underscored(name))
            if points and points.group(1) == noun and value != new and str(value) in known:
                whose = singular(holder.path.rpartition("/")[2])
                told = f"{name} of the {whose} is {value}, where {new} was made last"
                bench.find(exchange, "state-after", f"response/{whose}/{name}", told)
                return


def _of_item(maker: Operation, operations: Sequence[Operation], method: str) -> Operation | None:
    """What works on one of the objects that an operation makes: below its path, else in a collection of the same name that
    nothing else makes (`/keys/{}` of what is made under `/projects/{}/keys`)."""
    name = maker.path.rpartition("/")[2]
    below = (o for o in operations if o.method == method and o.path.startswith(f"{maker.path}/{{")
             and o.path.count("/") == maker.path.count("/") + 1)  # fmt: skip
    makers = [o for o in operations if o.method == "post" and o.path.endswith(f"/{name}")]
    flat = re.compile(rf"(?:/v\d+)?/{re.escape(name)}/\{{[^{{}}/]+\}}")
    outside = (o for o in operations if o.method == method and flat.fullmatch(o.path))
    return next(below, None) or (next(outside, None) if makers == [maker] and "{" in maker.path else None)


def _item_path(bench: Bench, operation: Operation, path: str) -> str:
    """The path of an object for an operation that works on it; `path` is the one below what made it."""
    if operation.path.startswith(f"{bench.operation.path}/"):
        return path
    other = bench.prober.ready(operation)[0] if operation.key in bench.prober.reached else operation.path
    return f"{other.rpartition('/')[0]}/{path.rpartition('/')[2]}"


def _refused(bench: Bench, operations: Sequence[Operation]) -> None:
    """A request that is refused leaves nothing behind: it is in no list."""
    listing = next((o for o in operations if o.method == "get" and o.path == bench.operation.path), None)
    if listing is None or listing.key not in bench.prober.reached or not isinstance(bench.body, dict):
        return
    body = bench.prober.renewed(bench.body, bench.body, "r")
    earlier = {text for _, sent in bench.prober.target.sent.values() for text in texts_in(sent)}
    wrong = next((path for place, path, value in leaves(body) if isinstance(value, int | float | bool)), None)
    if body == bench.body or wrong is None:
        return  # nothing would tell it from the others, or nothing can be wrong in it
    exchange, _, status = replace(bench, renew=False).send("refused", changed(body, wrong, {"wrong": "type"}))
    shown = json.dumps(on(bench, listing, bench.path).send("list")[1]) if status in REFUSED else ""
    if any(json.dumps(value) in shown for value in body.values() if isinstance(value, str) and value not in earlier):
        bench.find(exchange, "refused-kept", "response", "what was refused is in the list")


def echoed(bench: Bench, exchange: Exchange, answer: Any, status: int, rule: str) -> bool:
    """Whether a value that was sent comes back under the same name as another value."""
    before = _acted_on(bench, answer)
    for place, path, sent in leaves(bench.body) if 200 <= status < 300 else ():
        if sent is None or is_secret(place):
            continue
        got, depth = _as_it_came(answer, path)
        if any(got is None or same(at(one, path), got) for one in before) or _is_sorted(bench.body, answer, path):
            continue  # it is the object's own, or the list is kept in another order
        where = "/".join([bench.place(status), *place.removeprefix("request/body/").split("/")[:depth]])
        # an answer may well be documented to tell less than was sent: an amount without its currency
        whole = depth == len(path) or bench.declared.get(where, {}).get("type") == ("object",)
        kept = as_stored(sent, kept_as(bench.declared, place))
        if (
            got is not ABSENT
            and whole
            and (depth < len(path) or not (same(kept, got) or _is_in_major_units(kept, got) or _is_numbered(kept, got)))
        ):
            shown = f"{json.dumps(at(bench.body, path[:depth]))} came back as {json.dumps(got)}"
            bench.find(exchange, rule, where, shown)
            return True
    if _lost_reason(bench, exchange, answer, status):
        return True
    for place, path, sent in arrays(bench.body):
        got = at(answer, path)
        if isinstance(got, list) and len(got) < len(sent):
            shown = f"{len(sent)} items came back as {len(got)}"
            bench.find(exchange, rule, f"{bench.place(status)}/{place.removeprefix('request/body/')}", shown)
            return True
    return False


def _is_numbered(sent: Any, got: Any) -> bool:
    """Whether a name that was taken came back with a number: `sitemap (2).pdf`."""
    if not isinstance(sent, str) or not isinstance(got, str) or len(sent) > len(got):
        return False
    stem, dot, ending = sent.rpartition(".")
    before, after = (stem, dot + ending) if stem else (sent, "")
    return re.fullmatch(rf"{re.escape(before)} ?[-_(]?\d{{1,3}}\)?{re.escape(after)}", got) is not None


def _is_sorted(sent: Any, answer: Any, path: Sequence[Any]) -> bool:
    """Whether the list that a value stands in came back whole, and sorted."""
    if not path or not isinstance(path[-1], int):
        return False
    asked, got = at(sent, path[:-1]), at(answer, path[:-1])
    plain = isinstance(asked, list) and isinstance(got, list) and all(isinstance(one, str) for one in [*asked, *got])
    return plain and got == sorted(asked)


def _is_in_major_units(sent: Any, got: Any) -> bool:
    """Whether an integer comes back as a decimal number in a text, a tenth to a thousandth of it: 1250 as "12.50"."""
    is_number = isinstance(sent, int) and not isinstance(sent, bool) and isinstance(got, str)
    if not is_number or not re.fullmatch(r"\d{1,15}\.\d{1,3}", got):
        return False
    return any(abs(float(got) * units - sent) < 1e-9 for units in (10, 100, 1000))


MOST_EARLIER = 40  # exchanges in which the object of an action is looked for


def _acted_on(bench: Bench, answer: Any) -> list[Any]:
    """What the object of an action was before, where the answer shows that object: as it was made, and as it was shown."""
    own, steps = own_id(unwrapped(answer)[0]), bench.path.split("/")
    if bench.operation.method != "post" or own is None or quote(str(own), safe="") not in steps:
        return []
    made = [bench.prober.reached[one.key][1] for one in bench.prober.makers(bench.operation)[:1]]
    earlier = (unwrapped(one.response_body)[0] for one in bench.prober.target.exchanges[-MOST_EARLIER:-1])
    return made + [one for one in earlier if own_id(one) == own]


def _called(bench: Bench, answer: Any, name: str) -> str | None:
    """What an answer calls a field of an action: the `reason` of a void is its `void_reason`, of a cancel its
    `cancellation_reason`."""
    action, end = underscored(bench.operation.path.rpartition("/")[2])[:SAID], f"_{underscored(name)}"
    known = [one for one in answer if underscored(one).endswith(end)] if isinstance(answer, dict) else []
    return next((one for one in known if underscored(one).removesuffix(end)[:SAID] == action), None)


def _is_kept_by_another(bench: Bench, name: str, called: str) -> bool:
    """Whether what an action is given comes back when it is taken on a new object."""
    fresh = bench.prober.afresh(bench.operation)
    if fresh is None or not isinstance(bench.body, dict):
        return False
    answer = replace(bench, path=fresh[0], used=False, single=False).send("echo", bench.body)[1]
    return isinstance(answer, dict) and same(bench.body[name], answer.get(called))


SAID = 4  # letters by which what an action makes is called after it: the `closure` of a close


def _lost_reason(bench: Bench, exchange: Exchange, answer: Any, status: int) -> bool:
    """Whether what an action was given does not come back under the action's name: `reason` of a void as `void_reason`."""
    for name, sent in bench.body.items() if isinstance(bench.body, dict) and isinstance(answer, dict) else ():
        called = _called(bench, answer, name)
        plain = isinstance(sent, str | int) and not is_secret(name)
        if called and plain and name not in answer and not same(sent, answer[called]):
            if _is_kept_by_another(bench, name, called):
                return False  # the action was taken before: a repetition changes nothing
            told = f"{json.dumps(sent)} was sent as {name}, {json.dumps(answer[called])} came back"
            bench.find(exchange, "echo", f"{bench.place(status)}/{called}", told)
            return True
        action = underscored(bench.operation.path.rpartition("/")[2])[:SAID]
        holders = {at: one for at, one in answer.items() if isinstance(one, dict) and name in one
                   and underscored(at)[:SAID] == action and "}/" in bench.operation.path} if plain else {}  # fmt: skip
        if len(holders) == 1 and name not in answer and next(iter(holders.values()))[name] is None:
            told = f"{json.dumps(sent)} was sent as {name}, null came back"
            bench.find(exchange, "echo", f"{bench.place(status)}/{next(iter(holders))}/{name}", told)
            return True
    return False


def _as_it_came(answer: Any, path: Sequence[Any]) -> tuple[Any, int]:
    """The scalar at a path of an answer, and how many steps lead to it: fewer where it stands for a whole object, or a list
    stands where an object was sent."""
    for depth, step in enumerate([*path[1:], None], 1):
        got = at(answer, path[:depth])
        if got is ABSENT or not isinstance(got, dict | list) or isinstance(got, list) != isinstance(step, int):
            return (ABSENT if step is None and isinstance(got, dict | list) else got), depth
    return ABSENT, len(path)


def _inside_all(answer: Any, name: str) -> set[Any]:
    """The texts and numbers that stand under a name anywhere in an answer."""
    if isinstance(answer, list):
        return set().union(*(_inside_all(one, name) for one in answer))
    if not isinstance(answer, dict):
        return set()
    own = answer.get(name)
    found = {own} if isinstance(own, str | int | float) else set()
    return found.union(*(_inside_all(one, name) for one in answer.values()))


def defaults(bench: Bench, echo: Any) -> None:
    """A field that is left out has its documented default in the answer, or in all that the answer shows under its name.

    There, only where the answer `echo` shows that it is the field: what was sent stands under its name, and nothing else.
    """
    for place, aspects in bench.declared.items():
        name = place.removeprefix("request/body/")
        if "default" not in aspects or "/" in name or not place.startswith("request/body/") or aspects.get("required"):
            continue
        body = bench.prober.renewed(bench.body, bench.body)
        rest = {key: value for key, value in body.items() if key != name}
        exchange, answer, status = bench.send("default", rest)
        shown = answer if isinstance(answer, dict) and 200 <= status < 300 else {}
        got = shown.get(name, shown.get(_called(bench, shown, name), ABSENT))
        if got is ABSENT and status < 300 and _inside_all(echo, name) == {bench.body.get(name)}:
            every = _inside_all(answer, name)
            got = next(iter(every)) if len(every) == 1 else ABSENT  # of several an earlier call may have left some
        if got is not ABSENT and not _is_written(got, str(aspects["default"]).strip("\"'")):
            bench.prober.target.mark(exchange, f"shows default {place} {json.dumps(got)}")
        elif got is not ABSENT:
            bench.prove(exchange, "default", place)


def _is_written(got: Any, stated: str) -> bool:
    """Whether a value is one that documents write: in other capitals, or as another form of one number (0 and 0.0)."""
    is_number = isinstance(got, int | float) and not isinstance(got, bool)
    return str(got).lower() == stated.lower() or (
        is_number and SIMPLE.fullmatch(stated) is not None and got == float(stated)
    )


def _read_back(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """What was stored is what was sent; what the creation answered is what is stored."""
    reader = on(bench, operation, path)
    exchange, read, status = reader.send("read back")
    if status == 404:
        bench.prober.target.mark(exchange, "finds not-stored response what was made cannot be read")
    elif 200 <= status < 300 and isinstance(read, dict):
        sent = {place: aspects for place, aspects in bench.declared.items() if place.startswith("request/")}
        seen = replace(reader, body=bench.body, declared=sent)
        if not echoed(seen, exchange, read, status, "read-back") and not _emptied(seen, exchange, answer, read):
            differs(seen, exchange, answer, read, status)
        _dropped(bench, exchange, answer, read)


def made_elsewhere(bench: Bench, operations: Sequence[Operation]) -> None:
    """What an action makes in another collection, an order of a basket, is stored there as it was sent and answered."""
    prober, lister = bench.prober, bench.prober.brings.get(bench.operation.key)
    reader = next((o for o in operations if lister is not None and o.method == "get" and o.path.endswith("}")
                   and o.path.rpartition("/")[0] == lister.path and o.key in prober.reached), None)  # fmt: skip
    fresh = prober.afresh(bench.operation) if reader is not None and "{" in bench.operation.path else None
    if lister is None or reader is None or fresh is None:
        return
    path, body = fresh
    more = prober.richer.get(bench.operation.key)
    body = {**more, **body} if isinstance(more, dict) and isinstance(body, dict) else body
    _, answer, status = bench.send("action", body, path=path)
    own = own_id(answer)
    if 200 <= status < 300 and own is not None and isinstance(body, dict):
        there = f"{prober.ready_path(lister)}/{quote(str(own), safe='')}"
        _read_back(replace(bench, body=body), reader, there, answer, operations)


def _emptied(bench: Bench, exchange: Exchange, answer: Any, read: Any) -> bool:
    """Whether a map or a list that was sent, and answered, is read without what is in it."""
    for name, sent in bench.body.items() if isinstance(bench.body, dict) else ():
        told, got = (one.get(name) if isinstance(one, dict) else None for one in (answer, read))
        is_held = isinstance(sent, dict | list) and bool(sent) and told == sent and isinstance(got, type(sent))
        if is_held and len(got) < len(sent) and not is_secret(name):  # type: ignore[arg-type]
            shown = f"{json.dumps(told)} when made, {json.dumps(got)} when read"
            bench.find(exchange, "read-back", f"{bench.place(exchange.status)}/{name}", shown)
            return True
    return False


def _dropped(bench: Bench, exchange: Exchange, answer: Any, read: Any) -> None:
    """A value that was sent, that both answers are documented to show, and that neither shows."""
    shown = {place for place in bench.declared if place.startswith("response/2")}
    for place, path, sent in leaves(bench.body):
        name = place.removeprefix("request/body/")
        documented = any(one.endswith(f"/body{bench.envelope}/{name}") for one in shown)
        absent = all(
            at(value, path[:-1]) is not ABSENT and at(value, path) in (ABSENT, None) for value in (answer, read)
        )
        kept = (documented and len(path) == 1) or (
            len(path) == 2 and _is_map(shown, f"/body{bench.envelope}/{path[0]}")
        )
        if kept and absent and sent not in (None, "") and not is_secret(place):
            bench.find(exchange, "input-ignored", place, f"{json.dumps(sent)} was sent, and no answer shows it")


def _is_map(places: Collection[str], end: str) -> bool:
    """Whether the answers have a field there of which no inner field is documented: a map of the caller's own."""
    inner = [one for one in places if f"{end}/" in one and f"{end}/{{}}" not in one]
    return any(one.endswith(end) for one in places) and not inner


def _update(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """An accepted update is there when the object is read, and the rest is as it was."""
    reader = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    declared = facts_of(bench, operation)
    texts = [
        (place, str(steps[0]), f"{value[:40]}y") for place, steps, value in leaves(bench.body)
        if len(steps) == 1 and isinstance(value, str) and declared.get(place, {}).get("type") == ("string",)
        and not is_secret(place) and not {"format", "values"} & declared[place].keys()
        and matches(str(declared[place].get("pattern", "")), f"{value[:40]}y")
    ]  # fmt: skip
    texts.sort(key=lambda text: not bench.declared.get(text[0], {}).get("required"))
    alone = MOST_ALONE if operation.method == "patch" else 1
    for number, (place, name, wanted) in enumerate(texts[:alone] if reader is not None else ()):
        if reader is None or _update_one(bench, operation, reader, path, place, name, wanted):
            continue
        plain = (
            new_object(bench.prober, bench.operation) if number == 0 else None
        )  # what is archived, say, takes no update
        path = _item_path(bench, operation, plain) if plain else path
        if plain is None or not _update_one(bench, operation, reader, path, place, name, wanted):
            return
    if texts and reader is not None and operation.method == "patch":
        _refused_update(bench, operation, reader, path, {name: f"{wanted[:-1]}w" for _, name, wanted in texts})
    _update_each(bench, operation, path, operations)
    _fixed(bench, operation, path, operations)
    _one_way(bench, operation)
    if operation.method == "patch":
        _merged(bench, operation, path, operations)
    if operation.method == "put" and declared.get("", {}).get("replaces"):
        _replaced(bench, operation, path, operations)


MOST_ALONE = 2  # fields that are updated alone: what is lost by one update may be what another one names


def _beside(bench: Bench, operation: Operation) -> dict[str, Any]:
    """What an update sends beside the field that it changes: for PUT all that it takes, as the object was made with it."""
    if operation.method != "put":
        return {}
    accepted = bench.prober.reached.get(operation.key, ("", None))[1]
    names = fields(bench.prober.document, operation.data)
    known = {name: value for name, value in bench.body.items() if not names or name in names}
    return {**(accepted if isinstance(accepted, dict) else {}), **known}


def _update_one(
    bench: Bench, operation: Operation, reader: Operation, path: str, place: str, name: str, wanted: str
) -> bool:
    """Update one field, and see that it is there and the rest as it was; whether that was accepted."""
    body = {**_beside(bench, operation), name: wanted}
    before = on(bench, reader, path).send("read")[1]
    exchange, _, status = on(bench, operation, path).send("update", body)
    if not 200 <= status < 300:
        return False
    read = on(bench, reader, path).send("read update")[1]
    how = kept_as(facts_of(bench, operation), place)
    if isinstance(read, dict) and name in read and read[name] not in (wanted, as_stored(wanted, how)):
        bench.find(exchange, "update-lost", place, f"{json.dumps(wanted)} is not there when read")
    elif isinstance(read, dict) and operation.method == "patch":
        _kept(bench, operation, exchange, before, read, name)
    return True


def _refused_update(bench: Bench, operation: Operation, reader: Operation, path: str, texts: Mapping[str, str]) -> None:
    """An update that is refused for one field changes no other (RFC 5789, 2: all of a patch is applied, or nothing).

    It is refused for a value of a wrong type, and for a state that nothing leads to, of another object: it may be taken.
    `texts` could be set.
    """
    places = [one for one in facts_of(bench, operation) if one.startswith("request/body/") and one.count("/") == 2]
    other = next((one for place in places if (one := place.rpartition("/")[2]) != next(iter(texts))), None)
    field, states = destinations(bench.prober, operation)
    if other is not None and _is_kept(bench, operation, reader, path, texts, {other: {"wrong": ["type"]}}):
        return
    made = new_object(bench.prober, bench.operation) if len(states) > 1 else None
    state = state_of(on(bench, reader, made).send("read")[1]) if made is not None else None
    to = next((one for one in states if one.lower() != (state or "").lower()), None)
    if made is not None and state is not None and to is not None:
        _is_kept(bench, operation, reader, _item_path(bench, operation, made), texts, {field: to})


def _is_kept(
    bench: Bench,
    operation: Operation,
    reader: Operation,
    path: str,
    texts: Mapping[str, str],
    wrong: Mapping[str, Any],
) -> bool:
    """Whether an update that is refused for a field that is wrong sets another one, which is marked then."""
    before = on(bench, reader, path).send("read")[1]
    new = {name: one for name, one in texts.items() if isinstance(before, dict) and before.get(name) not in (None, one)}
    exchange, _, status = on(bench, operation, path).send("refused", {**new, **wrong}) if new else (None, None, 0)
    read = on(bench, reader, path).send("read update")[1] if status in REFUSED else None
    kept = [name for name, one in new.items() if isinstance(read, dict) and read.get(name) == one and name not in wrong]
    if kept and exchange is not None:
        told = f"{kept[0]} was changed by an update that was refused for {next(iter(wrong))}"
        bench.find(exchange, "refused-kept", "response", told)
    return bool(kept)


def _fixed(bench: Bench, operation: Operation, path: str, operations: Sequence[Operation]) -> None:
    """A field that is said to be fixed is what it was after an update with another value, accepted or not."""
    reader = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    names = {place.rpartition("/")[2] for place, aspects in facts_of(bench, operation).items() if "fixed" in aspects}
    for name in sorted(names) if reader is not None else ():
        assert reader is not None
        _, before, status = on(bench, reader, path).send("read")
        value = before.get(name) if isinstance(before, dict) and 200 <= status < 300 else None
        other = _other(value, bench.declared.get(f"request/body/{name}", {})) if value is not None else None
        if other is None:
            continue
        rest = _beside(bench, operation)
        exchange = on(bench, operation, path).send("update", {**rest, name: other})[0]
        _, after, status = on(bench, reader, path).send("read update")
        if not isinstance(after, dict) or name not in after or not 200 <= status < 300:
            continue
        is_refused = facts_of(bench, operation)[f"request/body/{name}"].get("fixed-refused")
        if is_refused and 200 <= exchange.status < 300 and after[name] == value:
            bench.find(exchange, "promise", f"request/body/{name}", "taken, where it is said to be refused")
        elif after[name] != value:
            told = f"{json.dumps(value)} became {json.dumps(after[name])}"
            bench.find(exchange, "fixed-changed", f"request/body/{name}", told)
        else:
            bench.prove(exchange, "fixed", f"request/body/{name}")


def _one_way(bench: Bench, operation: Operation) -> None:
    """An object that an update led to the last of several states is not led back to an earlier one."""
    for place, aspects in facts_of(bench, operation).items():
        states, name = str(aspects.get("one-way", "")).split(), place.rpartition("/")[2]
        made = new_object(bench.prober, bench.operation) if states else None
        if made is None:
            continue
        item = on(bench, operation, _item_path(bench, operation, made))
        if not 200 <= item.send("update", {name: states[-1]})[2] < 300:
            continue
        answered = [(state, *item.send("update", {name: state})) for state in states[:-1]]
        taken = [(state, exchange) for state, exchange, answer, status in answered
                 if 200 <= status < 300 and isinstance(answer, dict) and answer.get(name) == state]  # fmt: skip
        for state, exchange in taken[:1]:
            bench.find(exchange, "action-repeated", place, f"{states[-1]} became {state} again")
        if not taken and all(status in REFUSED for *_, status in answered):
            bench.prove(answered[-1][1], "one-way", place)


def _merged(bench: Bench, operation: Operation, path: str, operations: Sequence[Operation]) -> None:
    """After two updates of a map with a key each it has both where keys are said to be merged, else the last one alone."""
    reader = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    for place, aspects in facts_of(bench, operation).items():
        name = place.removeprefix("request/body/")
        if "merged" not in aspects or reader is None or "/" in name:
            continue
        if any(inner.startswith(f"{place}/") and not inner.endswith("/{}") for inner in facts_of(bench, operation)):
            _merged_inside(bench, operation, reader, path, place)
            continue
        known = bench.body.get(name)
        kept = next(iter(known.values()), "1") if isinstance(known, dict) else "1"
        for key in ("first", "second"):
            exchange, _, status = on(bench, operation, path).send("update", {name: {key: kept}})
            if not 200 <= status < 300:
                return
        read = on(bench, reader, path).send("read update")[1]
        shown = read.get(name) if isinstance(read, dict) else None
        if not isinstance(shown, dict) or "second" not in shown:
            continue
        if ("first" in shown) != aspects["merged"]:
            told = "a key that was not sent is gone" if aspects["merged"] else "a key that was not sent is still there"
            bench.find(exchange, "update-lost", place, told)
        else:
            bench.prove(exchange, "merged", place)


def _merged_inside(bench: Bench, operation: Operation, reader: Operation, path: str, place: str) -> None:
    """An update with one field of an object leaves its others as they were where they are said to be merged."""
    name, declared = place.rpartition("/")[2], facts_of(bench, operation)
    before = on(bench, reader, path).send("read")[1]
    value = before.get(name) if isinstance(before, dict) else None
    others = {key: other for key, one in (value.items() if isinstance(value, dict) else ())
              if f"{place}/{key}" in declared and (other := _other(one, declared[f"{place}/{key}"])) is not None}  # fmt: skip
    if not isinstance(value, dict) or not others or len(value) < 2:
        return
    key = next(iter(others))
    exchange, _, status = on(bench, operation, path).send("update", {name: {key: others[key]}})
    read = on(bench, reader, path).send("read update")[1] if 200 <= status < 300 else None
    shown = read.get(name) if isinstance(read, dict) else None
    if not isinstance(shown, dict) or shown.get(key) != others[key]:
        return
    lost = [one for one, was in value.items() if one != key and was is not None and shown.get(one) != was]
    if declared[place]["merged"] and lost:
        bench.find(exchange, "update-lost", f"{place}/{lost[0]}", f"lost by an update of {key}")
    elif declared[place]["merged"]:
        bench.prove(exchange, "merged", place)


def _replaced(bench: Bench, operation: Operation, path: str, operations: Sequence[Operation]) -> None:
    """Optional fields that a replacing update leaves out are not what they were."""
    reader = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    declared = facts_of(bench, operation)
    whole = bench.prober.renewed(old := _beside(bench, operation), old)
    optional = [name for name, value in whole.items() if isinstance(value, str | list)
                and declared.get(f"request/body/{name}", {}).get("required") is not True
                and value != declared.get(f"request/body/{name}", {}).get("default")]  # fmt: skip
    if reader is None or not optional:
        return
    rest = {name: value for name, value in whole.items() if name not in optional}
    on(bench, operation, path).send("update", whole)
    before = on(bench, reader, path).send("read")[1]
    exchange, _, status = on(bench, operation, path).send("update", rest)
    read = on(bench, reader, path).send("read update")[1] if 200 <= status < 300 else None
    if not isinstance(before, dict) or not isinstance(read, dict):
        return
    for name in optional:
        if before.get(name) == _usual(bench, name):
            continue
        if before.get(name) not in (None, [], "") and read.get(name) == before[name]:
            told = f"{name} stays where an update without it replaces everything"
            bench.find(exchange, "update-lost", f"request/body/{name}", told)
            return
    bench.prove(exchange, "replaces")


def _usual(bench: Bench, name: str) -> Any:
    """What a field is in an answer to a creation without it; ABSENT where the run saw none."""
    made = (one for one in bench.prober.target.exchanges if one.operation == bench.operation.key and one.status < 300)
    return next((one.response_body[name] for one in made if isinstance(one.request_body, dict)
                 and name not in one.request_body and isinstance(one.response_body, dict)
                 and name in one.response_body), ABSENT)  # fmt: skip


def _update_each(bench: Bench, operation: Operation, path: str, operations: Sequence[Operation]) -> None:
    """Every field that an update is documented to take is another afterwards: all of them in one request, but for states,
    which are led on alone and last."""
    reader = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    if reader is None:
        return
    looked, before, _ = on(bench, reader, path).send("read")
    if not isinstance(before, dict):
        return
    changes, declared = _changes(bench, operation, before), facts_of(bench, operation)
    empty = {
        name: None
        for name, value in before.items()
        if value is not None and declared.get(f"request/body/{name}", {}).get("nullable")
    }
    states = {name: value for name, value in changes.items() if is_state(name)}
    plain = {name: value for name, value in changes.items() if name not in states}
    singly = [{name: value} for name, value in {**plain, **states}.items()][-MAX_UPDATES:]
    is_done = False
    for part in [empty if operation.method == "patch" else {}, plain, *singly]:
        if not part or (is_done and part.keys() <= plain.keys()):
            continue
        exchange, told, status, sent = _led(bench, operation, path, before, part)
        if not 200 <= status < 300:
            continue
        last, (looked, read, _) = looked, on(bench, reader, path).send("read update")
        if isinstance(told, dict):
            stamped_now(replace(on(bench, operation, path), body=sent), exchange, told)
        if isinstance(read, dict):
            if all(read.get(name) != before.get(name) for name in sent):
                _tagged(bench, exchange, last, looked, sent)
            if operation.method == "patch" and part is not empty:
                _untouched(bench, operation, exchange, before, read, sent)
            stepped(on(bench, operation, path), exchange, declared.get("", {}), before, read)
            _stamped(bench, exchange, before, read, [name for name in sent if read.get(name) != before.get(name)])
            if _is_lost(bench, exchange, before, read, sent):
                return
            before = read
            if part is plain:
                looked, before = _each_alone(bench, operation, reader, path, looked, read)
        is_done = is_done or part is plain


def _led(
    bench: Bench, operation: Operation, path: str, before: Mapping[str, Any], part: Mapping[str, Any]
) -> tuple[Exchange, Any, int, Mapping[str, Any]]:
    """Send an update, where it is refused with a number that is less, or a state that it may lead to; and what was sent."""
    if not bench.prober.target.is_pretend:
        bench.prober.target.rest(TICK)
    rest = _beside(bench, operation)
    others = [_less(before, part), *_further(facts_of(bench, operation), before, part)]
    exchange, told, status = on(bench, operation, path).send("update", {**rest, **part})
    for other in filter(None, others):
        if status in REFUSED:  # there may be no room for more, or no way to that state
            part = other
            exchange, told, status = on(bench, operation, path).send("update", {**rest, **part})
    return exchange, told, status, part


def _is_lost(
    bench: Bench, exchange: Exchange, before: Mapping[str, Any], read: Mapping[str, Any], sent: Mapping[str, Any]
) -> bool:
    """Whether a field that an update set is as it was before."""
    for name, wanted in sent.items():
        if name in read and name in before and read[name] == before[name] != wanted:
            told = f"{json.dumps(wanted)} is not there when read"
            bench.find(exchange, "update-lost", f"request/body/{name}", told)
            return True
    return False


def _further(
    declared: Mapping[str, Mapping[str, Any]], before: Mapping[str, Any], part: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """A change of a state to each other member that it may have: to some it cannot go from here."""
    name = next(iter(part))
    is_led = is_state(name) and len(part) == 1 and part[name] is not None
    members = declared.get(f"request/body/{name}", {}).get("values", ()) if is_led else ()
    return [{name: member} for member in members if member not in (before.get(name), part[name])]


def _each_alone(
    bench: Bench, operation: Operation, reader: Operation, path: str, looked: Exchange, before: dict[str, Any]
) -> tuple[Exchange, dict[str, Any]]:
    """Each field that is changed by itself leaves the others as they were, and gives the object another entity tag than it was
    read with, where it has one. The object as it was read last."""
    several = _changes(bench, operation, before) if operation.method == "patch" else {}
    for name, value in [one for one in several.items() if not is_state(one[0])][:MAX_UPDATES]:
        exchange, _, status = on(bench, operation, path).send("update", {name: value})
        last, (looked, read, _) = looked, on(bench, reader, path).send("read update")
        if 200 <= status < 300 and isinstance(read, dict) and read.get(name) != before.get(name):
            _tagged(bench, exchange, last, looked, [name])
            _untouched(bench, operation, exchange, before, read, {name: value})
            before = read
    return looked, before


def _less(before: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """A change of one number to the one below what it was; nothing for any other change."""
    name, wanted = next(iter(part.items()), ("", None))
    known = before.get(name)
    is_count = isinstance(known, int) and not isinstance(known, bool) and isinstance(wanted, int) and known > 0
    return {name: known - 1} if len(part) == 1 and is_count and isinstance(known, int) else {}


def _tagged(bench: Bench, exchange: Exchange, before: Exchange, after: Exchange, part: Collection[str]) -> None:
    """What is another than before has another entity tag (RFC 9110, 8.8.3: a strong one of each representation)."""
    tags = [one.response_headers.get("etag") for one in (before, after)]
    if tags[0] and tags[0] == tags[1] and not tags[0].startswith("W/") and STRUCK not in tags[0]:
        told = f"{tags[0]} before and after a change of {', '.join(sorted(part))}"
        bench.find(exchange, "state-after", f"response/{exchange.status}/header/etag", told)


TICK = 0.002  # seconds between two changes: a clock of milliseconds goes on
FINE = re.compile(r"[T ]\d\d:\d\d:\d\d\.\d{3}")  # milliseconds: no two changes in a row share one


def _stamped(bench: Bench, exchange: Exchange, before: Any, after: Mapping[str, Any], changed: Sequence[str]) -> None:
    """The time of the last change is another one after a change, where it is written with milliseconds."""
    for name, value in before.items() if changed else ():
        steady = isinstance(value, str) and FINE.search(value) and after.get(name) == value
        if CHANGED_AT.match(underscored(name)) and steady and not bench.prober.target.is_pretend:
            told = f"{name} is {value} before and after a change of {changed[0]}"
            bench.find(exchange, "update-lost", f"{bench.place(exchange.status)}/{name}", told)
            return


def _untouched(
    bench: Bench, operation: Operation, exchange: Exchange, before: Any, after: Any, part: Mapping[str, Any]
) -> None:
    """What an update may set and did not name is as it was."""
    for place in facts_of(bench, operation):
        name = place.removeprefix("request/body/")
        if not place.startswith("request/body/") or "/" in name or name in part or is_volatile(name):
            continue
        if before.get(name) not in (None, after.get(name)):
            named = ", ".join(part)[:80]
            bench.find(exchange, "update-lost", place, f"lost by an update of {named}")
            return


def _changes(bench: Bench, operation: Operation, before: Mapping[str, Any]) -> dict[str, Any]:
    """Another value for every field that an update is documented to take; of an object, with another value inside.

    A field that is empty gets the value of the update that was accepted first.
    """
    declared, sent = facts_of(bench, operation), bench.prober.reached[operation.key][1]
    found: dict[str, Any] = {}
    other: Any
    for place in declared:
        name = place.removeprefix("request/body/")
        if not place.startswith("request/body/") or "/" in name or is_secret(place):
            continue
        value = before.get(name)
        if value is None and isinstance(sent, dict):
            value = sent.get(name)
            other = value if isinstance(value, dict) else None
        elif isinstance(value, dict):
            other = _inside(value, declared, place)
        elif isinstance(value, list):
            other = _fewer(value)
        else:
            other = _other(value, declared[place])
        if other is not None and not ends_it(name, other):
            found[name] = other
    return found


def _fewer(value: list[Any]) -> list[Any] | None:
    """A list of texts without the last, where it has several."""
    return value[:-1] if len(value) > 1 and all(isinstance(one, str) for one in value) else None


def _inside(value: Mapping[str, Any], declared: Mapping[str, Mapping[str, Any]], place: str) -> Any:
    """An object with one value in it that is another, and without what is empty; None where none may be another."""
    whole = {name: inner for name, inner in value.items() if inner is not None and f"{place}/{name}" in declared}
    order = {known: number for number, known in enumerate(declared)}  # not that of an answer, which is nobody's promise
    for where, path, inner in sorted(leaves(whole, place), key=lambda leaf: -order.get(leaf[0], 0)):
        other = None if is_secret(where) else _other(inner, declared.get(where, {}))
        if other is not None:
            return changed(whole, path, other)
    return None


MAX_UPDATES = 6  # fields that are updated one by one, where all together are refused


OTHERS = "279BKMbkm"  # last characters of another text of the same pattern


def _other(value: Any, aspects: Mapping[str, Any]) -> Any:
    """Another value that the documentation allows in the place of one that is there; None where that is not plain."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        low, high = aspects.get("range", (None, None))[:2]
        step = aspects.get("multiple") or 1
        others = (round(one, 9) for one in (value + step, value - step))
        return next((v for v in others if (low is None or v >= low) and (high is None or v <= high)), None)
    if not isinstance(value, str) or value == "":
        return None
    if "values" in aspects:
        return next((member for member in aspects["values"] if member != value), None)
    if aspects.get("format") == "email":
        return f"other.{value}" if matches(str(aspects.get("pattern", "")), f"other.{value}") else None
    if "pattern" in aspects and "format" not in aspects:
        texts = (value[:-1] + last for last in OTHERS if last != value[-1])
        return next((one for one in texts if matches(str(aspects["pattern"]), one)), None)
    if "format" in aspects:
        return None
    most = aspects.get("length", (None, None))[1]
    return f"{value[:40]}z" if most is None or len(value) < most else None


def _kept(
    bench: Bench, operation: Operation, exchange: Exchange, before: Any, after: Mapping[str, Any], name: str
) -> None:
    """What an update leaves out is as it was: what was sent when the object was made, and what an update may set."""
    known = {place.removeprefix("request/body/") for place in facts_of(bench, operation)}
    for key, value in before.items() if isinstance(before, dict) else ():
        emptied = after.get(key) in (None, [], {}) and (key in known or key in bench.body)
        another = key in bench.body and isinstance(value, str | int) and after.get(key) != value
        if key != name and value not in (None, [], {}) and not is_volatile(key) and (emptied or another):
            bench.prober.target.mark(exchange, f"finds update-lost request/body/{key} lost by an update of {name}")
            return


def _delete(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """What was deleted is gone, or marked as it was not before."""
    read = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    before = on(bench, read, path).send("read")[1] if read is not None else None
    exchange, told, status = on(bench, operation, path).send("delete")
    if status == CONFLICT and (fresh := new_object(bench.prober, bench.operation)) is not None:
        path, made = (
            fresh,
            bench.prober.refusals[bench.operation.key],
        )  # an update may have left the other one as it cannot go
        bench = replace(bench, body=bench.prober.target.sent[made.id][1])
        before = on(bench, read, path).send("read")[1] if read is not None else None
        exchange, told, status = on(bench, operation, path).send("delete")
    if not 200 <= status < 300:
        return
    if read is None:
        _is_gone(bench, operation, path)
    else:
        _is_not_shown(bench, path, exchange, before, told, read, operations)
    _is_free(bench, operation)


def _is_not_shown(
    bench: Bench,
    path: str,
    exchange: Exchange,
    before: Any,
    told: Any,
    read: Operation,
    operations: Sequence[Operation],
) -> None:
    """What was deleted is read no more, or is in another state, and is in no list."""
    _, body, after = on(bench, read, path).send("read deleted")
    states = [state_of(one) or "" for one in (before, body, told)]
    marked = isinstance(body, dict) and (body.get("deleted") is True or body.get("deleted_at"))
    ended = states[0] != states[1] and (states[2] in ("", states[1]) or ENDED.search(states[1]))
    if 200 <= after < 300 and not marked and not ended:
        shown = f", as {states[1]} where the deletion answered {states[2]}" if states[2] not in ("", states[1]) else ""
        bench.prober.target.mark(exchange, f"finds deleted-stays response it can still be read{shown}")
    elif not 200 <= after < 300:
        _is_unlisted(bench, path.rpartition("/")[2], exchange, operations)


def _is_free(bench: Bench, operation: Operation) -> None:
    """What must be unique, and a deleted object had, is taken once more where that is promised."""
    name = facts_of(bench, operation).get("", {}).get("frees")
    if name is None or not isinstance(bench.body, dict) or not isinstance(bench.body.get(name), str):
        return
    again = {**bench.prober.renewed(bench.body, bench.body, "f"), name: bench.body[name]}
    exchange, _, status = replace(bench, renew=False).send("proves", again)
    if status in REFUSED and 200 <= bench.send("confirm", bench.prober.renewed(bench.body, bench.body, "g"))[2] < 300:
        told = "still taken after its object was deleted, where it is promised to be free"
        bench.find(exchange, "uniqueness", f"request/body/{name}", told)
    elif 200 <= status < 300:
        bench.prober.target.mark(exchange, "baseline")


def _is_unlisted(bench: Bench, own: str, deleted: Exchange, operations: Sequence[Operation]) -> None:
    """What was deleted is in no list any more."""
    listing = next((o for o in operations if o.method == "get" and o.path == bench.operation.path), None)
    if listing is None or listing.key not in bench.prober.reached:
        return
    size = largest(bench.prober.known_facts.get(listing.key, {}))
    for _ in range(2):  # a list may lag behind
        items = items_of(on(bench, listing, bench.path).send("listed", params=size)[1])
        if not any(isinstance(one, dict) and str(own_id(one)) == unquote(own) for one in items or ()):
            return
    bench.prober.target.mark(deleted, "finds deleted-stays response it is still in the list")


def _is_gone(bench: Bench, operation: Operation, path: str) -> None:
    """What nothing shows by itself is gone when it cannot be deleted once more, where that is documented."""
    declared = bench.prober.known_facts.get(operation.key, {})
    if "response/404" in declared or "404" in declared.get("response", {}).get("complete", ()):
        again, _, status = on(bench, operation, path).send("delete again")
        if 200 <= status < 300:
            bench.prober.target.mark(again, "finds deleted-stays response it can be deleted again")


def _located(bench: Bench, exchange: Exchange, own: str) -> None:
    """The `Location` of what was created names it, and no other object of its kind (RFC 9110, 15.3.2)."""
    told = next((one for name, one in exchange.response_headers.items() if name.lower() == "location"), "")
    last = told.partition("?")[0].rstrip("/").rpartition("/")[2]
    alike = (last.isdigit() and own.isdigit()) or (len(last) == len(own) and any(one.isdigit() for one in last))
    if exchange.status == 201 and alike and last not in (own, unquote(own)):
        place = f"response/{exchange.status}/header/location"
        bench.find(exchange, "read-back", place, f"{told[-80:]} does not name the new object {own}")


def _listed(bench: Bench, own: str, made: Mapping[str, Any], operations: Sequence[Operation]) -> None:
    """What was made is in the list, where the list shows all there is."""
    listing = next((o for o in operations if o.method == "get" and o.path == bench.operation.path), None)
    if listing is None or listing.key not in bench.prober.reached:
        return
    declared = bench.prober.known_facts.get(listing.key, {})
    size = next((p.rpartition("/")[2] for p in declared if underscored(p.rpartition("/")[2]) in SIZES), None)
    stated = declared.get(f"request/query/{size}", {})
    most = stated.get("range", (None, None))[1]
    params = {size: str(int(most))} if size and most else {}
    filters = [p.rpartition("/")[2] for p in declared if p.startswith("request/query/")]
    narrow = params | {name: str(made[name]) for name in filters if isinstance(made.get(name), str)}
    room = most or (int(str(stated["default"])) if str(stated.get("default", "")).isdigit() else 20)
    alone = next((o for o in operations if o.method == "get" and o.path.rpartition("/")[0] == listing.path), None)
    asks_for = "params" in bench.prober.extras(listing)  # what it must be asked for may be something else
    for asked in (narrow, params):  # once more and for all: a list may lag behind
        exchange, answer, status = on(bench, listing, bench.path).send("listed", params=asked)
        items = items_of(answer)
        if not items and asks_for:
            return
        if not 200 <= status < 300 or items is None or len(items) >= room or any(shows(one, own) for one in items):
            found = next((one for one in items or () if isinstance(one, dict) and str(own_id(one)) == own), None)
            if found is not None and alone is None:
                _as_made(bench, listing, exchange, made, found)
            return
    bench.find(exchange, "not-listed", "response", "what was made is not in the list")


def _as_made(
    bench: Bench, listing: Operation, exchange: Exchange, made: Mapping[str, Any], listed: Mapping[str, Any]
) -> None:
    """Where nothing else shows an object, its list shows it as its creation did."""
    for name, value in made.items():
        plain = isinstance(value, str | int | bool) and not is_volatile(name) and not is_secret(name)
        if plain and name in listed and not same(value, listed[name]):
            told = f"{json.dumps(listed[name])} where it was made with {json.dumps(value)}"
            on(bench, listing, bench.path).find(
                exchange, "read-back", f"response/{exchange.status}/body/[]/{name}", told
            )
            return


EXPANDS = frozenset({"expand", "include", "embed"})


def expanded(bench: Bench) -> None:
    """What an answer is asked to hold as a whole object is one in it."""
    for place, aspects in bench.declared.items():
        where, _, name = place.rpartition("/")
        if where != "request/query" or underscored(name) not in EXPANDS:
            continue
        for member in [str(one) for one in aspects.get("values", ())][:MAX_UPDATES]:
            exchange, answer, status = bench.send("expanded", params={name: member})
            shows = items_of(answer) or [answer]
            if 200 <= status < 300 and isinstance(shows[0], dict) and not isinstance(shows[0].get(member), dict | list):
                bench.find(exchange, "input-ignored", place, f"asked for {member}, and no such object came")


def nowhere(bench: Bench) -> None:
    """An object that does not exist is answered with a refusal."""
    template, steps = bench.operation.path.split("/"), bench.path.split("/")
    at = max((n for n, step in enumerate(template) if step.startswith("{")), default=-1) - len(template)
    _elsewhere(bench)
    # below an object that is not there a list may well be empty, unless the documentation says that it is refused
    stated = at == -1 or "404" in bench.declared.get("response", {}).get("complete", ())
    if at < -len(template) or not steps[at] or not stated:
        return
    wrong = str(uuid.UUID(int=7 * 10**30, version=4)) if not steps[at].isdigit() else "987654321"
    steps[at] = wrong
    exchange, _, status = bench.send("nowhere", path="/".join(steps))
    if 200 <= status < 300:
        bench.find(exchange, "missing-found", "response", f"status {status} for an id that does not exist")


def _elsewhere(bench: Bench) -> None:
    """An object is not there below another object than its own: `/marinas/B/berths/1`, which is one of A."""
    prober, template = bench.prober, bench.operation.path.split("/")
    places = [n for n, step in enumerate(template) if step.startswith("{")]
    if len(places) != 2 or places[1] != len(template) - 1:
        return
    collection = "/".join(template[: places[0]])
    maker = maker_of(prober, prober.operations, collection)
    at = places[0] - len(template)
    own = bench.path.split("/")
    if maker is None or not 200 <= bench.send("look")[2] < 300:
        return
    if not prober.make(maker) or (other := prober.ready(bench.operation)[0].split("/")[at]) == own[at]:
        return
    exchange, answer, status = bench.send("nowhere", path="/".join([*own[:at], other, *own[at + 1 :]]))
    if 200 <= status < 300 and str(own_id(answer)) == own[-1]:
        told = f"status {status} for what belongs to another {collection.rpartition('/')[2].removesuffix('s')}"
        bench.find(exchange, "missing-found", "response", told)
