from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreatePaymentBodyPaymentMethodDetailCardCardData")


@_attrs_define
class CreatePaymentBodyPaymentMethodDetailCardCardData:
    """The card.

    Attributes:
        number (str): The card number, digits only (MAX 19; MIN 8).
        expiration_month (int): The month of expiry, from 1 to 12.
        expiration_year (int): The year of expiry in four digits, from 2000 to 2099.
        holder_name (str): The name on the card (MAX 26; MIN 3).
        security_code (str | Unset): The security code of the card, digits only (MAX 4; MIN 3).
    """

    number: str
    expiration_month: int
    expiration_year: int
    holder_name: str
    security_code: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        expiration_month = self.expiration_month

        expiration_year = self.expiration_year

        holder_name = self.holder_name

        security_code = self.security_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "expiration_month": expiration_month,
                "expiration_year": expiration_year,
                "holder_name": holder_name,
            }
        )
        if security_code is not UNSET:
            field_dict["security_code"] = security_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        expiration_month = d.pop("expiration_month")

        expiration_year = d.pop("expiration_year")

        holder_name = d.pop("holder_name")

        security_code = d.pop("security_code", UNSET)

        create_payment_body_payment_method_detail_card_card_data = cls(
            number=number,
            expiration_month=expiration_month,
            expiration_year=expiration_year,
            holder_name=holder_name,
            security_code=security_code,
        )

        create_payment_body_payment_method_detail_card_card_data.additional_properties = d
        return create_payment_body_payment_method_detail_card_card_data

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
