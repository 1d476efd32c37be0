"""The workflows call Make, with least permissions and pinned actions; their steps are run here as they stand."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, PackageLoader
from tests_support import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VALUES = {"variables": ["ACME_TOKEN"]}
TARGETS = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text())) | {
    name for line in re.findall(r"(?m)^([a-z ]+): setup$", (ROOT / "Makefile").read_text()) for name in line.split()
}


def scaffolded(name: str) -> str:
    loaded = Environment(loader=PackageLoader("driftline", "scaffold"), autoescape=False)
    return loaded.get_template(name).render(VALUES)


TEXTS = {path.name: path.read_text() for path in WORKFLOWS} | {
    f"scaffold/{name}": scaffolded(name) for name in ("nightly.yml.jinja", "regenerate.yml.jinja")
}


def steps(text: str) -> list[dict[str, Any]]:
    return [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", TEXTS)
def test_actions_are_pinned_permissions_are_least_and_time_is_bounded(name: str) -> None:
    text = TEXTS[name]
    workflow = yaml.safe_load(text)
    for step in steps(text):
        if "uses" in step:
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
    assert workflow["permissions"]["contents"] in ("read", "write")
    assert set(workflow["permissions"]) <= {"contents", "issues", "pull-requests"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", TEXTS)
def test_secrets_come_from_the_environment_and_stand_in_no_command(name: str) -> None:
    for step in steps(TEXTS[name]):
        if "run" in step:
            assert "secrets." not in step["run"]
            assert "github.event" not in step["run"]  # what strangers may write never becomes a command


def test_every_make_target_that_is_called_is_there() -> None:
    called = {
        name
        for text in TEXTS.values()
        for step in steps(text)
        for name in re.findall(r"make ([a-z]+)", step.get("run", ""))
    }
    assert {"nightly", "regenerate"} <= called <= TARGETS


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """This repository as a workflow finds it, with a remote of its own and the environment of this one."""
    subprocess.run(["git", "clone", "-q", "--bare", str(ROOT), str(tmp_path / "remote.git")], check=True)
    subprocess.run(["git", "clone", "-q", str(tmp_path / "remote.git"), str(tmp_path / "work")], check=True)
    changed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-mo", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    for file in filter(None, changed.stdout.split("\n")):
        if (ROOT / file).is_file():
            (tmp_path / "work" / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "work" / file).write_bytes((ROOT / file).read_bytes())
    (tmp_path / "work" / ".venv").symlink_to(ROOT / ".venv")
    for file in ("pyproject.toml", "requirements.lock"):  # older than the environment: nothing is installed anew
        os.utime(tmp_path / "work" / file, (1, 1))
    return tmp_path / "work"


def perform(text: str, folder: Path, **environment: str) -> list[subprocess.CompletedProcess[str]]:
    """Run every command of a workflow in a checkout, until one fails."""
    done = []
    for step in steps(text):
        if "run" in step:
            kept = {name: value for name, value in step.get("env", {}).items() if "${{" not in str(value)}
            env = {
                **os.environ,
                "DOCS": "",
                "TARGET": "",
                "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"),
                **kept,
                **environment,
            }
            run = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", step["run"]],
                cwd=folder,
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            done.append(run)
            if run.returncode:
                break
    return done


needs_venv = pytest.mark.skipif(not (ROOT / ".venv").is_dir(), reason="needs the .venv that make setup makes")
NIGHTLY, REGENERATE = (
    (ROOT / ".github" / "workflows" / f"{name}.yml").read_text() for name in ("nightly", "regenerate")
)


@needs_venv
def test_the_nightly_workflow_runs_and_leaves_a_summary(checkout: Path) -> None:
    done = perform(NIGHTLY, checkout, EXAMPLES="2")
    assert [run.returncode for run in done] == [0, 0, 0], done[-1].stdout[-2000:] + done[-1].stderr[-2000:]
    assert "(exit 0," in done[1].stdout
    assert "agree" in (checkout.parent / "summary.md").read_text()
    assert (checkout / "ledger.db").exists()


@needs_venv
def test_the_regenerate_workflow_opens_a_pull_request_only_when_something_changed(checkout: Path) -> None:
    tools = checkout.parent / "bin"
    tools.mkdir()
    (tools / "gh").write_text(f'#!/bin/sh\necho "$@" >> {checkout.parent}/gh.log\n[ "$2" != view ]\n')
    (tools / "gh").chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    done = perform(REGENERATE, checkout, PATH=path)
    assert [run.returncode for run in done] == [0, 0], done[-1].stdout[-2000:] + done[-1].stderr[-2000:]
    assert "nothing changed" in done[0].stdout
    assert not (checkout.parent / "gh.log").exists()
    names = checkout / "openapi" / "names.toml"
    names.write_text(names.read_text().replace('"payments.create"', '"payments.make"'))
    done = perform(REGENERATE, checkout, PATH=path)
    assert [run.returncode for run in done] == [0, 0], done[-1].stdout[-2000:] + done[-1].stderr[-2000:]
    assert "payments.create is now called payments.make" in done[0].stdout
    assert "still type-checks: FAILED" in done[0].stdout
    log = (checkout.parent / "gh.log").read_text()
    assert "pr create --head driftline/regenerate" in log
    words = ["git", "-C", str(checkout.parent / "remote.git"), "log", "-1", "--format=%s", "driftline/regenerate"]
    assert "0.1.0 → 0.2.0" in subprocess.run(words, capture_output=True, text=True, check=True).stdout
