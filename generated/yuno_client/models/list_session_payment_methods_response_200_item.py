from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.list_session_payment_methods_response_200_item_category import (
    ListSessionPaymentMethodsResponse200ItemCategory,
)
from ..models.list_session_payment_methods_response_200_item_type import ListSessionPaymentMethodsResponse200ItemType

if TYPE_CHECKING:
    from ..models.list_session_payment_methods_response_200_item_card_data_type_0 import (
        ListSessionPaymentMethodsResponse200ItemCardDataType0,
    )
    from ..models.list_session_payment_methods_response_200_item_checkout import (
        ListSessionPaymentMethodsResponse200ItemCheckout,
    )


T = TypeVar("T", bound="ListSessionPaymentMethodsResponse200Item")


@_attrs_define
class ListSessionPaymentMethodsResponse200Item:
    """One payment method.

    Attributes:
        name (str): The name to show (MAX 255; MIN 3).
        description (str): A line that describes the payment method (MAX 255; MIN 3).
        type_ (ListSessionPaymentMethodsResponse200ItemType): The kind of payment method.
        category (ListSessionPaymentMethodsResponse200ItemCategory): The group the payment method belongs to.
        vaulted_token (None | UUID): The token to pay with; null for a card that is not stored (UUID, 36 chars).
        checkout (ListSessionPaymentMethodsResponse200ItemCheckout): How the session uses the payment method.
        card_data (ListSessionPaymentMethodsResponse200ItemCardDataType0 | None): What is kept of the card.
    """

    name: str
    description: str
    type_: ListSessionPaymentMethodsResponse200ItemType
    category: ListSessionPaymentMethodsResponse200ItemCategory
    vaulted_token: None | UUID
    checkout: ListSessionPaymentMethodsResponse200ItemCheckout
    card_data: ListSessionPaymentMethodsResponse200ItemCardDataType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.list_session_payment_methods_response_200_item_card_data_type_0 import (
            ListSessionPaymentMethodsResponse200ItemCardDataType0,  # noqa: PLC0415
        )

        name = self.name

        description = self.description

        type_ = self.type_.value

        category = self.category.value

        vaulted_token: None | str
        if isinstance(self.vaulted_token, UUID):
            vaulted_token = str(self.vaulted_token)
        else:
            vaulted_token = self.vaulted_token

        checkout = self.checkout.to_dict()

        card_data: dict[str, Any] | None
        if isinstance(self.card_data, ListSessionPaymentMethodsResponse200ItemCardDataType0):
            card_data = self.card_data.to_dict()
        else:
            card_data = self.card_data

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "description": description,
                "type": type_,
                "category": category,
                "vaulted_token": vaulted_token,
                "checkout": checkout,
                "card_data": card_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_session_payment_methods_response_200_item_card_data_type_0 import (
            ListSessionPaymentMethodsResponse200ItemCardDataType0,  # noqa: PLC0415
        )
        from ..models.list_session_payment_methods_response_200_item_checkout import (
            ListSessionPaymentMethodsResponse200ItemCheckout,  # noqa: PLC0415
        )

        d = dict(src_dict)
        name = d.pop("name")

        description = d.pop("description")

        type_ = ListSessionPaymentMethodsResponse200ItemType(d.pop("type"))

        category = ListSessionPaymentMethodsResponse200ItemCategory(d.pop("category"))

        def _parse_vaulted_token(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                vaulted_token_type_0 = UUID(data)

                return vaulted_token_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        vaulted_token = _parse_vaulted_token(d.pop("vaulted_token"))

        checkout = ListSessionPaymentMethodsResponse200ItemCheckout.from_dict(d.pop("checkout"))

        def _parse_card_data(data: object) -> ListSessionPaymentMethodsResponse200ItemCardDataType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                card_data_type_0 = ListSessionPaymentMethodsResponse200ItemCardDataType0.from_dict(data)

                return card_data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListSessionPaymentMethodsResponse200ItemCardDataType0 | None, data)

        card_data = _parse_card_data(d.pop("card_data"))

        list_session_payment_methods_response_200_item = cls(
            name=name,
            description=description,
            type_=type_,
            category=category,
            vaulted_token=vaulted_token,
            checkout=checkout,
            card_data=card_data,
        )

        list_session_payment_methods_response_200_item.additional_properties = d
        return list_session_payment_methods_response_200_item

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
