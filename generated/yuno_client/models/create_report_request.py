# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreateReportRequest(Model):
    """Stands at `POST /v1/reports request/body`."""

    type: Literal["PAYMENTS", "TRANSACTIONS", "PAYOUTS"] | str
    """What the report lists."""
    start_date: str
    """The beginning of the period (ISO 8601)."""
    end_date: str
    """The end of the period, later than its beginning (ISO 8601)."""
    merchant_reference_id: str | None = None
    """The merchant's reference of the report (MAX 255; MIN 3)."""
    account_id: str | None = None
    """Only these accounts; ids with commas between them (MAX 1000; MIN 36)."""
    country: str | None = None
    """Only these countries; codes with commas between them (MAX 255; MIN 2)."""
    currency: str | None = None
    """Only these currencies; codes with commas between them (MAX 255; MIN 3)."""
    payment_status: str | None = None
    """Only payments in these statuses, with commas between them (MAX 255; MIN 3)."""
    payment_sub_status: str | None = None
    """Only payments in these sub-statuses, with commas between them (MAX 255; MIN 3)."""
    transaction_type: str | None = None
    """Only transactions of these types, with commas between them (MAX 255; MIN 3)."""
    transaction_status: str | None = None
    """Only transactions in these statuses, with commas between them (MAX 255; MIN 3)."""
    columns: str | None = None
    """Which columns to list, in this order, with commas between them; all where nothing is sent (MAX 1000; MIN 2)."""
