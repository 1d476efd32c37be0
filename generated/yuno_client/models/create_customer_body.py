from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.create_customer_body_country import CreateCustomerBodyCountry
from ..models.create_customer_body_gender import CreateCustomerBodyGender
from ..models.create_customer_body_nationality import CreateCustomerBodyNationality
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_customer_body_billing_address import CreateCustomerBodyBillingAddress
    from ..models.create_customer_body_document import CreateCustomerBodyDocument
    from ..models.create_customer_body_metadata_item import CreateCustomerBodyMetadataItem
    from ..models.create_customer_body_phone import CreateCustomerBodyPhone
    from ..models.create_customer_body_shipping_address import CreateCustomerBodyShippingAddress


T = TypeVar("T", bound="CreateCustomerBody")


@_attrs_define
class CreateCustomerBody:
    """
    Attributes:
        merchant_customer_id (str): The id by which the merchant knows the customer (MAX 255; MIN 3).
        merchant_customer_created_at (datetime.datetime | Unset): When the customer registered with the merchant (ISO
            8601).
        first_name (str | Unset): The customer's first name (MAX 255; MIN 3).
        last_name (str | Unset): The customer's last name (MAX 255; MIN 3).
        gender (CreateCustomerBodyGender | Unset): The customer's gender: male, female or non-binary.
        date_of_birth (str | Unset): The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
        email (str | Unset): The customer's e-mail address (MAX 255; MIN 3).
        nationality (CreateCustomerBodyNationality | Unset): The country the customer is a citizen of (MAX 2; MIN 2; ISO
            3166-1).
        country (CreateCustomerBodyCountry | Unset): The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
        document (CreateCustomerBodyDocument | Unset): The customer's identity document.
        phone (CreateCustomerBodyPhone | Unset): The customer's telephone.
        billing_address (CreateCustomerBodyBillingAddress | Unset): The billing address of the customer.
        shipping_address (CreateCustomerBodyShippingAddress | Unset): The shipping address of the customer.
        metadata (list[CreateCustomerBodyMetadataItem] | Unset): Values of the merchant's own, up to 50 pairs.
    """

    merchant_customer_id: str
    merchant_customer_created_at: datetime.datetime | Unset = UNSET
    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    gender: CreateCustomerBodyGender | Unset = UNSET
    date_of_birth: str | Unset = UNSET
    email: str | Unset = UNSET
    nationality: CreateCustomerBodyNationality | Unset = UNSET
    country: CreateCustomerBodyCountry | Unset = UNSET
    document: CreateCustomerBodyDocument | Unset = UNSET
    phone: CreateCustomerBodyPhone | Unset = UNSET
    billing_address: CreateCustomerBodyBillingAddress | Unset = UNSET
    shipping_address: CreateCustomerBodyShippingAddress | Unset = UNSET
    metadata: list[CreateCustomerBodyMetadataItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        merchant_customer_id = self.merchant_customer_id

        merchant_customer_created_at: str | Unset = UNSET
        if not isinstance(self.merchant_customer_created_at, Unset):
            merchant_customer_created_at = self.merchant_customer_created_at.isoformat()

        first_name = self.first_name

        last_name = self.last_name

        gender: str | Unset = UNSET
        if not isinstance(self.gender, Unset):
            gender = self.gender.value

        date_of_birth = self.date_of_birth

        email = self.email

        nationality: str | Unset = UNSET
        if not isinstance(self.nationality, Unset):
            nationality = self.nationality.value

        country: str | Unset = UNSET
        if not isinstance(self.country, Unset):
            country = self.country.value

        document: dict[str, Any] | Unset = UNSET
        if not isinstance(self.document, Unset):
            document = self.document.to_dict()

        phone: dict[str, Any] | Unset = UNSET
        if not isinstance(self.phone, Unset):
            phone = self.phone.to_dict()

        billing_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.billing_address, Unset):
            billing_address = self.billing_address.to_dict()

        shipping_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_address, Unset):
            shipping_address = self.shipping_address.to_dict()

        metadata: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = []
            for metadata_item_data in self.metadata:
                metadata_item = metadata_item_data.to_dict()
                metadata.append(metadata_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "merchant_customer_id": merchant_customer_id,
            }
        )
        if merchant_customer_created_at is not UNSET:
            field_dict["merchant_customer_created_at"] = merchant_customer_created_at
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if gender is not UNSET:
            field_dict["gender"] = gender
        if date_of_birth is not UNSET:
            field_dict["date_of_birth"] = date_of_birth
        if email is not UNSET:
            field_dict["email"] = email
        if nationality is not UNSET:
            field_dict["nationality"] = nationality
        if country is not UNSET:
            field_dict["country"] = country
        if document is not UNSET:
            field_dict["document"] = document
        if phone is not UNSET:
            field_dict["phone"] = phone
        if billing_address is not UNSET:
            field_dict["billing_address"] = billing_address
        if shipping_address is not UNSET:
            field_dict["shipping_address"] = shipping_address
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.create_customer_body_billing_address import CreateCustomerBodyBillingAddress  # noqa: PLC0415
        from ..models.create_customer_body_document import CreateCustomerBodyDocument  # noqa: PLC0415
        from ..models.create_customer_body_metadata_item import CreateCustomerBodyMetadataItem  # noqa: PLC0415
        from ..models.create_customer_body_phone import CreateCustomerBodyPhone  # noqa: PLC0415
        from ..models.create_customer_body_shipping_address import CreateCustomerBodyShippingAddress  # noqa: PLC0415

        d = dict(src_dict)
        merchant_customer_id = d.pop("merchant_customer_id")

        _merchant_customer_created_at = d.pop("merchant_customer_created_at", UNSET)
        merchant_customer_created_at: datetime.datetime | Unset
        if isinstance(_merchant_customer_created_at, Unset):
            merchant_customer_created_at = UNSET
        else:
            merchant_customer_created_at = datetime.datetime.fromisoformat(_merchant_customer_created_at)

        first_name = d.pop("first_name", UNSET)

        last_name = d.pop("last_name", UNSET)

        _gender = d.pop("gender", UNSET)
        gender: CreateCustomerBodyGender | Unset
        if isinstance(_gender, Unset):
            gender = UNSET
        else:
            gender = CreateCustomerBodyGender(_gender)

        date_of_birth = d.pop("date_of_birth", UNSET)

        email = d.pop("email", UNSET)

        _nationality = d.pop("nationality", UNSET)
        nationality: CreateCustomerBodyNationality | Unset
        if isinstance(_nationality, Unset):
            nationality = UNSET
        else:
            nationality = CreateCustomerBodyNationality(_nationality)

        _country = d.pop("country", UNSET)
        country: CreateCustomerBodyCountry | Unset
        if isinstance(_country, Unset):
            country = UNSET
        else:
            country = CreateCustomerBodyCountry(_country)

        _document = d.pop("document", UNSET)
        document: CreateCustomerBodyDocument | Unset
        if isinstance(_document, Unset):
            document = UNSET
        else:
            document = CreateCustomerBodyDocument.from_dict(_document)

        _phone = d.pop("phone", UNSET)
        phone: CreateCustomerBodyPhone | Unset
        if isinstance(_phone, Unset):
            phone = UNSET
        else:
            phone = CreateCustomerBodyPhone.from_dict(_phone)

        _billing_address = d.pop("billing_address", UNSET)
        billing_address: CreateCustomerBodyBillingAddress | Unset
        if isinstance(_billing_address, Unset):
            billing_address = UNSET
        else:
            billing_address = CreateCustomerBodyBillingAddress.from_dict(_billing_address)

        _shipping_address = d.pop("shipping_address", UNSET)
        shipping_address: CreateCustomerBodyShippingAddress | Unset
        if isinstance(_shipping_address, Unset):
            shipping_address = UNSET
        else:
            shipping_address = CreateCustomerBodyShippingAddress.from_dict(_shipping_address)

        _metadata = d.pop("metadata", UNSET)
        metadata: list[CreateCustomerBodyMetadataItem] | Unset = UNSET
        if _metadata is not UNSET:
            metadata = []
            for metadata_item_data in _metadata:
                metadata_item = CreateCustomerBodyMetadataItem.from_dict(metadata_item_data)

                metadata.append(metadata_item)

        create_customer_body = cls(
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
        )

        create_customer_body.additional_properties = d
        return create_customer_body

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
