"""`driftline generate`: the client, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests_support import ROOT, Run

from driftline.bundle import bundle
from driftline.check import read_pages, spec_texts
from driftline.errors import DriftError
from driftline.generate import LOCK, client_operations, generate
from driftline.readers.spec import read_operations
from driftline.snapshot import read_snapshot

EMBEDDED = ROOT / "openapi" / "bundle.json"


def test_no_operation_of_the_embedded_bundle_is_lost() -> None:
    wanted = {operation.key for operation in read_operations(json.loads(EMBEDDED.read_text()))}
    assert set(client_operations(ROOT / "generated" / "yuno_client")) == wanted


def test_no_operation_of_the_site_is_lost_in_silence(corpus: Path, tmp_path: Path) -> None:
    found = read_snapshot([corpus / "site"])
    (tmp_path / "bundle.json").write_text(bundle(spec_texts(found, read_pages(found))).text())
    done = generate(tmp_path / "bundle.json", tmp_path, package="site_client")
    said = {claim.subject.operation for claim in done.reading.claims if claim.value == "operation"}
    assert done.operations > 150
    assert done.kept + len(said) == done.operations


def test_check_writes_nothing_and_sees_an_edit_by_hand(run: Run, tmp_path: Path) -> None:
    words = ("generate", "--bundle", EMBEDDED, "--into", tmp_path, "--package", "a_client")
    assert run(*words, "--check").returncode == 2
    assert not (tmp_path / "a_client").exists()
    assert run(*words).returncode == 0
    assert run(*words, "--check").returncode == 0
    edited = tmp_path / "a_client" / "client.py"
    edited.write_text(edited.read_text() + "# by hand\n")
    done = run(*words, "--check")
    assert done.returncode == 2
    assert "client.py" in done.stderr
    assert edited.read_text().endswith("# by hand\n")


def test_a_folder_that_was_not_generated_is_never_wiped(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.py").write_text("precious")
    with pytest.raises(DriftError, match="was not generated"):
        generate(EMBEDDED, tmp_path, package="mine")
    assert (tmp_path / "mine" / "work.py").read_text() == "precious"


def test_a_bundle_that_is_not_there_ends_with_3(run: Run, tmp_path: Path) -> None:
    done = run("generate", "--bundle", tmp_path / "none.json", "--into", tmp_path, "--package", "x")
    assert done.returncode == 3
    assert "could not be read" in done.stderr


def test_the_lock_names_what_went_in_and_came_out() -> None:
    lock = json.loads((ROOT / "generated" / "yuno_client" / LOCK).read_text())
    hashes = {f"{part}_sha256" for part in ("bundle", "config", "templates", "runtime", "tree")}
    assert set(lock) == {"generator", *hashes}
