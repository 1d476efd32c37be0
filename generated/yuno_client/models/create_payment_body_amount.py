from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_body_amount_currency import CreatePaymentBodyAmountCurrency

T = TypeVar("T", bound="CreatePaymentBodyAmount")


@_attrs_define
class CreatePaymentBodyAmount:
    """How much is paid.

    Attributes:
        currency (CreatePaymentBodyAmountCurrency): The currency of the amount (MAX 3; MIN 3; ISO 4217).
        value (float): The amount in major units, from 0.0001 to 1000000000 (multiple of 0.0001).
    """

    currency: CreatePaymentBodyAmountCurrency
    value: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        currency = self.currency.value

        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "currency": currency,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        currency = CreatePaymentBodyAmountCurrency(d.pop("currency"))

        value = d.pop("value")

        create_payment_body_amount = cls(
            currency=currency,
            value=value,
        )

        create_payment_body_amount.additional_properties = d
        return create_payment_body_amount

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
