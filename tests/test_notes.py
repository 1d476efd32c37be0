"""What only a service with a clock of its own shows: times of changes, replaced objects, where a created one is."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from asking import places_found

TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}
WRITTEN = {"title": TEXT, "body": {**TEXT, "type": ["string", "null"]}}
TIMES = {name: {"type": ["string", "null"], "format": "date-time"} for name in ("updated_at", "archived_at")}
NOTE = {"type": "object", "properties": {"id": {"type": "integer"}, **WRITTEN, **TIMES}}
ASKED = {
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["title"], "properties": WRITTEN},
            "example": {"title": "Shopping", "body": "bread and salt"},
        }
    }
}
DONE = {"description": "the note", "content": {"application/json": {"schema": NOTE}}}
ERRORS = {code: {"description": "refused"} for code in ("400", "404", "409")}
ID = {"name": "note_id", "in": "path", "required": True, "schema": {"type": "integer"}}
SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "Notes", "version": "1"},
    "paths": {
        "/notes": {"post": {"requestBody": ASKED, "responses": {"201": DONE, **ERRORS}}},
        "/notes/{note_id}": {
            "get": {"parameters": [ID], "responses": {"200": DONE, **ERRORS}},
            "put": {"parameters": [ID], "requestBody": ASKED, "responses": {"200": DONE, **ERRORS}},
        },
        "/notes/{note_id}/archive": {"post": {"parameters": [ID], "responses": {"200": DONE, **ERRORS}}},
    },
}
DOCS = """# Notes

## Change

`PUT /notes/{note_id}` replaces everything: a field that you leave out goes back to its default.

## Archive

`POST /notes/{note_id}/archive`

`archived_at` is set. Archived notes cannot be archived again.
"""


def service(lies: Collection[str]) -> Callable[[httpx.Request], httpx.Response]:
    """Notes in memory, with a clock that goes on by a second with every request."""
    notes: dict[str, dict[str, Any]] = {}
    seconds = itertools.count()
    began = datetime.now(UTC)

    def now(**off: int) -> str:
        at = began + timedelta(milliseconds=next(seconds), **off)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def wrong(body: Any) -> list[str]:
        if not isinstance(body, dict):
            return ["the body is no object"]
        bad = [f"{name} must be text" for name in WRITTEN if not isinstance(body.get(name, "x"), str | None)]
        bad += [f"{name} is too short or too long" for name in WRITTEN
                if isinstance(body.get(name), str) and not 1 <= len(body[name]) <= 200]  # fmt: skip
        return bad if body.get("title") is not None else [*bad, "title is required"]

    def answer(request: httpx.Request) -> httpx.Response:
        steps = request.url.path.strip("/").split("/")
        try:
            body = json.loads(request.content or b"null")
        except ValueError:
            return httpx.Response(400, json={"errors": ["no JSON"]})
        if steps[0] != "notes" or (len(steps) > 1 and steps[1] not in notes):
            return httpx.Response(404, json={"errors": []})
        if len(steps) == 3:
            return archived(notes[steps[1]])
        if request.method == "GET" and len(steps) == 2:
            return httpx.Response(200, json=notes[steps[1]])
        if request.method not in ("POST", "PUT"):
            return httpx.Response(405, json={"errors": []})
        if problems := wrong(body):
            return httpx.Response(400, json={"errors": problems})
        return changed(notes[steps[1]], body) if len(steps) == 2 else made(body)

    def made(body: dict[str, Any]) -> httpx.Response:
        number = len(notes) + 1
        note = {
            "id": number,
            "title": body["title"],
            "body": body.get("body"),
            "updated_at": now(),
            "archived_at": None,
        }
        notes[str(number)] = note
        shown = 1 if "location-other" in lies else number
        return httpx.Response(201, json=note, headers={"location": f"/notes/{shown}"})

    def changed(note: dict[str, Any], body: dict[str, Any]) -> httpx.Response:
        kept = note["body"] if "put-keeps" in lies else None
        note |= {"title": body["title"], "body": body.get("body", kept)}
        if "stamp-stays" not in lies:
            note["updated_at"] = now()
        return httpx.Response(200, json=note)

    def archived(note: dict[str, Any]) -> httpx.Response:
        if note["archived_at"]:
            return httpx.Response(409, json={"errors": ["it is archived"]})
        note["archived_at"] = now(hours=3) if "other-zone" in lies else now()
        if "not-stamped" in lies:
            note["archived_at"] = None
        return httpx.Response(200, json=note)

    return answer


def hits(*lies: str) -> set[tuple[str, str]]:
    return places_found(SPEC, {"notes.md": DOCS}, httpx.MockTransport(service(lies)), requests=600, headers={})


def test_notes_without_a_lie_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("location-other", "read-back", "POST /notes response/201/header/location"),
        ("put-keeps", "update-lost", "PUT /notes/{} request/body/body"),
        ("stamp-stays", "update-lost", "PUT /notes/{} response/200/body/updated_at"),
        ("other-zone", "read-back", "POST /notes/{}/archive response/200/body/archived_at"),
        ("not-stamped", "state-after", "POST /notes/{}/archive response/200/body/archived_at"),
    ],
)
def test_each_lie_of_the_notes_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)
