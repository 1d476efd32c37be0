# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class AnswerChallengeRequest(Model):
    """Stands at `POST /v1/payments/{}/emulator/challenge request/body`."""

    otp: Literal["1234", "1111", "2222", "3333", "4444"] | str
    """The one-time password, which decides how the challenge ends."""
