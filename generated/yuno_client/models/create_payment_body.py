from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_body_country import CreatePaymentBodyCountry
from ..models.create_payment_body_workflow import CreatePaymentBodyWorkflow
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_payment_body_amount import CreatePaymentBodyAmount
    from ..models.create_payment_body_checkout import CreatePaymentBodyCheckout
    from ..models.create_payment_body_customer_payer import CreatePaymentBodyCustomerPayer
    from ..models.create_payment_body_metadata_item import CreatePaymentBodyMetadataItem
    from ..models.create_payment_body_payment_method import CreatePaymentBodyPaymentMethod


T = TypeVar("T", bound="CreatePaymentBody")


@_attrs_define
class CreatePaymentBody:
    """
    Attributes:
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        merchant_order_id (str): The merchant's id of the order (MAX 255; MIN 3).
        description (str): What the payment is for (MAX 255; MIN 3).
        country (CreatePaymentBodyCountry): The country of the payment (MAX 2; MIN 2; ISO 3166-1).
        amount (CreatePaymentBodyAmount): How much is paid.
        payment_method (CreatePaymentBodyPaymentMethod): What is paid with: vaulted_token or detail.card.card_data.
        merchant_reference (str | Unset): The merchant's own reference of the transaction (MAX 255; MIN 3).
        workflow (CreatePaymentBodyWorkflow | Unset): How the payment is made; DIRECT where nothing is sent.
            SDK_CHECKOUT needs checkout.session. Default: CreatePaymentBodyWorkflow.DIRECT.
        checkout (CreatePaymentBodyCheckout | Unset): The checkout the payment belongs to.
        customer_payer (CreatePaymentBodyCustomerPayer | Unset): Who pays.
        callback_url (str | Unset): Where the customer's browser goes after the payment (MAX 526; MIN 3).
        metadata (list[CreatePaymentBodyMetadataItem] | Unset): Values of the merchant's own, up to 50 pairs.
    """

    account_id: UUID
    merchant_order_id: str
    description: str
    country: CreatePaymentBodyCountry
    amount: CreatePaymentBodyAmount
    payment_method: CreatePaymentBodyPaymentMethod
    merchant_reference: str | Unset = UNSET
    workflow: CreatePaymentBodyWorkflow | Unset = CreatePaymentBodyWorkflow.DIRECT
    checkout: CreatePaymentBodyCheckout | Unset = UNSET
    customer_payer: CreatePaymentBodyCustomerPayer | Unset = UNSET
    callback_url: str | Unset = UNSET
    metadata: list[CreatePaymentBodyMetadataItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id = str(self.account_id)

        merchant_order_id = self.merchant_order_id

        description = self.description

        country = self.country.value

        amount = self.amount.to_dict()

        payment_method = self.payment_method.to_dict()

        merchant_reference = self.merchant_reference

        workflow: str | Unset = UNSET
        if not isinstance(self.workflow, Unset):
            workflow = self.workflow.value

        checkout: dict[str, Any] | Unset = UNSET
        if not isinstance(self.checkout, Unset):
            checkout = self.checkout.to_dict()

        customer_payer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.customer_payer, Unset):
            customer_payer = self.customer_payer.to_dict()

        callback_url = self.callback_url

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
                "description": description,
                "country": country,
                "amount": amount,
                "payment_method": payment_method,
            }
        )
        if merchant_reference is not UNSET:
            field_dict["merchant_reference"] = merchant_reference
        if workflow is not UNSET:
            field_dict["workflow"] = workflow
        if checkout is not UNSET:
            field_dict["checkout"] = checkout
        if customer_payer is not UNSET:
            field_dict["customer_payer"] = customer_payer
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_body_amount import CreatePaymentBodyAmount  # noqa: PLC0415
        from ..models.create_payment_body_checkout import CreatePaymentBodyCheckout  # noqa: PLC0415
        from ..models.create_payment_body_customer_payer import CreatePaymentBodyCustomerPayer  # noqa: PLC0415
        from ..models.create_payment_body_metadata_item import CreatePaymentBodyMetadataItem  # noqa: PLC0415
        from ..models.create_payment_body_payment_method import CreatePaymentBodyPaymentMethod  # noqa: PLC0415

        d = dict(src_dict)
        account_id = UUID(d.pop("account_id"))

        merchant_order_id = d.pop("merchant_order_id")

        description = d.pop("description")

        country = CreatePaymentBodyCountry(d.pop("country"))

        amount = CreatePaymentBodyAmount.from_dict(d.pop("amount"))

        payment_method = CreatePaymentBodyPaymentMethod.from_dict(d.pop("payment_method"))

        merchant_reference = d.pop("merchant_reference", UNSET)

        _workflow = d.pop("workflow", UNSET)
        workflow: CreatePaymentBodyWorkflow | Unset
        if isinstance(_workflow, Unset):
            workflow = UNSET
        else:
            workflow = CreatePaymentBodyWorkflow(_workflow)

        _checkout = d.pop("checkout", UNSET)
        checkout: CreatePaymentBodyCheckout | Unset
        if isinstance(_checkout, Unset):
            checkout = UNSET
        else:
            checkout = CreatePaymentBodyCheckout.from_dict(_checkout)

        _customer_payer = d.pop("customer_payer", UNSET)
        customer_payer: CreatePaymentBodyCustomerPayer | Unset
        if isinstance(_customer_payer, Unset):
            customer_payer = UNSET
        else:
            customer_payer = CreatePaymentBodyCustomerPayer.from_dict(_customer_payer)

        callback_url = d.pop("callback_url", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: list[CreatePaymentBodyMetadataItem] | Unset = UNSET
        if _metadata is not UNSET:
            metadata = []
            for metadata_item_data in _metadata:
                metadata_item = CreatePaymentBodyMetadataItem.from_dict(metadata_item_data)

                metadata.append(metadata_item)

        create_payment_body = cls(
            account_id=account_id,
            merchant_order_id=merchant_order_id,
            description=description,
            country=country,
            amount=amount,
            payment_method=payment_method,
            merchant_reference=merchant_reference,
            workflow=workflow,
            checkout=checkout,
            customer_payer=customer_payer,
            callback_url=callback_url,
            metadata=metadata,
        )

        create_payment_body.additional_properties = d
        return create_payment_body

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
