"""Alerts: once for each new, back or resolved finding; nothing lost while the other side is down, nothing twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from test_ledger import Days, a_finding

from driftline.alert import AppriseChannel, GitHubChannel, alert, body, settled
from driftline.errors import DriftError
from driftline.history import State
from driftline.ledger import Message


class Hook:
    """A webhook server that fails, stalls or takes messages as it is told."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.mood = "well"
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                got = self.rfile.read(int(self.headers["content-length"]))
                if hook.mood == "stalls":
                    hook.woken.wait(20)
                    return
                if hook.mood == "well":
                    hook.taken.append(json.loads(got))
                self.send_response(200 if hook.mood == "well" else 503)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.woken = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self.server.server_address[1]}/drift?rto=1&cto=1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def hook() -> Iterator[Hook]:
    found = Hook()
    yield found
    found.woken.set()
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    made = Days(tmp_path / "ledger.db")
    yield made
    made.book.db.close()


def test_each_change_is_told_once_in_one_group_and_silence_follows(days: Days, hook: Hook) -> None:
    channel = AppriseChannel(hook.url)
    days.run(a_finding(1), a_finding(2))
    assert alert(days.book, channel).sent == 2
    days.run(a_finding(1), a_finding(2))
    assert alert(days.book, channel).sent == 0
    days.run(a_finding(1))
    assert alert(days.book, channel).sent == 1
    days.run(a_finding(1), a_finding(2))
    assert alert(days.book, channel).sent == 1
    assert [told["title"] for told in hook.taken] == [
        "API drift: 2 new",
        "API drift: 1 resolved",
        "API drift: 1 back again",
    ]
    assert f"`{a_finding(2).fingerprint}`" in hook.taken[0]["message"]


@pytest.mark.parametrize("mood", ["fails", "stalls"])
def test_what_an_endpoint_did_not_take_waits_and_is_told_when_it_recovers(mood: str, days: Days, hook: Hook) -> None:
    channel = AppriseChannel(hook.url)
    days.run(a_finding(1))
    hook.mood = mood
    failed = alert(days.book, channel)
    assert (failed.sent, failed.waiting) == (0, 1)
    assert failed.problem
    days.run(a_finding(1), a_finding(2))
    hook.mood = "well"
    assert alert(days.book, channel).sent == 2
    assert [told["title"] for told in hook.taken] == ["API drift: 2 new"]
    assert alert(days.book, channel).sent == 0


def test_a_process_that_dies_while_sending_tells_nothing_twice_and_the_next_one_says_so(days: Days, hook: Hook) -> None:
    class Dying(AppriseChannel):
        def send(self, messages: Any) -> None:
            super().send(messages)
            raise KeyboardInterrupt  # dead, after the endpoint took it

    days.run(a_finding(1))
    with pytest.raises(KeyboardInterrupt):
        alert(days.book, Dying(hook.url))
    after = alert(days.book, AppriseChannel(hook.url))
    assert (after.sent, after.interrupted, len(hook.taken)) == (0, 1, 1)
    assert alert(days.book, AppriseChannel(hook.url), again=True).sent == 1


def test_a_second_channel_gets_what_the_first_had(days: Days, hook: Hook) -> None:
    days.run(a_finding(1))
    alert(days.book, AppriseChannel(hook.url))
    assert alert(days.book, AppriseChannel(hook.url.replace("/drift", "/other"))).sent == 1


def test_what_came_and_went_before_anybody_was_told_is_not_told(days: Days, hook: Hook) -> None:
    days.run(a_finding(1))
    days.run()
    assert alert(days.book, AppriseChannel(hook.url)).sent == 0
    assert hook.taken == []


def test_the_name_of_a_channel_shows_no_secret() -> None:
    for url in ("slack://TokenAAAA/TokenBBBB/TokenCCCC", "json://user:hunter22@hooks.test/path/secret1234"):
        name = AppriseChannel(url).name
        assert not any(word in name for word in ("Token", "hunter22", "secret1234", "user")), name


def test_words_of_strangers_are_no_markup_and_mention_nobody() -> None:
    finding = a_finding(1)
    from dataclasses import replace

    hostile = replace(finding, message="@channel <!here> [x](javascript:1) **b** \u202e")
    text = body([Message(1, State.NEW, hostile, "2026-11-21T00:00:00Z")])
    assert "\\@channel" in text
    assert "[x](" not in text.replace("\\[x\\](", "")
    assert "\u202e" not in text


class GitHub:
    """As much of GitHub's issues as the channel uses (REST, 2022-11-28)."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.broken = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer ghs_token"
        self.calls.append(f"{request.method} {request.url.path.partition('/sdk')[2]}")
        if self.broken and request.method != "GET":
            return httpx.Response(500, json={})
        content = json.loads(request.content) if request.content else {}
        if request.method == "GET":
            page = int(request.url.params["page"])
            return httpx.Response(200, json=self.issues[(page - 1) * 100 : page * 100])
        if request.url.path.endswith("/issues"):
            issue = {"number": len(self.issues) + 1, "state": "open", "comments_": [], **content}
            self.issues.append(issue)
            return httpx.Response(201, json=issue)
        issue = self.issues[int(request.url.path.split("/issues/")[1].partition("/")[0]) - 1]
        if request.method == "PATCH":
            issue.update(content)
        else:
            issue["comments_"].append(content["body"])
        return httpx.Response(200, json=issue)


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> GitHub:
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_token")
    return GitHub()


def test_one_issue_for_each_finding_opened_closed_and_opened_again(days: Days, github: GitHub) -> None:
    channel = GitHubChannel("acme/sdk", transport=httpx.MockTransport(github))
    for findings in (
        [a_finding(1), a_finding(2)],
        [a_finding(1), a_finding(2)],
        [a_finding(1)],
        [a_finding(1), a_finding(2)],
    ):
        days.run(*findings)
        alert(days.book, channel)
    assert [issue["state"] for issue in github.issues] == ["open", "open"]
    assert [len(issue["comments_"]) for issue in github.issues] == [0, 2]
    assert f"<!-- driftline {a_finding(2).fingerprint} -->" in github.issues[1]["body"]
    assert github.issues[0]["labels"] == ["api-drift"]


def test_issues_are_found_again_after_a_crash_so_none_is_opened_twice(days: Days, github: GitHub) -> None:
    days.run(a_finding(1))
    channel = GitHubChannel("acme/sdk", transport=httpx.MockTransport(github))
    waiting = days.book.waiting(channel.name)
    days.book.mark(waiting, channel.name, "sending", "2026-11-21T00:00:00Z")
    channel.send(waiting)  # and the process dies before it could write that down
    assert alert(days.book, channel).sent == 1
    assert len(github.issues) == 1


def test_a_github_that_is_down_is_told_later(days: Days, github: GitHub) -> None:
    days.run(a_finding(1))
    channel = GitHubChannel("acme/sdk", transport=httpx.MockTransport(github))
    github.broken = True
    assert alert(days.book, channel).waiting == 1
    github.broken = False
    assert alert(days.book, channel).sent == 1
    assert len(github.issues) == 1


def test_a_channel_that_cannot_be_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    with pytest.raises(DriftError, match="GITHUB_TOKEN"):
        GitHubChannel("acme/sdk")
    with pytest.raises(DriftError, match="no repository"):
        GitHubChannel("acme")
    with pytest.raises(DriftError, match="no address"):
        AppriseChannel("nonsense")


def test_the_last_word_on_a_finding_counts() -> None:
    at = "2026-11-21T00:00:00Z"
    messages = [Message(n, kind, a_finding(1), at) for n, kind in enumerate((State.RESOLVED, State.BACK))]
    assert [one.kind for one in settled(messages)] == [State.BACK]
