"""Tables of states on a page: what is possible in each, how long it lasts, what leads from one to another. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from driftline.claims import Subject
from driftline.readers.acts import singular
from driftline.readers.known import Notes
from driftline.readers.page import CALL, WORD, Table, bare
from driftline.readers.promises import DURATION, duration, error_statuses


def read_states(notes: Notes, table: Table) -> None:
    """What one table says of states, in each of the forms that are known."""
    _read_waits(notes, table)
    if not _read_edges(notes, table):
        _read_transitions(notes, table)
    _read_possible(notes, table)
    _read_follows(notes, table)
    _read_matrix(notes, table)
    _read_moves(notes, table)


TO_STATE = re.compile(r"(?:to )?`?([a-z][a-z_]{2,24})`?", re.IGNORECASE)
YES = re.compile(r"(?:yes|y|x|✓|✔|✅|allowed|possible|ok)", re.IGNORECASE)


def _read_moves(notes: Notes, table: Table) -> None:
    """A table with a row and a column for each state: from which one leads to which."""
    headers = [bare(one) for one in table.header]
    names = [found.group(1).lower() if (found := TO_STATE.fullmatch(one)) else "" for one in headers[1:]]
    rows = {bare(cells[0]).lower(): [bare(cell) for cell in cells[1:]] for _, cells in table.rows}
    is_square = len(rows) >= LEAST_STATES and set(names) <= rows.keys() and len(set(names)) == len(names) > 1
    cells = [cell for row in rows.values() for cell in row]
    if not is_square or not all(YES.fullmatch(cell) or NOT_HERE.fullmatch(cell) for cell in cells if cell):
        return
    nexts = {
        state: [to for to, cell in zip(names, row, strict=False) if YES.fullmatch(cell)] for state, row in rows.items()
    }
    _say_follows(notes, table, nexts)


IN_STATE = re.compile(r"(?:from|in|when|while|current)?\s*(?:the )?(?:stat(?:us|e))?(?: is)?", re.IGNORECASE)
STATUS = re.compile(r"\b4\d\d(?=s?\b)")
CARRIED = re.compile(r"`([a-z][a-z0-9_.-]{2,60})`")


def _read_matrix(notes: Notes, table: Table) -> None:
    """A table with a row for each state and a column for each action: in which states an action is refused, and how."""
    headers = [bare(one) for one in table.header]
    rows = [(line, bare(cells[0]).lower(), cells) for line, cells in table.rows if len(cells) == len(headers)]
    states = {state for _, state, _ in rows}
    if not headers or not IN_STATE.fullmatch(headers[0]) or len(rows) < len(table.rows) or len(states) < LEAST_STATES:
        return
    columns: dict[str, list[int]] = {}
    for n, header in enumerate(headers[1:], 1):
        columns.setdefault(header.lower().partition(" ")[0], []).append(n)
    for collection in collections_of(notes, states) if all(map(WORD.fullmatch, states)) else ():
        for action, those in columns.items():
            refused = [row for row in rows if all(NOT_HERE.fullmatch(bare(row[2][n])) for n in those)]
            for key in actions_of(notes, collection, action) if 0 < len(refused) < len(rows) else ():
                _say_refused(notes, table, key, refused, those)
                others = [row for row in rows if row not in refused]
                quote = "; ".join(f"{state}: {bare(cells[those[0]])}" for _, state, cells in others)[:200]
                taken = " or ".join(state for _, state, _ in others)
                notes.book.say(Subject(key), "taken-in", taken, line=others[0][0], quote=quote)


NOT_HERE = re.compile(
    r"(?:4\d\d\b.{0,40}|refused|rejected|not (?:possible|allowed)|an? error|no|[-–—✗✘])", re.IGNORECASE
)
LEAST_STATES = 2  # in a table of them


def _say_refused(
    notes: Notes, table: Table, key: str, refused: Sequence[tuple[int, str, Sequence[str]]], those: Sequence[int]
) -> None:
    line, quote = refused[0][0], "; ".join(f"{state}: {bare(cells[those[0]])}" for _, state, cells in refused)[:200]
    notes.book.say(Subject(key), "not-in", " or ".join(state for _, state, _ in refused), line=line, quote=quote)
    told = " ".join(_around(notes, table))
    statuses = {found.group() for _, _, cells in refused for n in those if (found := STATUS.search(cells[n]))}
    statuses = statuses or {str(status) for _, status in error_statuses(told)}
    if len(statuses) == 1:
        notes.book.say(Subject(key), "refused-with", int(next(iter(statuses))), line=line, quote=quote)
        codes = {
            code
            for text in _around(notes, table)
            if statuses & set(STATUS.findall(text))
            for code in CARRIED.findall(text)
        }
        codes = codes or {code for code, _ in error_statuses(told)}
        if len(codes) == 1:
            notes.book.say(Subject(key), "refused-code", codes.pop(), line=line, quote=quote)


def _around(notes: Notes, table: Table) -> list[str]:
    """The lines right before and right after a table."""
    lines = [line for line, _ in table.rows]
    near = range(min(lines) - NEAR, max(lines) + NEAR)
    return [text for line, text in notes.page.prose if line in near and text.strip() and text.strip()[0] != "|"]


def _read_waits(notes: Notes, table: Table) -> None:
    """A table of states with a column of times, "24 hours": how long something stays in each of them."""
    columns = [[bare(cells[n]) if n < len(cells) else "" for _, cells in table.rows] for n in range(len(table.header))]
    times = next((column for column in columns if column and all(map(DURATION.fullmatch, column))), None)
    states = [column for header, column in zip(table.header, columns, strict=True)
              if re.search(r"\bstat(?:us|e)\b", header, re.IGNORECASE) and all(map(WORD.fullmatch, column))]  # fmt: skip
    for (line, cells), time, row in zip(
        table.rows, times or (), zip(*states, strict=True) if states else (), strict=False
    ):
        quote = bare(" ".join(cells))[:200]
        notes.book.say(Subject("", f"state/{'+'.join(row)}"), "waits", duration(time), line=line, quote=quote)


BEFORE = re.compile(
    r"from(?: stat(?:us|e))?|stat(?:us|e) before|before|(?:allowed|possible|only|valid) (?:in|when|from|while)|when|while|in"
    r"|(?:required|current|needed) stat(?:us|e)",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(
    r"to(?: stat(?:us|e))?|becomes|(?:new|next|resulting) stat(?:us|e)|stat(?:us|e) after(?:wards)?|after(?:wards)?|then"
    r"|leads to",
    re.IGNORECASE,
)


ACTING = re.compile(
    r"(?:by|actions?|calls?|events?|how|via|triggers?|operations?|what happens|what you do|with)", re.IGNORECASE
)


def _read_edges(notes: Notes, table: Table) -> bool:
    """A table with a row for each step from one state to another, and a column of what takes it; whether it is one."""
    headers = [bare(one) for one in table.header]
    columns = [
        next((n for n, one in enumerate(headers) if kind.fullmatch(one)), None) for kind in (BEFORE, ACTING, AFTERWARDS)
    ]
    came, acts, went = columns
    if came is None or acts is None or went is None or not came < acts or went == came:
        return False
    rows = [
        (line, bare(cells[came]), bare(cells[acts]), bare(cells[went]))
        for line, cells in table.rows
        if len(cells) == len(headers)
    ]
    states = {state.lower() for _, before, _, after in rows for state in (before, after)}
    collections = list(collections_of(notes, states)) if all(map(WORD.fullmatch, states)) else []
    found: dict[str, list[tuple[int, str, str]]] = {}
    for line, before, action, after in rows:
        call = CALL.fullmatch(action)
        named = (
            [notes.known.resolve(*call.groups())]
            if call
            else [key for one in collections for key in actions_of(notes, one, action.lower())]
        )
        for key in filter(None, named):
            found.setdefault(key, []).append((line, before, after))
    for key, steps in found.items():
        quote = "; ".join(f"{before} to {after}" for _, before, after in steps)[:200]
        only = " or ".join(dict.fromkeys(before for _, before, _ in steps))
        notes.book.say(Subject(key), "only-in", only, line=steps[0][0], quote=quote)
        if len({after for _, _, after in steps}) == 1:
            notes.book.say(Subject(key), "leads-to", steps[0][2], line=steps[0][0], quote=quote)
    return bool(found)


OTHER = re.compile(r"(?:the )?([a-z]+) (?:becomes|is then|turns (?:in)?to|is set to)", re.IGNORECASE)
MUST = re.compile(r"(?:the )?([a-z]+) (?:must|has to|needs to) be(?: in)?(?: (?:status|state))?", re.IGNORECASE)


def _read_transitions(notes: Notes, table: Table) -> None:
    """A table of actions: the states in which each is possible, the one that it leads to, the status of a refusal."""
    headers = [bare(one) for one in table.header]
    own = next((found.group(1).lower() for one in headers if (found := MUST.fullmatch(one))), "")
    others = [found.group(1).lower() if (found := OTHER.fullmatch(one)) else "" for one in headers]
    others = ["" if one == own else one for one in others]
    kinds = ["only-in" if BEFORE.fullmatch(one) or MUST.fullmatch(one)
             else "leads-to" if AFTERWARDS.fullmatch(one) or (own and one.lower().startswith(f"{own} becomes")) else ""
             for one in headers]  # fmt: skip
    beside = _beside(notes, table) if "only-in" in kinds else ""
    for line, cells in table.rows if any(kinds) or any(others) else ():
        calls = [found for cell in cells[:2] if (found := CALL.fullmatch(bare(cell)))]
        operation = notes.known.resolve(*calls[0].groups()) if calls else _action_of(notes, own, bare(cells[0]))
        quote = bare(" ".join(cells))[:200]
        _read_sets(notes, table, cells, operation, line)
        for kind, cell in zip(kinds, cells, strict=False) if operation else ():
            states = re.findall(r"`([A-Za-z]\w{1,40})`", cell) or ([bare(cell)] if WORD.fullmatch(bare(cell)) else [])
            if kind and states and (kind == "only-in" or len(states) == 1):
                notes.book.say(Subject(operation or ""), kind, " or ".join(states), line=line, quote=quote)
        for noun, cell in zip(others, cells, strict=False) if operation else ():
            state = re.sub(r"^(?:stays|remains|is) ", "", bare(cell))
            if noun and WORD.fullmatch(state):
                notes.book.say(Subject(operation or "", f"other/{noun}"), "leaves", state, line=line, quote=quote)
        told = " ".join(cells[1:])
        told = told if re.search(r"\b4\d\d\b", told) else beside
        statuses = {int(one) for one in re.findall(r"\b4\d\d\b", told)}
        if operation and len(statuses) == 1 and "only-in" in kinds:
            notes.book.say(Subject(operation), "refused-with", statuses.pop(), line=line, quote=quote)
        codes = {code for code, _ in error_statuses(told)}
        if operation and len(codes) == 1 and "only-in" in kinds:
            notes.book.say(Subject(operation), "refused-code", codes.pop(), line=line, quote=quote)


NEAR = 4  # lines between a table and the sentence that leads to it


REFUSED = re.compile(r"\b(?:refus|reject|fail|den[iy])\w*", re.IGNORECASE)


def _beside(notes: Notes, table: Table) -> str:
    """What the line right before a table says of what is refused."""
    first = min((line for line, _ in table.rows), default=0)
    before = [
        (line, text) for line, text in notes.page.prose if line < first and text.strip() and text.strip()[0] != "|"
    ]
    line, text = before[-1] if before else (0, "")
    return text if first - line <= NEAR and REFUSED.search(text) else ""


def _action_of(notes: Notes, noun: str, action: str) -> str | None:
    """The one operation that is called by the name of an action on what a noun means: `cancel` of a rental."""
    collections = {key.partition(" ")[2] for key in notes.known.operations
                   if noun and key.startswith("POST ") and singular(key.rpartition("/")[2]) == noun}  # fmt: skip
    found = [key for one in sorted(collections) for key in actions_of(notes, one, action.lower())] if action else []
    return found[0] if len(found) == 1 else None


SETS = re.compile(r"(?:also )?(?:sets|fills(?: in)?|stamps)(?: fields?)?|fields? set", re.IGNORECASE)


def _read_sets(notes: Notes, table: Table, cells: Sequence[str], operation: str | None, line: int) -> None:
    """A column of the fields that an action sets."""
    column = next((n for n, one in enumerate(table.header) if SETS.fullmatch(bare(one))), None)
    names = re.findall(r"`([a-z]\w{0,60})`", cells[column]) if column is not None and column < len(cells) else []
    if operation and names:
        told = " ".join(f"{name}=*" for name in sorted(names))
        notes.book.say(Subject(operation), "sets", told, line=line, quote=bare(" ".join(cells))[:200])


FOLLOWS = re.compile(
    r"(?:what )?(?:can|may) follow|(?:possible )?next(?: stat(?:us|e)s?)?|leads to|followed by|(?:may|can) (?:become|turn into"
    r"|change to|go to|move to)|transitions?(?: to)?|to|moves to|possible (?:next )?transitions?",
    re.IGNORECASE,
)


def _read_follows(notes: Notes, table: Table) -> None:
    """A table of states with a column of those that can follow each: what an action may lead from, and to."""
    headers = [bare(one) for one in table.header]
    column = next((n for n, one in enumerate(headers) if n and FOLLOWS.fullmatch(one)), None)
    if column is None or not (STATE.fullmatch(headers[0]) or headers[0].lower() == "from"):
        return
    rows = {
        bare(cells[0]): re.findall(r"`([a-z]\w{1,30})`", cells[column])
        for _, cells in table.rows
        if len(cells) > column
    }
    ends = {one: list[str]() for nexts in rows.values() for one in nexts if one not in rows}  # nothing follows those
    if len(rows) < len(table.rows) or (ends and headers[0].lower() != "from") or not any(rows.values()):
        return
    _say_follows(notes, table, {**rows, **ends})


def _say_follows(notes: Notes, table: Table, rows: Mapping[str, Sequence[str]]) -> None:
    """Which states can follow each, of all that can be done to an object that has them."""
    told = json.dumps({state: sorted(nexts) for state, nexts in sorted(rows.items())})
    for collection in collections_of(notes, {state.lower() for state in rows}):
        updates = (f"{method} {collection}/{{}}" for method in ("PATCH", "PUT"))
        for key in [*notes.known.acts.of_any(collection), *(one for one in updates if one in notes.known.operations)]:
            quote = "; ".join(f"{state}: {', '.join(nexts) or '-'}" for state, nexts in rows.items())[:200]
            notes.book.say(Subject(key), "follows", told, line=table.rows[0][0], quote=quote)


STATE = re.compile(r"stat(?:us|e)", re.IGNORECASE)
POSSIBLE = re.compile(
    r"(?:what (?:is|can be|you can|may be) (?:possible|allowed|done?|do)(?: (?:with it|then|in it|next|here))?"
    r"|(?:possible|allowed|available|valid|permitted)(?: (?:actions?|operations?|calls?))?|actions?|you (?:can|may)(?: then)?"
    r"|next (?:actions?|steps?))",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:nothing|none|no (?:more|action)|no|-|–|—|n/a|)(?: more)?", re.IGNORECASE)
METHODS = {"update": ("PATCH", "PUT"), "change": ("PATCH", "PUT"), "edit": ("PATCH", "PUT"), "delete": ("DELETE",)}


def _read_possible(notes: Notes, table: Table) -> None:
    """A table of states with a column of what is possible in each: an action is for the states that name it."""
    headers = [bare(one) for one in table.header]
    column = next((n for n, one in enumerate(headers) if n and POSSIBLE.fullmatch(one)), None)
    if column is None or not STATE.fullmatch(headers[0]):
        return
    rows = [(line, bare(cells[0]), _actions(bare(cells[column]))) for line, cells in table.rows if len(cells) > column]
    states = {state.lower() for _, state, _ in rows}
    named = {action for _, _, actions in rows for action in actions}
    for collection in collections_of(notes, states) if all(WORD.fullmatch(state) for state in states) else ():
        for action in sorted(named):
            those = [(line, state) for line, state, actions in rows if action in actions]
            for operation in actions_of(notes, collection, action) if len(those) < len(rows) else ():
                quote = ", ".join(f"{state}: {action}" for _, state in those)[:200]
                only = " or ".join(state for _, state in those)
                notes.book.say(Subject(operation), "only-in", only, line=those[0][0], quote=quote)


def _actions(cell: str) -> frozenset[str]:
    parts = (one.strip(" .").lower() for one in re.split(r",|;|/| and | or ", cell))
    return frozenset(one for one in parts if not NOTHING.fullmatch(one))


def collections_of(notes: Notes, states: set[str]) -> Iterator[str]:
    """The collections whose objects have these states, `POST /v1/loans` without its method."""
    found = set()
    for subject, members in notes.known.sets:
        path = subject.operation.partition(" ")[2]
        has = subject.name in ("status", "state") and subject.place.startswith("response/2")
        if has and states <= {str(one).lower() for one in members}:
            found.add(path.partition("/{}")[0])
    yield from sorted(found)


def actions_of(notes: Notes, collection: str, action: str) -> Iterator[str]:
    """The operations on one object of a collection that are called by the name of an action."""
    last = re.sub(r"[\s_]+", "-", action)
    wanted = [f"POST {collection}/{{}}/{last}", *(f"{method} {collection}/{{}}" for method in METHODS.get(action, ()))]
    yield from (one for one in wanted if one in notes.known.operations)
