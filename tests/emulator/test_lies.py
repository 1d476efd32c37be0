"""Lies on three sides: each is told where it was named and nowhere else, and a name that means nothing is refused."""

from __future__ import annotations

import json

import pytest

import emulator
from driftline.emulator.lies import SPEC_KINDS
from driftline.errors import DriftError
from emulator.documents import PAGES
from emulator.planted import PLANTED

SPEC = "openapi/payments/create-payment.json"
PLACES = {
    "dropped": "request/body/callback_url",
    "required": "request/body/callback_url",
    "retyped": "response/201/body/amount/value",
    "member": "request/body/country",
    "length": "request/body/merchant_order_id",
}


def test_there_is_a_place_for_every_kind():
    assert PLACES.keys() == SPEC_KINDS.keys()


@pytest.mark.parametrize("kind", SPEC_KINDS)
def test_a_lie_of_the_served_spec_changes_that_spec_and_no_other_page(kind):
    told = emulator.create(deviate=[f"spec:{kind}:POST /v1/payments {PLACES[kind]}"]).pages
    assert {path for path in PAGES if told[path] != PAGES[path]} == {SPEC}
    assert json.loads(told[SPEC])["info"] == json.loads(PAGES[SPEC])["info"]


@pytest.mark.parametrize("name", PLANTED)
def test_a_lie_of_the_docs_changes_its_page_and_no_other(name):
    told = emulator.create(deviate=[f"docs:{name}"]).pages
    assert {path for path in PAGES if told[path] != PAGES[path]} == {PLANTED[name].page}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("docs:session-pat", "did you mean docs:session-path?"),
        ("spec:requird:POST /v1/payments request/body/x", "did you mean spec:'required'?"),
        ("spec:required:POST /v1/payments request/body/nothing/at/all", "no served spec has that"),
        ("spec:length:POST /v1/payments request/body/amount", "no served spec has that"),
        ("resp_drap:POST /v1/payments response/201/body/id", "did you mean 'resp_drop'?"),
        ("resp_drop:POST /v1/payment response/201/body/id", "did you mean POST /v1/payments?"),
        ("resp_drop", "expected KIND:METHOD /path PLACE"),
        ("", "unknown deviation"),
    ],
)
def test_a_lie_that_cannot_be_told_is_refused_with_what_was_meant(name, words):
    with pytest.raises(DriftError) as refused:
        emulator.create(deviate=[name])
    assert words in str(refused.value)
    assert refused.value.hint
