from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.capture_authorization_response_200_payment_country import CaptureAuthorizationResponse200PaymentCountry
from ..models.capture_authorization_response_200_payment_status import CaptureAuthorizationResponse200PaymentStatus
from ..models.capture_authorization_response_200_payment_sub_status import (
    CaptureAuthorizationResponse200PaymentSubStatus,
)

if TYPE_CHECKING:
    from ..models.capture_authorization_response_200_payment_amount import CaptureAuthorizationResponse200PaymentAmount


T = TypeVar("T", bound="CaptureAuthorizationResponse200Payment")


@_attrs_define
class CaptureAuthorizationResponse200Payment:
    """The payment after the transaction.

    Attributes:
        id (UUID): The id of the payment (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        description (str): What the payment is for (MAX 255; MIN 3).
        country (CaptureAuthorizationResponse200PaymentCountry): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        status (CaptureAuthorizationResponse200PaymentStatus): Where the payment stands.
        sub_status (CaptureAuthorizationResponse200PaymentSubStatus): Where the payment stands, in more detail.
        amount (CaptureAuthorizationResponse200PaymentAmount): The amounts of the payment.
        created_at (datetime.datetime): When the payment was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the payment last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    account_id: UUID
    merchant_order_id: str
    description: str
    country: CaptureAuthorizationResponse200PaymentCountry
    status: CaptureAuthorizationResponse200PaymentStatus
    sub_status: CaptureAuthorizationResponse200PaymentSubStatus
    amount: CaptureAuthorizationResponse200PaymentAmount
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        account_id = str(self.account_id)

        merchant_order_id = self.merchant_order_id

        description = self.description

        country = self.country.value

        status = self.status.value

        sub_status = self.sub_status.value

        amount = self.amount.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "description": description,
                "country": country,
                "status": status,
                "sub_status": sub_status,
                "amount": amount,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.capture_authorization_response_200_payment_amount import (
            CaptureAuthorizationResponse200PaymentAmount,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        account_id = UUID(d.pop("account_id"))

        merchant_order_id = d.pop("merchant_order_id")

        description = d.pop("description")

        country = CaptureAuthorizationResponse200PaymentCountry(d.pop("country"))

        status = CaptureAuthorizationResponse200PaymentStatus(d.pop("status"))

        sub_status = CaptureAuthorizationResponse200PaymentSubStatus(d.pop("sub_status"))

        amount = CaptureAuthorizationResponse200PaymentAmount.from_dict(d.pop("amount"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        capture_authorization_response_200_payment = cls(
            id=id,
            account_id=account_id,
            merchant_order_id=merchant_order_id,
            description=description,
            country=country,
            status=status,
            sub_status=sub_status,
            amount=amount,
            created_at=created_at,
            updated_at=updated_at,
        )

        capture_authorization_response_200_payment.additional_properties = d
        return capture_authorization_response_200_payment

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
