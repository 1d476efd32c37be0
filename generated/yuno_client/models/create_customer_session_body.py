from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_session_body_country import CreateCustomerSessionBodyCountry
from ..types import UNSET, Unset

T = TypeVar("T", bound="CreateCustomerSessionBody")


@_attrs_define
class CreateCustomerSessionBody:
    """
    Attributes:
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        customer_id (UUID): The customer who stores a payment method (UUID, 36 chars).
        country (CreateCustomerSessionBodyCountry): The country of the customer (MAX 2; MIN 2; ISO 3166-1).
        callback_url (str | Unset): Where the customer's browser goes after the enrollment (MAX 526; MIN 3).
    """

    account_id: UUID
    customer_id: UUID
    country: CreateCustomerSessionBodyCountry
    callback_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id = str(self.account_id)

        customer_id = str(self.customer_id)

        country = self.country.value

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "account_id": account_id,
                "customer_id": customer_id,
                "country": country,
            }
        )
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        account_id = UUID(d.pop("account_id"))

        customer_id = UUID(d.pop("customer_id"))

        country = CreateCustomerSessionBodyCountry(d.pop("country"))

        callback_url = d.pop("callback_url", UNSET)

        create_customer_session_body = cls(
            account_id=account_id,
            customer_id=customer_id,
            country=country,
            callback_url=callback_url,
        )

        create_customer_session_body.additional_properties = d
        return create_customer_session_body

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
