from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retrieve_payment_response_200_transactions_history_item_category import (
    RetrievePaymentResponse200TransactionsHistoryItemCategory,
)
from ..models.retrieve_payment_response_200_transactions_history_item_reason_type_1 import (
    RetrievePaymentResponse200TransactionsHistoryItemReasonType1,
)
from ..models.retrieve_payment_response_200_transactions_history_item_reason_type_2_type_1 import (
    RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1,
)
from ..models.retrieve_payment_response_200_transactions_history_item_reason_type_3_type_1 import (
    RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1,
)
from ..models.retrieve_payment_response_200_transactions_history_item_response_code import (
    RetrievePaymentResponse200TransactionsHistoryItemResponseCode,
)
from ..models.retrieve_payment_response_200_transactions_history_item_status import (
    RetrievePaymentResponse200TransactionsHistoryItemStatus,
)
from ..models.retrieve_payment_response_200_transactions_history_item_type import (
    RetrievePaymentResponse200TransactionsHistoryItemType,
)

T = TypeVar("T", bound="RetrievePaymentResponse200TransactionsHistoryItem")


@_attrs_define
class RetrievePaymentResponse200TransactionsHistoryItem:
    """One transaction.

    Attributes:
        id (UUID): The id of the transaction (UUID, 36 chars).
        type_ (RetrievePaymentResponse200TransactionsHistoryItemType): What the transaction does.
        status (RetrievePaymentResponse200TransactionsHistoryItemStatus): How the transaction ended.
        category (RetrievePaymentResponse200TransactionsHistoryItemCategory): The group the payment method belongs to.
        amount (float): The amount of the transaction in major units, 0 or more.
        response_code (RetrievePaymentResponse200TransactionsHistoryItemResponseCode): The outcome in one word.
        response_message (str): The outcome in a sentence (MAX 255; MIN 3).
        reason (None | RetrievePaymentResponse200TransactionsHistoryItemReasonType1 |
            RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1 |
            RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1): The reason the merchant gave.
        description (None | str): What the merchant wrote about the transaction (MAX 255; MIN 3).
        merchant_reference (None | str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        created_at (datetime.datetime): When the transaction was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the transaction last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    type_: RetrievePaymentResponse200TransactionsHistoryItemType
    status: RetrievePaymentResponse200TransactionsHistoryItemStatus
    category: RetrievePaymentResponse200TransactionsHistoryItemCategory
    amount: float
    response_code: RetrievePaymentResponse200TransactionsHistoryItemResponseCode
    response_message: str
    reason: (
        None
        | RetrievePaymentResponse200TransactionsHistoryItemReasonType1
        | RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1
        | RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1
    )
    description: None | str
    merchant_reference: None | str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        type_ = self.type_.value

        status = self.status.value

        category = self.category.value

        amount = self.amount

        response_code = self.response_code.value

        response_message = self.response_message

        reason: None | str
        if isinstance(self.reason, RetrievePaymentResponse200TransactionsHistoryItemReasonType1):
            reason = self.reason.value
        elif isinstance(self.reason, RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1):
            reason = self.reason.value
        elif isinstance(self.reason, RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1):
            reason = self.reason.value
        else:
            reason = self.reason

        description: None | str
        description = self.description

        merchant_reference: None | str
        merchant_reference = self.merchant_reference

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "status": status,
                "category": category,
                "amount": amount,
                "response_code": response_code,
                "response_message": response_message,
                "reason": reason,
                "description": description,
                "merchant_reference": merchant_reference,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        type_ = RetrievePaymentResponse200TransactionsHistoryItemType(d.pop("type"))

        status = RetrievePaymentResponse200TransactionsHistoryItemStatus(d.pop("status"))

        category = RetrievePaymentResponse200TransactionsHistoryItemCategory(d.pop("category"))

        amount = d.pop("amount")

        response_code = RetrievePaymentResponse200TransactionsHistoryItemResponseCode(d.pop("response_code"))

        response_message = d.pop("response_message")

        def _parse_reason(
            data: object,
        ) -> (
            None
            | RetrievePaymentResponse200TransactionsHistoryItemReasonType1
            | RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1
            | RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_1 = RetrievePaymentResponse200TransactionsHistoryItemReasonType1(data)

                return reason_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_2_type_1 = RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1(data)

                return reason_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_3_type_1 = RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1(data)

                return reason_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | RetrievePaymentResponse200TransactionsHistoryItemReasonType1
                | RetrievePaymentResponse200TransactionsHistoryItemReasonType2Type1
                | RetrievePaymentResponse200TransactionsHistoryItemReasonType3Type1,
                data,
            )

        reason = _parse_reason(d.pop("reason"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        def _parse_merchant_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_reference = _parse_merchant_reference(d.pop("merchant_reference"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        retrieve_payment_response_200_transactions_history_item = cls(
            id=id,
            type_=type_,
            status=status,
            category=category,
            amount=amount,
            response_code=response_code,
            response_message=response_message,
            reason=reason,
            description=description,
            merchant_reference=merchant_reference,
            created_at=created_at,
            updated_at=updated_at,
        )

        retrieve_payment_response_200_transactions_history_item.additional_properties = d
        return retrieve_payment_response_200_transactions_history_item

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
