"""Tell people once what is new, back or resolved: through Apprise (chat, mail, webhooks) or as GitHub issues.

Messages wait in the ledger until a channel took them. Before one is sent it is marked: where the process dies in
between, it is not sent again by itself, and the next run says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
from httpx_retries import Retry, RetryTransport

from driftline.errors import DriftError
from driftline.findings import Finding
from driftline.history import State
from driftline.ledger import Ledger, Message, now
from driftline.renderers.markdown import code, escaped, finding_lines
from driftline.renderers.words import place, plural, safe

MOST = 20  # findings named in one message
TITLES = {State.NEW: "new", State.BACK: "back again", State.RESOLVED: "resolved"}


class Channel(Protocol):
    """Where messages go: a name for the ledger (no secret in it), and a way to send one group of them."""

    name: str
    certain: bool  # whether sending twice is harmless: then an interrupted message is sent again

    def send(self, messages: Sequence[Message]) -> None:
        """Send all of them; raises OSError or httpx.HTTPError where that failed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a channel was given, what failed with the reason, and what an earlier run left half done."""

    channel: str
    sent: int
    waiting: int
    problem: str = ""
    interrupted: int = 0


def alert(ledger: Ledger, channel: Channel, *, again: bool = False) -> Sent:
    """Send what the channel has not had: once, in one group. With `again` also what was interrupted."""
    half = ledger.interrupted(channel.name)
    if half and (again or channel.certain):
        ledger.mark(half, channel.name, "waiting", now())
        half = []
    waiting = ledger.waiting(channel.name)
    worth = settled(waiting)
    if not worth:
        ledger.mark(waiting, channel.name, "sent", now())
        return Sent(channel.name, 0, 0, interrupted=len(half))
    ledger.mark(waiting, channel.name, "sending", now())
    try:
        channel.send(worth)
    except (OSError, httpx.HTTPError) as error:
        ledger.mark(waiting, channel.name, "waiting", now())
        return Sent(channel.name, 0, len(worth), f"{type(error).__name__}: {safe(str(error), 300)}", len(half))
    ledger.mark(waiting, channel.name, "sent", now())
    return Sent(channel.name, len(worth), 0, interrupted=len(half))


def settled(messages: Iterable[Message]) -> list[Message]:
    """The last message of each finding; none of one that came and went before anybody was told."""
    by_finding: dict[str, list[Message]] = {}
    for one in messages:
        by_finding.setdefault(one.finding.fingerprint, []).append(one)
    kept = [
        several[-1]
        for several in by_finding.values()
        if not (several[0].kind is not State.RESOLVED and several[-1].kind is State.RESOLVED)
    ]
    return sorted(kept, key=lambda one: (list(TITLES).index(one.kind), -one.finding.severity.rank, one.id))


def title(messages: Sequence[Message]) -> str:
    """One line for a group of messages."""
    counts = {name: sum(one.kind is kind for one in messages) for kind, name in TITLES.items()}
    return "API drift: " + ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def body(messages: Sequence[Message]) -> str:
    """A group of messages as Markdown: what each finding says, who is odd, what would settle it."""
    lines: list[str] = []
    for kind, name in TITLES.items():
        mine = [one.finding for one in messages if one.kind is kind]
        if mine:
            lines += [f"**{plural(len(mine), 'finding')} {name}**", ""]
            lines += [_line(finding) for finding in mine[:MOST]]
            lines += [f"- ... and {len(mine) - MOST:,} more" if len(mine) > MOST else "", ""]
    return "\n".join(lines).rstrip() + "\n"


def _line(finding: Finding) -> str:
    odd = f" (odd one out: {escaped(finding.odd_one_out, 40)})" if finding.odd_one_out else ""
    fix = f" Proposal: {escaped(finding.proposal.text)}" if finding.proposal else ""
    where = code(place(finding))
    return (
        f"- {finding.severity} {code(finding.rule)} {where}: {escaped(finding.message)}{odd}.{fix} "
        f"{code(finding.fingerprint, 64)}"
    )


class AppriseChannel:
    """Any service that Apprise knows, by its URL (https://github.com/caronc/apprise/wiki)."""

    certain = False

    def __init__(self, url: str, notify: Callable[..., bool] | None = None) -> None:
        self.name = f"apprise {_named(url)}"
        self.notify = notify or _apprise(url)

    def send(self, messages: Sequence[Message]) -> None:
        """Send one message for the whole group; raises OSError where the service did not take it."""
        if not self.notify(title=title(messages), body=body(messages), body_format="markdown"):
            raise OSError("the service did not take the message")


def _named(url: str) -> str:
    """A URL without what may be secret in it: scheme and host, and a digest that tells two apart."""
    import hashlib

    parts = urlsplit(url)
    host = (parts.hostname or "") if parts.scheme in ("json", "jsons", "xml", "xmls", "form", "forms") else ""
    return f"{parts.scheme}://{host} {hashlib.sha256(url.encode()).hexdigest()[:8]}"


def _apprise(url: str) -> Callable[..., bool]:
    try:
        import apprise
    except ImportError:
        raise DriftError("alerts need Apprise", "Install it: pip install 'driftline[alerts]'.") from None
    found = apprise.Apprise()
    if not found.add(url):
        raise DriftError(f"{_named(url)} is no address that Apprise knows", "See the list of services in its wiki.")
    return lambda **words: bool(found.notify(**words))


class GitHubChannel:
    """Issues of a GitHub repository: one for each finding, opened, reopened and closed. Safe to repeat.

    The token stands in GITHUB_TOKEN. Source: https://docs.github.com/en/rest/issues/issues (2022-11-28).
    """

    certain = True
    label = "api-drift"

    def __init__(self, repository: str, *, transport: httpx.BaseTransport | None = None) -> None:
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
            raise DriftError(f"{repository!r} is no repository", "Name it OWNER/NAME.")
        token = os.environ.get("GITHUB_TOKEN", "")
        if not token:
            raise DriftError("the environment variable GITHUB_TOKEN is not set", "GitHub issues need it.")
        self.name = f"github {repository}"
        self.client = httpx.Client(
            base_url=f"{os.environ.get('GITHUB_API_URL', 'https://api.github.com').rstrip('/')}/repos/{repository}",
            headers={
                "authorization": f"Bearer {token}",
                "accept": "application/vnd.github+json",
                "x-github-api-version": "2022-11-28",
            },
            transport=RetryTransport(transport, retry=Retry(total=3, backoff_factor=0.5)),
            timeout=30.0,
        )

    def send(self, messages: Sequence[Message]) -> None:
        """Bring every finding's issue into the state of its message."""
        issues = self._issues()
        for one in messages:
            issue = issues.get(one.finding.fingerprint)
            if one.kind is State.RESOLVED:
                if issue and issue["state"] == "open":
                    self._comment(issue, f"Resolved: not seen any more since {one.at}.")
                    self._call("PATCH", f"/issues/{issue['number']}", state="closed", state_reason="completed")
            elif issue is None:
                self._call("POST", "/issues", title=self._title(one), body=self._body(one), labels=[self.label])
            elif issue["state"] != "open":
                self._call("PATCH", f"/issues/{issue['number']}", state="open", body=self._body(one))
                self._comment(issue, f"Back again, seen {one.at}.")

    def _issues(self) -> dict[str, dict[str, Any]]:
        """The issues that carry a fingerprint, by it."""
        found: dict[str, dict[str, Any]] = {}
        for page in range(1, 101):
            answer = self._call("GET", f"/issues?labels={self.label}&state=all&per_page=100&page={page}")
            for issue in answer:
                marker = re.search(r"<!-- driftline ([0-9a-f]{12,64}) -->", str(issue.get("body") or ""))
                if marker:
                    found.setdefault(marker.group(1), issue)
            if len(answer) < 100:
                break
        return found

    def _title(self, one: Message) -> str:
        return f"API drift: {safe(one.finding.rule, 60)} {place(one.finding)}"[:240]

    def _body(self, one: Message) -> str:
        marker = f"<!-- driftline {re.sub('[^0-9a-f]', '', one.finding.fingerprint)} -->"
        return (
            "\n".join([*finding_lines(one.finding), ""])[:60_000] + marker
        )  # cut before: without it no issue is found again

    def _comment(self, issue: dict[str, Any], text: str) -> None:
        self._call("POST", f"/issues/{issue['number']}/comments", body=text)

    def _call(self, method: str, path: str, **content: Any) -> Any:
        answer = self.client.request(method, path, json=content or None)
        answer.raise_for_status()
        return answer.json()
