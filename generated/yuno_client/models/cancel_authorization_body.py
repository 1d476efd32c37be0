from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cancel_authorization_body_reason import CancelAuthorizationBodyReason
from ..types import UNSET, Unset

T = TypeVar("T", bound="CancelAuthorizationBody")


@_attrs_define
class CancelAuthorizationBody:
    """
    Attributes:
        merchant_reference (str): The merchant's own reference of the transaction (MAX 255; MIN 3).
        description (str | Unset): What the merchant writes about the transaction (MAX 255; MIN 3).
        reason (CancelAuthorizationBodyReason | Unset): Why it is done.
    """

    merchant_reference: str
    description: str | Unset = UNSET
    reason: CancelAuthorizationBodyReason | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        merchant_reference = self.merchant_reference

        description = self.description

        reason: str | Unset = UNSET
        if not isinstance(self.reason, Unset):
            reason = self.reason.value

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        merchant_reference = d.pop("merchant_reference")

        description = d.pop("description", UNSET)

        _reason = d.pop("reason", UNSET)
        reason: CancelAuthorizationBodyReason | Unset
        if isinstance(_reason, Unset):
            reason = UNSET
        else:
            reason = CancelAuthorizationBodyReason(_reason)

        cancel_authorization_body = cls(
            merchant_reference=merchant_reference,
            description=description,
            reason=reason,
        )

        cancel_authorization_body.additional_properties = d
        return cancel_authorization_body

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
