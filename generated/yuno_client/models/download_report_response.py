# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class DownloadReportResponse(Model):
    """Stands at `GET /v1/reports/{}/download response/200/body`."""

    type: Literal["PAYMENTS", "TRANSACTIONS", "PAYOUTS"] | str
    """What the report lists."""
    download_link: str
    """The content: a data URL with a CSV file in base64."""
    status: Literal["IN_PROCESS", "SUCCEEDED", "DOWNLOADED", "EXPIRED"] | str
    """Where the report stands."""
