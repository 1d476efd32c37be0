from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.create_payment_response_201_payment_method_payment_method_detail_card_card_data import (
        CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardData,
    )


T = TypeVar("T", bound="CreatePaymentResponse201PaymentMethodPaymentMethodDetailCard")


@_attrs_define
class CreatePaymentResponse201PaymentMethodPaymentMethodDetailCard:
    """How the card was charged.

    Attributes:
        capture (bool): true took the money at once, false only authorized it.
        installments (int): The number of installments, from 1 to 50.
        card_data (CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardData): What is kept of the card.
    """

    capture: bool
    installments: int
    card_data: CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        capture = self.capture

        installments = self.installments

        card_data = self.card_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "capture": capture,
                "installments": installments,
                "card_data": card_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_response_201_payment_method_payment_method_detail_card_card_data import (
            CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardData,  # noqa: PLC0415
        )

        d = dict(src_dict)
        capture = d.pop("capture")

        installments = d.pop("installments")

        card_data = CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardData.from_dict(d.pop("card_data"))

        create_payment_response_201_payment_method_payment_method_detail_card = cls(
            capture=capture,
            installments=installments,
            card_data=card_data,
        )

        create_payment_response_201_payment_method_payment_method_detail_card.additional_properties = d
        return create_payment_response_201_payment_method_payment_method_detail_card

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
