"""The report as a site: what it says, that hostile text stays text, and how it works in a real browser from a folder."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from driftline.accepted import Accepted
from driftline.claims import Evidence, Subject
from driftline.findings import Finding, Proposal, Said
from driftline.history import Entry, Event, Run, State
from driftline.renderers.contract import from_json
from driftline.renderers.pictures import Tally, bars, tallies, trend
from driftline.renderers.site import columns, resource, site
from driftline.rules import Severity
from tests.renderers.made_up import ACCEPTED, ENTRIES, FINDINGS, RUNS, SOURCES, many, report

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
in_a_browser = pytest.mark.skipif(not BROWSER, reason="needs a Chromium: install one, or name it in CHROMIUM")
HOSTILE = (
    "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'`><svg onload=window.pwned=1>"
    "{{ 7*7 }}${7*7}\u202egnp.\u2066\x00\x1b[31m\u2028\ud800&lt;script&gt;javascript:window.pwned=1//</pre></title>"
)
LINK = "javascript:window.pwned=1//"
NASTY = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


class Page(HTMLParser):
    """The elements of a page, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}

    def all(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


def pages(files: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in files.items() if path.endswith(".html")}


def hostile_finding(fingerprint: str = "0123456789abcdef") -> Finding:
    """A finding that is hostile in every field that holds a text."""
    quote = Said(HOSTILE, HOSTILE, Evidence(HOSTILE, 3, HOSTILE, HOSTILE))
    listed = [Said(HOSTILE, [HOSTILE, f"{HOSTILE}{n}"], Evidence(LINK, 3, LINK, None, HOSTILE)) for n in range(9)]
    return Finding(
        HOSTILE,
        Severity.ERROR,
        Subject(f"GET /v1/{HOSTILE.replace('/', '')}", HOSTILE),
        (quote, Said("spec", {HOSTILE: HOSTILE}), *listed),
        HOSTILE,
        HOSTILE,
        (HOSTILE, LINK, *map(str, range(11))),
        fingerprint,
        HOSTILE,
        True,
        HOSTILE,
        Proposal(HOSTILE, LINK, 3, HOSTILE, json.dumps({HOSTILE: [HOSTILE]})),
    )


def hostile_report() -> dict[str, Any]:
    """A report that is hostile in every field, those of its ledger too."""
    found, aside = hostile_finding(), hostile_finding("fedcba9876543210")
    event = Event(1, HOSTILE, State.NEW, HOSTILE)
    told = Entry(found.fingerprint, State.BACK, *([HOSTILE] * 7), 3, (event,))
    gone = Entry("f" * 16, State.RESOLVED, *([HOSTILE] * 7), 3, (event,))
    return {
        "findings": [found, hostile_finding("../../" + HOSTILE), hostile_finding(LINK)],
        "sources": [{"name": HOSTILE, "voice": HOSTILE, "claims": 1, "unread": 2, "requests": 3}],
        "accepted": [(aside, Accepted(aside.fingerprint, HOSTILE, HOSTILE, date(2027, 1, 1)))],
        "entries": {told.fingerprint: told, gone.fingerprint: gone},
        "runs": [Run(0, HOSTILE, HOSTILE), Run(1, HOSTILE, HOSTILE), Run(2, HOSTILE, HOSTILE, outcome=HOSTILE)],
        "title": HOSTILE,
    }


@pytest.mark.parametrize("made", [report, hostile_report, lambda: report([]), lambda: report(many(80))])
def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_on_it(made):
    files = site(**made())
    read = pages(files)
    for path, page in read.items():
        for target in [*page.all("href"), *page.all("src")]:
            if target.startswith("data:"):
                continue
            file, _, anchor = target.partition("#")
            named = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            assert named in files, (path, target)
            assert not anchor or anchor in read[named].ids, (path, target)


def test_hostile_text_is_text_in_every_field():
    for path, page in pages(site(**hostile_report())).items():
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"img", "iframe", "object", "embed", "base", "style"}, path
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (path, tag)
            assert tag != "script" or set(attributes) == {"src", "defer"}
        sources = {posixpath.basename(src) for src in page.all("src")}
        assert sources <= {"findings.js", "site.js"}
        assert not [href for href in page.all("href") if "javascript" in href.lower() and not href.startswith("#")]


def test_hostile_text_is_shown_with_its_control_and_direction_characters_spelled_out():
    files = site(**hostile_report())
    for path, text in files.items():
        assert NASTY.search(text) is None, path
        text.encode("utf-8")
    assert "\\u202e" in files["findings/0123456789abcdef.html"]
    shown = "".join(pages(files)["findings/0123456789abcdef.html"].texts)
    assert "<img src=x onerror=window.pwned=1>" in shown
    assert "{{ 7*7 }}" in shown


def test_the_data_of_the_list_cannot_end_its_script():
    text = site(**hostile_report())["findings.js"]
    assert "<" not in text
    assert text.isascii()
    data = json.loads(text.removeprefix("globalThis.FINDINGS = ").rstrip(";\n"))
    assert [row[0] for row in data["rows"]] == ["0123456789abcdef", "", ""]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", "ABCDEF0123456789", "abc", "0" * 65, "0123456789abcdef\n", LINK]
)
def test_a_fingerprint_that_is_none_names_no_file_and_is_shown_without_a_link(name):
    files = site([replace(FINDINGS[0], fingerprint=name)], SOURCES)
    assert [path for path in files if path.startswith("findings/")] == []
    page = pages(files)["index.html"]
    assert FINDINGS[0].message in "".join(page.texts)
    assert not [href for href in page.all("href") if "findings/" in href]


def test_of_two_findings_with_one_fingerprint_the_first_has_the_page():
    files = site([FINDINGS[0], replace(FINDINGS[0], message="another one")], SOURCES)
    assert "another one" not in files[f"findings/{FINDINGS[0].fingerprint}.html"]
    assert "another one" in files["all.html"]


def test_the_same_report_gives_the_same_bytes():
    again = report()
    again["entries"] = dict(reversed(ENTRIES.items()))
    assert site(**report()) == site(**again)


@pytest.mark.parametrize("made", [report, hostile_report])
def test_nothing_is_loaded_from_elsewhere(made):
    files = site(**made())
    for path, page in pages(files).items():
        loaded = [a.get("src") or a.get("href") or "" for tag, a in page.elements if tag in ("script", "link", "img")]
        assert not [url for url in loaded if "//" in url and not url.startswith("data:image/svg+xml")], path
        (policy,) = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert (policy or "").startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in (policy or "")
    assert not re.search(r"@import|url\(", files["site.css"])
    assert not re.search(r"https?:|fetch\(|XMLHttp|innerHTML|insertAdjacent|eval\(", files["site.js"])


def test_a_first_page_of_1500_findings_is_small():
    files = site(**report(many(1500)))
    assert len(files["index.html"].encode()) < 300_000
    assert len(files["index.html"].encode()) + len(files["findings.js"].encode()) < 500_000
    assert len([path for path in files if path.startswith("findings/")]) == 1501


def test_the_worst_come_first_and_new_ones_first_among_equals():
    files = site(**report(reversed(FINDINGS)))
    shown = re.findall(r'class="row" href="findings/([0-9a-f]+)', files["index.html"])
    assert [name[-1] for name in shown] == ["3", "2", "1", "5", "4", "7", "6"]


def test_the_first_page_says_what_changed_what_matters_and_what_to_do():
    text = " ".join("".join(pages(site(**report()))["index.html"].texts).split())
    assert "7 findings between spec, docs and live: 3 errors, 2 warnings, 2 notes (1 accepted finding aside)." in text
    assert "1 new" in text
    assert "1 back" in text
    assert "2 resolved" in text
    assert "1 finding went in runs before" in text
    assert "409 is answered and in no source" in text
    assert "Odd one out: live in 2, docs in 1." in text
    assert "GET /v1/readers/{}/loans: answers 200 without credentials Restore the check" in text
    assert "3 errors +1 2 warnings -1 2 notes -1" in text


def test_without_a_ledger_the_first_page_says_so():
    text = "".join(pages(site(FINDINGS, SOURCES))["index.html"].texts)
    assert "No ledger was given" in text
    assert "resolved" not in text


def test_a_run_that_could_not_look_is_said_and_is_no_point_of_the_line():
    blind = Run(13, "2026-10-13T06:15:00+00:00", outcome="docs.example.test answered 503")
    text = "".join(pages(site(**{**report(), "runs": [*RUNS, blind]}))["index.html"].texts)
    assert "This run could not look: docs.example.test answered 503." in text
    assert "2 resolved" in " ".join(text.split())
    drawn = trend([*RUNS, blind])
    assert drawn is not None
    assert (len(drawn.runs), drawn.blind) == (12, 1)


def test_accepted_findings_have_their_own_list_with_reason_who_and_until():
    files = site(**report())
    finding, entry = ACCEPTED[0]
    for path in ("index.html", "all.html"):
        text = " ".join("".join(pages(files)[path].texts).split())
        assert f"Accepted by Ines until 2027-03-31: {entry.reason}" in text
    assert finding.fingerprint not in files["findings.js"]
    assert "accepted" in "".join(pages(files)[f"findings/{finding.fingerprint}.html"].texts)


def test_a_report_without_findings_says_that_nothing_is_to_be_done():
    text = "".join(pages(site([], SOURCES))["index.html"].texts)
    assert "spec, docs and live agree." in text
    assert "Nothing. The witnesses agree" in text


def test_the_page_of_a_finding_has_quotes_request_fix_and_history():
    text = " ".join("".join(pages(site(**report()))[f"findings/{FINDINGS[0].fingerprint}.html"].texts).split())
    for part in (
        "live is the odd one out",
        "openapi/loans.json:88",
        "exchange e00042",
        "curl -X POST 'https://api.example.test/v1/loans'",
        'json={"book": "b1", "days": "14"}',
        '"pattern": "^[0-9]{1,3}$"',
        "First seen 2026-10-02 06:15, last seen 2026-10-12 06:15 UTC, in 11 runs; 10 days between them.",
        "A typed client raises",
        "Find out which type goes over the wire",
    ):
        assert part in text


def test_lines_and_indents_of_code_are_kept():
    (code,) = [finding.code for finding in FINDINGS if finding.code]
    text = "".join(pages(site(**report()))[f"findings/{FINDINGS[0].fingerprint}.html"].texts)
    assert code in text


def test_more_than_ten_places_fold_away():
    text = site(**report())[f"findings/{FINDINGS[1].fingerprint}.html"]
    assert "15 places of the same cause" in text
    assert "<summary>5 more places</summary>" in text


def test_a_witness_has_one_column_and_no_value_hides_behind_many_quotes_of_another():
    three = columns(FINDINGS[0])
    assert [(column.source, column.odd, len(column.shown)) for column in three] == [
        ("spec", False, 1),
        ("docs", False, 2),
        ("live", True, 1),
    ]
    crowd = [Said("spec", True, Evidence("a.json", n, "x")) for n in range(9)]
    mixed = replace(FINDINGS[4], said=(*crowd, Said("spec", False, Evidence("b.json", 1, "y")), Said("docs", True)))
    spec = columns(mixed)[0]
    assert [quote.value for quote in spec.shown] == ["yes"] * 4 + ["no"]
    assert len(spec.rest) == 5


def test_a_single_witness_that_contradicts_itself_has_a_column_for_each_value():
    assert [(column.source, column.shown[0].value) for column in columns(FINDINGS[4])] == [
        ("spec", "yes"),
        ("spec", "no"),
    ]


def test_what_only_some_lists_have_is_marked():
    spec, docs, _ = columns(FINDINGS[1])
    assert spec.shown[0].members == (("free", False), ("lent", False), ("lost", True))
    assert docs.shown[0].members == (("free", False), ("lent", False))


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("POST /v1/payments/{}/cancel", "payments"),
        ("GET /api/v2.1/books", "books"),
        ("GET /books/{}", "books"),
        ("GET /v1/{}/loans", "loans"),
        ("GET /v1", "the document"),
        ("", "the document"),
    ],
)
def test_a_resource_is_the_first_fixed_step_after_the_version(operation, name):
    assert resource(operation) == name


def test_bars_stand_on_one_scale_and_the_rest_is_summed_up():
    rows = tallies([("a", "error")] * 6 + [(name, "note") for name in "bcdef"] + [("a", "note")])
    made = bars(rows, 2)
    assert rows[0] == Tally("a", 6, 0, 1)
    assert [(bar.tally.name, bar.links) for bar in made] == [("a", True), ("b", True), ("4 others", False)]
    widths = [sum(span.width for span in bar.spans) for bar in made]
    assert widths[0] / widths[1] == pytest.approx(7, rel=0.01)
    assert widths[2] / widths[1] == pytest.approx(4, rel=0.01)
    assert max(widths) <= 100
    few, crowd = bars(tallies([(name, "note") for name in "abcdef"]), 1)
    assert few.spans[0].width * 5 == pytest.approx(crowd.spans[0].width, rel=0.01)
    assert crowd.spans[0].width <= 100


def test_a_line_over_time_needs_two_runs():
    assert trend(RUNS[:1]) is None
    drawn = trend(RUNS[:2])
    assert drawn is not None
    assert drawn.lines[0].points == "0.00,40.00 100.00,40.00"


# In a browser


Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


def written(files: dict[str, str], folder: Path) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the made-up report, in files."""
    return written(site(**report()), tmp_path_factory.mktemp("site"))


@pytest.fixture
def opened(browser: Any) -> Iterator[Opened]:
    """Open a file in a window of its own; at the end no window complained or asked for anything but files of its site."""
    contexts, problems, asked, roots = [], [], [], []

    def open_it(root: Path, path: str = "index.html", *, width: int = 1200, init: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        roots.append(root.as_uri())
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None
        )
        if init:
            page.add_init_script(init)
        page.goto(f"{root.as_uri()}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert problems == []
    assert [url for url in asked if not url.startswith((*roots, "data:"))] == []


@in_a_browser
def test_search_and_filter_by_keyboard_find_and_open_a_finding(opened, folder):
    page = opened(folder)
    assert page.locator("#list li").count() == 7
    page.keyboard.press("/")
    page.keyboard.type("shelf books")
    assert page.evaluate("document.querySelector('#list a').getBoundingClientRect().bottom < innerHeight")
    assert page.inner_text("#count") == "1 of 7 findings, worst first."
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FINDINGS[4].fingerprint}.html#q=shelf+books")
    assert page.inner_text("h1") == FINDINGS[4].message
    page.wait_for_selector("#number:has-text('1 of 1 in this search')")
    page.keyboard.press("Escape")
    page.wait_for_selector("#count:has-text('1 of 7')")
    assert page.input_value("#q") == "shelf books"
    assert FINDINGS[4].fingerprint in page.evaluate("document.activeElement.href")
    page.keyboard.press("Escape")
    assert page.inner_text("#count") == "7 findings, worst first."
    assert page.url.endswith("#findings")


@in_a_browser
def test_j_k_and_arrows_move_in_the_list_and_from_finding_to_finding(opened, folder):
    page = opened(folder)
    focused = "document.activeElement.getAttribute('href')"
    rows = page.locator("#list a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for key, row in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == rows[row], key
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{rows[0]}")
    page.keyboard.press("j")
    page.wait_for_url(f"**/{rows[1]}")
    page.keyboard.press("k")
    page.wait_for_url(f"**/{rows[0]}")


@in_a_browser
def test_the_address_keeps_the_filter_and_next_stays_within_it(opened, folder):
    page = opened(folder, "index.html#level=warning&odd=nobody")
    assert page.inner_text("#count") == "2 of 7 findings, worst first."
    assert page.input_value("#level") == "warning"
    page.select_option("#level", "note")
    page.click("#list a >> nth=0")
    page.wait_for_selector("#number:has-text('1 of 2 in this search')")
    assert page.locator("#before").is_hidden()
    page.click("#after")
    page.wait_for_selector("#number:has-text('2 of 2 in this search')")
    page.click("#back")
    page.wait_for_selector("#count:has-text('2 of 7')")


@in_a_browser
@pytest.mark.parametrize(
    ("link", "hits"),
    [
        ("a:has-text('new')", 1),
        ("a:has-text('errors')", 3),
        ("a:has-text('docs in 1')", 1),
        (".causes a:has-text('length')", 1),
    ],
)
def test_the_numbers_above_lead_to_their_findings(opened, folder, link, hits):
    page = opened(folder)
    page.click(f"main {link} >> nth=0")
    page.wait_for_selector(f"#count:has-text('{hits} of 7')")
    assert page.evaluate("document.activeElement.id") == "findings"
    page.go_back()
    page.wait_for_selector("#count:has-text('7 findings')")


@in_a_browser
def test_a_bar_of_the_picture_leads_to_its_resource(opened, folder):
    page = opened(folder)
    page.click("[data-resource=readers]")
    page.wait_for_selector("#count:has-text('2 of 7')")
    assert page.input_value("#resource") == "readers"


@in_a_browser
def test_the_keys_are_shown_and_can_be_switched_off(opened, folder):
    page = opened(folder)
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog").is_hidden()
    page.click("#keys-open")
    page.uncheck("#keys-on")
    page.click("#keys-close")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


@in_a_browser
def test_who_comes_back_from_a_finding_stands_at_its_row(opened, tmp_path):
    page = opened(written(site(**report(many(170))), tmp_path))
    page.click("#more")
    page.click("#list a >> nth=80")
    page.wait_for_selector("[data-page=finding]")
    name = page.get_attribute("body", "data-fingerprint")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-page=index]")
    assert name in page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("[...document.querySelectorAll('#list a')].indexOf(document.activeElement)") == 81


@in_a_browser
def test_a_long_list_is_drawn_in_parts(opened, tmp_path):
    page = opened(written(site(**report(many(170))), tmp_path))
    assert page.locator("#list li").count() == 50
    page.click("#more")
    assert page.locator("#list li").count() == 100
    page.locator("#list a >> nth=99").focus()
    page.keyboard.press("j")
    assert page.locator("#list li").count() == 150
    page.fill("#q", "part_16")
    assert page.inner_text("#count") == "11 of 170 findings, worst first."
    page.fill("#q", "no such thing")
    assert page.inner_text("#count") == "None of 170 findings fits. Escape clears the search."


@in_a_browser
@pytest.mark.parametrize(
    ("init", "said"),
    [
        ("navigator.clipboard.writeText = async text => { window.copied = text; }", "Copied"),
        ("Object.defineProperty(navigator, 'clipboard', { value: undefined })", "Copied"),
        (
            "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false",
            "Selected: Ctrl+C copies",
        ),
    ],
)
def test_the_request_is_copied_or_selected_where_there_is_no_clipboard(opened, folder, init, said):
    page = opened(folder, f"findings/{FINDINGS[0].fingerprint}.html", init=init)
    page.click("[data-copy=python]")
    page.wait_for_selector(f"[data-copy=python]:has-text('{said}')")
    copied = page.evaluate("window.copied ?? getSelection().toString()")
    assert copied.strip() == FINDINGS[0].code
    page.wait_for_selector("[data-copy=python]:has-text('Copy Python')")


@in_a_browser
def test_without_scripts_the_first_findings_and_a_plain_list_are_there(opened, folder):
    page = opened(folder, java_script_enabled=False)
    assert page.locator("#list a").count() == 7
    assert page.locator("#filters").is_hidden()
    page.click("text=All findings on one plain page")
    assert page.locator(".rows a").count() == 7


@in_a_browser
@pytest.mark.parametrize(
    "path", ["index.html", "all.html", "findings/0123456789abcdef.html", "index.html#q=%3Cscript%3E"]
)
def test_hostile_text_runs_no_script(opened, tmp_path, path):
    page = opened(written(site(**hostile_report()), tmp_path), path)
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
    assert "onerror" in page.inner_text("main")
    if path == "index.html":
        assert page.locator("#list a").count() == 1
        assert page.locator("#list li").count() == 3


@in_a_browser
def test_a_script_that_got_in_would_not_run(browser, tmp_path):
    """The policy is a second wall: it holds where the first, escaping, is torn down on purpose."""
    files = site(**report())
    files["index.html"] = files["index.html"].replace(
        "</h1>", "</h1><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>"
    )
    page = browser.new_page()
    page.goto(f"{written(files, tmp_path).as_uri()}/index.html")
    page.wait_for_selector("#list a")
    assert page.evaluate("window.pwned") is None
    page.close()


LOOKS = [("light", 1200), ("dark", 1200), ("light", 360), ("dark", 360)]
PAGES = ["index.html", "all.html", *(f"findings/{FINDINGS[n].fingerprint}.html" for n in (0, 1, 4))]


@in_a_browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_no_barrier(opened, folder, path, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    page = opened(folder, path, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = axe.run(page, options={"preload": False})  # it would fetch the style sheet, which the policy forbids
    assert found.violations_count == 0, found.generate_report()


@in_a_browser
@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize(
    "made", [report, hostile_report, lambda: report(many(60)), lambda: {"findings": [], "sources": SOURCES}]
)
def test_no_page_is_wider_than_a_phone(opened, tmp_path, width, made):
    files = site(**made())
    root = written(files, tmp_path)
    page = opened(root, width=width)
    for path in ["index.html", "all.html", *[path for path in files if path.startswith("findings/")][:8]]:
        page.goto(f"{root.as_uri()}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(OUTSIDE, width) == [], path


# Elements whose right edge lies outside of the window, but for those that are hidden on purpose.
OUTSIDE = """width => [...document.querySelectorAll("main *, header *")].filter(one => !one.closest(".unseen, svg svg, desc"))
  .filter(one => one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 80))"""


@in_a_browser
def test_findings_between_real_docs_are_listed_found_and_read(opened, corpus, run, tmp_path):
    run("check", "--docs", corpus / "site", "--json", tmp_path / "report.json", "--fail-on", "none")
    told = from_json((tmp_path / "report.json").read_text(encoding="utf-8"))
    files = site(told.findings, told.sources)
    assert len(told.findings) > 1000
    assert len(files["index.html"].encode()) < 300_000
    assert not [path for path, text in files.items() if NASTY.search(text)]
    page = opened(written(files, tmp_path / "site"), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.select_option("#rule", "values")
    page.click("#list a >> nth=0")
    page.wait_for_selector("#number:has-text('in this search')")
    assert page.locator(".voice").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
