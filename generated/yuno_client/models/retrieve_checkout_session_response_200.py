from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retrieve_checkout_session_response_200_country import RetrieveCheckoutSessionResponse200Country
from ..models.retrieve_checkout_session_response_200_workflow import RetrieveCheckoutSessionResponse200Workflow

if TYPE_CHECKING:
    from ..models.retrieve_checkout_session_response_200_amount_type_0 import (
        RetrieveCheckoutSessionResponse200AmountType0,
    )
    from ..models.retrieve_checkout_session_response_200_metadata_item import (
        RetrieveCheckoutSessionResponse200MetadataItem,
    )


T = TypeVar("T", bound="RetrieveCheckoutSessionResponse200")


@_attrs_define
class RetrieveCheckoutSessionResponse200:
    """
    Attributes:
        checkout_session (UUID): The id of the checkout session (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        payment_description (str): What the payment is for (MAX 255; MIN 3).
        country (RetrieveCheckoutSessionResponse200Country): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        customer_id (None | UUID): The customer who pays (UUID, 36 chars).
        callback_url (None | str): Where the customer's browser goes after the payment (MAX 526; MIN 3).
        amount (None | RetrieveCheckoutSessionResponse200AmountType0): How much is to be paid.
        workflow (RetrieveCheckoutSessionResponse200Workflow): How the checkout is shown; SDK_CHECKOUT where nothing is
            sent.
        metadata (list[RetrieveCheckoutSessionResponse200MetadataItem]): Values of the merchant's own, up to 50 pairs.
        used (bool): Whether a payment was made with the session.
        created_at (datetime.datetime): When the session was created (MAX 27; MIN 27; ISO 8601).
    """

    checkout_session: UUID
    account_id: UUID
    merchant_order_id: str
    payment_description: str
    country: RetrieveCheckoutSessionResponse200Country
    customer_id: None | UUID
    callback_url: None | str
    amount: None | RetrieveCheckoutSessionResponse200AmountType0
    workflow: RetrieveCheckoutSessionResponse200Workflow
    metadata: list[RetrieveCheckoutSessionResponse200MetadataItem]
    used: bool
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.retrieve_checkout_session_response_200_amount_type_0 import (
            RetrieveCheckoutSessionResponse200AmountType0,  # noqa: PLC0415
        )

        checkout_session = str(self.checkout_session)

        account_id = str(self.account_id)

        merchant_order_id = self.merchant_order_id

        payment_description = self.payment_description

        country = self.country.value

        customer_id: None | str
        if isinstance(self.customer_id, UUID):
            customer_id = str(self.customer_id)
        else:
            customer_id = self.customer_id

        callback_url: None | str
        callback_url = self.callback_url

        amount: dict[str, Any] | None
        if isinstance(self.amount, RetrieveCheckoutSessionResponse200AmountType0):
            amount = self.amount.to_dict()
        else:
            amount = self.amount

        workflow = self.workflow.value

        metadata = []
        for metadata_item_data in self.metadata:
            metadata_item = metadata_item_data.to_dict()
            metadata.append(metadata_item)

        used = self.used

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout_session": checkout_session,
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
                "customer_id": customer_id,
                "callback_url": callback_url,
                "amount": amount,
                "workflow": workflow,
                "metadata": metadata,
                "used": used,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.retrieve_checkout_session_response_200_amount_type_0 import (
            RetrieveCheckoutSessionResponse200AmountType0,  # noqa: PLC0415
        )
        from ..models.retrieve_checkout_session_response_200_metadata_item import (
            RetrieveCheckoutSessionResponse200MetadataItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        checkout_session = UUID(d.pop("checkout_session"))

        account_id = UUID(d.pop("account_id"))

        merchant_order_id = d.pop("merchant_order_id")

        payment_description = d.pop("payment_description")

        country = RetrieveCheckoutSessionResponse200Country(d.pop("country"))

        def _parse_customer_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                customer_id_type_0 = UUID(data)

                return customer_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        def _parse_callback_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        callback_url = _parse_callback_url(d.pop("callback_url"))

        def _parse_amount(data: object) -> None | RetrieveCheckoutSessionResponse200AmountType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                amount_type_0 = RetrieveCheckoutSessionResponse200AmountType0.from_dict(data)

                return amount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetrieveCheckoutSessionResponse200AmountType0, data)

        amount = _parse_amount(d.pop("amount"))

        workflow = RetrieveCheckoutSessionResponse200Workflow(d.pop("workflow"))

        metadata = []
        _metadata = d.pop("metadata")
        for metadata_item_data in _metadata:
            metadata_item = RetrieveCheckoutSessionResponse200MetadataItem.from_dict(metadata_item_data)

            metadata.append(metadata_item)

        used = d.pop("used")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        retrieve_checkout_session_response_200 = cls(
            checkout_session=checkout_session,
            account_id=account_id,
            merchant_order_id=merchant_order_id,
            payment_description=payment_description,
            country=country,
            customer_id=customer_id,
            callback_url=callback_url,
            amount=amount,
            workflow=workflow,
            metadata=metadata,
            used=used,
            created_at=created_at,
        )

        retrieve_checkout_session_response_200.additional_properties = d
        return retrieve_checkout_session_response_200

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
