"""A SARIF log holds every finding, is valid, and shows nothing that strangers planted."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from rendering import ENTRIES, ENTRY, HOSTILE, TEXT, finding, of_every_fault

from driftline import __version__
from driftline.accepted import Accepted
from driftline.claims import Evidence
from driftline.findings import Finding, Said
from driftline.renderers.contract import Report
from driftline.renderers.sarif import MOST_LOCATIONS, to_sarif
from driftline.rules import BY_NAME

MESSAGE = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def thing(required: str = "", **properties: Any) -> dict[str, Any]:
    """The schema of an object that has these properties and no others."""
    return {"type": "object", "properties": properties, "required": required.split(), "additionalProperties": False}


def several(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least}


# What SARIF 2.1.0 asks of the parts that we write, in our words: the standard's own schema is not ours to copy.
LOCATION = thing(
    id={"type": "integer", "minimum": 0},  # 3.28.2
    physicalLocation=thing(  # 3.29
        "artifactLocation",
        artifactLocation=thing(
            "uri", uri={"type": "string", "pattern": "^(?!/)(?![^/]*:)"}, uriBaseId={"type": "string"}
        ),
        region=thing(
            "startLine", startLine={"type": "integer", "minimum": 1}, snippet=thing("text", text={"type": "string"})
        ),
    ),
    logicalLocations=several(thing("fullyQualifiedName", fullyQualifiedName={"type": "string", "minLength": 1}), 1),
    message=MESSAGE,
)
RESULT = thing(  # 3.27
    "ruleId ruleIndex level message locations properties",
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=several(LOCATION, 1),
    relatedLocations=several(LOCATION, 1),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=several(
        thing(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted"]},
            justification={"type": "string"},
        )
    ),
    properties={"type": "object"},
)
RULE = thing(  # 3.49
    "id",
    id={"type": "string"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=thing(level=LEVEL),
)
DRIVER = thing("name", name={"const": "Driftline"}, version={"type": "string"}, rules=several(RULE))
LOG = thing(
    "version runs",
    **{"$schema": {"type": "string"}},
    version={"const": "2.1.0"},
    runs=several(thing("tool results", tool=thing("driver", driver=DRIVER), results=several(RESULT)), 1),
)
EXCERPT = jsonschema.Draft202012Validator(LOG)
OFFICIAL = os.environ.get("DRIFTLINE_SARIF_SCHEMA", "")


def run_of(text: str) -> dict[str, Any]:
    log = json.loads(text)
    EXCERPT.validate(log)
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def results_of(*findings: Finding, **options: str) -> list[dict[str, Any]]:
    found = run_of(to_sarif(findings, **options))["results"]
    assert isinstance(found, list)
    return found


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (key, *strings(inner))]
    return (
        [text for inner in value for text in strings(inner)]
        if isinstance(value, list)
        else [value] * isinstance(value, str)
    )


def quote(file: str | None, line: int | None = 3, source: str = "spec", value: Any = "string") -> Said:
    return Said(source, value, Evidence(file, line, '"type": "string"'))


def test_no_finding_is_a_log_with_no_result() -> None:
    run = run_of(to_sarif([]))
    assert run["results"] == []
    assert run["tool"]["driver"] == {"name": "Driftline", "version": __version__, "rules": []}


def test_a_log_of_every_fault_is_valid_and_holds_every_finding() -> None:
    findings = of_every_fault()
    run = run_of(to_sarif(findings))
    assert [result["ruleId"] for result in run["results"]] == [found.rule for found in findings]
    assert [result["level"] for result in run["results"]] == [str(found.severity) for found in findings]


def test_only_the_rules_that_occur_are_told_and_results_point_at_theirs() -> None:
    run = run_of(to_sarif([finding("values"), finding("type"), finding("values")]))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["type", "values"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]


def test_a_rule_says_what_it_means_why_it_matters_and_how_to_mend_it() -> None:
    [rule] = run_of(to_sarif([finding("type")]))["tool"]["driver"]["rules"]
    known = BY_NAME["type"]
    assert (rule["shortDescription"]["text"], rule["fullDescription"]["text"]) == (known.title, known.why)
    assert rule["help"]["text"] == known.fix
    assert known.fix in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_a_rule_of_another_version_has_its_name_alone() -> None:
    assert run_of(to_sarif([finding("no-such-rule")]))["tool"]["driver"]["rules"] == [{"id": "no-such-rule"}]


def test_the_first_quote_is_the_place_and_the_others_are_related() -> None:
    said = [quote("a.json", 3), quote("b.mdx", 7, "docs", "integer"), quote("c.mdx", 9, "examples", 5)]
    [result] = results_of(finding("type", *said))
    [first] = result["locations"]
    assert first["physicalLocation"]["artifactLocation"] == {"uri": "a.json", "uriBaseId": "SRCROOT"}
    assert first["physicalLocation"]["region"] == {"startLine": 3, "snippet": {"text": '"type": "string"'}}
    assert first["logicalLocations"] == [{"fullyQualifiedName": "POST /v1/a request/body/a"}]
    related = [(at["id"], at["message"]["text"]) for at in result["relatedLocations"]]
    assert related == [(1, "docs says integer"), (2, "examples says 5")]


def test_a_finding_keeps_its_fingerprint_and_says_where_it_stands() -> None:
    [result] = results_of(finding("type", quote("a.json")))
    assert result["partialFingerprints"] == {"driftline/v1": "f00d"}
    assert result["properties"] == {"operation": "POST /v1/a", "place": "request/body/a", "places": []}


@pytest.mark.parametrize(
    ("root", "file", "uri"),
    [
        ("", "openapi/a.json", "openapi/a.json"),
        ("docs/", "a b#c?d%e.json", "docs/a%20b%23c%3Fd%25e.json"),
        ("./docs", "ü.mdx", "docs/%C3%BC.mdx"),
        ("", "/etc/passwd", "etc/passwd"),
        ("docs", "../../x.json", "x.json"),
        ("", "https://host/x", "https%3A/host/x"),
        ("", "C:\\docs\\a.json", "C%3A/docs/a.json"),
        ("", "a\ud800.json", "a%5Cud800.json"),
    ],
)
def test_a_file_is_a_relative_reference_under_the_root(root: str, file: str, uri: str) -> None:
    [result] = results_of(finding("type", quote(file)), root=root)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("line", [None, 0, -4])
def test_a_quote_without_a_line_stands_on_the_first_and_shows_nothing_of_it(line: int | None) -> None:
    [result] = results_of(finding("type", quote("a.json", line)))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 1
    assert ("snippet" in region) == bool(line)


def test_a_finding_that_no_file_shows_has_the_fallback_or_a_name_alone() -> None:
    live = finding("type", Said("live", 5, Evidence(exchange="x00001", quote="curl")))
    [named], [held] = results_of(live), results_of(live, root="docs", fallback="accepted.toml")
    assert named["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "POST /v1/a request/body/a"}]}]
    place = held["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("accepted.toml", {"startLine": 1})


def test_with_a_fallback_every_place_is_one_that_code_scanning_takes() -> None:
    for result in results_of(*of_every_fault(), fallback="accepted.toml"):
        for place in [*result["locations"], *result.get("relatedLocations", [])]:
            assert place["physicalLocation"]["artifactLocation"]["uri"]


def test_what_is_accepted_is_suppressed_and_the_rest_says_that_it_is_not() -> None:
    run = run_of(to_sarif([finding("type")], [(finding("values"), ENTRY)]))
    assert [result["suppressions"] for result in run["results"]] == [
        [],
        [{"kind": "external", "status": "accepted", "justification": "they will mend it"}],
    ]
    assert "suppressions" not in run_of(to_sarif([finding("type")]))["results"][0]


def test_a_message_has_no_placeholder_no_link_and_no_control_character() -> None:
    [result] = results_of(finding("type", message="\x1b[31m {0} [here](http://host) \u202etxt \ud800"))
    assert result["message"]["text"] == "\\u001b[31m {{0}} [here] (http://host) \\u202etxt \\ud800"


def test_a_result_has_no_more_places_than_code_scanning_shows() -> None:
    [result] = results_of(finding("type", *[quote(f"{number}.json") for number in range(300)]))
    assert len(result["relatedLocations"]) == MOST_LOCATIONS - 1


def test_the_real_docs_give_a_valid_log(report: Report) -> None:
    run = run_of(to_sarif(report.findings[9:], [(found, ENTRY) for found in report.findings[:9]]))
    assert len(run["results"]) == len(report.findings) > 1000
    prints = [result["partialFingerprints"]["driftline/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert all(result["locations"][0]["physicalLocation"] for result in run["results"])


@given(st.lists(HOSTILE, max_size=3), st.lists(st.tuples(HOSTILE, ENTRIES), max_size=2), TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_whatever_a_finding_says_the_log_is_valid(
    findings: list[Finding], accepted: list[tuple[Finding, Accepted]], root: str, fallback: str
) -> None:
    text = to_sarif(findings, accepted, root=root, fallback=fallback)
    assert text.isascii()
    run = run_of(text)
    assert len(run["results"]) == len(findings) + len(accepted)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    for shown in strings(run):
        assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Co"}
    for result in run["results"]:
        place = result["locations"][0].get("physicalLocation")
        parts = urlsplit(place["artifactLocation"]["uri"]) if place else urlsplit("x")
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert parts.path
        assert ".." not in parts.path.split("/")


@pytest.mark.skipif(not OFFICIAL, reason="DRIFTLINE_SARIF_SCHEMA names no file: the standard's sarif-schema-2.1.0.json")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_schema_of_the_standard_takes_every_log() -> None:
    schema = json.loads(Path(OFFICIAL).read_text(encoding="utf-8"))
    validator = validator_for(schema)(schema)

    @given(st.lists(HOSTILE, max_size=2), st.lists(st.tuples(HOSTILE, ENTRIES), max_size=2))
    @settings(max_examples=50, deadline=None)
    def hostile(findings: list[Finding], accepted: list[tuple[Finding, Accepted]]) -> None:
        validator.validate(json.loads(to_sarif(findings, accepted, root="docs", fallback="a.toml")))

    hostile()
    found = of_every_fault()
    validator.validate(json.loads(to_sarif(found[5:], [(one, ENTRY) for one in found[:5]], root="docs", fallback="a")))
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


@pytest.mark.skipif(not OFFICIAL, reason="DRIFTLINE_SARIF_SCHEMA names no file: the standard's sarif-schema-2.1.0.json")
def test_the_schema_of_the_standard_takes_the_log_of_the_real_docs(report: Report) -> None:
    schema = json.loads(Path(OFFICIAL).read_text(encoding="utf-8"))
    validator_for(schema)(schema).validate(json.loads(to_sarif(report.findings, root="docs")))
