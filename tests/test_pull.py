"""What a pull promises, seen from outside: the folder before, the folder after, and the request log."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from driftline.errors import DriftError, Exit, SourceError
from driftline.published import Absent, Site, index_links, public, spec_files, unsafe
from driftline.pull import Limits, Pulled, pull
from tests.serving import DocsHost, served

CORPUS = Path(os.environ.get("DRIFTLINE_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")
QUICK = Limits(backoff=0.001, request_seconds=5)
DOCS = "https://docs.example.com"


@pytest.fixture
def corpus() -> Path:
    if not (CORPUS / "site" / "llms.txt").is_file():
        pytest.skip(f"no corpus at {CORPUS}; name it in DRIFTLINE_CORPUS")
    return CORPUS


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return tmp_path / "snapshot"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DocsHost]:
    """Three pages and a spec, served on loopback under links to another host."""
    files = {
        "llms.txt": f"# Docs\n\n- [A]({DOCS}/a.md)\n- [B]({DOCS}/b.md): about b\n- [C]({DOCS}/deep/c.md)\n"
        f"## OpenAPI Specs\n- [s]({DOCS}/openapi/s.json)\n",
        "a.md": "# A\n",
        "b.md": "# B\n\n````yaml openapi/unlisted.json POST /b\n````\n",
        "deep/c.md": "# C\n",
        "openapi/s.json": "{}",
        "openapi/unlisted.json": '{"openapi": "3.1.0"}',
    }
    write(tmp_path / "site", files)
    with served(tmp_path / "site") as host:
        yield host


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, errors="surrogateescape")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(folder: Path) -> dict[str, bytes]:
    return {path: body for path, body in everything(folder).items() if path != "provenance.json"}


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}


def provenance(folder: Path) -> dict[str, object]:
    value = json.loads((folder / "provenance.json").read_text())
    assert isinstance(value, dict)
    return value


def reasons(folder: Path, of: str = "skipped") -> dict[str, str]:
    return {each["url"]: each["reason"] for each in provenance(folder)[of]}  # type: ignore[attr-defined]


def litter(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


class Answers(httpx.AsyncBaseTransport):
    """A docs host in memory: what it answers for a path, and 404 for the rest."""

    def __init__(self, answers: dict[str, str | bytes | httpx.Response | Callable[[httpx.Request], httpx.Response]]):
        self.answers = answers
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.get(request.url.path, httpx.Response(404))
        if callable(answer):
            return answer(request)
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, content=answer)


def index(*urls: str) -> str:
    return "".join(f"- [page]({url})\n" for url in urls)


def paged(**answers: str | bytes | httpx.Response | Callable[[httpx.Request], httpx.Response]) -> Answers:
    """A host whose index lists good.md and bad.md."""
    listed = {"/llms.txt": index(f"{DOCS}/good.md", f"{DOCS}/bad.md"), "/good.md": "good"}
    return Answers({**listed, **{f"/{name}.md": answer for name, answer in answers.items()}})


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """The folder, its times and its neighbours are the same after the block."""
    before = (everything(folder), times(folder))
    yield
    assert (everything(folder), times(folder)) == before
    assert litter(folder.parent) == []


# --- a docs host -----------------------------------------------------------------------------------------------------


def test_the_whole_site_is_pulled_byte_for_byte_and_a_second_pull_transfers_nothing(
    corpus: Path, snapshot: Path
) -> None:
    told: list[tuple[int, int, str]] = []
    with served(corpus / "site") as host:
        first = pull([host.url], snapshot, progress=lambda *each: told.append(each))
        assert first.files == first.transferred == 503
        assert first.missing == ()
        published = everything(corpus / "site")
        assert all(published[path] == body for path, body in pages(snapshot).items())
        assert told[-1][:2] == (503, 503)
        asked = len(host.log)
        with unchanged(snapshot):
            second = pull([host.url], snapshot)
        assert second == Pulled(503, 0, 503, 0, (), 0)
        assert {status for _, status in host.log[asked:]} == {304}


def test_a_mirror_answers_for_the_host_its_links_name_and_specs_named_on_pages_come_along(
    site: DocsHost, snapshot: Path
) -> None:
    assert pull([f"{site.url}/llms.txt"], snapshot).files == 6
    assert pages(snapshot) == everything(site.folder)


def test_one_changed_one_new_and_one_removed_page_are_counted_and_the_rest_keeps_its_times(
    site: DocsHost, snapshot: Path
) -> None:
    pull([site.url], snapshot)
    before = times(snapshot)
    listed = (site.folder / "llms.txt").read_text().replace("deep/c.md", "new.md")
    write(site.folder, {"llms.txt": listed, "a.md": "# A, again\n", "new.md": "new"})
    pulled = pull([site.url], snapshot)
    assert (pulled.transferred, pulled.unchanged, pulled.removed) == (3, 3, 1)
    assert pulled.bytes_transferred == len(listed) + len("# A, again\n") + len("new")
    assert not (snapshot / "deep").exists()
    assert times(snapshot)[str(snapshot / "b.md")] == before[str(snapshot / "b.md")]


def test_a_file_changed_by_hand_is_fetched_again_without_validators(site: DocsHost, snapshot: Path) -> None:
    pull([site.url], snapshot)
    (snapshot / "a.md").write_text("edited")
    asked = len(site.log)
    assert pull([site.url], snapshot).transferred == 1
    assert ("/a.md", 200) in site.log[asked:]
    assert pages(snapshot) == everything(site.folder)


def test_a_host_without_validators_still_leaves_the_same_snapshot_untouched(snapshot: Path) -> None:
    host = paged(bad="also good")
    pull([DOCS], snapshot, transport=host)
    with unchanged(snapshot):
        assert pull([DOCS], snapshot, transport=host) == Pulled(3, 0, 3, 0, (), 0)


def test_a_host_that_fails_half_way_leaves_the_last_snapshot_as_it_was(site: DocsHost, snapshot: Path) -> None:
    pull([site.url], snapshot)
    write(site.folder, {"a.md": "changed"})
    site.log.clear()
    site.fails_after = 3
    with unchanged(snapshot), pytest.raises(SourceError, match="answered 500, 200 expected") as failure:
        pull([site.url], snapshot, limits=QUICK)
    assert failure.value.exit_code is Exit.UNREADABLE
    assert "untouched" in failure.value.hint


def test_pages_the_index_lists_and_the_host_has_not_are_reported(site: DocsHost, snapshot: Path) -> None:
    (site.folder / "a.md").unlink()
    pulled = pull([site.url], snapshot)
    assert pulled.missing == (f"{site.url}/a.md",)
    assert reasons(snapshot, "missing") == {f"{site.url}/a.md": "answered 404"}
    assert pulled.files == 5


def test_an_index_of_which_every_page_is_gone_is_a_failure_not_an_empty_snapshot(
    site: DocsHost, snapshot: Path
) -> None:
    pull([site.url], snapshot)
    for path in ("a.md", "b.md", "deep/c.md", "openapi/s.json"):
        (site.folder / path).unlink()
    with unchanged(snapshot), pytest.raises(SourceError, match="none of the 4 listed pages"):
        pull([site.url], snapshot)


def test_a_docs_url_that_does_not_answer_is_named_in_the_error(snapshot: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(SourceError, match=f"{url}/llms.txt: ConnectError"):
            pull([url], snapshot, limits=QUICK)
    assert not snapshot.exists()
    assert litter(snapshot.parent) == []


def test_a_web_page_where_markdown_was_expected_is_missing_with_that_reason(snapshot: Path) -> None:
    host = paged(bad=httpx.Response(200, html="<p>Not found</p>"))
    assert pull([DOCS], snapshot, transport=host).missing == (f"{DOCS}/bad.md",)
    assert reasons(snapshot, "missing") == {f"{DOCS}/bad.md": "HTML where Markdown was expected"}


@pytest.mark.parametrize("name", ["/llms.txt", ""])
def test_a_web_page_where_the_index_was_expected_is_an_error(name: str, snapshot: Path) -> None:
    host = Answers(dict.fromkeys(["/llms.txt", "/"], b"<!DOCTYPE html><html></html>"))
    with pytest.raises(SourceError, match=r"an llms\.txt index of pages was expected"):
        pull([DOCS + name], snapshot, transport=host)


@pytest.mark.parametrize("text", ["", "# Docs\n", index("mailto:docs@example.com", f"{DOCS}/x.png")])
def test_an_index_that_lists_no_page_of_its_host_is_an_error(text: str, snapshot: Path) -> None:
    with pytest.raises(SourceError, match="links, none of them"):
        pull([DOCS], snapshot, transport=Answers({"/llms.txt": text}))


def test_a_redirect_within_the_host_is_followed(snapshot: Path) -> None:
    host = paged(bad=httpx.Response(308, headers={"location": "/good.md"}))
    assert pull([DOCS], snapshot, transport=host).files == 3
    assert (snapshot / "bad.md").read_text() == "good"


@pytest.mark.parametrize(
    "location", ["https://evil.example/bad.md", "http://docs.example.com/bad.md", "https://docs.example.com:444/bad.md"]
)
def test_a_redirect_to_another_host_is_refused(location: str, snapshot: Path) -> None:
    host = paged(bad=httpx.Response(302, headers={"location": location}))
    with pytest.raises(SourceError, match=r"redirects to .* the same host expected"):
        pull([DOCS], snapshot, transport=host)
    assert {request.url.host for request in host.asked} == {"docs.example.com"}


def test_redirects_without_end_are_given_up(snapshot: Path) -> None:
    host = paged(bad=httpx.Response(302, headers={"location": "/bad.md"}))
    with pytest.raises(SourceError, match="more than five redirects"):
        pull([DOCS], snapshot, transport=host)


def test_a_passing_failure_is_tried_again(snapshot: Path) -> None:
    statuses = iter([503, 429, 200])

    def flaky(_: httpx.Request) -> httpx.Response:
        return httpx.Response(next(statuses), headers={"retry-after": "0"}, content=b"at last")

    assert pull([DOCS], snapshot, transport=paged(bad=flaky), limits=QUICK).files == 3
    assert (snapshot / "bad.md").read_text() == "at last"


def test_a_body_that_breaks_off_is_tried_again_and_never_kept(snapshot: Path) -> None:
    class Broken(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            yield b"half a pa"
            raise httpx.RemoteProtocolError("peer closed connection")

    host = paged(bad=lambda _: httpx.Response(200, stream=Broken()))
    with pytest.raises(SourceError, match="RemoteProtocolError"):
        pull([DOCS], snapshot, transport=host, limits=QUICK)
    assert sum(request.url.path == "/bad.md" for request in host.asked) == 1 + QUICK.retries


def test_a_body_that_drips_for_ever_is_given_up(snapshot: Path) -> None:
    class Drip(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            while True:
                await asyncio.sleep(0.01)
                yield b"."

    host = paged(bad=lambda _: httpx.Response(200, stream=Drip()))
    with pytest.raises(SourceError, match=r"no complete answer within 0.1 s"):
        pull([DOCS], snapshot, transport=host, limits=Limits(request_seconds=0.1, retries=1, backoff=0.001))
    with pytest.raises(SourceError, match=r"not done after 0.2 s"):
        pull([DOCS], snapshot, transport=host, limits=Limits(total_seconds=0.2))


def test_a_body_over_the_limit_is_refused(snapshot: Path) -> None:
    with pytest.raises(SourceError, match=r"bad.md: more than 1,000 bytes"):
        pull([DOCS], snapshot, transport=paged(bad=b"x" * 1001), limits=Limits(file_bytes=1000))


def test_a_gzip_bomb_is_refused_before_it_goes_off(snapshot: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    host = paged(bad=lambda _: zipped(bomb))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError, match="bytes after decompression"):
        pull([DOCS], snapshot, transport=host, limits=Limits(file_bytes=5_000_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000 * (
        1024 if sys.platform == "darwin" else 1
    )


def zipped(body: bytes, encoding: str = "gzip") -> httpx.Response:
    return httpx.Response(200, headers={"content-encoding": encoding}, stream=httpx.ByteStream(body))


def test_a_gzip_body_arrives_as_it_was_before(snapshot: Path) -> None:
    host = paged(bad=zipped(gzip.compress(b"# one\n") + gzip.compress(b"# two\n")))
    pull([DOCS], snapshot, transport=host)
    assert (snapshot / "bad.md").read_text() == "# one\n# two\n"


@pytest.mark.parametrize(
    "answer, seen",
    [
        (zipped(gzip.compress(b"a page")[:-5]), "it ends too early"),
        (zipped(b"not gzip at all"), "a broken gzip body"),
        (zipped(b"whatever", "br"), "Content-Encoding 'br'"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_refused(answer: httpx.Response, seen: str, snapshot: Path) -> None:
    with pytest.raises(SourceError, match=seen):
        pull([DOCS], snapshot, transport=paged(bad=answer), limits=QUICK)


@pytest.mark.parametrize("limits, seen", [(Limits(files=2), "more than 2 links"), (Limits(total_bytes=40), "so far")])
def test_more_files_or_bytes_than_the_limits_are_refused(limits: Limits, seen: str, snapshot: Path) -> None:
    urls = [f"{DOCS}/good.md", f"{DOCS}/bad.md", f"{DOCS}/c.md"]
    with pytest.raises(SourceError, match=seen):
        pull([DOCS], snapshot, transport=Answers({"/llms.txt": index(*urls)}), limits=limits)


HOSTILE = {
    f"{DOCS}/../../etc/passwd.md": "leave the snapshot",
    "../above.md": "leave the snapshot",
    "/docs/./../../root.md": "leave the snapshot",
    f"{DOCS}/a/%2e%2e/%2E%2E/b.md": "leave the snapshot",
    f"{DOCS}/a/%252e%252e/b.md": "not a file name's everywhere",
    f"{DOCS}//etc/c.md": "absolute",
    f"{DOCS}/..%5c..%5cd.md": "backslash",
    f"{DOCS}/C:/windows/e.md": "not a file name's everywhere",
    f"{DOCS}/nul%00.md": "cannot be printed",
    f"{DOCS}/docs/CON.md": "reserved on Windows",
    f"{DOCS}/docs/com1.tar.md": "reserved on Windows",
    f"{DOCS}/docs./f.md": "begins or ends with a dot",
    f"{DOCS}/.git/hooks/g.md": "begins or ends with a dot",
    f"{DOCS}/{'n' * 201}.md": "longer than 200 bytes",
    f"{DOCS}/GOOD.md": "only in case",
    f"{DOCS}/good.md/below.md": "both a file and a folder",
    f"{DOCS}/provenance.json": "the snapshot's own",
    f"{DOCS}/good.md?again": "already gives good.md",
    f"{DOCS}/picture.png": "neither a page nor a spec",
    "https://evil.example/h.md": "on another host: evil.example",
    "//evil.example/h2.md": "on another host: evil.example",
    "https://docs.example.com@evil.example/i.md": "on another host: evil.example",
    "file:///etc/j.md": "not an http link",
    "http://[::1/k.md": "not a URL",
}


def test_hostile_links_are_not_fetched_and_are_recorded_with_the_reason(tmp_path: Path) -> None:
    host = Answers({"/llms.txt": index(f"{DOCS}/good.md", *HOSTILE), "/good.md": "good"})
    pull([DOCS], tmp_path / "in" / "snapshot", transport=host)
    assert {request.url.path for request in host.asked} == {"/llms.txt", "/good.md"}
    assert sorted(everything(tmp_path)) == [f"in/snapshot/{n}" for n in ("good.md", "llms.txt", "provenance.json")]
    skipped = reasons(tmp_path / "in" / "snapshot")
    assert {url: reason for url, reason in HOSTILE.items() if reason not in skipped.get(public(url), "")} == {}


@given(
    st.text()
    | st.lists(st.tuples(st.text(max_size=8), st.text(alphabet="ab./\\%2e5c:?#@[]~\x00 ü"))).map(
        lambda links: "\r\n".join(f"- [{name}](https://docs.example.com/{path})" for name, path in links)
    )
)
@hypothesis_settings(max_examples=300, deadline=None)
def test_no_index_text_whatsoever_leads_out_of_the_folder(text: str) -> None:
    links = [*index_links(text), *spec_files(text)]
    site = Site.of(f"{DOCS}/llms.txt", links)
    root = Path("/snapshots/one")
    for link in links:
        place = site.place(f"{DOCS}/llms.txt", link)
        if not isinstance(place, Absent):
            path, url = place
            assert unsafe(path) is None
            assert Path(os.path.normpath(root / path)).is_relative_to(root)
            assert os.path.normpath(path) == path
            assert httpx.URL(url).host == "docs.example.com"


@given(st.binary())
@hypothesis_settings(max_examples=25, deadline=None)
def test_no_index_bytes_whatsoever_crash_a_pull(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        pull(
            [DOCS],
            folder / "snapshot",
            transport=Answers({"/llms.txt": index(f"{DOCS}/a.md").encode() + body, "/a.md": b"a"}),
        )
    except SourceError:
        assert list(folder.iterdir()) == []
    else:
        assert (folder / "snapshot" / "a.md").is_file()


@pytest.mark.parametrize(
    "part", ["](", "](<", "](a(", "](a", "[", "](?key", "\n````", "```` ", "```` .json", "](a&x", "](/.."]
)
def test_reading_a_hostile_index_takes_time_in_proportion_to_its_length(part: str) -> None:
    text = part * (400_000 // len(part))
    started = time.process_time()
    links = list(islice([*index_links(text), *spec_files(text)], 5_000))
    site = Site.of(f"{DOCS}/llms.txt", links)
    for link in links:
        place = site.place(f"{DOCS}/llms.txt", link)
        if isinstance(place, Absent):
            place.to_json()
    assert time.process_time() - started < 2


def test_crlf_brackets_and_relative_links_are_read(snapshot: Path) -> None:
    text = "# Docs\r\n\r\n- [A [x]](/a.md): see\r\n* [B](b(1).md#part)\r\n- [C](<c d.md>)\r\n- [D](/docs/d)\r\n"
    host = Answers({"/llms.txt": text, "/a.md": "a", "/b(1).md": "b", "/c d.md": "c", "/docs/d": "d"})
    pull([DOCS], snapshot, transport=host)
    assert set(pages(snapshot)) == {"llms.txt", "a.md", "b(1).md", "c d.md", "docs/d.md"}


@pytest.mark.parametrize("name", ["page.md", "openapi.json", "guide"])
def test_a_single_page_url_is_pulled_alone(name: str, snapshot: Path) -> None:
    assert pull([f"{DOCS}/{name}"], snapshot, transport=Answers({f"/{name}": "x"})).files == 1
    assert set(pages(snapshot)) == {name if "." in name else f"{name}.md"}


def test_a_user_and_password_are_sent_and_never_written(snapshot: Path) -> None:
    host = Answers({"/llms.txt": index("https://u:canary1@docs.example.com/a.md?api_key=canary2"), "/a.md": "a"})
    pull(["https://user:canary3@docs.example.com"], snapshot, transport=host)
    assert all(request.headers["authorization"].startswith("Basic ") for request in host.asked)
    assert not any(request.url.userinfo for request in host.asked)
    written = (snapshot / "provenance.json").read_text()
    assert "canary" not in written
    with pytest.raises(SourceError) as failure:
        pull(["https://user:canary3@docs.example.com/none.md"], snapshot, transport=host)
    assert "canary" not in str(failure.value)


def test_a_transport_without_async_answers_as_well(snapshot: Path) -> None:
    class Plain(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, content=index(f"{DOCS}/a.md") if request.url.path == "/llms.txt" else "a")

    assert pull([DOCS], snapshot, transport=Plain()).files == 2


def test_provenance_says_where_every_byte_came_from_in_one_fixed_order(site: DocsHost, snapshot: Path) -> None:
    pull([site.url], snapshot)
    value = provenance(snapshot)
    assert list(value) == ["version", "sources", "pulled_at", "files", "missing", "skipped"]
    files = value["files"]
    assert isinstance(files, dict)
    assert list(files) == sorted(everything(site.folder))
    assert list(files["a.md"]) == ["from", "sha256", "bytes", "etag", "last_modified", "fetched_at"]
    assert (files["a.md"]["from"], files["a.md"]["bytes"]) == (f"{site.url}/a.md", 4)


# --- folders and files -----------------------------------------------------------------------------------------------


def test_a_folder_in_the_served_form_is_copied_whole(corpus: Path, snapshot: Path) -> None:
    assert pull([str(corpus / "site")], snapshot).files == 511
    assert pages(snapshot) == everything(corpus / "site")
    with unchanged(snapshot):
        assert pull([str(corpus / "site")], snapshot).transferred == 0


def test_a_git_checkout_of_a_docs_repository_is_copied_without_its_git(
    corpus: Path, snapshot: Path, tmp_path: Path
) -> None:
    bundle = corpus / "yuno-docs-2026H1.bundle"
    subprocess.run(["git", "clone", "-q", "-b", "dev", bundle, tmp_path / "docs"], check=True, capture_output=True)
    pulled = pull([str(tmp_path / "docs")], snapshot)
    assert pulled.files == 580
    kept = pages(snapshot)
    assert "docs.json" in kept
    assert all((tmp_path / "docs" / path).read_bytes() == body for path, body in kept.items())


def test_the_five_seeds_are_pulled_as_single_files(corpus: Path, snapshot: Path) -> None:
    seeds = sorted((corpus / "seeds").iterdir())
    assert pull([str(seed) for seed in seeds], snapshot).files == 5
    assert pages(snapshot) == {seed.name: seed.read_bytes() for seed in seeds}


def test_links_that_leave_a_folder_and_hidden_folders_are_not_copied(tmp_path: Path, snapshot: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    source = write(tmp_path / "docs", {"a.md": "a", ".git/b.md": "b", "node_modules/c.md": "c", "d.png": "d"})
    (source / "out.md").symlink_to(tmp_path / "secret.md")
    (source / "git.md").symlink_to(source / ".git" / "b.md")
    (source / "away").symlink_to(tmp_path)
    os.mkfifo(source / "pipe.md")
    pull([str(source)], snapshot)
    assert set(pages(snapshot)) == {"a.md"}
    assert {Path(url).name for url in reasons(snapshot)} == {"out.md", "git.md", "pipe.md"}


def test_a_snapshot_kept_inside_its_source_does_not_swallow_itself(tmp_path: Path) -> None:
    source = write(tmp_path / "docs", {"a.md": "a"})
    for _ in range(2):
        assert pull([str(source)], source / "snapshot").files == 1
    with pytest.raises(DriftError, match="is inside the snapshot"):
        pull([str(source / "snapshot")], source / "snapshot")


def test_pages_a_folders_index_lists_and_the_folder_lacks_are_reported(tmp_path: Path, snapshot: Path) -> None:
    source = write(tmp_path / "docs", {"llms.txt": index(f"{DOCS}/a.md", f"{DOCS}/gone.md"), "a.md": "a"})
    assert pull([str(source)], snapshot).missing == (f"{DOCS}/gone.md",)


def test_two_sources_that_disagree_about_a_file_are_both_named(tmp_path: Path, snapshot: Path) -> None:
    write(tmp_path, {"one/a.md": "1", "two/a.md": "2", "same/a.md": "1"})
    assert pull([str(tmp_path / "one"), str(tmp_path / "same" / "a.md")], snapshot).files == 1
    with unchanged(snapshot), pytest.raises(DriftError, match=r"one/a.md and .*two/a.md both give a.md"):
        pull([str(tmp_path / "one"), str(tmp_path / "two")], snapshot)


def test_a_url_a_folder_and_a_file_make_one_snapshot(site: DocsHost, tmp_path: Path, snapshot: Path) -> None:
    write(tmp_path, {"more/x.yaml": "{}", "y.txt": "y"})
    assert pull([site.url, str(tmp_path / "more"), str(tmp_path / "y.txt")], snapshot).files == 8


@pytest.mark.parametrize("source", ["nowhere", "ftp://docs.example.com", "https://", "empty"])
def test_a_source_that_is_none_is_refused(source: str, tmp_path: Path, snapshot: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DriftError) as failure:
        pull([source if "://" in source else str(tmp_path / source)], snapshot)
    assert failure.value.hint
    with pytest.raises(DriftError, match="no source"):
        pull([], snapshot)


# --- the folder on disk ----------------------------------------------------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path, snapshot: Path) -> Path:
    """A folder of docs, pulled once."""
    source = write(tmp_path / "docs", {"a.md": "before", "b.md": "b"})
    pull([str(source)], snapshot)
    return source


def test_a_folder_that_is_no_snapshot_is_not_overwritten(tmp_path: Path, docs: Path) -> None:
    mine = write(tmp_path / "mine", {"thesis.md": "mine"})
    with unchanged(mine), pytest.raises(DriftError, match="it is not a snapshot"):
        pull([str(docs)], mine)


def test_files_somebody_keeps_in_a_snapshot_are_not_lost(docs: Path, snapshot: Path) -> None:
    write(snapshot, {"overlays/mine.yaml": "mine"})
    with unchanged(snapshot), pytest.raises(DriftError, match=r"no pull put there, such as overlays/mine.yaml"):
        pull([str(docs)], snapshot)


@pytest.mark.parametrize(
    "text", ["", "[]", "<<<<<<< ours", '{"version": 2}', "[" * 100_000, '{"version": 1}', "\udcff"]
)
def test_a_damaged_provenance_is_an_error_not_a_crash(text: str, docs: Path, snapshot: Path) -> None:
    write(snapshot, {"provenance.json": text})
    with unchanged(snapshot), pytest.raises(DriftError, match="cannot be read"):
        pull([str(docs)], snapshot)


def test_a_run_killed_between_the_two_renames_is_undone_by_the_next(docs: Path, snapshot: Path) -> None:
    snapshot.rename(snapshot.parent / ".snapshot.old")
    write(snapshot.parent / ".snapshot.next-1", {"a.md": "half"})
    assert pull([str(docs)], snapshot) == Pulled(2, 0, 2, 0, (), 0, repaired=True)
    assert litter(snapshot.parent) == []


def test_a_run_killed_after_the_two_renames_is_tidied_by_the_next(docs: Path, snapshot: Path) -> None:
    write(snapshot.parent / ".snapshot.old", {"a.md": "older"})
    assert not pull([str(docs)], snapshot).repaired
    assert litter(snapshot.parent) == []


@pytest.mark.parametrize("moment", ["mkdir", "write_bytes", "write_text", "rename", "rename again", "rmtree", "copy2"])
def test_a_run_really_killed_leaves_the_snapshot_as_before_or_as_after(moment: str, docs: Path, snapshot: Path) -> None:
    write(docs, {"a.md": "after"})
    script = f"""
        import os, pathlib, shutil, signal
        from driftline.pull import pull
        name, _, again = {moment!r}.partition(" ")
        owner = shutil if name in ("rmtree", "copy2") else pathlib.Path
        real, calls = getattr(owner, name), []
        def deadly(*args, **kwargs):
            calls.append(args)
            if len(calls) > bool(again):
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)
        setattr(owner, name, deadly)
        pull([{str(docs)!r}], pathlib.Path({str(snapshot)!r}))
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if snapshot.exists():
        assert (snapshot / "a.md").read_text() in {"before", "after"}
    assert pull([str(docs)], snapshot).repaired == (moment == "rename again")
    assert pages(snapshot) == everything(docs)
    assert litter(snapshot.parent) == []


def test_a_second_pull_at_the_same_time_is_refused(docs: Path, snapshot: Path) -> None:
    started, release = threading.Event(), threading.Event()
    first: list[Pulled] = []
    write(docs, {"a.md": "after"})

    def wait(*_: object) -> None:
        started.set()
        release.wait(10)

    thread = threading.Thread(target=lambda: first.append(pull([str(docs)], snapshot, progress=wait)))
    thread.start()
    try:
        assert started.wait(10)
        with pytest.raises(DriftError, match="another pull is writing there"):
            pull([str(docs)], snapshot)
    finally:
        release.set()
        thread.join()
    assert first[0].transferred == 1
    assert pages(snapshot) == everything(docs)


def test_the_lock_of_a_dead_process_is_taken_over(docs: Path, snapshot: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    write(snapshot.parent, {".snapshot.lock": dead.stdout.decode().strip()})
    assert pull([str(docs)], snapshot).files == 2
    assert litter(snapshot.parent) == []


def test_a_disk_that_refuses_is_a_clear_error(docs: Path, snapshot: Path) -> None:
    write(docs, {"a.md": "x" * 50_000})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with unchanged(snapshot), pytest.raises(SourceError, match="File too large") as failure:
            pull([str(docs)], snapshot)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "Make room or give permission" in failure.value.hint


@pytest.mark.parametrize("into", ["file", "file/below"])
def test_a_place_that_cannot_be_a_folder_is_a_clear_error(into: str, tmp_path: Path, docs: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DriftError, match="file"):
        pull([str(docs)], tmp_path / into)
