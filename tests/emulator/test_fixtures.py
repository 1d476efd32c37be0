"""The fixtures that merchants get: five lines make a test, nothing is shared between tests, mistakes are said."""

from __future__ import annotations

import re

import pytest
from tests_support import ROOT

pytest_plugins = ["pytester"]

SETTINGS = """
[pytest]
emulator_app = emulator:VENDOR
emulator_headers =
    public-api-key: sandbox-public-key
    private-secret-key: sandbox-secret-key
"""


@pytest.fixture
def merchant(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of a merchant, with the pretend vendor at hand."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makefile(".ini", pytest=SETTINGS)
    return pytester


def test_the_example_of_the_readme_runs_as_it_stands(merchant: pytest.Pytester) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    settings, test = re.findall(r"```(?:ini|python)\n(.*?)```", text[text.index("## A merchant's own tests") :], re.S)[
        :2
    ]
    merchant.makefile(".ini", pytest=settings)
    merchant.makepyfile(test)
    merchant.runpytest_subprocess("-q").assert_outcomes(passed=1)


def test_each_test_gets_a_fresh_vendor_with_the_same_ids(merchant: pytest.Pytester) -> None:
    merchant.makepyfile(
        """
        import pytest
        seen = []

        @pytest.mark.parametrize("n", range(3))
        def test_fresh(emulator_client, n):
            made = emulator_client.post("/v1/customers", json={"merchant_customer_id": "same"})
            assert made.status_code == 201
            seen.append(made.json()["id"])
            assert len(set(seen)) == 1
        """
    )
    merchant.runpytest_subprocess("-q").assert_outcomes(passed=3)


def test_an_openapi_document_is_enough(merchant: pytest.Pytester) -> None:
    spec = f"emulator_spec = {ROOT}/openapi/bundle.json"
    merchant.makefile(".ini", pytest=SETTINGS.replace("emulator_app = emulator:VENDOR", spec))
    merchant.makepyfile(
        """
        def test_generic(emulator_client, emulator):
            made = emulator_client.post("/v1/customers", json={"merchant_customer_id": "abc"}).json()
            assert emulator_client.get(f"/v1/customers/{made['id']}").json()["id"] == made["id"]
        """
    )
    merchant.runpytest_subprocess("-q").assert_outcomes(passed=1)


def test_a_project_that_names_nothing_is_told_what_to_say(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(emulator): pass")
    done = pytester.runpytest_subprocess("-q")
    done.stdout.fnmatch_lines(["*emulator_app or emulator_spec in pytest's configuration*"])


def test_a_project_that_uses_none_of_it_imports_none_of_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys
        def test_one():
            assert not [name for name in sys.modules if name.startswith("driftline.emulator.")]
        """
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)
