from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CreateCustomerResponse201DocumentType0")


@_attrs_define
class CreateCustomerResponse201DocumentType0:
    """The customer's identity document.

    Attributes:
        document_type (str): The kind of document (MAX 6; MIN 2).
        document_number (str): The number of the document (MAX 40; MIN 3).
    """

    document_type: str
    document_number: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        document_type = self.document_type

        document_number = self.document_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "document_type": document_type,
                "document_number": document_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        document_type = d.pop("document_type")

        document_number = d.pop("document_number")

        create_customer_response_201_document_type_0 = cls(
            document_type=document_type,
            document_number=document_number,
        )

        create_customer_response_201_document_type_0.additional_properties = d
        return create_customer_response_201_document_type_0

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
