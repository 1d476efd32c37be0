# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model, Null


class Report(Model):
    """Stands at `GET /v1/reports/list response/200/body/[]`."""

    id: str
    """The id of the report (UUID, 36 chars)."""
    type: Literal["PAYMENTS", "TRANSACTIONS", "PAYOUTS"] | str
    """What the report lists."""
    start_date: str
    """The beginning of the period (MAX 27; MIN 27; ISO 8601)."""
    end_date: str
    """The end of the period (MAX 27; MIN 27; ISO 8601)."""
    merchant_reference_id: str | Null
    """The merchant's reference of the report (MAX 255; MIN 3)."""
    status: Literal["IN_PROCESS", "SUCCEEDED", "DOWNLOADED", "EXPIRED"] | str
    """Where the report stands."""
    created_at: str
    """When the report was asked for (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the report last changed (MAX 27; MIN 27; ISO 8601)."""
    expires_at: str | Null
    """Until when the report can be downloaded; null while it is made (MAX 27; MIN 27; ISO 8601)."""
