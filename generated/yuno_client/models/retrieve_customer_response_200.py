from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retrieve_customer_response_200_country_type_1 import RetrieveCustomerResponse200CountryType1
from ..models.retrieve_customer_response_200_country_type_2_type_1 import RetrieveCustomerResponse200CountryType2Type1
from ..models.retrieve_customer_response_200_country_type_3_type_1 import RetrieveCustomerResponse200CountryType3Type1
from ..models.retrieve_customer_response_200_gender_type_1 import RetrieveCustomerResponse200GenderType1
from ..models.retrieve_customer_response_200_gender_type_2_type_1 import RetrieveCustomerResponse200GenderType2Type1
from ..models.retrieve_customer_response_200_gender_type_3_type_1 import RetrieveCustomerResponse200GenderType3Type1
from ..models.retrieve_customer_response_200_nationality_type_1 import RetrieveCustomerResponse200NationalityType1
from ..models.retrieve_customer_response_200_nationality_type_2_type_1 import (
    RetrieveCustomerResponse200NationalityType2Type1,
)
from ..models.retrieve_customer_response_200_nationality_type_3_type_1 import (
    RetrieveCustomerResponse200NationalityType3Type1,
)

if TYPE_CHECKING:
    from ..models.retrieve_customer_response_200_billing_address_type_0 import (
        RetrieveCustomerResponse200BillingAddressType0,
    )
    from ..models.retrieve_customer_response_200_document_type_0 import RetrieveCustomerResponse200DocumentType0
    from ..models.retrieve_customer_response_200_metadata_item import RetrieveCustomerResponse200MetadataItem
    from ..models.retrieve_customer_response_200_phone_type_0 import RetrieveCustomerResponse200PhoneType0
    from ..models.retrieve_customer_response_200_shipping_address_type_0 import (
        RetrieveCustomerResponse200ShippingAddressType0,
    )


T = TypeVar("T", bound="RetrieveCustomerResponse200")


@_attrs_define
class RetrieveCustomerResponse200:
    """
    Attributes:
        id (UUID): The id of the customer (UUID, 36 chars).
        merchant_customer_id (str): The id by which the merchant knows the customer (MAX 255; MIN 3).
        merchant_customer_created_at (datetime.datetime | None): When the customer registered with the merchant (ISO
            8601).
        first_name (None | str): The customer's first name (MAX 255; MIN 3).
        last_name (None | str): The customer's last name (MAX 255; MIN 3).
        gender (None | RetrieveCustomerResponse200GenderType1 | RetrieveCustomerResponse200GenderType2Type1 |
            RetrieveCustomerResponse200GenderType3Type1): The customer's gender: male, female or non-binary.
        date_of_birth (None | str): The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
        email (None | str): The customer's e-mail address (MAX 255; MIN 3).
        nationality (None | RetrieveCustomerResponse200NationalityType1 |
            RetrieveCustomerResponse200NationalityType2Type1 | RetrieveCustomerResponse200NationalityType3Type1): The
            country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1).
        country (None | RetrieveCustomerResponse200CountryType1 | RetrieveCustomerResponse200CountryType2Type1 |
            RetrieveCustomerResponse200CountryType3Type1): The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
        document (None | RetrieveCustomerResponse200DocumentType0): The customer's identity document.
        phone (None | RetrieveCustomerResponse200PhoneType0): The customer's telephone.
        billing_address (None | RetrieveCustomerResponse200BillingAddressType0): The billing address of the customer.
        shipping_address (None | RetrieveCustomerResponse200ShippingAddressType0): The shipping address of the customer.
        metadata (list[RetrieveCustomerResponse200MetadataItem]): Values of the merchant's own, up to 50 pairs.
        created_at (datetime.datetime): When the customer was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the customer last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    merchant_customer_id: str
    merchant_customer_created_at: datetime.datetime | None
    first_name: None | str
    last_name: None | str
    gender: (
        None
        | RetrieveCustomerResponse200GenderType1
        | RetrieveCustomerResponse200GenderType2Type1
        | RetrieveCustomerResponse200GenderType3Type1
    )
    date_of_birth: None | str
    email: None | str
    nationality: (
        None
        | RetrieveCustomerResponse200NationalityType1
        | RetrieveCustomerResponse200NationalityType2Type1
        | RetrieveCustomerResponse200NationalityType3Type1
    )
    country: (
        None
        | RetrieveCustomerResponse200CountryType1
        | RetrieveCustomerResponse200CountryType2Type1
        | RetrieveCustomerResponse200CountryType3Type1
    )
    document: None | RetrieveCustomerResponse200DocumentType0
    phone: None | RetrieveCustomerResponse200PhoneType0
    billing_address: None | RetrieveCustomerResponse200BillingAddressType0
    shipping_address: None | RetrieveCustomerResponse200ShippingAddressType0
    metadata: list[RetrieveCustomerResponse200MetadataItem]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.retrieve_customer_response_200_billing_address_type_0 import (
            RetrieveCustomerResponse200BillingAddressType0,  # noqa: PLC0415
        )
        from ..models.retrieve_customer_response_200_document_type_0 import RetrieveCustomerResponse200DocumentType0  # noqa: PLC0415
        from ..models.retrieve_customer_response_200_phone_type_0 import RetrieveCustomerResponse200PhoneType0  # noqa: PLC0415
        from ..models.retrieve_customer_response_200_shipping_address_type_0 import (
            RetrieveCustomerResponse200ShippingAddressType0,  # noqa: PLC0415
        )

        id = str(self.id)

        merchant_customer_id = self.merchant_customer_id

        merchant_customer_created_at: None | str
        if isinstance(self.merchant_customer_created_at, datetime.datetime):
            merchant_customer_created_at = self.merchant_customer_created_at.isoformat()
        else:
            merchant_customer_created_at = self.merchant_customer_created_at

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        gender: None | str
        if isinstance(self.gender, RetrieveCustomerResponse200GenderType1):
            gender = self.gender.value
        elif isinstance(self.gender, RetrieveCustomerResponse200GenderType2Type1):
            gender = self.gender.value
        elif isinstance(self.gender, RetrieveCustomerResponse200GenderType3Type1):
            gender = self.gender.value
        else:
            gender = self.gender

        date_of_birth: None | str
        date_of_birth = self.date_of_birth

        email: None | str
        email = self.email

        nationality: None | str
        if isinstance(self.nationality, RetrieveCustomerResponse200NationalityType1):
            nationality = self.nationality.value
        elif isinstance(self.nationality, RetrieveCustomerResponse200NationalityType2Type1):
            nationality = self.nationality.value
        elif isinstance(self.nationality, RetrieveCustomerResponse200NationalityType3Type1):
            nationality = self.nationality.value
        else:
            nationality = self.nationality

        country: None | str
        if isinstance(self.country, RetrieveCustomerResponse200CountryType1):
            country = self.country.value
        elif isinstance(self.country, RetrieveCustomerResponse200CountryType2Type1):
            country = self.country.value
        elif isinstance(self.country, RetrieveCustomerResponse200CountryType3Type1):
            country = self.country.value
        else:
            country = self.country

        document: dict[str, Any] | None
        if isinstance(self.document, RetrieveCustomerResponse200DocumentType0):
            document = self.document.to_dict()
        else:
            document = self.document

        phone: dict[str, Any] | None
        if isinstance(self.phone, RetrieveCustomerResponse200PhoneType0):
            phone = self.phone.to_dict()
        else:
            phone = self.phone

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, RetrieveCustomerResponse200BillingAddressType0):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        shipping_address: dict[str, Any] | None
        if isinstance(self.shipping_address, RetrieveCustomerResponse200ShippingAddressType0):
            shipping_address = self.shipping_address.to_dict()
        else:
            shipping_address = self.shipping_address

        metadata = []
        for metadata_item_data in self.metadata:
            metadata_item = metadata_item_data.to_dict()
            metadata.append(metadata_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "merchant_customer_id": merchant_customer_id,
                "merchant_customer_created_at": merchant_customer_created_at,
                "first_name": first_name,
                "last_name": last_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "email": email,
                "nationality": nationality,
                "country": country,
                "document": document,
                "phone": phone,
                "billing_address": billing_address,
                "shipping_address": shipping_address,
                "metadata": metadata,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.retrieve_customer_response_200_billing_address_type_0 import (
            RetrieveCustomerResponse200BillingAddressType0,  # noqa: PLC0415
        )
        from ..models.retrieve_customer_response_200_document_type_0 import RetrieveCustomerResponse200DocumentType0  # noqa: PLC0415
        from ..models.retrieve_customer_response_200_metadata_item import RetrieveCustomerResponse200MetadataItem  # noqa: PLC0415
        from ..models.retrieve_customer_response_200_phone_type_0 import RetrieveCustomerResponse200PhoneType0  # noqa: PLC0415
        from ..models.retrieve_customer_response_200_shipping_address_type_0 import (
            RetrieveCustomerResponse200ShippingAddressType0,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        merchant_customer_id = d.pop("merchant_customer_id")

        def _parse_merchant_customer_created_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                merchant_customer_created_at_type_0 = datetime.datetime.fromisoformat(data)

                return merchant_customer_created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        merchant_customer_created_at = _parse_merchant_customer_created_at(d.pop("merchant_customer_created_at"))

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("first_name"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("last_name"))

        def _parse_gender(
            data: object,
        ) -> (
            None
            | RetrieveCustomerResponse200GenderType1
            | RetrieveCustomerResponse200GenderType2Type1
            | RetrieveCustomerResponse200GenderType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_1 = RetrieveCustomerResponse200GenderType1(data)

                return gender_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_2_type_1 = RetrieveCustomerResponse200GenderType2Type1(data)

                return gender_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_3_type_1 = RetrieveCustomerResponse200GenderType3Type1(data)

                return gender_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | RetrieveCustomerResponse200GenderType1
                | RetrieveCustomerResponse200GenderType2Type1
                | RetrieveCustomerResponse200GenderType3Type1,
                data,
            )

        gender = _parse_gender(d.pop("gender"))

        def _parse_date_of_birth(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        date_of_birth = _parse_date_of_birth(d.pop("date_of_birth"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_nationality(
            data: object,
        ) -> (
            None
            | RetrieveCustomerResponse200NationalityType1
            | RetrieveCustomerResponse200NationalityType2Type1
            | RetrieveCustomerResponse200NationalityType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_1 = RetrieveCustomerResponse200NationalityType1(data)

                return nationality_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_2_type_1 = RetrieveCustomerResponse200NationalityType2Type1(data)

                return nationality_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_3_type_1 = RetrieveCustomerResponse200NationalityType3Type1(data)

                return nationality_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | RetrieveCustomerResponse200NationalityType1
                | RetrieveCustomerResponse200NationalityType2Type1
                | RetrieveCustomerResponse200NationalityType3Type1,
                data,
            )

        nationality = _parse_nationality(d.pop("nationality"))

        def _parse_country(
            data: object,
        ) -> (
            None
            | RetrieveCustomerResponse200CountryType1
            | RetrieveCustomerResponse200CountryType2Type1
            | RetrieveCustomerResponse200CountryType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_1 = RetrieveCustomerResponse200CountryType1(data)

                return country_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_2_type_1 = RetrieveCustomerResponse200CountryType2Type1(data)

                return country_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_3_type_1 = RetrieveCustomerResponse200CountryType3Type1(data)

                return country_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | RetrieveCustomerResponse200CountryType1
                | RetrieveCustomerResponse200CountryType2Type1
                | RetrieveCustomerResponse200CountryType3Type1,
                data,
            )

        country = _parse_country(d.pop("country"))

        def _parse_document(data: object) -> None | RetrieveCustomerResponse200DocumentType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                document_type_0 = RetrieveCustomerResponse200DocumentType0.from_dict(data)

                return document_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetrieveCustomerResponse200DocumentType0, data)

        document = _parse_document(d.pop("document"))

        def _parse_phone(data: object) -> None | RetrieveCustomerResponse200PhoneType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                phone_type_0 = RetrieveCustomerResponse200PhoneType0.from_dict(data)

                return phone_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetrieveCustomerResponse200PhoneType0, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_billing_address(data: object) -> None | RetrieveCustomerResponse200BillingAddressType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = RetrieveCustomerResponse200BillingAddressType0.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetrieveCustomerResponse200BillingAddressType0, data)

        billing_address = _parse_billing_address(d.pop("billing_address"))

        def _parse_shipping_address(data: object) -> None | RetrieveCustomerResponse200ShippingAddressType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shipping_address_type_0 = RetrieveCustomerResponse200ShippingAddressType0.from_dict(data)

                return shipping_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetrieveCustomerResponse200ShippingAddressType0, data)

        shipping_address = _parse_shipping_address(d.pop("shipping_address"))

        metadata = []
        _metadata = d.pop("metadata")
        for metadata_item_data in _metadata:
            metadata_item = RetrieveCustomerResponse200MetadataItem.from_dict(metadata_item_data)

            metadata.append(metadata_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        retrieve_customer_response_200 = cls(
            id=id,
            merchant_customer_id=merchant_customer_id,
            merchant_customer_created_at=merchant_customer_created_at,
            first_name=first_name,
            last_name=last_name,
            gender=gender,
            date_of_birth=date_of_birth,
            email=email,
            nationality=nationality,
            country=country,
            document=document,
            phone=phone,
            billing_address=billing_address,
            shipping_address=shipping_address,
            metadata=metadata,
            created_at=created_at,
            updated_at=updated_at,
        )

        retrieve_customer_response_200.additional_properties = d
        return retrieve_customer_response_200

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
