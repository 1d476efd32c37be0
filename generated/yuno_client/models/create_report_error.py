# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreateReportError(Model):
    """Stands at `POST /v1/reports response/400/body`."""

    code: Literal["INVALID_REQUEST", "INVALID_PARAMETERS", "REPORT_RANGE_ERROR", "REPORT_MAX_RANGE_ERROR"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
