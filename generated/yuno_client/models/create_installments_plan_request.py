# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AvailabilityInput, InstallmentsPlanInput, UpdateInstallmentsPlanAmount


class CreateInstallmentsPlanRequest(Model):
    """Stands at `POST /v1/installments-plans request/body`."""

    name: str
    """The name of the plan (MAX 255; MIN 3)."""
    account_id: list[str]
    """The accounts that offer the plan."""
    merchant_reference: str
    """The merchant's reference of the plan (MAX 255; MIN 3)."""
    installments_plan: list[InstallmentsPlanInput]
    """What a customer may choose."""
    country_code: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | None
    ) = None
    """The country of the cards; any where nothing is sent (MAX 2; MIN 2; ISO 3166-1)."""
    brand: list[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str] | None = None
    """The brands of the cards; any where nothing is sent."""
    issuer: str | None = None
    """The bank of the cards; any where nothing is sent (MAX 255; MIN 3)."""
    iin: list[str] | None = None
    """The first digits of the cards; any where nothing is sent."""
    first_installment_deferral: int | None = None
    """How many months pass before the first installment, from 0 to 3; 0 where nothing is sent."""
    amount: UpdateInstallmentsPlanAmount | None = None
    """The prices that the plan is for; any where nothing is sent."""
    availability: AvailabilityInput | None = None
    """From when to when the plan is offered; always where nothing is sent."""
    payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | None = None
    """What is paid with; CARD where nothing is sent."""
