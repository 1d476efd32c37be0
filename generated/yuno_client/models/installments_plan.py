# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal

    from . import FinancialCost


class InstallmentsPlan(Model):
    """One number of installments that a customer may choose."""

    installment: int
    """How many monthly installments, from 1 to 50."""
    rate: Decimal
    """What the price is multiplied by, from 0 to 10."""
    financial_costs: list[FinancialCost]
    """What the installments cost the customer."""
