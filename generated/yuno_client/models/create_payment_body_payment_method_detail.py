from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_payment_body_payment_method_detail_card import CreatePaymentBodyPaymentMethodDetailCard


T = TypeVar("T", bound="CreatePaymentBodyPaymentMethodDetail")


@_attrs_define
class CreatePaymentBodyPaymentMethodDetail:
    """The details of the payment method.

    Attributes:
        card (CreatePaymentBodyPaymentMethodDetailCard | Unset): How the card is charged.
    """

    card: CreatePaymentBodyPaymentMethodDetailCard | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        card: dict[str, Any] | Unset = UNSET
        if not isinstance(self.card, Unset):
            card = self.card.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if card is not UNSET:
            field_dict["card"] = card

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_body_payment_method_detail_card import CreatePaymentBodyPaymentMethodDetailCard  # noqa: PLC0415

        d = dict(src_dict)
        _card = d.pop("card", UNSET)
        card: CreatePaymentBodyPaymentMethodDetailCard | Unset
        if isinstance(_card, Unset):
            card = UNSET
        else:
            card = CreatePaymentBodyPaymentMethodDetailCard.from_dict(_card)

        create_payment_body_payment_method_detail = cls(
            card=card,
        )

        create_payment_body_payment_method_detail.additional_properties = d
        return create_payment_body_payment_method_detail

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
