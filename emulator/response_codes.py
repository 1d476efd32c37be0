"""Response codes: how a transaction ended, and whether another try can help. Does no I/O.

A code has one meaning here. The chargeback codes are left out: no request of a merchant brings a chargeback about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

APPROVED = "SUCCEEDED"
CHALLENGED = "CHALLENGE_REQUIRED"
CONFIRMING = "PENDING_PROVIDER_CONFIRMATION"
EXPIRED = "EXPIRED_BY_PROVIDER"

HARD, SOFT = "HARD", "SOFT"
LATER, NEVER, CORRECT = "TRY_AGAIN_LATER", "DO_NOT_TRY_AGAIN", "INVALID_DATA"


@dataclass(frozen=True, slots=True)
class ResponseCode:
    """One code: the status of its transaction, hard or soft, what the merchant is advised to do, and a sentence."""

    code: str
    status: str
    decline: str | None
    advice: str | None
    message: str


# By the status of the transaction: hard or soft, merchant advice code, message.
_TOLD: Mapping[str, Mapping[str, tuple[str | None, str | None, str]]] = {
    "SUCCEEDED": {
        APPROVED: (None, None, "The transaction was approved"),
        "FRAUD_VERIFIED": (None, None, "The fraud screening found nothing"),
        "SUCCEEDED_THREE_D_SECURE": (None, None, "The customer was authenticated"),
    },
    "CREATED": {
        "ACTION_REQUIRED": (None, None, "The customer must do something first"),
        "RECEIVED": (None, None, "The customer was sent to the provider"),
    },
    "PENDING": {
        CHALLENGED: (None, None, "The customer must answer a challenge"),
        "PENDING_FRAUD_REVIEW": (None, None, "The fraud screening goes on"),
        CONFIRMING: (None, None, "The provider has not confirmed yet"),
        "PENDING_REVIEW": (None, None, "A person reviews the fraud screening"),
    },
    "DECLINED": {
        "ACCOUNT_STATUS": (None, None, "The account with the fraud provider is not in order"),
        "ACQUIRE_CONTINGENCY": (SOFT, LATER, "The acquirer cannot be reached"),
        "AUTHENTICATION_ATTEMPT": (None, None, "The authentication was tried but not completed"),
        "AUTHENTICATION_FAILED_THREE_D_SECURE": (None, None, "The customer was not authenticated"),
        "BAD_FILLED_INFO": (HARD, None, "What was entered is not what the issuer knows"),
        "BANK_NOT_SUPPORTED": (SOFT, None, "The bank is not connected"),
        "CALL_FOR_AUTHORIZE": (SOFT, None, "The acquirer wants a call first"),
        "CANCELLED_BY_USER": (SOFT, None, "The customer gave up"),
        "COUNTRY_NOT_SUPPORTED": (HARD, None, "The country is not served"),
        "CURRENCY_NOT_ALLOWED": (HARD, None, "The currency is not taken"),
        "DECLINED_BY_BANK": (SOFT, None, "The issuing bank declined"),
        "DECLINED_BY_PROVIDER": (SOFT, None, "The provider declined"),
        "DISABLED": (SOFT, None, "The card is restricted"),
        "DO_NOT_HONOR": (SOFT, None, "The issuing bank declined without a reason"),
        "DUPLICATED_TRANSACTION": (SOFT, None, "The same transaction was sent before"),
        "EXPIRED": (SOFT, None, "The time to pay is over"),
        "EXPIRED_CARD": (HARD, CORRECT, "The card has expired"),
        "FIRST_USE": (SOFT, LATER, "The card is blocked until its first use is confirmed"),
        "FRAUD_VALIDATION": (SOFT, LATER, "The issuing bank suspects fraud"),
        "FRAUD_VERIFICATION_DECLINED": (None, None, "The fraud screening declined"),
        "INSUFFICIENT_FUNDS": (SOFT, LATER, "The card does not cover the amount"),
        "INVALID_AMOUNT": (SOFT, None, "The amount is not taken"),
        "INVALID_API": (HARD, None, "The provider does not know the address of the sender"),
        "INVALID_API_VERSION": (HARD, None, "The provider does not know the version"),
        "INVALID_CARD_DATA": (HARD, None, "The card's data is wrong"),
        "INVALID_CARD_NUMBER": (HARD, NEVER, "There is no card of this number"),
        "INVALID_CREDENTIALS": (HARD, None, "The credentials of the fraud provider are wrong"),
        "INVALID_ISSUER": (SOFT, NEVER, "There is no such issuer"),
        "INVALID_MERCHANT": (SOFT, LATER, "The provider does not know the merchant"),
        "INVALID_PARAMETERS": (HARD, None, "The provider found a value that it does not take"),
        "INVALID_RESPONSE_FORMAT": (SOFT, None, "The provider's answer cannot be read"),
        "INVALID_SECURITY_CODE": (HARD, CORRECT, "The security code is wrong"),
        "INVALID_STATUS": (SOFT, None, "The provider is not in a state to do it"),
        "INVALID_TRANSACTION": (HARD, NEVER, "The transaction is not valid for the card"),
        "ISSUER_VIOLATION": (SOFT, LATER, "The account breaks a rule of the issuing bank"),
        "MISSING_PARAMETERS": (HARD, None, "The provider misses a value"),
        "NO_RETRY_LIFE_CYCLE": (HARD, "NO_RETRY_LIFE_CYCLE", "The card's life is over: do not try again"),
        "NO_RETRY_POLICY": (HARD, "NO_RETRY_POLICY", "The issuer's policy forbids it: do not try again"),
        "NO_RETRY_SECURITY": (HARD, "NO_RETRY_SECURITY", "Security forbids it: do not try again"),
        "REFER_TO_CARD_ISSUER": (SOFT, None, "The customer must speak to the issuer"),
        "REJECTED_THREE_D_SECURE_REQUIRED": (SOFT, None, "The issuer rejected the authentication"),
        "REPORTED_LOST": (HARD, NEVER, "The card was reported lost"),
        "REPORTED_STOLEN": (HARD, NEVER, "The card was reported stolen"),
        "REQUESTS_EXCEEDED": (SOFT, None, "The provider got too many requests"),
        "RESTRICTED_BY_BANK": (SOFT, LATER, "The issuing bank restricts the card"),
        "RETRY_AFTER_1_H": (HARD, "RETRY_AFTER_1_H", "Try again after 1 hour"),
        "RETRY_AFTER_24_H": (HARD, "RETRY_AFTER_24_H", "Try again after 24 hours"),
        "RETRY_AFTER_2_D": (HARD, "RETRY_AFTER_2_D", "Try again after 2 days"),
        "RETRY_AFTER_4_D": (HARD, "RETRY_AFTER_4_D", "Try again after 4 days"),
        "RETRY_AFTER_6_D": (HARD, "RETRY_AFTER_6_D", "Try again after 6 days"),
        "RETRY_AFTER_8_D": (HARD, "RETRY_AFTER_8_D", "Try again after 8 days"),
        "RETRY_AFTER_10_D": (HARD, "RETRY_AFTER_10_D", "Try again after 10 days"),
        "TERMINAL_ERROR": (SOFT, None, "The merchant's account is not set up for it"),
        "THREE_D_SECURE_REQUIRED": (SOFT, None, "The payment needs 3-D Secure"),
        "TRANSACTION_NOT_FOUND": (HARD, None, "The provider does not know the transaction"),
        "UNAVAILABLE_PAYMENT_METHOD": (HARD, None, "The payment method is not available"),
        "UNKNOWN_ERROR": (SOFT, None, "It was declined and nobody knows why"),
        "UNSUPPORTED_OPERATION": (HARD, None, "The card does not allow the operation"),
        "USER_RESTRICTION": (HARD, NEVER, "The cardholder may not do it"),
    },
    "REJECTED": {
        "INTERNAL_ERROR": (HARD, None, "It failed before the provider was asked"),
        "INVALID_REQUEST": (HARD, None, "It was refused before the provider was asked"),
    },
    "ERROR": {
        "ERROR": (SOFT, None, "The provider failed"),
        "OPERATION_NOT_SUPPORTED": (HARD, None, "The provider cannot do it"),
        "PROVIDER_ERROR": (SOFT, None, "The provider met an unknown error"),
        "PROVIDER_INTERNAL_ERROR": (SOFT, None, "The provider met an error of its own"),
        "PROVIDER_INVALID_API_VERSION": (HARD, None, "The provider does not speak the version"),
        "PROVIDER_INVALID_CREDENTIALS": (HARD, None, "The credentials for the provider are wrong"),
        "PROVIDER_INVALID_REQUEST": (HARD, None, "The provider found the request wrong"),
        "PROVIDER_INVALID_RESPONSE": (HARD, None, "The provider's answer makes no sense"),
        "PROVIDER_TIMEOUT": (SOFT, None, "The provider answered too late"),
        "PROVIDER_UNKNOWN_ERROR": (SOFT, None, "The provider failed and does not say why"),
        "TO_REVERSE": (HARD, None, "The transaction will be reversed"),
    },
    "EXPIRED": {EXPIRED: (None, None, "Nobody acted in time")},
}

CODES: Mapping[str, ResponseCode] = {
    code: ResponseCode(code, status, *told) for status, codes in _TOLD.items() for code, told in codes.items()
}

# What a merchant is advised to do after a decline.
ADVICE = {
    LATER: "Try again within 30 days",
    NEVER: "Do not try again",
    CORRECT: "Correct the payment's data before you try again",
} | {code: CODES[code].message for code in CODES if code.startswith(("NO_RETRY", "RETRY_AFTER"))}

# Codes that are not the charge's own: the transaction that they end is of another type.
KINDS = {
    CHALLENGED: "THREE_D_SECURE",
    "SUCCEEDED_THREE_D_SECURE": "THREE_D_SECURE",
    "AUTHENTICATION_ATTEMPT": "THREE_D_SECURE",
    "AUTHENTICATION_FAILED_THREE_D_SECURE": "THREE_D_SECURE",
    "REJECTED_THREE_D_SECURE_REQUIRED": "THREE_D_SECURE",
    "FRAUD_VERIFIED": "FRAUD_SCREENING",
    "FRAUD_VERIFICATION_DECLINED": "FRAUD_SCREENING",
    "PENDING_FRAUD_REVIEW": "FRAUD_SCREENING",
    "PENDING_REVIEW": "FRAUD_SCREENING",
}
