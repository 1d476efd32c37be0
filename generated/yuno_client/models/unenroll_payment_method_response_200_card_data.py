from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.unenroll_payment_method_response_200_card_data_brand import UnenrollPaymentMethodResponse200CardDataBrand

T = TypeVar("T", bound="UnenrollPaymentMethodResponse200CardData")


@_attrs_define
class UnenrollPaymentMethodResponse200CardData:
    """What is kept of the card.

    Attributes:
        holder_name (str): The name on the card (MAX 26; MIN 3).
        iin (str): The first eight digits of the card number (MAX 8; MIN 8).
        lfd (str): The last four digits of the card number (MAX 4; MIN 4).
        expiration_month (int): The month of expiry, from 1 to 12.
        expiration_year (int): The year of expiry in four digits, from 2000 to 2099.
        number_length (int): How many digits the card number has, from 8 to 19.
        security_code_length (int | None): How many digits the security code has, 3 or 4; null where none was sent.
        brand (UnenrollPaymentMethodResponse200CardDataBrand): The brand of the card.
    """

    holder_name: str
    iin: str
    lfd: str
    expiration_month: int
    expiration_year: int
    number_length: int
    security_code_length: int | None
    brand: UnenrollPaymentMethodResponse200CardDataBrand
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        holder_name = self.holder_name

        iin = self.iin

        lfd = self.lfd

        expiration_month = self.expiration_month

        expiration_year = self.expiration_year

        number_length = self.number_length

        security_code_length: int | None
        security_code_length = self.security_code_length

        brand = self.brand.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "holder_name": holder_name,
                "iin": iin,
                "lfd": lfd,
                "expiration_month": expiration_month,
                "expiration_year": expiration_year,
                "number_length": number_length,
                "security_code_length": security_code_length,
                "brand": brand,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        holder_name = d.pop("holder_name")

        iin = d.pop("iin")

        lfd = d.pop("lfd")

        expiration_month = d.pop("expiration_month")

        expiration_year = d.pop("expiration_year")

        number_length = d.pop("number_length")

        def _parse_security_code_length(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        security_code_length = _parse_security_code_length(d.pop("security_code_length"))

        brand = UnenrollPaymentMethodResponse200CardDataBrand(d.pop("brand"))

        unenroll_payment_method_response_200_card_data = cls(
            holder_name=holder_name,
            iin=iin,
            lfd=lfd,
            expiration_month=expiration_month,
            expiration_year=expiration_year,
            number_length=number_length,
            security_code_length=security_code_length,
            brand=brand,
        )

        unenroll_payment_method_response_200_card_data.additional_properties = d
        return unenroll_payment_method_response_200_card_data

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
