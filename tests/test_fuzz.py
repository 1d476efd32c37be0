"""Damaged inputs for every reader: a result or a clear error, soon, and nothing that steers a terminal.

The inputs are those of `benchmarks/fuzz`, which tries a hundred thousand of each: input N of a seed is always the same.
"""

from __future__ import annotations

import pytest

from benchmarks.fuzz.mutations import damaged, damaged_value
from benchmarks.fuzz.readers import READERS, Reader, random_of, tried

SEED = 2  # not the benchmark's: these are others
INPUTS = {
    "site, checked": 100,
    "findings.json": 150,
    "overlay": 150,
    "bundle": 250,
    "spec, YAML": 250,
    "spec, JSON": 250,
}


@pytest.mark.parametrize("name", list(READERS))
def test_no_damage_breaks_hangs_or_fools_a_reader(name: str) -> None:
    reader = READERS[name]
    found = {}
    for number in range(INPUTS.get(name, 600)):
        outcome = tried(reader, reader.made(random_of(SEED, name, number)))
        if outcome.problem:
            found[number] = outcome.problem
    assert found == {}


def test_the_same_seed_and_number_give_the_same_damage() -> None:
    for name in READERS:
        one, other = (READERS[name].made(random_of(SEED, name, 7)) for _ in range(2))
        assert name == "ledger" or one == other


def forever(_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize(("reads", "problem"), [(lambda _: {}["a"], "crash: KeyError"), (forever, "hang")])
def test_a_crash_and_a_hang_are_noticed(reads: object, problem: str) -> None:
    reader = Reader("planted", lambda _: "", reads)  # type: ignore[arg-type]
    assert tried(reader, "", 0.2).problem.startswith(problem)


def test_damage_leaves_the_original_as_it_was() -> None:
    value = {"a": [1, {"b": "c"}]}
    for number in range(50):
        damaged_value(random_of(1, "value", number), value)
        assert isinstance(damaged(random_of(1, "text", number), ["some text\n"]), str)
    assert value == {"a": [1, {"b": "c"}]}
