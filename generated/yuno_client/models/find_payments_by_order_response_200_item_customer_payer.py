from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FindPaymentsByOrderResponse200ItemCustomerPayer")


@_attrs_define
class FindPaymentsByOrderResponse200ItemCustomerPayer:
    """Who pays.

    Attributes:
        id (None | UUID): The id of a customer created before (UUID, 36 chars).
        merchant_customer_id (None | str): The id by which the merchant knows the customer (MAX 255; MIN 3).
        first_name (None | str): The payer's first name (MAX 255; MIN 3).
        last_name (None | str): The payer's last name (MAX 255; MIN 3).
        email (None | str): The payer's e-mail address (MAX 255; MIN 3).
    """

    id: None | UUID
    merchant_customer_id: None | str
    first_name: None | str
    last_name: None | str
    email: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id: None | str
        if isinstance(self.id, UUID):
            id = str(self.id)
        else:
            id = self.id

        merchant_customer_id: None | str
        merchant_customer_id = self.merchant_customer_id

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        email: None | str
        email = self.email

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "merchant_customer_id": merchant_customer_id,
                "first_name": first_name,
                "last_name": last_name,
                "email": email,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                id_type_0 = UUID(data)

                return id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        id = _parse_id(d.pop("id"))

        def _parse_merchant_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_customer_id = _parse_merchant_customer_id(d.pop("merchant_customer_id"))

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("first_name"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("last_name"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        find_payments_by_order_response_200_item_customer_payer = cls(
            id=id,
            merchant_customer_id=merchant_customer_id,
            first_name=first_name,
            last_name=last_name,
            email=email,
        )

        find_payments_by_order_response_200_item_customer_payer.additional_properties = d
        return find_payments_by_order_response_200_item_customer_payer

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
