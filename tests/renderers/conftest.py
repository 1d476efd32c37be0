"""The report about the real docs, once for each run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendering import of_the_corpus

from driftline.renderers.contract import Report


@pytest.fixture(scope="session")
def report(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return of_the_corpus(corpus, tmp_path_factory.mktemp("report"))
