from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.find_payments_by_order_response_200_item_payment_method_type import (
    FindPaymentsByOrderResponse200ItemPaymentMethodType,
)

if TYPE_CHECKING:
    from ..models.find_payments_by_order_response_200_item_payment_method_payment_method_detail import (
        FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetail,
    )


T = TypeVar("T", bound="FindPaymentsByOrderResponse200ItemPaymentMethod")


@_attrs_define
class FindPaymentsByOrderResponse200ItemPaymentMethod:
    """What was paid with.

    Attributes:
        type_ (FindPaymentsByOrderResponse200ItemPaymentMethodType): The kind of payment method.
        vaulted_token (None | UUID): The token of the enrolled card; null where it is not enrolled (UUID, 36 chars).
        vault_on_success (bool): Whether the card was to be enrolled when the payment succeeds.
        payment_method_detail (FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetail): The details of the
            payment method.
    """

    type_: FindPaymentsByOrderResponse200ItemPaymentMethodType
    vaulted_token: None | UUID
    vault_on_success: bool
    payment_method_detail: FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetail
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        vaulted_token: None | str
        if isinstance(self.vaulted_token, UUID):
            vaulted_token = str(self.vaulted_token)
        else:
            vaulted_token = self.vaulted_token

        vault_on_success = self.vault_on_success

        payment_method_detail = self.payment_method_detail.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "vaulted_token": vaulted_token,
                "vault_on_success": vault_on_success,
                "payment_method_detail": payment_method_detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.find_payments_by_order_response_200_item_payment_method_payment_method_detail import (
            FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetail,  # noqa: PLC0415
        )

        d = dict(src_dict)
        type_ = FindPaymentsByOrderResponse200ItemPaymentMethodType(d.pop("type"))

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

        vault_on_success = d.pop("vault_on_success")

        payment_method_detail = FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetail.from_dict(
            d.pop("payment_method_detail")
        )

        find_payments_by_order_response_200_item_payment_method = cls(
            type_=type_,
            vaulted_token=vaulted_token,
            vault_on_success=vault_on_success,
            payment_method_detail=payment_method_detail,
        )

        find_payments_by_order_response_200_item_payment_method.additional_properties = d
        return find_payments_by_order_response_200_item_payment_method

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
