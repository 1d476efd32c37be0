from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retrieve_payment_response_200_country import RetrievePaymentResponse200Country
from ..models.retrieve_payment_response_200_status import RetrievePaymentResponse200Status
from ..models.retrieve_payment_response_200_sub_status import RetrievePaymentResponse200SubStatus
from ..models.retrieve_payment_response_200_workflow import RetrievePaymentResponse200Workflow

if TYPE_CHECKING:
    from ..models.retrieve_payment_response_200_amount import RetrievePaymentResponse200Amount
    from ..models.retrieve_payment_response_200_checkout import RetrievePaymentResponse200Checkout
    from ..models.retrieve_payment_response_200_customer_payer import RetrievePaymentResponse200CustomerPayer
    from ..models.retrieve_payment_response_200_metadata_item import RetrievePaymentResponse200MetadataItem
    from ..models.retrieve_payment_response_200_payment_method import RetrievePaymentResponse200PaymentMethod
    from ..models.retrieve_payment_response_200_transactions import RetrievePaymentResponse200Transactions
    from ..models.retrieve_payment_response_200_transactions_history_item import (
        RetrievePaymentResponse200TransactionsHistoryItem,
    )


T = TypeVar("T", bound="RetrievePaymentResponse200")


@_attrs_define
class RetrievePaymentResponse200:
    """
    Attributes:
        id (UUID): The id of the payment (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        merchant_reference (None | str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        description (str): What the payment is for (MAX 255; MIN 3).
        country (RetrievePaymentResponse200Country): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        status (RetrievePaymentResponse200Status): Where the payment stands.
        sub_status (RetrievePaymentResponse200SubStatus): Where the payment stands, in more detail.
        workflow (RetrievePaymentResponse200Workflow): How the payment was made.
        amount (RetrievePaymentResponse200Amount): The amounts of the payment.
        checkout (RetrievePaymentResponse200Checkout): The checkout the payment belongs to.
        customer_payer (RetrievePaymentResponse200CustomerPayer): Who pays.
        payment_method (RetrievePaymentResponse200PaymentMethod): What was paid with.
        transactions (RetrievePaymentResponse200Transactions): The latest transaction.
        transactions_history (list[RetrievePaymentResponse200TransactionsHistoryItem]): Every transaction of the
            payment, oldest first.
        callback_url (None | str): Where the customer's browser goes after the payment (MAX 526; MIN 3).
        metadata (list[RetrievePaymentResponse200MetadataItem]): Values of the merchant's own, up to 50 pairs.
        created_at (datetime.datetime): When the payment was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the payment last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    account_id: UUID
    merchant_order_id: str
    merchant_reference: None | str
    description: str
    country: RetrievePaymentResponse200Country
    status: RetrievePaymentResponse200Status
    sub_status: RetrievePaymentResponse200SubStatus
    workflow: RetrievePaymentResponse200Workflow
    amount: RetrievePaymentResponse200Amount
    checkout: RetrievePaymentResponse200Checkout
    customer_payer: RetrievePaymentResponse200CustomerPayer
    payment_method: RetrievePaymentResponse200PaymentMethod
    transactions: RetrievePaymentResponse200Transactions
    transactions_history: list[RetrievePaymentResponse200TransactionsHistoryItem]
    callback_url: None | str
    metadata: list[RetrievePaymentResponse200MetadataItem]
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
        from ..models.retrieve_payment_response_200_amount import RetrievePaymentResponse200Amount  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_checkout import RetrievePaymentResponse200Checkout  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_customer_payer import RetrievePaymentResponse200CustomerPayer  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_metadata_item import RetrievePaymentResponse200MetadataItem  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_payment_method import RetrievePaymentResponse200PaymentMethod  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_transactions import RetrievePaymentResponse200Transactions  # noqa: PLC0415
        from ..models.retrieve_payment_response_200_transactions_history_item import (
            RetrievePaymentResponse200TransactionsHistoryItem,  # noqa: PLC0415
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

        country = RetrievePaymentResponse200Country(d.pop("country"))

        status = RetrievePaymentResponse200Status(d.pop("status"))

        sub_status = RetrievePaymentResponse200SubStatus(d.pop("sub_status"))

        workflow = RetrievePaymentResponse200Workflow(d.pop("workflow"))

        amount = RetrievePaymentResponse200Amount.from_dict(d.pop("amount"))

        checkout = RetrievePaymentResponse200Checkout.from_dict(d.pop("checkout"))

        customer_payer = RetrievePaymentResponse200CustomerPayer.from_dict(d.pop("customer_payer"))

        payment_method = RetrievePaymentResponse200PaymentMethod.from_dict(d.pop("payment_method"))

        transactions = RetrievePaymentResponse200Transactions.from_dict(d.pop("transactions"))

        transactions_history = []
        _transactions_history = d.pop("transactions_history")
        for transactions_history_item_data in _transactions_history:
            transactions_history_item = RetrievePaymentResponse200TransactionsHistoryItem.from_dict(
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
            metadata_item = RetrievePaymentResponse200MetadataItem.from_dict(metadata_item_data)

            metadata.append(metadata_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        retrieve_payment_response_200 = cls(
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

        retrieve_payment_response_200.additional_properties = d
        return retrieve_payment_response_200

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
