"""What people name on a command line and keep in files: whatever is in it, a mistake is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from driftline.accepted import part, read_accepted
from driftline.errors import DriftError
from driftline.inputs import read_bindings, read_client_config, read_names

DEEP = "a = " + "[" * 5_000
LONG = "a = " + "9" * 5_000


@pytest.mark.parametrize("read", [read_accepted, read_bindings, read_names, read_client_config])
@pytest.mark.parametrize("text", [DEEP, LONG, "a = \x00", "\ud800", "= 1", "[a\n"], ids=ascii)
def test_what_no_toml_reader_takes_is_said(read: Callable[[Path], Any], text: str, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DriftError, match=r"one\.toml"):
        read(tmp_path / "one.toml")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_names, "models = 1"),
        (read_names, "calls = []"),
        (read_names, "[[models]]\nA = []"),
        (read_client_config, "signing = 1"),
        (read_client_config, "environments = []"),
        (read_client_config, 'version = "1.2.3\\"x"'),
        (read_client_config, 'readme = "a\\u0000b"'),
        (read_accepted, "accepted = 1"),
        (read_accepted, "[[accepted]]\nfingerprint = 'a'\nreason = 'b'\nwho = 'c'\nuntil = 12:30:45"),
    ],
)
def test_a_table_of_another_form_is_said(read: Callable[[Path], Any], text: str, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(text)
    with pytest.raises(DriftError):
        read(tmp_path / "one.toml")


def test_a_moment_is_as_good_a_day_as_any(tmp_path: Path) -> None:
    text = "[[accepted]]\nfingerprint = 'a'\nreason = 'b'\nwho = 'c'\nuntil = 2027-01-31T10:00:00Z\n"
    (tmp_path / "accepted.toml").write_text(text)
    (entry,) = read_accepted(tmp_path / "accepted.toml")
    assert entry.until == date(2027, 1, 31)
    assert "stale" in part([], [entry], date(2027, 1, 1)).complaints[0]
