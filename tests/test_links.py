"""Links between the pages of a site: those that lead nowhere are found, and nothing is said of what is not there to see."""

from __future__ import annotations

import json

import pytest

from driftline.links import broken
from driftline.snapshot import Snapshot

GOOD = "[a](/docs/cards) [b](cards) [c](./cards.mdx#limits) [d](/docs/wallets)\n"
PAGES = {"docs/cards.mdx": "# Cards\n\n## Limits\n", "docs/wallets/index.md": "# Wallets\n", "docs/start.md": GOOD}


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


MOVED = "[a](/docs/one) [b](/docs/two) [c](/docs/three) [d](/docs/four)\n"  # a folder whose pages went elsewhere


def test_a_link_beside_its_page_counts_where_the_rest_of_the_site_has_moved() -> None:
    beside = {
        "docs/pay/cards.md": "# Cards\n",
        "docs/pay/more.md": f"{MOVED}[e](/docs/pay/card) [f](/docs/pay/cards)\n",
    }
    assert [claim.value for claim in broken(Snapshot(beside)).claims] == ["/docs/pay/card"]


def test_a_link_that_leads_somewhere_from_the_root_alone_lacks_its_slash() -> None:
    pages = {"docs/pay/cards.md": "# Cards\n", "guides/start.md": f"{MOVED}[e](docs/pay/cards)\n"}
    assert [claim.value for claim in broken(Snapshot(pages)).claims] == ["/guides/docs/pay/cards"]


def test_an_entry_of_the_list_of_all_pages_leads_to_one() -> None:
    entries = "".join(
        f"- [{name}](https://docs.test/docs/{name}.md)\n" for name in ("cards", "start", "wallets", "cart")
    )
    pages = {**PAGES, "llms.txt": entries, "docs/far.md": "[a](https://other.test/docs/cart)\n"}
    assert [claim.value for claim in broken(Snapshot(pages)).claims] == ["/docs/cart"]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ("[Get cards](/docs/get-cards) [Get wallets](/docs/get-cards)", ["/docs/get-cards"]),
        ("[Get cards](/docs/get-cards) [Get wallets](/docs/get-wallets)", []),
        ("[Get cards](/docs/get-cards) [the cards](/docs/get-cards)", []),
        ("[Get cards](/docs/get-cards) [wallets](/docs/get-cards)", []),
    ],
)
def test_a_link_whose_words_name_another_page_is_found_beside_the_one_that_leads_there(
    links: str, found: list[str]
) -> None:
    pages = {f"docs/get-{name}.md": f"# Get {name}\n" for name in ("cards", "wallets")}
    assert [claim.value for claim in broken(Snapshot({**pages, "docs/all.md": f"{links}\n"})).claims] == found


def test_a_redirect_of_the_site_leads_somewhere() -> None:
    moved = [{"source": "/docs/card", "destination": "/docs/cards"}, {"source": "/docs/old/:slug*", "destination": "/"}]
    sites = {"docs.json": json.dumps({"redirects": moved})}
    assert lost("[a](/docs/card) [b](/docs/old/any/page)", sites=sites) == []
    assert lost("[a](/docs/cart)", sites=sites) == [("/docs/cart", "docs/more.md", 3)]


def test_a_relative_link_in_a_spec_is_seen_from_the_page_that_shows_it() -> None:
    spec = {"openapi/a.json": '{"description": "See [a](/docs/card), [b](card), [c](cards) and [d](cards)."}'}
    assert lost("", specs=spec) == [("/docs/card", "openapi/a.json", 1)]
    shown = '---\ntitle: "Pay"\nopenapi: "/openapi/a.json POST /payments"\n---\n'
    snapshot = Snapshot({**PAGES, "docs/pay.mdx": shown}, spec)
    assert [claim.value for claim in broken(snapshot).claims] == ["/docs/card", "/docs/card"]


HEADED = """# Limits

## Step 1: Send it & wait
Setext heading
===
<Tab title="In Java">
<h3>What `you` get</h3>
### Errors {#all-errors}
[a](#limits) [b](#step-1-send-it-wait) [c](#setext-heading) [d](#in-java) [e](#what-you-get) [f](#all-errors) [g](#limits-2)
"""


def test_a_link_to_a_heading_that_its_page_does_not_have_is_found() -> None:
    more = {"docs/limits.mdx": HEADED}
    snapshot = Snapshot({**PAGES, **more, "docs/more.md": "[a](limits#in-java) [b](limits#in-kotlin)"})
    assert [claim.value for claim in broken(snapshot).claims] == ["/docs/limits#in-kotlin"]


@pytest.mark.parametrize(
    "page",
    [
        "---\nopenapi: openapi/a.json GET /a\n---\n",
        "import Part from '/snippets/part.mdx'\n",
        "<Snippet file='part.mdx' />\n",
    ],
)
def test_headings_that_stand_elsewhere_are_not_missed(page: str) -> None:
    snapshot = Snapshot({**PAGES, "docs/limits.mdx": HEADED, "docs/made.mdx": f"{page}[a](#part)"})
    assert broken(snapshot).claims == ()


def test_where_most_anchors_lead_nowhere_headings_are_named_otherwise() -> None:
    assert lost("[a](#x) [b](#y) [c](#z) [d](#more) [e](#more) [f](#more)") == []


def test_a_link_without_a_target_is_found() -> None:
    assert lost("See [cards]().") == [("", "docs/more.md", 3)]
    assert lost("A call: `[0]()` and `x[1]()`.") == []


def test_links_of_a_documentation_tool_that_the_site_has_left_are_found() -> None:
    assert lost("[a](docs:old-page#there)", sites={"docs.json": "{}"}) == [("docs:old-page#there", "docs/more.md", 3)]
    assert lost("[a](docs:old-page) [b](mailto:a@b.test)") == []


def test_an_entry_of_the_navigation_without_a_page_is_found() -> None:
    groups = [{"group": "A", "pages": ["docs/cards", {"group": "B", "pages": ["docs/gone", "docs/wallets/index"]}]}]
    tabs = {
        "tabs": [{"tab": "T", "groups": groups, "openapi": {"pages": ["docs/no"]}}, {"pages": ["GET /x", "other/a"]}]
    }
    sites = {"docs.json": json.dumps({"navigation": tabs}, indent=1)}
    ((target, file, line),) = lost("", sites=sites)
    assert (target, file) == ("/docs/gone", "docs.json")
    assert "docs/gone" in sites["docs.json"].splitlines()[(line or 0) - 1]


def test_an_address_that_is_redirected_to_two_places_is_found() -> None:
    ways = [{"source": "/docs/a", "destination": f"/docs/{name}"} for name in ("cards", "cards", "wallets")]
    assert lost("", sites={"docs.json": json.dumps({"redirects": ways})}) == [("/docs/a", "docs.json", 1)]
    assert lost("", sites={"docs.json": json.dumps({"redirects": ways[:2]})}) == []


def test_where_most_links_lead_nowhere_the_site_lies_elsewhere() -> None:
    assert lost("[a](/docs/x) [b](/docs/y) [c](/docs/z)") == []


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"redirects": {"source": 1}}', '{"redirects": [1, {"source": 2}]}', "[" * 9000]
)
def test_settings_that_are_none_are_no_redirects(text: str) -> None:
    assert lost("[a](/docs/card)", sites={"docs.json": text}) == [("/docs/card", "docs/more.md", 3)]


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("Use the [Cancel Card endpoint](/docs/cards).", False),  # the page's name is a part of it
        ("Use the [Close Account endpoint](/docs/cards).", True),
        ("Use the [Close Account API](/docs/close-account).", False),
        ("Use the [Wallets API](/docs/cards).", False),  # one word names a whole of pages
        ("See how to [close an account](/docs/cards).", False),
    ],
)
def test_a_link_that_is_called_the_endpoint_of_another_page_is_found(line: str, is_found: bool) -> None:
    pages = {**PAGES, "docs/close-account.md": "# Close account\n", "docs/cancel-cards.md": "# Cancel\n"}
    claims = broken(Snapshot({**pages, "docs/more.md": f"# More\n\n{line}\n"})).claims
    assert [claim.value for claim in claims if claim.evidence.file == "docs/more.md"] == (
        ["/docs/cards"] if is_found else []
    )
