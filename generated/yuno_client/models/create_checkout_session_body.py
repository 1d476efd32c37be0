from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_checkout_session_body_country import CreateCheckoutSessionBodyCountry
from ..models.create_checkout_session_body_workflow import CreateCheckoutSessionBodyWorkflow
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_checkout_session_body_amount import CreateCheckoutSessionBodyAmount
    from ..models.create_checkout_session_body_metadata_item import CreateCheckoutSessionBodyMetadataItem


T = TypeVar("T", bound="CreateCheckoutSessionBody")


@_attrs_define
class CreateCheckoutSessionBody:
    """
    Attributes:
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        payment_description (str): What the payment is for (MAX 255; MIN 3).
        country (CreateCheckoutSessionBodyCountry): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        customer_id (UUID | Unset): The customer who pays (UUID, 36 chars).
        callback_url (str | Unset): Where the customer's browser goes after the payment (MAX 526; MIN 3).
        amount (CreateCheckoutSessionBodyAmount | Unset): How much is to be paid.
        workflow (CreateCheckoutSessionBodyWorkflow | Unset): How the checkout is shown; SDK_CHECKOUT where nothing is
            sent. Default: CreateCheckoutSessionBodyWorkflow.SDK_CHECKOUT.
        metadata (list[CreateCheckoutSessionBodyMetadataItem] | Unset): Values of the merchant's own, up to 50 pairs.
    """

    account_id: UUID
    merchant_order_id: str
    payment_description: str
    country: CreateCheckoutSessionBodyCountry
    customer_id: UUID | Unset = UNSET
    callback_url: str | Unset = UNSET
    amount: CreateCheckoutSessionBodyAmount | Unset = UNSET
    workflow: CreateCheckoutSessionBodyWorkflow | Unset = CreateCheckoutSessionBodyWorkflow.SDK_CHECKOUT
    metadata: list[CreateCheckoutSessionBodyMetadataItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id = str(self.account_id)

        merchant_order_id = self.merchant_order_id

        payment_description = self.payment_description

        country = self.country.value

        customer_id: str | Unset = UNSET
        if not isinstance(self.customer_id, Unset):
            customer_id = str(self.customer_id)

        callback_url = self.callback_url

        amount: dict[str, Any] | Unset = UNSET
        if not isinstance(self.amount, Unset):
            amount = self.amount.to_dict()

        workflow: str | Unset = UNSET
        if not isinstance(self.workflow, Unset):
            workflow = self.workflow.value

        metadata: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = []
            for metadata_item_data in self.metadata:
                metadata_item = metadata_item_data.to_dict()
                metadata.append(metadata_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
            }
        )
        if customer_id is not UNSET:
            field_dict["customer_id"] = customer_id
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url
        if amount is not UNSET:
            field_dict["amount"] = amount
        if workflow is not UNSET:
            field_dict["workflow"] = workflow
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_checkout_session_body_amount import CreateCheckoutSessionBodyAmount  # noqa: PLC0415
        from ..models.create_checkout_session_body_metadata_item import CreateCheckoutSessionBodyMetadataItem  # noqa: PLC0415

        d = dict(src_dict)
        account_id = UUID(d.pop("account_id"))

        merchant_order_id = d.pop("merchant_order_id")

        payment_description = d.pop("payment_description")

        country = CreateCheckoutSessionBodyCountry(d.pop("country"))

        _customer_id = d.pop("customer_id", UNSET)
        customer_id: UUID | Unset
        if isinstance(_customer_id, Unset):
            customer_id = UNSET
        else:
            customer_id = UUID(_customer_id)

        callback_url = d.pop("callback_url", UNSET)

        _amount = d.pop("amount", UNSET)
        amount: CreateCheckoutSessionBodyAmount | Unset
        if isinstance(_amount, Unset):
            amount = UNSET
        else:
            amount = CreateCheckoutSessionBodyAmount.from_dict(_amount)

        _workflow = d.pop("workflow", UNSET)
        workflow: CreateCheckoutSessionBodyWorkflow | Unset
        if isinstance(_workflow, Unset):
            workflow = UNSET
        else:
            workflow = CreateCheckoutSessionBodyWorkflow(_workflow)

        _metadata = d.pop("metadata", UNSET)
        metadata: list[CreateCheckoutSessionBodyMetadataItem] | Unset = UNSET
        if _metadata is not UNSET:
            metadata = []
            for metadata_item_data in _metadata:
                metadata_item = CreateCheckoutSessionBodyMetadataItem.from_dict(metadata_item_data)

                metadata.append(metadata_item)

        create_checkout_session_body = cls(
            account_id=account_id,
            merchant_order_id=merchant_order_id,
            payment_description=payment_description,
            country=country,
            customer_id=customer_id,
            callback_url=callback_url,
            amount=amount,
            workflow=workflow,
            metadata=metadata,
        )

        create_checkout_session_body.additional_properties = d
        return create_checkout_session_body

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
