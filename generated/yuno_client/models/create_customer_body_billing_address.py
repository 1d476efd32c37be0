from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_body_billing_address_country import CreateCustomerBodyBillingAddressCountry
from ..types import UNSET, Unset

T = TypeVar("T", bound="CreateCustomerBodyBillingAddress")


@_attrs_define
class CreateCustomerBodyBillingAddress:
    """The billing address of the customer.

    Attributes:
        address_line_1 (str): Street and number (MAX 255; MIN 3).
        city (str): The city (MAX 255; MIN 3).
        country (CreateCustomerBodyBillingAddressCountry): The country of the address (MAX 2; MIN 2; ISO 3166-1).
        address_line_2 (str | Unset): Flat, floor or building (MAX 255; MIN 3).
        state (str | Unset): The state or province (MAX 255; MIN 2).
        zip_code (str | Unset): The postal code (MAX 10; MIN 3).
    """

    address_line_1: str
    city: str
    country: CreateCustomerBodyBillingAddressCountry
    address_line_2: str | Unset = UNSET
    state: str | Unset = UNSET
    zip_code: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_line_1 = self.address_line_1

        city = self.city

        country = self.country.value

        address_line_2 = self.address_line_2

        state = self.state

        zip_code = self.zip_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address_line_1": address_line_1,
                "city": city,
                "country": country,
            }
        )
        if address_line_2 is not UNSET:
            field_dict["address_line_2"] = address_line_2
        if state is not UNSET:
            field_dict["state"] = state
        if zip_code is not UNSET:
            field_dict["zip_code"] = zip_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        address_line_1 = d.pop("address_line_1")

        city = d.pop("city")

        country = CreateCustomerBodyBillingAddressCountry(d.pop("country"))

        address_line_2 = d.pop("address_line_2", UNSET)

        state = d.pop("state", UNSET)

        zip_code = d.pop("zip_code", UNSET)

        create_customer_body_billing_address = cls(
            address_line_1=address_line_1,
            city=city,
            country=country,
            address_line_2=address_line_2,
            state=state,
            zip_code=zip_code,
        )

        create_customer_body_billing_address.additional_properties = d
        return create_customer_body_billing_address

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
