from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cancel_authorization_response_401_code import CancelAuthorizationResponse401Code

T = TypeVar("T", bound="CancelAuthorizationResponse401")


@_attrs_define
class CancelAuthorizationResponse401:
    """
    Attributes:
        code (CancelAuthorizationResponse401Code): What is wrong, in one word.
        messages (list[str]): What is wrong, in sentences.
    """

    code: CancelAuthorizationResponse401Code
    messages: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code.value

        messages = self.messages

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "messages": messages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = CancelAuthorizationResponse401Code(d.pop("code"))

        messages = cast(list[str], d.pop("messages"))

        cancel_authorization_response_401 = cls(
            code=code,
            messages=messages,
        )

        cancel_authorization_response_401.additional_properties = d
        return cancel_authorization_response_401

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
