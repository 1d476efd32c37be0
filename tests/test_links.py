"""Links between the pages of a site: those that lead nowhere are found, and nothing is said of what is not there to see."""

from __future__ import annotations

import json

import pytest

from driftline.links import broken
from driftline.snapshot import Snapshot

GOOD = "[a](/docs/cards) [b](cards) [c](./cards.mdx#limits) [d](/docs/wallets)\n"
PAGES = {"docs/cards.mdx": "# Cards\n", "docs/wallets/index.md": "# Wallets\n", "docs/start.md": GOOD}


def lost(line: str, *, file: str = "docs/more.md", **more: dict[str, str]) -> list[tuple[str, str, int | None]]:
    """The links of one line of a page that lead nowhere: target, file, line."""
    snapshot = Snapshot({**PAGES, file: f"# More\n\n{line}\n"}, **more)
    return [(claim.value, claim.evidence.file or "", claim.evidence.line) for claim in broken(snapshot).claims]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("See [cards](/docs/card).", "/docs/card"),
        ("See [cards](card#limits).", "/docs/card"),
        ('<Card href="/docs/card#limits" />', "/docs/card"),
        ("See [cards](docs/cards).", "/docs/docs/cards"),
    ],
)
def test_a_link_to_a_page_that_is_not_there_is_found_with_its_line(line: str, target: str) -> None:
    assert lost(line) == [(target, "docs/more.md", 3)]


@pytest.mark.parametrize(
    "line",
    [
        "[a](/docs/cards/) [b](../docs/cards.mdx) [c](/docs/wallets/index) [d](/docs)",
        "[a](https://example.com/docs/card) [b](mailto:a@b.test) [c](#here) ![d](/docs/card.png)",
        "[a](/api/cards)",  # nothing of that folder is here
        "```\n[a](/docs/card)\n```",
    ],
)
def test_what_leads_somewhere_or_is_not_ours_to_know_is_no_finding(line: str) -> None:
    assert lost(line) == []


def test_a_redirect_of_the_site_leads_somewhere() -> None:
    moved = [{"source": "/docs/card", "destination": "/docs/cards"}, {"source": "/docs/old/:slug*", "destination": "/"}]
    sites = {"docs.json": json.dumps({"redirects": moved})}
    assert lost("[a](/docs/card) [b](/docs/old/any/page)", sites=sites) == []
    assert lost("[a](/docs/cart)", sites=sites) == [("/docs/cart", "docs/more.md", 3)]


def test_a_description_in_a_spec_is_read_and_its_relative_links_are_not() -> None:
    spec = {"openapi/a.json": '{"description": "See [a](/docs/card) and [b](card)."}'}
    assert lost("", specs=spec) == [("/docs/card", "openapi/a.json", 1)]


def test_where_most_links_lead_nowhere_the_site_lies_elsewhere() -> None:
    assert lost("[a](/docs/x) [b](/docs/y) [c](/docs/z)") == []


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"redirects": {"source": 1}}', '{"redirects": [1, {"source": 2}]}', "[" * 9000]
)
def test_settings_that_are_none_are_no_redirects(text: str) -> None:
    assert lost("[a](/docs/card)", sites={"docs.json": text}) == [("/docs/card", "docs/more.md", 3)]
