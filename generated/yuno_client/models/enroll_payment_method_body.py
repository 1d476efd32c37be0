from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.enroll_payment_method_body_country import EnrollPaymentMethodBodyCountry
from ..models.enroll_payment_method_body_type import EnrollPaymentMethodBodyType
from ..models.enroll_payment_method_body_workflow import EnrollPaymentMethodBodyWorkflow
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.enroll_payment_method_body_card_data import EnrollPaymentMethodBodyCardData


T = TypeVar("T", bound="EnrollPaymentMethodBody")


@_attrs_define
class EnrollPaymentMethodBody:
    """
    Attributes:
        account_id (UUID): The account the request is made for (UUID, 36 chars).
        country (EnrollPaymentMethodBodyCountry): The country of the payment method (MAX 2; MIN 2; ISO 3166-1).
        type_ (EnrollPaymentMethodBodyType): The kind of payment method.
        card_data (EnrollPaymentMethodBodyCardData): The card.
        workflow (EnrollPaymentMethodBodyWorkflow | Unset): How the enrollment is made; DIRECT where nothing is sent.
            Default: EnrollPaymentMethodBodyWorkflow.DIRECT.
        callback_url (str | Unset): Where the customer's browser goes after the enrollment (MAX 526; MIN 3).
    """

    account_id: UUID
    country: EnrollPaymentMethodBodyCountry
    type_: EnrollPaymentMethodBodyType
    card_data: EnrollPaymentMethodBodyCardData
    workflow: EnrollPaymentMethodBodyWorkflow | Unset = EnrollPaymentMethodBodyWorkflow.DIRECT
    callback_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id = str(self.account_id)

        country = self.country.value

        type_ = self.type_.value

        card_data = self.card_data.to_dict()

        workflow: str | Unset = UNSET
        if not isinstance(self.workflow, Unset):
            workflow = self.workflow.value

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "account_id": account_id,
                "country": country,
                "type": type_,
                "card_data": card_data,
            }
        )
        if workflow is not UNSET:
            field_dict["workflow"] = workflow
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.enroll_payment_method_body_card_data import EnrollPaymentMethodBodyCardData  # noqa: PLC0415

        d = dict(src_dict)
        account_id = UUID(d.pop("account_id"))

        country = EnrollPaymentMethodBodyCountry(d.pop("country"))

        type_ = EnrollPaymentMethodBodyType(d.pop("type"))

        card_data = EnrollPaymentMethodBodyCardData.from_dict(d.pop("card_data"))

        _workflow = d.pop("workflow", UNSET)
        workflow: EnrollPaymentMethodBodyWorkflow | Unset
        if isinstance(_workflow, Unset):
            workflow = UNSET
        else:
            workflow = EnrollPaymentMethodBodyWorkflow(_workflow)

        callback_url = d.pop("callback_url", UNSET)

        enroll_payment_method_body = cls(
            account_id=account_id,
            country=country,
            type_=type_,
            card_data=card_data,
            workflow=workflow,
            callback_url=callback_url,
        )

        enroll_payment_method_body.additional_properties = d
        return enroll_payment_method_body

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
