"""An argument that was left out."""

from __future__ import annotations


class NotGiven:
    """The type of an argument that was left out; None is a value and means null."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = NotGiven()
