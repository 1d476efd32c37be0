# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import ListPaymentMethodsEnrollPaymentMethod


class ListPaymentMethodsEnrollResponse(Model):
    """Stands at `GET /v1/checkout/customers/sessions/{}/payment-methods response/200/body`."""

    payment_methods: list[ListPaymentMethodsEnrollPaymentMethod]
    """What the customer may enroll."""
