from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.list_payment_methods_response_200_payment_methods_item_category import (
    ListPaymentMethodsResponse200PaymentMethodsItemCategory,
)
from ..models.list_payment_methods_response_200_payment_methods_item_country import (
    ListPaymentMethodsResponse200PaymentMethodsItemCountry,
)
from ..models.list_payment_methods_response_200_payment_methods_item_status import (
    ListPaymentMethodsResponse200PaymentMethodsItemStatus,
)
from ..models.list_payment_methods_response_200_payment_methods_item_type import (
    ListPaymentMethodsResponse200PaymentMethodsItemType,
)
from ..models.list_payment_methods_response_200_payment_methods_item_workflow import (
    ListPaymentMethodsResponse200PaymentMethodsItemWorkflow,
)

if TYPE_CHECKING:
    from ..models.list_payment_methods_response_200_payment_methods_item_card_data import (
        ListPaymentMethodsResponse200PaymentMethodsItemCardData,
    )


T = TypeVar("T", bound="ListPaymentMethodsResponse200PaymentMethodsItem")


@_attrs_define
class ListPaymentMethodsResponse200PaymentMethodsItem:
    """One payment method.

    Attributes:
        id (UUID): The id of the payment method (UUID, 36 chars).
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        customer_id (UUID): The customer the payment method belongs to (UUID, 36 chars).
        name (str): The name to show (MAX 255; MIN 3).
        description (str): A line that describes the payment method (MAX 255; MIN 3).
        type_ (ListPaymentMethodsResponse200PaymentMethodsItemType): The kind of payment method.
        category (ListPaymentMethodsResponse200PaymentMethodsItemCategory): The group the payment method belongs to.
        country (ListPaymentMethodsResponse200PaymentMethodsItemCountry): The country of the payment method (MAX 2; MIN
            2; ISO 3166-1).
        status (ListPaymentMethodsResponse200PaymentMethodsItemStatus): Whether the payment method can be used.
        vaulted_token (UUID): The token to pay with (UUID, 36 chars).
        workflow (ListPaymentMethodsResponse200PaymentMethodsItemWorkflow): How the enrollment was made.
        callback_url (None | str): Where the customer's browser goes after the enrollment (MAX 526; MIN 3).
        card_data (ListPaymentMethodsResponse200PaymentMethodsItemCardData): What is kept of the card.
        created_at (datetime.datetime): When the payment method was enrolled (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the payment method last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    account_id: UUID
    customer_id: UUID
    name: str
    description: str
    type_: ListPaymentMethodsResponse200PaymentMethodsItemType
    category: ListPaymentMethodsResponse200PaymentMethodsItemCategory
    country: ListPaymentMethodsResponse200PaymentMethodsItemCountry
    status: ListPaymentMethodsResponse200PaymentMethodsItemStatus
    vaulted_token: UUID
    workflow: ListPaymentMethodsResponse200PaymentMethodsItemWorkflow
    callback_url: None | str
    card_data: ListPaymentMethodsResponse200PaymentMethodsItemCardData
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        account_id = str(self.account_id)

        customer_id = str(self.customer_id)

        name = self.name

        description = self.description

        type_ = self.type_.value

        category = self.category.value

        country = self.country.value

        status = self.status.value

        vaulted_token = str(self.vaulted_token)

        workflow = self.workflow.value

        callback_url: None | str
        callback_url = self.callback_url

        card_data = self.card_data.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "account_id": account_id,
                "customer_id": customer_id,
                "name": name,
                "description": description,
                "type": type_,
                "category": category,
                "country": country,
                "status": status,
                "vaulted_token": vaulted_token,
                "workflow": workflow,
                "callback_url": callback_url,
                "card_data": card_data,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_payment_methods_response_200_payment_methods_item_card_data import (
            ListPaymentMethodsResponse200PaymentMethodsItemCardData,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        account_id = UUID(d.pop("account_id"))

        customer_id = UUID(d.pop("customer_id"))

        name = d.pop("name")

        description = d.pop("description")

        type_ = ListPaymentMethodsResponse200PaymentMethodsItemType(d.pop("type"))

        category = ListPaymentMethodsResponse200PaymentMethodsItemCategory(d.pop("category"))

        country = ListPaymentMethodsResponse200PaymentMethodsItemCountry(d.pop("country"))

        status = ListPaymentMethodsResponse200PaymentMethodsItemStatus(d.pop("status"))

        vaulted_token = UUID(d.pop("vaulted_token"))

        workflow = ListPaymentMethodsResponse200PaymentMethodsItemWorkflow(d.pop("workflow"))

        def _parse_callback_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        callback_url = _parse_callback_url(d.pop("callback_url"))

        card_data = ListPaymentMethodsResponse200PaymentMethodsItemCardData.from_dict(d.pop("card_data"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        list_payment_methods_response_200_payment_methods_item = cls(
            id=id,
            account_id=account_id,
            customer_id=customer_id,
            name=name,
            description=description,
            type_=type_,
            category=category,
            country=country,
            status=status,
            vaulted_token=vaulted_token,
            workflow=workflow,
            callback_url=callback_url,
            card_data=card_data,
            created_at=created_at,
            updated_at=updated_at,
        )

        list_payment_methods_response_200_payment_methods_item.additional_properties = d
        return list_payment_methods_response_200_payment_methods_item

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
