# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from decimal import Decimal

    from . import TransactionPayment


class CancelAuthorizationResponse(Model):
    """Stands at `POST /v1/payments/{}/cancel-or-refund response/201/body`."""

    id: str
    """The id of the transaction (UUID, 36 chars)."""
    type: (
        Literal["PURCHASE", "AUTHORIZE", "CAPTURE", "CANCEL", "REFUND", "VERIFY", "THREE_D_SECURE", "FRAUD_SCREENING"]
        | str
    )
    """What the transaction does."""
    status: Literal["CREATED", "PENDING", "SUCCEEDED", "DECLINED", "REJECTED", "ERROR", "EXPIRED"] | str
    """Where the transaction stands."""
    category: Literal["CARD"] | str
    """The group the payment method belongs to."""
    amount: Decimal
    """The amount of the transaction in major units, 0 or more."""
    response_code: (
        Literal[
            "SUCCEEDED",
            "FRAUD_VERIFIED",
            "SUCCEEDED_THREE_D_SECURE",
            "ACTION_REQUIRED",
            "RECEIVED",
            "CHALLENGE_REQUIRED",
            "PENDING_FRAUD_REVIEW",
            "PENDING_PROVIDER_CONFIRMATION",
            "PENDING_REVIEW",
            "ACCOUNT_STATUS",
            "ACQUIRE_CONTINGENCY",
            "AUTHENTICATION_ATTEMPT",
            "AUTHENTICATION_FAILED_THREE_D_SECURE",
            "BAD_FILLED_INFO",
            "BANK_NOT_SUPPORTED",
            "CALL_FOR_AUTHORIZE",
            "CANCELLED_BY_USER",
            "COUNTRY_NOT_SUPPORTED",
            "CURRENCY_NOT_ALLOWED",
            "DECLINED_BY_BANK",
            "DECLINED_BY_PROVIDER",
            "DISABLED",
            "DO_NOT_HONOR",
            "DUPLICATED_TRANSACTION",
            "EXPIRED",
            "EXPIRED_CARD",
            "FIRST_USE",
            "FRAUD_VALIDATION",
            "FRAUD_VERIFICATION_DECLINED",
            "INSUFFICIENT_FUNDS",
            "INVALID_AMOUNT",
            "INVALID_API",
            "INVALID_API_VERSION",
            "INVALID_CARD_DATA",
            "INVALID_CARD_NUMBER",
            "INVALID_CREDENTIALS",
            "INVALID_ISSUER",
            "INVALID_MERCHANT",
            "INVALID_PARAMETERS",
            "INVALID_RESPONSE_FORMAT",
            "INVALID_SECURITY_CODE",
            "INVALID_STATUS",
            "INVALID_TRANSACTION",
            "ISSUER_VIOLATION",
            "MISSING_PARAMETERS",
            "NO_RETRY_LIFE_CYCLE",
            "NO_RETRY_POLICY",
            "NO_RETRY_SECURITY",
            "REFER_TO_CARD_ISSUER",
            "REJECTED_THREE_D_SECURE_REQUIRED",
            "REPORTED_LOST",
            "REPORTED_STOLEN",
            "REQUESTS_EXCEEDED",
            "RESTRICTED_BY_BANK",
            "RETRY_AFTER_1_H",
            "RETRY_AFTER_24_H",
            "RETRY_AFTER_2_D",
            "RETRY_AFTER_4_D",
            "RETRY_AFTER_6_D",
            "RETRY_AFTER_8_D",
            "RETRY_AFTER_10_D",
            "TERMINAL_ERROR",
            "THREE_D_SECURE_REQUIRED",
            "TRANSACTION_NOT_FOUND",
            "UNAVAILABLE_PAYMENT_METHOD",
            "UNKNOWN_ERROR",
            "UNSUPPORTED_OPERATION",
            "USER_RESTRICTION",
            "INTERNAL_ERROR",
            "INVALID_REQUEST",
            "ERROR",
            "OPERATION_NOT_SUPPORTED",
            "PROVIDER_ERROR",
            "PROVIDER_INTERNAL_ERROR",
            "PROVIDER_INVALID_API_VERSION",
            "PROVIDER_INVALID_CREDENTIALS",
            "PROVIDER_INVALID_REQUEST",
            "PROVIDER_INVALID_RESPONSE",
            "PROVIDER_TIMEOUT",
            "PROVIDER_UNKNOWN_ERROR",
            "TO_REVERSE",
            "EXPIRED_BY_PROVIDER",
        ]
        | str
    )
    """The outcome in one word."""
    response_message: str
    """The outcome in a sentence (MAX 255; MIN 3)."""
    merchant_advice_code: (
        Literal[
            "TRY_AGAIN_LATER",
            "DO_NOT_TRY_AGAIN",
            "INVALID_DATA",
            "NO_RETRY_LIFE_CYCLE",
            "NO_RETRY_POLICY",
            "NO_RETRY_SECURITY",
            "RETRY_AFTER_1_H",
            "RETRY_AFTER_24_H",
            "RETRY_AFTER_2_D",
            "RETRY_AFTER_4_D",
            "RETRY_AFTER_6_D",
            "RETRY_AFTER_8_D",
            "RETRY_AFTER_10_D",
        ]
        | str
        | Null
    )
    """What to do after a decline; null where there is no advice."""
    merchant_advice_code_message: str | Null
    """What to do after a decline in a sentence (MAX 255; MIN 3)."""
    reason: Literal["PRODUCT_CONFIRMED", "REQUESTED_BY_CUSTOMER", "DUPLICATE", "FRAUDULENT", "REVERSE"] | str | Null
    """The reason the merchant gave."""
    description: str | Null
    """What the merchant wrote about the transaction (MAX 255; MIN 3)."""
    merchant_reference: str | Null
    """The merchant's own reference of the transaction (MAX 255; MIN 3)."""
    created_at: str
    """When the transaction was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the transaction last changed (MAX 27; MIN 27; ISO 8601)."""
    payment: TransactionPayment
    """The payment after the transaction."""
