"""`driftline check` on real docs, on broken ones, and on the five saved pages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests_support import CONTRACT, Run

from driftline.check import check
from driftline.snapshot import read_snapshot

Findings = list[dict[str, Any]]


@pytest.fixture(scope="module")
def seeds(corpus: Path) -> set[tuple[str, str, str]]:
    """Rule, operation and place of every finding on the five saved pages."""
    found = check(read_snapshot([corpus / "seeds"])).findings
    return {
        (f.rule, *place.partition(" ")[::2]) for f in found for place in [f"{f.subject.operation}@ {f.subject.place}"]
    }


SESSION = "POST /v1/customers/sessions@"
CHECKOUT = "POST /v1/checkout/sessions@"


@pytest.mark.parametrize(
    ("what", "rule", "operation", "place"),
    [
        ("the path of the object page", "operation-unknown", "POST /v1/customers/{}/sessions@", ""),
        ("id against customer_session", "field-missing", SESSION, "response/201/body/id"),
        ("customer_session against id", "field-missing", SESSION, "response/201/body/customer_session"),
        ("cs_... called a UUID", "format", SESSION, "response/201/body/id"),
        ("status on one page only", "field-missing", SESSION, "response/201/body/status"),
        ("sdk_token on one page only", "field-missing", SESSION, "response/201/body/sdk_token"),
        ("expires_at on one page only", "field-missing", SESSION, "response/201/body/expires_at"),
        ("created_at in the request example", "field-undeclared", SESSION, "request/body/created_at"),
        ("an enum of countries against a pattern", "sibling-values", SESSION, "request/body/country"),
        ("MAX 526 in words only", "only-in-words", SESSION, "request/body/callback_url"),
        ("UUID in words only", "only-in-words", SESSION, "request/body/account_id"),
        ("metadata an object and an array", "type", CHECKOUT, "request/body/metadata"),
        ("a request field nobody lists", "field-undeclared", CHECKOUT, "request/body/alternative_amount"),
        ("a response field nobody lists", "field-undeclared", CHECKOUT, "response/200/body/workflow"),
        ("an answer that is a JSON string", "type", SESSION, "response/201/body"),
        ("errors on one page only", "status-missing", SESSION, "response/400"),
        ("three auth headers against two", "sibling-credentials", CHECKOUT, "security"),
    ],
)
def test_the_saved_pages_disagree(
    seeds: set[tuple[str, str, str]], what: str, rule: str, operation: str, place: str
) -> None:
    operation = operation.removesuffix("@")
    assert any(
        r == rule and f"{o} {p}".replace("@ ", " ").strip() == f"{operation} {place}".strip()
        for r, o, p in _split(seeds)
    ), what


def _split(seeds: set[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [(rule, *f"{a} {b}".split("@ ", 1)) for rule, a, b in seeds]  # type: ignore[misc]


def test_the_findings_are_in_the_contract(run: Run, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.json"
    done = run("check", "--docs", corpus / "seeds", "--json", out)
    assert done.returncode == 1, done.stderr
    report = json.loads(out.read_text())
    jsonschema.validate(report, CONTRACT)
    assert len({f["fingerprint"] for f in report["findings"]}) == len(report["findings"])


def test_the_same_input_gives_the_same_bytes(run: Run, corpus: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("check", "--docs", corpus / "seeds", "--json", tmp_path / name, PYTHONHASHSEED=name.encode().hex())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_every_finding_on_the_site_has_a_file_and_a_line(corpus: Path) -> None:
    result = check(read_snapshot([corpus / "site"]))
    assert len(result.findings) > 500
    for finding in result.findings:
        for said in finding.said:
            assert said.evidence.file, finding
            assert said.evidence.line, (finding.rule, said)


def test_broken_json_is_reported_with_its_line_and_the_rest_is_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "openapi").mkdir()
    (tmp_path / "openapi" / "broken.json").write_text('{\n "openapi": "3.1.0",\n "paths": {,}\n}')
    good = {"openapi": "3.1.0", "paths": {"/a": {"get": {"security": [{"nobody": []}], "responses": {}}}}}
    (tmp_path / "openapi" / "good.json").write_text(json.dumps(good))
    run("check", "--docs", tmp_path, "--json", tmp_path / "out.json")
    found = {f["rule"]: f for f in json.loads((tmp_path / "out.json").read_text())["findings"]}
    assert set(found) == {"unreadable", "unresolved-name"}
    said = found["unreadable"]["said"][0]
    assert (said["file"], said["line"]) == ("openapi/broken.json", 3)


def test_a_folder_that_is_not_there_ends_with_3_and_no_traceback(run: Run, tmp_path: Path) -> None:
    done = run("check", "--docs", tmp_path / "nowhere")
    assert done.returncode == 3
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_ends_with_3(run: Run, tmp_path: Path) -> None:
    assert run("check", "--docs", tmp_path).returncode == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.json", ""),
        ("list.yaml", "- 1"),
        ("old.json", '{"swagger": "2.0", "paths": {}}'),
        ("no.json", '{"openapi": "3.1.0", "paths": {}}'),
    ],
)
def test_a_spec_that_holds_nothing_is_never_agreement(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    done = run("check", "--docs", tmp_path / name)
    assert done.returncode in (1, 3), done.stdout


@pytest.mark.parametrize("words", [("--accepted", "/nowhere"), ("--json", "README.md/x"), ("--bindings", "/nowhere")])
def test_a_path_of_ours_that_is_wrong_is_named_and_no_traceback(run: Run, words: tuple[str, str]) -> None:
    done = run("check", "--docs", "emulator/site", *words)
    assert done.returncode == 2
    assert words[1].partition("/x")[0] in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipe_in_the_docs_is_left_alone(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "page.md").write_text("# Page\n\n`GET /v1/a`\n")
    assert run("check", "--docs", tmp_path).returncode in (0, 3)


def test_explain_shows_a_rule_and_a_finding(run: Run, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("check", "--docs", corpus / "seeds", "--json", out)
    first = json.loads(out.read_text())["findings"][0]
    assert first["message"][:40] in run("explain", first["fingerprint"], "--json", out).stdout
    assert "Why it matters" in run("explain", "values").stdout
    assert run("explain", "no-such-thing", "--json", out).returncode == 2


def test_object_pages_can_be_bound_by_hand(run: Run, tmp_path: Path) -> None:
    page = "reference/customers/the-customer-object.md"
    (tmp_path / "b.toml").write_text(f'"{page}" = []\n')
    shown = run("check", "--docs", "emulator/site", "--show-bindings").stdout
    assert f"{page} describes" in shown
    assert (
        f"{page} describes"
        not in run("check", "--docs", "emulator/site", "--show-bindings", "--bindings", tmp_path / "b.toml").stdout
    )


def test_diff_of_two_revisions_says_what_breaks(run: Run, tmp_path: Path) -> None:
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": ""}}}}},
    }
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "openapi.json").write_text(json.dumps(spec))
        spec["paths"] = {"/b": {"get": {"responses": {"200": {"description": ""}}}}}
    done = run("diff", tmp_path / "old", tmp_path / "new", "--json", tmp_path / "out.json")
    assert done.returncode == 1
    assert {f["rule"] for f in json.loads((tmp_path / "out.json").read_text())["findings"]} == {
        "operation-removed",
        "operation-added",
    }


def test_a_wrong_option_ends_with_2(run: Run) -> None:
    assert run("check", "--dogs", "x").returncode == 2


ACCEPTED = '[[accepted]]\nfingerprint = "{}"\nreason = "known"\nwho = "us"\nuntil = {}\n'


def test_an_accepted_finding_is_shown_apart_and_hides_no_neighbour(run: Run, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("check", "--docs", corpus / "seeds", "--json", out)
    before: Findings = json.loads(out.read_text())["findings"]
    (tmp_path / "accepted.toml").write_text(ACCEPTED.format(before[0]["fingerprint"], '"never"'))
    run("check", "--docs", corpus / "seeds", "--json", out, "--accepted", tmp_path / "accepted.toml")
    report = json.loads(out.read_text())
    assert [f["fingerprint"] for f in report["findings"]] == [f["fingerprint"] for f in before[1:]]
    assert [f["fingerprint"] for f in report["accepted"]] == [before[0]["fingerprint"]]


@pytest.mark.parametrize(
    ("key", "until", "words"), [("0123456789abcdef", '"never"', "stale"), ("", "2020-01-01", "expired")]
)
def test_a_stale_or_expired_entry_is_an_error_that_names_itself(
    run: Run, corpus: Path, tmp_path: Path, key: str, until: str, words: str
) -> None:
    out = tmp_path / "out.json"
    run("check", "--docs", corpus / "seeds", "--json", out)
    key = key or json.loads(out.read_text())["findings"][0]["fingerprint"]
    (tmp_path / "accepted.toml").write_text(ACCEPTED.format(key, until))
    done = run("check", "--docs", corpus / "seeds", "--accepted", tmp_path / "accepted.toml", "--fail-on", "none")
    assert done.returncode == 1
    assert words in done.stderr
    assert key in done.stderr


def test_text_of_strangers_cannot_steer_the_terminal_or_the_markdown(run: Run, tmp_path: Path) -> None:
    evil = "x\x1b[31m\u202e<script>alert(1)</script>`|"
    schema = {"type": "object", "properties": {"a": {"type": "string", "enum": ["A"], "example": evil}}}
    body = {"content": {"application/json": {"schema": schema}}}
    spec = {"openapi": "3.1.0", "paths": {"/a": {"post": {"requestBody": body, "responses": {}}}}}
    (tmp_path / "evil.json").write_text(json.dumps(spec))
    done = run("check", "--docs", tmp_path, "--markdown", tmp_path / "out.md")
    text = (tmp_path / "out.md").read_text()
    assert "values" in done.stdout
    assert "\x1b" not in done.stdout + text
    assert "\u202e" not in done.stdout + text
    assert not any(line.startswith("<script") for line in text.splitlines())


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(run: Run, corpus: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = run("check", "--docs", corpus / "site", "--json", tmp_path / seed, "--most", "0", PYTHONHASHSEED=seed)
        assert done.returncode == 1, done.stderr
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
