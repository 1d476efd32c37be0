# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreatePayoutBeneficiary(Model):
    """Who is paid."""

    merchant_beneficiary_id: str
    """The id by which the merchant knows the beneficiary (MAX 255; MIN 1)."""
    national_entity: Literal["INDIVIDUAL", "ENTITY"] | str | None = None
    """Whether the beneficiary is a person or a company; INDIVIDUAL where nothing is sent."""
    first_name: str | None = None
    """The beneficiary's first name (MAX 80; MIN 1)."""
    last_name: str | None = None
    """The beneficiary's last name (MAX 80; MIN 1)."""
    legal_name: str | None = None
    """The name of a company (MAX 80; MIN 1)."""
    email: str | None = None
    """The beneficiary's e-mail address (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the beneficiary (MAX 2; MIN 2; ISO 3166-1)."""
