# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
"""The models; each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import load

if TYPE_CHECKING:
    from .._runtime.model import Object as Object
    from .._runtime.model import Value as Value
    from .amount import Amount as Amount
    from .amount_input import AmountInput as AmountInput
    from .billing_address import BillingAddress as BillingAddress
    from .cancel_authorization_error import CancelAuthorizationError as CancelAuthorizationError
    from .cancel_authorization_request import CancelAuthorizationRequest as CancelAuthorizationRequest
    from .cancel_authorization_response import CancelAuthorizationResponse as CancelAuthorizationResponse
    from .capture_authorization_error import CaptureAuthorizationError as CaptureAuthorizationError
    from .capture_authorization_request import CaptureAuthorizationRequest as CaptureAuthorizationRequest
    from .card import Card as Card
    from .card_data import CardData as CardData
    from .card_data_input import CardDataInput as CardDataInput
    from .checkout import Checkout as Checkout
    from .checkout_session import CheckoutSession as CheckoutSession
    from .create_checkout_session_error import CreateCheckoutSessionError as CreateCheckoutSessionError
    from .create_checkout_session_request import CreateCheckoutSessionRequest as CreateCheckoutSessionRequest
    from .create_customer_request import CreateCustomerRequest as CreateCustomerRequest
    from .create_customer_session_request import CreateCustomerSessionRequest as CreateCustomerSessionRequest
    from .create_payment_card import CreatePaymentCard as CreatePaymentCard
    from .create_payment_checkout import CreatePaymentCheckout as CreatePaymentCheckout
    from .create_payment_customer_payer import CreatePaymentCustomerPayer as CreatePaymentCustomerPayer
    from .create_payment_detail import CreatePaymentDetail as CreatePaymentDetail
    from .create_payment_error import CreatePaymentError as CreatePaymentError
    from .create_payment_payment_method import CreatePaymentPaymentMethod as CreatePaymentPaymentMethod
    from .create_payment_request import CreatePaymentRequest as CreatePaymentRequest
    from .customer import Customer as Customer
    from .customer_error import CustomerError as CustomerError
    from .customer_payer import CustomerPayer as CustomerPayer
    from .customer_session import CustomerSession as CustomerSession
    from .document import Document as Document
    from .enroll_payment_method_request import EnrollPaymentMethodRequest as EnrollPaymentMethodRequest
    from .error_response import ErrorResponse as ErrorResponse
    from .list_payment_methods_response import ListPaymentMethodsResponse as ListPaymentMethodsResponse
    from .list_session_payment_methods_item import ListSessionPaymentMethodsItem as ListSessionPaymentMethodsItem
    from .payment import Payment as Payment
    from .payment_error import PaymentError as PaymentError
    from .payment_method import PaymentMethod as PaymentMethod
    from .payment_method_checkout import PaymentMethodCheckout as PaymentMethodCheckout
    from .payment_method_detail import PaymentMethodDetail as PaymentMethodDetail
    from .payment_method_error import PaymentMethodError as PaymentMethodError
    from .phone import Phone as Phone
    from .refund_payment_request import RefundPaymentRequest as RefundPaymentRequest
    from .retrieve_payment_error import RetrievePaymentError as RetrievePaymentError
    from .session_amount import SessionAmount as SessionAmount
    from .session_error import SessionError as SessionError
    from .session_metadata import SessionMetadata as SessionMetadata
    from .shipping_address import ShippingAddress as ShippingAddress
    from .transaction_error import TransactionError as TransactionError
    from .transaction_payment import TransactionPayment as TransactionPayment
    from .transaction_payment_method import TransactionPaymentMethod as TransactionPaymentMethod
    from .transactions import Transactions as Transactions
    from .unenroll_payment_method_error import UnenrollPaymentMethodError as UnenrollPaymentMethodError


def __getattr__(name: str) -> Any:
    return load(__name__, name)
