from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retrieve_checkout_session_response_200_amount_type_0_currency import (
    RetrieveCheckoutSessionResponse200AmountType0Currency,
)

T = TypeVar("T", bound="RetrieveCheckoutSessionResponse200AmountType0")


@_attrs_define
class RetrieveCheckoutSessionResponse200AmountType0:
    """How much is to be paid.

    Attributes:
        currency (RetrieveCheckoutSessionResponse200AmountType0Currency): The currency of the amount (MAX 3; MIN 3; ISO
            4217).
        value (float): The amount in major units, from 0.0001 to 1000000000.
    """

    currency: RetrieveCheckoutSessionResponse200AmountType0Currency
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
        currency = RetrieveCheckoutSessionResponse200AmountType0Currency(d.pop("currency"))

        value = d.pop("value")

        retrieve_checkout_session_response_200_amount_type_0 = cls(
            currency=currency,
            value=value,
        )

        retrieve_checkout_session_response_200_amount_type_0.additional_properties = d
        return retrieve_checkout_session_response_200_amount_type_0

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
