from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_payment_body_payment_method_detail_card_card_data import (
        CreatePaymentBodyPaymentMethodDetailCardCardData,
    )


T = TypeVar("T", bound="CreatePaymentBodyPaymentMethodDetailCard")


@_attrs_define
class CreatePaymentBodyPaymentMethodDetailCard:
    """How the card is charged.

    Attributes:
        capture (bool | Unset): true takes the money at once, false only authorizes it; true where nothing is sent.
            Default: True.
        installments (int | Unset): The number of installments, from 1 to 50; 1 where nothing is sent. Default: 1.
        card_data (CreatePaymentBodyPaymentMethodDetailCardCardData | Unset): The card.
    """

    capture: bool | Unset = True
    installments: int | Unset = 1
    card_data: CreatePaymentBodyPaymentMethodDetailCardCardData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        capture = self.capture

        installments = self.installments

        card_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.card_data, Unset):
            card_data = self.card_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if capture is not UNSET:
            field_dict["capture"] = capture
        if installments is not UNSET:
            field_dict["installments"] = installments
        if card_data is not UNSET:
            field_dict["card_data"] = card_data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_body_payment_method_detail_card_card_data import (
            CreatePaymentBodyPaymentMethodDetailCardCardData,  # noqa: PLC0415
        )

        d = dict(src_dict)
        capture = d.pop("capture", UNSET)

        installments = d.pop("installments", UNSET)

        _card_data = d.pop("card_data", UNSET)
        card_data: CreatePaymentBodyPaymentMethodDetailCardCardData | Unset
        if isinstance(_card_data, Unset):
            card_data = UNSET
        else:
            card_data = CreatePaymentBodyPaymentMethodDetailCardCardData.from_dict(_card_data)

        create_payment_body_payment_method_detail_card = cls(
            capture=capture,
            installments=installments,
            card_data=card_data,
        )

        create_payment_body_payment_method_detail_card.additional_properties = d
        return create_payment_body_payment_method_detail_card

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
