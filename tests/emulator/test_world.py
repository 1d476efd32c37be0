"""The world: its tables are always what its log adds up to, however often one goes back; order and indexes included."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from driftline.emulator import World
from driftline.emulator.world import Point

KEYS = st.sampled_from("abcd")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), KEYS, st.integers(0, 2)),
        st.tuples(st.just("delete"), KEYS, st.just(0)),
        st.tuples(st.just("back"), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("past"), st.integers(0, 6), st.just(0)),
    ),
    max_size=30,
)


def replayed(world: World) -> World:
    """Another world with the same log."""
    other = World()
    other.apply(list(world.log))
    return other


def seen(world: World) -> Any:
    return world.all("t"), [world.where("t", "n", n) for n in range(3)], world.get("t", "a")


@given(STEPS)
def test_going_back_gives_the_world_of_its_log(steps: list[tuple[str, Any, int]]) -> None:
    world = World()
    world.where("t", "n", 0)  # an index from the start
    for kind, what, number in steps:
        if kind == "put":
            world.put("t", what, {"id": what, "n": number})
        elif kind == "delete":
            world.delete("t", what)
        elif kind == "back":
            world.rollback(Point(max(0, len(world.log) - what), world.clock.now))
        else:
            before = seen(world)
            point = Point(max(0, len(world.log) - what), world.clock.now)
            with world.as_of(point):
                past = World()
                past.apply(world.log[: point.length])
                assert world.all("t") == past.all("t")
            assert seen(world)[0] == before[0]
        assert world.all("t") == replayed(world).all("t")
        for n in range(3):
            assert sorted(one["id"] for one in world.where("t", "n", n)) == sorted(
                one["id"] for one in world.all("t") if one["n"] == n
            )


@given(st.integers(), st.integers(0, 50))
def test_a_source_goes_on_where_another_stopped(seed: int, drawn: int) -> None:
    one = World(seed=seed)
    for _ in range(drawn):
        one.number()
    other = World()
    other.reseed(seed, drawn)
    assert [one.uuid(), one.number()] == [other.uuid(), other.number()]


def test_timers_go_off_in_the_order_of_their_times_and_come_back_with_a_rollback() -> None:
    world = World()
    for seconds in (3.0, 1.0, 2.0):
        world.later(seconds, "timer", {"seconds": seconds})
    point = world.checkpoint()
    world.clock.advance(seconds=10)

    def due() -> list[float]:
        found = []
        while (timer := world.due(world.clock.now)) is not None:
            found.append(timer["told"]["seconds"])
        return found

    assert due() == [1.0, 2.0, 3.0]
    world.rollback(point)
    world.clock.advance(seconds=10)
    assert due() == [1.0, 2.0, 3.0]
