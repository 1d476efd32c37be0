# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal

    from . import FinancialCostInput


class InstallmentsPlanInput(Model):
    """One number of installments that a customer may choose."""

    installment: int
    """How many monthly installments, from 1 to 50."""
    rate: Decimal | None = None
    """What the price is multiplied by, from 0 to 10; 1 where nothing is sent (multiple of 0.0001)."""
    financial_costs: list[FinancialCostInput] | None = None
    """What the installments cost the customer."""
