from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_response_201_transactions_category import CreatePaymentResponse201TransactionsCategory
from ..models.create_payment_response_201_transactions_reason_type_1 import (
    CreatePaymentResponse201TransactionsReasonType1,
)
from ..models.create_payment_response_201_transactions_reason_type_2_type_1 import (
    CreatePaymentResponse201TransactionsReasonType2Type1,
)
from ..models.create_payment_response_201_transactions_reason_type_3_type_1 import (
    CreatePaymentResponse201TransactionsReasonType3Type1,
)
from ..models.create_payment_response_201_transactions_response_code import (
    CreatePaymentResponse201TransactionsResponseCode,
)
from ..models.create_payment_response_201_transactions_status import CreatePaymentResponse201TransactionsStatus
from ..models.create_payment_response_201_transactions_type import CreatePaymentResponse201TransactionsType

T = TypeVar("T", bound="CreatePaymentResponse201Transactions")


@_attrs_define
class CreatePaymentResponse201Transactions:
    """The latest transaction.

    Attributes:
        id (UUID): The id of the transaction (UUID, 36 chars).
        type_ (CreatePaymentResponse201TransactionsType): What the transaction does.
        status (CreatePaymentResponse201TransactionsStatus): How the transaction ended.
        category (CreatePaymentResponse201TransactionsCategory): The group the payment method belongs to.
        amount (float): The amount of the transaction in major units, 0 or more.
        response_code (CreatePaymentResponse201TransactionsResponseCode): The outcome in one word.
        response_message (str): The outcome in a sentence (MAX 255; MIN 3).
        reason (CreatePaymentResponse201TransactionsReasonType1 | CreatePaymentResponse201TransactionsReasonType2Type1 |
            CreatePaymentResponse201TransactionsReasonType3Type1 | None): The reason the merchant gave.
        description (None | str): What the merchant wrote about the transaction (MAX 255; MIN 3).
        merchant_reference (None | str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        created_at (datetime.datetime): When the transaction was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the transaction last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    type_: CreatePaymentResponse201TransactionsType
    status: CreatePaymentResponse201TransactionsStatus
    category: CreatePaymentResponse201TransactionsCategory
    amount: float
    response_code: CreatePaymentResponse201TransactionsResponseCode
    response_message: str
    reason: (
        CreatePaymentResponse201TransactionsReasonType1
        | CreatePaymentResponse201TransactionsReasonType2Type1
        | CreatePaymentResponse201TransactionsReasonType3Type1
        | None
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
        if isinstance(self.reason, CreatePaymentResponse201TransactionsReasonType1):
            reason = self.reason.value
        elif isinstance(self.reason, CreatePaymentResponse201TransactionsReasonType2Type1):
            reason = self.reason.value
        elif isinstance(self.reason, CreatePaymentResponse201TransactionsReasonType3Type1):
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

        type_ = CreatePaymentResponse201TransactionsType(d.pop("type"))

        status = CreatePaymentResponse201TransactionsStatus(d.pop("status"))

        category = CreatePaymentResponse201TransactionsCategory(d.pop("category"))

        amount = d.pop("amount")

        response_code = CreatePaymentResponse201TransactionsResponseCode(d.pop("response_code"))

        response_message = d.pop("response_message")

        def _parse_reason(
            data: object,
        ) -> (
            CreatePaymentResponse201TransactionsReasonType1
            | CreatePaymentResponse201TransactionsReasonType2Type1
            | CreatePaymentResponse201TransactionsReasonType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_1 = CreatePaymentResponse201TransactionsReasonType1(data)

                return reason_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_2_type_1 = CreatePaymentResponse201TransactionsReasonType2Type1(data)

                return reason_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_3_type_1 = CreatePaymentResponse201TransactionsReasonType3Type1(data)

                return reason_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                CreatePaymentResponse201TransactionsReasonType1
                | CreatePaymentResponse201TransactionsReasonType2Type1
                | CreatePaymentResponse201TransactionsReasonType3Type1
                | None,
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

        create_payment_response_201_transactions = cls(
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

        create_payment_response_201_transactions.additional_properties = d
        return create_payment_response_201_transactions

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
