"""Whatever strangers wrote, in whatever field of a finding: every report shows it as text, and nothing else comes of it."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import made_up
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rendering import ENTRIES, HOSTILE, TEXT
from rich.console import Console

from driftline.accepted import read_accepted, with_entry
from driftline.alert import GitHubChannel, body, title
from driftline.cli.base import Shown
from driftline.errors import DriftError
from driftline.findings import Finding, Proposal
from driftline.history import State
from driftline.ledger import Message
from driftline.naming import Names
from driftline.release import Gate, Release, entry
from driftline.release import body as pull_request
from driftline.renderers.contract import as_dict, from_json, names_text, to_json
from driftline.renderers.markdown import code, escaped, to_markdown
from driftline.renderers.rulespage import told
from driftline.renderers.site import site
from driftline.renderers.terminal import to_terminal

NASTY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MARKUP = st.sampled_from(
    ["<b onclick=a>", "</script><script>a()", "<!--", "-->", "[a](http://b)", "![a](http://b)", "<http://a.test>", "www.a.test",
     "http://a.test", "@somebody", "&lt;b&gt;", "`", "``` a", "|", "\\|", "a\\", "- a", "1. a", "1) a", "---", "===", "# a", "    a",
     "[a]: http://b", "\x1b[2J", "\x9b31m", "\u202eb", "{{ 7*7 }}", "\" onload=\"a", "' a='", "]]>", "\n\n<b>\n\n"]
)  # fmt: skip
ANY = TEXT | MARKUP | st.lists(MARKUP, min_size=2, max_size=3).map("".join)
PROPOSALS = st.builds(
    Proposal, ANY, ANY, st.none() | st.integers(), ANY, ANY.map(lambda text: json.dumps({"target": text}))
)
FOUND = st.builds(
    lambda one, message, code, proposal, odd: replace(
        one, message=message, code=code, proposal=proposal, odd_one_out=odd
    ),
    *(HOSTILE, ANY, st.none() | ANY, st.none() | PROPOSALS, st.none() | ANY),
)
ROWS = st.builds(lambda name, voice: {"name": name, "voice": voice, "claims": 1, "unread": 0}, ANY, ANY)
REPORTS = (
    st.lists(FOUND, min_size=1, max_size=2),
    st.lists(ROWS, max_size=2),
    st.lists(st.tuples(FOUND, ENTRIES), max_size=1),
)
FEW = settings(max_examples=80, deadline=None, derandomize=True)


@given(*REPORTS)
@FEW
def test_a_terminal_gets_no_control_sequence(found: Any, rows: Any, accepted: Any) -> None:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    with console.capture() as said:
        for part in to_terminal(found, rows, accepted):
            console.print(part)
    assert NASTY.search(said.get()) is None
    for one in found:
        assert NASTY.search("\n".join(told(as_dict(one)))) is None


@given(ANY)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_a_command_prints_itself_steers_no_terminal(text: str) -> None:
    """Names of files, messages of errors: they were printed as they came."""
    console = Shown(file=io.StringIO(), width=100, color_system=None)
    with console.capture() as said:
        console.print(text, markup=False)
    assert NASTY.search(said.get()) is None


MARKDOWN = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
OWN_HTML = re.compile(r"</?sub>|<!-- driftline [0-9a-f]* -->|</?details>|</?summary>|<details><summary>.*</summary>")


def tokens(text: str) -> Iterable[Any]:
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def foreign(text: str) -> list[str]:
    """What a Markdown text holds that no report of ours writes: HTML, links, pictures, links that are made of bare URLs."""
    found = []
    for token in tokens(text):
        if token.type in ("link_open", "image"):
            found.append(token.type)
        is_html = token.type.startswith("html") and not OWN_HTML.fullmatch(token.content.strip())
        is_url = token.type == "text" and re.search(r"://\S|\bwww\.", token.content, re.IGNORECASE)
        found += [token.content] if is_html or is_url else []
    return found


@given(*REPORTS)
@FEW
def test_markdown_holds_no_html_no_link_and_no_control_character(found: Any, rows: Any, accepted: Any) -> None:
    text = to_markdown(found, rows, accepted)
    assert foreign(text) == []
    assert NASTY.search(text) is None
    assert [token.tag for token in tokens(text) if token.type == "heading_open"].count("h3") == len(found) + len(
        accepted
    )


@cache
def github() -> GitHubChannel:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_TOKEN", "x")
        return GitHubChannel("a/b")


@given(st.lists(FOUND, min_size=1, max_size=2), st.sampled_from([State.NEW, State.BACK, State.RESOLVED]))
@FEW
def test_alerts_hold_no_html_no_link_and_no_control_character(found: list[Finding], kind: State) -> None:
    messages = [Message(1, kind, one, "2026-11-01T00:00:00Z") for one in found]
    channel = github()
    for text in (body(messages), title(messages), *map(channel._title, messages), *map(channel._body, messages)):
        assert NASTY.search(text) is None
        assert foreign(text) == [] or text in map(channel._title, messages)  # the title of an issue is no Markdown


@given(st.lists(FOUND, max_size=2), st.lists(ANY, max_size=3), ANY)
@FEW
def test_a_changelog_and_a_pull_request_hold_no_html_and_no_link(found: Any, texts: list[str], name: str) -> None:
    made = Release("1.0.0", "1.1.0", tuple(found), (Gate(name, False, name, tuple(texts)),), True, tuple(texts))
    for text in (entry(made, "2026-11-01"), pull_request(made)):
        assert foreign(text) == []
        assert NASTY.search(text) is None


@given(ANY)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_text_in_markdown_is_one_paragraph_of_text(text: str) -> None:
    shown = escaped(text)
    assert [token.type for token in MARKDOWN.parse(shown)] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert {token.type for token in tokens(f"x {code(text)} y")} <= {
        *("paragraph_open", "inline", "paragraph_close", "text", "code_inline")
    }


class Seen(HTMLParser):
    """Every element of a page with its attributes' names, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.leads: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.leads += [value or "" for name, value in attrs if name in ("href", "src", "action", "content")]


def elements(files: dict[str, str]) -> tuple[set[tuple[str, str]], list[str]]:
    """The pairs of element and attribute of all pages, and all links."""
    pages = [Seen(text) for name, text in files.items() if name.endswith(".html")]
    pairs = {(tag, name) for page in pages for tag, names in page.elements for name in ("", *names)}
    return pairs, [lead for page in pages for lead in page.leads]


BARE = replace(made_up.FINDINGS[0], rule="unknown", said=(), message="", proposal=None, request=None, code=None)
OURS = set().union(
    *(
        elements(files)[0]
        for files in (
            site(**made_up.report()),
            site(**made_up.report([])),
            site([*made_up.FINDINGS, BARE], made_up.SOURCES),
            site([BARE], [], accepted=made_up.ACCEPTED),
        )
    )
)


@given(*REPORTS)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_no_element_and_no_attribute_of_a_page_comes_from_text(found: Any, rows: Any, accepted: Any) -> None:
    named = [replace(one, fingerprint=f"{number:016x}") for number, one in enumerate(found)]
    files = site(named, rows, accepted=accepted)
    pairs, leads = elements(files)
    assert pairs <= OURS
    assert not [lead for lead in leads if re.match(r"\s*(?:javascript|https?|//|data:text)", lead, re.IGNORECASE)]
    for name, text in files.items():
        assert NASTY.search(text) is None, name
        if name.endswith(".html"):
            assert "default-src 'none'" in text


@given(*REPORTS)
@FEW
def test_findings_as_json_come_back_whole_and_are_json(found: Any, rows: Any, accepted: Any) -> None:
    text = to_json(found, rows, [one for one, _ in accepted])
    json.loads(text, parse_constant=pytest.fail)
    back = from_json(text)
    assert [one.message for one in back.findings] == [one.message for one in found]
    assert to_json(back.findings, back.sources, back.accepted) == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "said", 0, "line"), "1"),
        (("findings", 0, "said", 0, "file"), {}),
        (("findings", 0, "said", 0, "exchange"), 1),
        (("findings", 0, "odd_one_out"), ["docs"]),
        (("findings", 0, "proposal"), True),
        (("findings", 0, "request"), {}),
        (("findings", 0, "severity"), []),
        (("sources", 0, "claims"), "many"),
        (("sources", 0, "name"), {}),
        (("sources", 0), 1),
        (("findings", 0), None),
    ],
)
def test_a_report_whose_parts_have_other_types_is_none(path: tuple[Any, ...], value: Any) -> None:
    data = json.loads(to_json(made_up.FINDINGS, made_up.SOURCES))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    with pytest.raises(DriftError, match="no report"):
        from_json(json.dumps(data))


NAMES = st.dictionaries(ANY | st.sampled_from(["GET /\U0001f6b2/{}", "\x7f"]), ANY, max_size=3)


@given(NAMES, st.lists(ANY, max_size=3))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_table_of_names_is_toml_that_says_the_same(calls: dict[str, str], places: list[str]) -> None:
    """What JSON escapes is no TOML: a bicycle in a path made a table that the next bundle could not read."""
    whole = {key: value for key, value in calls.items() if not re.search("[\ud800-\udfff]", key + value)}
    kept = [place for place in places if not re.search("[\ud800-\udfff]", place)]
    assert tomllib.loads(names_text(Names({"Ride": tuple(kept)}, whole))) == {"calls": whole, "models": {"Ride": kept}}
    tomllib.loads(names_text(Names({"Ride": tuple(places)}, calls)))


@pytest.mark.parametrize("text", ["\U0001f6b2", "\x7f", "\ud800", '"""\n[[accepted]]', "\\", "\x00\u2028"])
def test_an_accepted_finding_keeps_its_reason_whatever_is_in_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(with_entry(path, "f00dfeed", f"r{text}", f"w{text}", "never"), encoding="utf-8")
    (found,) = read_accepted(path)
    assert found.reason == f"r{text}".replace("\ud800", "?")
