from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreatePaymentBodyCustomerPayer")


@_attrs_define
class CreatePaymentBodyCustomerPayer:
    """Who pays.

    Attributes:
        id (UUID | Unset): The id of a customer created before (UUID, 36 chars).
        merchant_customer_id (str | Unset): The id by which the merchant knows the customer (MAX 255; MIN 3).
        first_name (str | Unset): The payer's first name (MAX 255; MIN 3).
        last_name (str | Unset): The payer's last name (MAX 255; MIN 3).
        email (str | Unset): The payer's e-mail address (MAX 255; MIN 3).
    """

    id: UUID | Unset = UNSET
    merchant_customer_id: str | Unset = UNSET
    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    email: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        merchant_customer_id = self.merchant_customer_id

        first_name = self.first_name

        last_name = self.last_name

        email = self.email

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if merchant_customer_id is not UNSET:
            field_dict["merchant_customer_id"] = merchant_customer_id
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if email is not UNSET:
            field_dict["email"] = email

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        merchant_customer_id = d.pop("merchant_customer_id", UNSET)

        first_name = d.pop("first_name", UNSET)

        last_name = d.pop("last_name", UNSET)

        email = d.pop("email", UNSET)

        create_payment_body_customer_payer = cls(
            id=id,
            merchant_customer_id=merchant_customer_id,
            first_name=first_name,
            last_name=last_name,
            email=email,
        )

        create_payment_body_customer_payer.additional_properties = d
        return create_payment_body_customer_payer

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
