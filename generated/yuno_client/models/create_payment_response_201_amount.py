from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_response_201_amount_currency import CreatePaymentResponse201AmountCurrency

T = TypeVar("T", bound="CreatePaymentResponse201Amount")


@_attrs_define
class CreatePaymentResponse201Amount:
    """The amounts of the payment.

    Attributes:
        currency (CreatePaymentResponse201AmountCurrency): The currency of the payment (MAX 3; MIN 3; ISO 4217).
        value (float): The amount of the payment in major units, 0 or more.
        captured (float): How much was captured, 0 or more.
        refunded (float): How much was refunded, 0 or more.
    """

    currency: CreatePaymentResponse201AmountCurrency
    value: float
    captured: float
    refunded: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        currency = self.currency.value

        value = self.value

        captured = self.captured

        refunded = self.refunded

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "currency": currency,
                "value": value,
                "captured": captured,
                "refunded": refunded,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        currency = CreatePaymentResponse201AmountCurrency(d.pop("currency"))

        value = d.pop("value")

        captured = d.pop("captured")

        refunded = d.pop("refunded")

        create_payment_response_201_amount = cls(
            currency=currency,
            value=value,
            captured=captured,
            refunded=refunded,
        )

        create_payment_response_201_amount.additional_properties = d
        return create_payment_response_201_amount

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
