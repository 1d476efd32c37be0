from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_session_response_201_country import CreateCustomerSessionResponse201Country

T = TypeVar("T", bound="CreateCustomerSessionResponse201")


@_attrs_define
class CreateCustomerSessionResponse201:
    """
    Attributes:
        customer_session (UUID): The id of the customer session (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        customer_id (UUID): The customer who stores a payment method (UUID, 36 chars).
        country (CreateCustomerSessionResponse201Country): The country of the customer (MAX 2; MIN 2; ISO 3166-1).
        callback_url (None | str): Where the customer's browser goes after the enrollment (MAX 526; MIN 3).
        created_at (datetime.datetime): When the session was created (MAX 27; MIN 27; ISO 8601).
    """

    customer_session: UUID
    account_id: UUID
    customer_id: UUID
    country: CreateCustomerSessionResponse201Country
    callback_url: None | str
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customer_session = str(self.customer_session)

        account_id = str(self.account_id)

        customer_id = str(self.customer_id)

        country = self.country.value

        callback_url: None | str
        callback_url = self.callback_url

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customer_session": customer_session,
                "account_id": account_id,
                "customer_id": customer_id,
                "country": country,
                "callback_url": callback_url,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        customer_session = UUID(d.pop("customer_session"))

        account_id = UUID(d.pop("account_id"))

        customer_id = UUID(d.pop("customer_id"))

        country = CreateCustomerSessionResponse201Country(d.pop("country"))

        def _parse_callback_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        callback_url = _parse_callback_url(d.pop("callback_url"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        create_customer_session_response_201 = cls(
            customer_session=customer_session,
            account_id=account_id,
            customer_id=customer_id,
            country=country,
            callback_url=callback_url,
            created_at=created_at,
        )

        create_customer_session_response_201.additional_properties = d
        return create_customer_session_response_201

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
