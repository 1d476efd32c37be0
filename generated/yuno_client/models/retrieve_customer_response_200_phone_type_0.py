from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RetrieveCustomerResponse200PhoneType0")


@_attrs_define
class RetrieveCustomerResponse200PhoneType0:
    """The customer's telephone.

    Attributes:
        country_code (str): The calling code of the country (MAX 3; MIN 1).
        number (str): The number without the calling code (MAX 32; MIN 1).
    """

    country_code: str
    number: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        country_code = self.country_code

        number = self.number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "country_code": country_code,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        country_code = d.pop("country_code")

        number = d.pop("number")

        retrieve_customer_response_200_phone_type_0 = cls(
            country_code=country_code,
            number=number,
        )

        retrieve_customer_response_200_phone_type_0.additional_properties = d
        return retrieve_customer_response_200_phone_type_0

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
