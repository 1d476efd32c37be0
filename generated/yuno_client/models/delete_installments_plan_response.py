# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import InstallmentsPlan, InstallmentsPlanAmount, InstallmentsPlanAvailability


class DeleteInstallmentsPlanResponse(Model):
    """Stands at `DELETE /v1/installments-plans/{} response/200/body`."""

    id: str
    """The id of the plan (UUID, 36 chars)."""
    name: str
    """The name of the plan (MAX 255; MIN 3)."""
    account_id: list[str]
    """The accounts that offer the plan."""
    merchant_reference: str
    """The merchant's reference of the plan (MAX 255; MIN 3)."""
    installments_plan: list[InstallmentsPlan]
    """What a customer may choose."""
    country_code: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | Null
    )
    """The country of the cards; null for any (MAX 2; MIN 2; ISO 3166-1)."""
    brand: list[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str]
    """The brands of the cards; empty for any."""
    issuer: str | Null
    """The bank of the cards; null for any (MAX 255; MIN 3)."""
    iin: list[str]
    """The first digits of the cards; empty for any."""
    first_installment_deferral: int
    """How many months pass before the first installment, from 0 to 3."""
    amount: InstallmentsPlanAmount | Null
    """The prices that the plan is for; null for any."""
    availability: InstallmentsPlanAvailability | Null
    """From when to when the plan is offered; null for always."""
    payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str
    """What is paid with."""
    created_at: str
    """When the plan was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the plan last changed (MAX 27; MIN 27; ISO 8601)."""
