"""Amounts of money: exact inside, plain JSON numbers outside. Does no I/O."""

from __future__ import annotations

from decimal import Decimal


def exact(value: float) -> Decimal:
    """The number that was written in JSON."""
    return Decimal(str(value))


def plain(amount: Decimal) -> float:
    """The shortest JSON number for an amount."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
