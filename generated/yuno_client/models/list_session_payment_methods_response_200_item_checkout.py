from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ListSessionPaymentMethodsResponse200ItemCheckout")


@_attrs_define
class ListSessionPaymentMethodsResponse200ItemCheckout:
    """How the session uses the payment method.

    Attributes:
        session (UUID): The checkout session (UUID, 36 chars).
        sdk_required_action (bool): Whether the customer must still enter something.
    """

    session: UUID
    sdk_required_action: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        session = str(self.session)

        sdk_required_action = self.sdk_required_action

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "session": session,
                "sdk_required_action": sdk_required_action,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        session = UUID(d.pop("session"))

        sdk_required_action = d.pop("sdk_required_action")

        list_session_payment_methods_response_200_item_checkout = cls(
            session=session,
            sdk_required_action=sdk_required_action,
        )

        list_session_payment_methods_response_200_item_checkout.additional_properties = d
        return list_session_payment_methods_response_200_item_checkout

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
