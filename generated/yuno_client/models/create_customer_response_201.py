from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_response_201_country_type_1 import CreateCustomerResponse201CountryType1
from ..models.create_customer_response_201_country_type_2_type_1 import CreateCustomerResponse201CountryType2Type1
from ..models.create_customer_response_201_country_type_3_type_1 import CreateCustomerResponse201CountryType3Type1
from ..models.create_customer_response_201_gender_type_1 import CreateCustomerResponse201GenderType1
from ..models.create_customer_response_201_gender_type_2_type_1 import CreateCustomerResponse201GenderType2Type1
from ..models.create_customer_response_201_gender_type_3_type_1 import CreateCustomerResponse201GenderType3Type1
from ..models.create_customer_response_201_nationality_type_1 import CreateCustomerResponse201NationalityType1
from ..models.create_customer_response_201_nationality_type_2_type_1 import (
    CreateCustomerResponse201NationalityType2Type1,
)
from ..models.create_customer_response_201_nationality_type_3_type_1 import (
    CreateCustomerResponse201NationalityType3Type1,
)

if TYPE_CHECKING:
    from ..models.create_customer_response_201_billing_address_type_0 import (
        CreateCustomerResponse201BillingAddressType0,
    )
    from ..models.create_customer_response_201_document_type_0 import CreateCustomerResponse201DocumentType0
    from ..models.create_customer_response_201_metadata_item import CreateCustomerResponse201MetadataItem
    from ..models.create_customer_response_201_phone_type_0 import CreateCustomerResponse201PhoneType0
    from ..models.create_customer_response_201_shipping_address_type_0 import (
        CreateCustomerResponse201ShippingAddressType0,
    )


T = TypeVar("T", bound="CreateCustomerResponse201")


@_attrs_define
class CreateCustomerResponse201:
    """
    Attributes:
        id (UUID): The id of the customer (UUID, 36 chars).
        merchant_customer_id (str): The id by which the merchant knows the customer (MAX 255; MIN 3).
        merchant_customer_created_at (datetime.datetime | None): When the customer registered with the merchant (ISO
            8601).
        first_name (None | str): The customer's first name (MAX 255; MIN 3).
        last_name (None | str): The customer's last name (MAX 255; MIN 3).
        gender (CreateCustomerResponse201GenderType1 | CreateCustomerResponse201GenderType2Type1 |
            CreateCustomerResponse201GenderType3Type1 | None): The customer's gender: male, female or non-binary.
        date_of_birth (None | str): The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
        email (None | str): The customer's e-mail address (MAX 255; MIN 3).
        nationality (CreateCustomerResponse201NationalityType1 | CreateCustomerResponse201NationalityType2Type1 |
            CreateCustomerResponse201NationalityType3Type1 | None): The country the customer is a citizen of (MAX 2; MIN 2;
            ISO 3166-1).
        country (CreateCustomerResponse201CountryType1 | CreateCustomerResponse201CountryType2Type1 |
            CreateCustomerResponse201CountryType3Type1 | None): The country the customer lives in (MAX 2; MIN 2; ISO
            3166-1).
        document (CreateCustomerResponse201DocumentType0 | None): The customer's identity document.
        phone (CreateCustomerResponse201PhoneType0 | None): The customer's telephone.
        billing_address (CreateCustomerResponse201BillingAddressType0 | None): The billing address of the customer.
        shipping_address (CreateCustomerResponse201ShippingAddressType0 | None): The shipping address of the customer.
        metadata (list[CreateCustomerResponse201MetadataItem]): Values of the merchant's own, up to 50 pairs.
        created_at (datetime.datetime): When the customer was created (MAX 27; MIN 27; ISO 8601).
        updated_at (datetime.datetime): When the customer last changed (MAX 27; MIN 27; ISO 8601).
    """

    id: UUID
    merchant_customer_id: str
    merchant_customer_created_at: datetime.datetime | None
    first_name: None | str
    last_name: None | str
    gender: (
        CreateCustomerResponse201GenderType1
        | CreateCustomerResponse201GenderType2Type1
        | CreateCustomerResponse201GenderType3Type1
        | None
    )
    date_of_birth: None | str
    email: None | str
    nationality: (
        CreateCustomerResponse201NationalityType1
        | CreateCustomerResponse201NationalityType2Type1
        | CreateCustomerResponse201NationalityType3Type1
        | None
    )
    country: (
        CreateCustomerResponse201CountryType1
        | CreateCustomerResponse201CountryType2Type1
        | CreateCustomerResponse201CountryType3Type1
        | None
    )
    document: CreateCustomerResponse201DocumentType0 | None
    phone: CreateCustomerResponse201PhoneType0 | None
    billing_address: CreateCustomerResponse201BillingAddressType0 | None
    shipping_address: CreateCustomerResponse201ShippingAddressType0 | None
    metadata: list[CreateCustomerResponse201MetadataItem]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.create_customer_response_201_billing_address_type_0 import (
            CreateCustomerResponse201BillingAddressType0,  # noqa: PLC0415
        )
        from ..models.create_customer_response_201_document_type_0 import CreateCustomerResponse201DocumentType0  # noqa: PLC0415
        from ..models.create_customer_response_201_phone_type_0 import CreateCustomerResponse201PhoneType0  # noqa: PLC0415
        from ..models.create_customer_response_201_shipping_address_type_0 import (
            CreateCustomerResponse201ShippingAddressType0,  # noqa: PLC0415
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
        if isinstance(self.gender, CreateCustomerResponse201GenderType1):
            gender = self.gender.value
        elif isinstance(self.gender, CreateCustomerResponse201GenderType2Type1):
            gender = self.gender.value
        elif isinstance(self.gender, CreateCustomerResponse201GenderType3Type1):
            gender = self.gender.value
        else:
            gender = self.gender

        date_of_birth: None | str
        date_of_birth = self.date_of_birth

        email: None | str
        email = self.email

        nationality: None | str
        if isinstance(self.nationality, CreateCustomerResponse201NationalityType1):
            nationality = self.nationality.value
        elif isinstance(self.nationality, CreateCustomerResponse201NationalityType2Type1):
            nationality = self.nationality.value
        elif isinstance(self.nationality, CreateCustomerResponse201NationalityType3Type1):
            nationality = self.nationality.value
        else:
            nationality = self.nationality

        country: None | str
        if isinstance(self.country, CreateCustomerResponse201CountryType1):
            country = self.country.value
        elif isinstance(self.country, CreateCustomerResponse201CountryType2Type1):
            country = self.country.value
        elif isinstance(self.country, CreateCustomerResponse201CountryType3Type1):
            country = self.country.value
        else:
            country = self.country

        document: dict[str, Any] | None
        if isinstance(self.document, CreateCustomerResponse201DocumentType0):
            document = self.document.to_dict()
        else:
            document = self.document

        phone: dict[str, Any] | None
        if isinstance(self.phone, CreateCustomerResponse201PhoneType0):
            phone = self.phone.to_dict()
        else:
            phone = self.phone

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, CreateCustomerResponse201BillingAddressType0):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        shipping_address: dict[str, Any] | None
        if isinstance(self.shipping_address, CreateCustomerResponse201ShippingAddressType0):
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
        from ..models.create_customer_response_201_billing_address_type_0 import (
            CreateCustomerResponse201BillingAddressType0,  # noqa: PLC0415
        )
        from ..models.create_customer_response_201_document_type_0 import CreateCustomerResponse201DocumentType0  # noqa: PLC0415
        from ..models.create_customer_response_201_metadata_item import CreateCustomerResponse201MetadataItem  # noqa: PLC0415
        from ..models.create_customer_response_201_phone_type_0 import CreateCustomerResponse201PhoneType0  # noqa: PLC0415
        from ..models.create_customer_response_201_shipping_address_type_0 import (
            CreateCustomerResponse201ShippingAddressType0,  # noqa: PLC0415
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
            CreateCustomerResponse201GenderType1
            | CreateCustomerResponse201GenderType2Type1
            | CreateCustomerResponse201GenderType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_1 = CreateCustomerResponse201GenderType1(data)

                return gender_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_2_type_1 = CreateCustomerResponse201GenderType2Type1(data)

                return gender_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_3_type_1 = CreateCustomerResponse201GenderType3Type1(data)

                return gender_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                CreateCustomerResponse201GenderType1
                | CreateCustomerResponse201GenderType2Type1
                | CreateCustomerResponse201GenderType3Type1
                | None,
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
            CreateCustomerResponse201NationalityType1
            | CreateCustomerResponse201NationalityType2Type1
            | CreateCustomerResponse201NationalityType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_1 = CreateCustomerResponse201NationalityType1(data)

                return nationality_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_2_type_1 = CreateCustomerResponse201NationalityType2Type1(data)

                return nationality_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                nationality_type_3_type_1 = CreateCustomerResponse201NationalityType3Type1(data)

                return nationality_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                CreateCustomerResponse201NationalityType1
                | CreateCustomerResponse201NationalityType2Type1
                | CreateCustomerResponse201NationalityType3Type1
                | None,
                data,
            )

        nationality = _parse_nationality(d.pop("nationality"))

        def _parse_country(
            data: object,
        ) -> (
            CreateCustomerResponse201CountryType1
            | CreateCustomerResponse201CountryType2Type1
            | CreateCustomerResponse201CountryType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_1 = CreateCustomerResponse201CountryType1(data)

                return country_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_2_type_1 = CreateCustomerResponse201CountryType2Type1(data)

                return country_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                country_type_3_type_1 = CreateCustomerResponse201CountryType3Type1(data)

                return country_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                CreateCustomerResponse201CountryType1
                | CreateCustomerResponse201CountryType2Type1
                | CreateCustomerResponse201CountryType3Type1
                | None,
                data,
            )

        country = _parse_country(d.pop("country"))

        def _parse_document(data: object) -> CreateCustomerResponse201DocumentType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                document_type_0 = CreateCustomerResponse201DocumentType0.from_dict(data)

                return document_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreateCustomerResponse201DocumentType0 | None, data)

        document = _parse_document(d.pop("document"))

        def _parse_phone(data: object) -> CreateCustomerResponse201PhoneType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                phone_type_0 = CreateCustomerResponse201PhoneType0.from_dict(data)

                return phone_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreateCustomerResponse201PhoneType0 | None, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_billing_address(data: object) -> CreateCustomerResponse201BillingAddressType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = CreateCustomerResponse201BillingAddressType0.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreateCustomerResponse201BillingAddressType0 | None, data)

        billing_address = _parse_billing_address(d.pop("billing_address"))

        def _parse_shipping_address(data: object) -> CreateCustomerResponse201ShippingAddressType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shipping_address_type_0 = CreateCustomerResponse201ShippingAddressType0.from_dict(data)

                return shipping_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreateCustomerResponse201ShippingAddressType0 | None, data)

        shipping_address = _parse_shipping_address(d.pop("shipping_address"))

        metadata = []
        _metadata = d.pop("metadata")
        for metadata_item_data in _metadata:
            metadata_item = CreateCustomerResponse201MetadataItem.from_dict(metadata_item_data)

            metadata.append(metadata_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        create_customer_response_201 = cls(
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

        create_customer_response_201.additional_properties = d
        return create_customer_response_201

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
