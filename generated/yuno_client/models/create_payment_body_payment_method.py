from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_payment_body_payment_method_type import CreatePaymentBodyPaymentMethodType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_payment_body_payment_method_detail import CreatePaymentBodyPaymentMethodDetail


T = TypeVar("T", bound="CreatePaymentBodyPaymentMethod")


@_attrs_define
class CreatePaymentBodyPaymentMethod:
    """What is paid with: vaulted_token or detail.card.card_data.

    Attributes:
        type_ (CreatePaymentBodyPaymentMethodType): The kind of payment method.
        vaulted_token (UUID | Unset): The token of an enrolled payment method; wins over detail.card.card_data (UUID, 36
            chars).
        vault_on_success (bool | Unset): Whether to enroll the card for customer_payer.id when the payment succeeds;
            false where nothing is sent. Default: False.
        detail (CreatePaymentBodyPaymentMethodDetail | Unset): The details of the payment method.
    """

    type_: CreatePaymentBodyPaymentMethodType
    vaulted_token: UUID | Unset = UNSET
    vault_on_success: bool | Unset = False
    detail: CreatePaymentBodyPaymentMethodDetail | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        vaulted_token: str | Unset = UNSET
        if not isinstance(self.vaulted_token, Unset):
            vaulted_token = str(self.vaulted_token)

        vault_on_success = self.vault_on_success

        detail: dict[str, Any] | Unset = UNSET
        if not isinstance(self.detail, Unset):
            detail = self.detail.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
            }
        )
        if vaulted_token is not UNSET:
            field_dict["vaulted_token"] = vaulted_token
        if vault_on_success is not UNSET:
            field_dict["vault_on_success"] = vault_on_success
        if detail is not UNSET:
            field_dict["detail"] = detail

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_payment_body_payment_method_detail import CreatePaymentBodyPaymentMethodDetail  # noqa: PLC0415

        d = dict(src_dict)
        type_ = CreatePaymentBodyPaymentMethodType(d.pop("type"))

        _vaulted_token = d.pop("vaulted_token", UNSET)
        vaulted_token: UUID | Unset
        if isinstance(_vaulted_token, Unset):
            vaulted_token = UNSET
        else:
            vaulted_token = UUID(_vaulted_token)

        vault_on_success = d.pop("vault_on_success", UNSET)

        _detail = d.pop("detail", UNSET)
        detail: CreatePaymentBodyPaymentMethodDetail | Unset
        if isinstance(_detail, Unset):
            detail = UNSET
        else:
            detail = CreatePaymentBodyPaymentMethodDetail.from_dict(_detail)

        create_payment_body_payment_method = cls(
            type_=type_,
            vaulted_token=vaulted_token,
            vault_on_success=vault_on_success,
            detail=detail,
        )

        create_payment_body_payment_method.additional_properties = d
        return create_payment_body_payment_method

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
