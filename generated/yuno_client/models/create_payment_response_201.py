from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_response_201_country import CreatePaymentResponse201Country
from ..models.create_payment_response_201_status import CreatePaymentResponse201Status
from ..models.create_payment_response_201_sub_status import CreatePaymentResponse201SubStatus
from ..models.create_payment_response_201_workflow import CreatePaymentResponse201Workflow

if TYPE_CHECKING:
    from ..models.create_payment_response_201_amount import CreatePaymentResponse201Amount
    from ..models.create_payment_response_201_checkout import CreatePaymentResponse201Checkout
    from ..models.create_payment_response_201_customer_payer import CreatePaymentResponse201CustomerPayer
    from ..models.create_payment_response_201_metadata_item import CreatePaymentResponse201MetadataItem
    from ..models.create_payment_response_201_payment_method import CreatePaymentResponse201PaymentMethod
    from ..models.create_payment_response_201_transactions import CreatePaymentResponse201Transactions
    from ..models.create_payment_response_201_transactions_history_item import (
        CreatePaymentResponse201TransactionsHistoryItem,
    )


T = TypeVar("T", bound="CreatePaymentResponse201")


@_attrs_define
class CreatePaymentResponse201:
    """
    Attributes:
        id (UUID): The id of the payment (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        merchant_reference (None | str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        description (str): What the payment is for (MAX 255; MIN 3).
        country (CreatePaymentResponse201Country): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        status (CreatePaymentResponse201Status): Where the payment stands.
        sub_status (CreatePaymentResponse201SubStatus): Where the payment stands, in more detail.
        workflow (CreatePaymentResponse201Workflow): How the payment was made.
        amount (CreatePaymentResponse201Amount): The amounts of the payment.
        checkout (CreatePaymentResponse201Checkout): The checkout the payment belongs to.
        customer_payer (CreatePaymentResponse201CustomerPayer): Who pays.
        payment_method (CreatePaymentResponse201PaymentMethod): What was paid with.
        transactions (CreatePaymentResponse201Transactions): The latest transaction.
        transactions_history (list[CreatePaymentResponse201TransactionsHistoryItem]): Every transaction of the payment,
            oldest first.
        callback_url (None | str): Where the customer's browser goes after the payment (MAX 526; MIN 3).
        metadata (list[CreatePaymentResponse201MetadataItem]): Values of the merchant's own, up to 50 pairs.
        created_at (datetime.datetime): When the payment was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the payment last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    account_id: UUID
    merchant_order_id: str
    merchant_reference: None | str
    description: str
    country: CreatePaymentResponse201Country
    status: CreatePaymentResponse201Status
    sub_status: CreatePaymentResponse201SubStatus
    workflow: CreatePaymentResponse201Workflow
    amount: CreatePaymentResponse201Amount
    checkout: CreatePaymentResponse201Checkout
    customer_payer: CreatePaymentResponse201CustomerPayer
    payment_method: CreatePaymentResponse201PaymentMethod
    transactions: CreatePaymentResponse201Transactions
    transactions_history: list[CreatePaymentResponse201TransactionsHistoryItem]
    callback_url: None | str
    metadata: list[CreatePaymentResponse201MetadataItem]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        account_id = str(self.account_id)

        merchant_order_id = self.merchant_order_id

        merchant_reference: None | str
        merchant_reference = self.merchant_reference

        description = self.description

        country = self.country.value

        status = self.status.value

        sub_status = self.sub_status.value

        workflow = self.workflow.value

        amount = self.amount.to_dict()

        checkout = self.checkout.to_dict()

        customer_payer = self.customer_payer.to_dict()

        payment_method = self.payment_method.to_dict()

        transactions = self.transactions.to_dict()

        transactions_history = []
        for transactions_history_item_data in self.transactions_history:
            transactions_history_item = transactions_history_item_data.to_dict()
            transactions_history.append(transactions_history_item)

        callback_url: None | str
        callback_url = self.callback_url

        metadata = []
        for metadata_item_data in self.metadata:
            metadata_item = metadata_item_data.to_dict()
            metadata.append(metadata_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "merchant_reference": merchant_reference,
                "description": description,
                "country": country,
                "status": status,
                "sub_status": sub_status,
                "workflow": workflow,
                "amount": amount,
                "checkout": checkout,
                "customer_payer": customer_payer,
                "payment_method": payment_method,
                "transactions": transactions,
                "transactions_history": transactions_history,
                "callback_url": callback_url,
                "metadata": metadata,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_response_201_amount import CreatePaymentResponse201Amount  # noqa: PLC0415
        from ..models.create_payment_response_201_checkout import CreatePaymentResponse201Checkout  # noqa: PLC0415
        from ..models.create_payment_response_201_customer_payer import CreatePaymentResponse201CustomerPayer  # noqa: PLC0415
        from ..models.create_payment_response_201_metadata_item import CreatePaymentResponse201MetadataItem  # noqa: PLC0415
        from ..models.create_payment_response_201_payment_method import CreatePaymentResponse201PaymentMethod  # noqa: PLC0415
        from ..models.create_payment_response_201_transactions import CreatePaymentResponse201Transactions  # noqa: PLC0415
        from ..models.create_payment_response_201_transactions_history_item import (
            CreatePaymentResponse201TransactionsHistoryItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        account_id = UUID(d.pop("account_id"))

        merchant_order_id = d.pop("merchant_order_id")

        def _parse_merchant_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_reference = _parse_merchant_reference(d.pop("merchant_reference"))

        description = d.pop("description")

        country = CreatePaymentResponse201Country(d.pop("country"))

        status = CreatePaymentResponse201Status(d.pop("status"))

        sub_status = CreatePaymentResponse201SubStatus(d.pop("sub_status"))

        workflow = CreatePaymentResponse201Workflow(d.pop("workflow"))

        amount = CreatePaymentResponse201Amount.from_dict(d.pop("amount"))

        checkout = CreatePaymentResponse201Checkout.from_dict(d.pop("checkout"))

        customer_payer = CreatePaymentResponse201CustomerPayer.from_dict(d.pop("customer_payer"))

        payment_method = CreatePaymentResponse201PaymentMethod.from_dict(d.pop("payment_method"))

        transactions = CreatePaymentResponse201Transactions.from_dict(d.pop("transactions"))

        transactions_history = []
        _transactions_history = d.pop("transactions_history")
        for transactions_history_item_data in _transactions_history:
            transactions_history_item = CreatePaymentResponse201TransactionsHistoryItem.from_dict(
                transactions_history_item_data
            )

            transactions_history.append(transactions_history_item)

        def _parse_callback_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        callback_url = _parse_callback_url(d.pop("callback_url"))

        metadata = []
        _metadata = d.pop("metadata")
        for metadata_item_data in _metadata:
            metadata_item = CreatePaymentResponse201MetadataItem.from_dict(metadata_item_data)

            metadata.append(metadata_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        create_payment_response_201 = cls(
            id=id,
            account_id=account_id,
            merchant_order_id=merchant_order_id,
            merchant_reference=merchant_reference,
            description=description,
            country=country,
            status=status,
            sub_status=sub_status,
            workflow=workflow,
            amount=amount,
            checkout=checkout,
            customer_payer=customer_payer,
            payment_method=payment_method,
            transactions=transactions,
            transactions_history=transactions_history,
            callback_url=callback_url,
            metadata=metadata,
            created_at=created_at,
            updated_at=updated_at,
        )

        create_payment_response_201.additional_properties = d
        return create_payment_response_201

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
