from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.refund_payment_body_reason import RefundPaymentBodyReason
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.refund_payment_body_amount import RefundPaymentBodyAmount


T = TypeVar("T", bound="RefundPaymentBody")


@_attrs_define
class RefundPaymentBody:
    """
    Attributes:
        merchant_reference (str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        description (str | Unset): What the merchant writes about the transaction (MAX 255; MIN 3).
        reason (RefundPaymentBodyReason | Unset): Why it is done.
        amount (RefundPaymentBodyAmount | Unset): How much to refund, at most what is captured and not refunded yet; all
            of that where nothing is sent.
    """

    merchant_reference: str
    description: str | Unset = UNSET
    reason: RefundPaymentBodyReason | Unset = UNSET
    amount: RefundPaymentBodyAmount | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        merchant_reference = self.merchant_reference

        description = self.description

        reason: str | Unset = UNSET
        if not isinstance(self.reason, Unset):
            reason = self.reason.value

        amount: dict[str, Any] | Unset = UNSET
        if not isinstance(self.amount, Unset):
            amount = self.amount.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "merchant_reference": merchant_reference,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if reason is not UNSET:
            field_dict["reason"] = reason
        if amount is not UNSET:
            field_dict["amount"] = amount

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.refund_payment_body_amount import RefundPaymentBodyAmount  # noqa: PLC0415

        d = dict(src_dict)
        merchant_reference = d.pop("merchant_reference")

        description = d.pop("description", UNSET)

        _reason = d.pop("reason", UNSET)
        reason: RefundPaymentBodyReason | Unset
        if isinstance(_reason, Unset):
            reason = UNSET
        else:
            reason = RefundPaymentBodyReason(_reason)

        _amount = d.pop("amount", UNSET)
        amount: RefundPaymentBodyAmount | Unset
        if isinstance(_amount, Unset):
            amount = UNSET
        else:
            amount = RefundPaymentBodyAmount.from_dict(_amount)

        refund_payment_body = cls(
            merchant_reference=merchant_reference,
            description=description,
            reason=reason,
            amount=amount,
        )

        refund_payment_body.additional_properties = d
        return refund_payment_body

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
