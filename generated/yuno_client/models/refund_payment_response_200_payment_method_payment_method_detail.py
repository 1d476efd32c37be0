from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.refund_payment_response_200_payment_method_payment_method_detail_card import (
        RefundPaymentResponse200PaymentMethodPaymentMethodDetailCard,
    )


T = TypeVar("T", bound="RefundPaymentResponse200PaymentMethodPaymentMethodDetail")


@_attrs_define
class RefundPaymentResponse200PaymentMethodPaymentMethodDetail:
    """The details of the payment method.

    Attributes:
        card (RefundPaymentResponse200PaymentMethodPaymentMethodDetailCard): How the card was charged.
    """

    card: RefundPaymentResponse200PaymentMethodPaymentMethodDetailCard
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        card = self.card.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "card": card,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.refund_payment_response_200_payment_method_payment_method_detail_card import (
            RefundPaymentResponse200PaymentMethodPaymentMethodDetailCard,  # noqa: PLC0415
        )

        d = dict(src_dict)
        card = RefundPaymentResponse200PaymentMethodPaymentMethodDetailCard.from_dict(d.pop("card"))

        refund_payment_response_200_payment_method_payment_method_detail = cls(
            card=card,
        )

        refund_payment_response_200_payment_method_payment_method_detail.additional_properties = d
        return refund_payment_response_200_payment_method_payment_method_detail

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
