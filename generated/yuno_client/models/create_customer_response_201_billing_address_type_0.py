from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_response_201_billing_address_type_0_country import (
    CreateCustomerResponse201BillingAddressType0Country,
)

T = TypeVar("T", bound="CreateCustomerResponse201BillingAddressType0")


@_attrs_define
class CreateCustomerResponse201BillingAddressType0:
    """The billing address of the customer.

    Attributes:
        address_line_1 (str): Street and number (MAX 255; MIN 3).
        address_line_2 (None | str): Flat, floor or building (MAX 255; MIN 3).
        city (str): The city (MAX 255; MIN 3).
        country (CreateCustomerResponse201BillingAddressType0Country): The country of the address (MAX 2; MIN 2; ISO
            3166-1).
        state (None | str): The state or province (MAX 255; MIN 2).
        zip_code (None | str): The postal code (MAX 10; MIN 3).
    """

    address_line_1: str
    address_line_2: None | str
    city: str
    country: CreateCustomerResponse201BillingAddressType0Country
    state: None | str
    zip_code: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_line_1 = self.address_line_1

        address_line_2: None | str
        address_line_2 = self.address_line_2

        city = self.city

        country = self.country.value

        state: None | str
        state = self.state

        zip_code: None | str
        zip_code = self.zip_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address_line_1": address_line_1,
                "address_line_2": address_line_2,
                "city": city,
                "country": country,
                "state": state,
                "zip_code": zip_code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        address_line_1 = d.pop("address_line_1")

        def _parse_address_line_2(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address_line_2 = _parse_address_line_2(d.pop("address_line_2"))

        city = d.pop("city")

        country = CreateCustomerResponse201BillingAddressType0Country(d.pop("country"))

        def _parse_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_zip_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        zip_code = _parse_zip_code(d.pop("zip_code"))

        create_customer_response_201_billing_address_type_0 = cls(
            address_line_1=address_line_1,
            address_line_2=address_line_2,
            city=city,
            country=country,
            state=state,
            zip_code=zip_code,
        )

        create_customer_response_201_billing_address_type_0.additional_properties = d
        return create_customer_response_201_billing_address_type_0

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
