from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FindPaymentsByOrderResponse200ItemCheckout")


@_attrs_define
class FindPaymentsByOrderResponse200ItemCheckout:
    """The checkout the payment belongs to.

    Attributes:
        session (None | UUID): The checkout session; null where there is none (UUID, 36 chars).
        sdk_action_required (bool): Whether the customer must still do something in the SDK.
    """

    session: None | UUID
    sdk_action_required: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        session: None | str
        if isinstance(self.session, UUID):
            session = str(self.session)
        else:
            session = self.session

        sdk_action_required = self.sdk_action_required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "session": session,
                "sdk_action_required": sdk_action_required,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_session(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                session_type_0 = UUID(data)

                return session_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        session = _parse_session(d.pop("session"))

        sdk_action_required = d.pop("sdk_action_required")

        find_payments_by_order_response_200_item_checkout = cls(
            session=session,
            sdk_action_required=sdk_action_required,
        )

        find_payments_by_order_response_200_item_checkout.additional_properties = d
        return find_payments_by_order_response_200_item_checkout

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
