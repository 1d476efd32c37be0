# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class DownloadReportError(Model):
    """Stands at `GET /v1/reports/{}/download response/400/body`."""

    code: Literal["REPORT_STATUS_ERROR", "REPORT_EMPTY"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
