# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
"""The models; each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import load

if TYPE_CHECKING:
    from .._runtime.model import Object as Object
    from .._runtime.model import Value as Value
    from .account import Account as Account
    from .amount import Amount as Amount
    from .amount_currency_conversion import AmountCurrencyConversion as AmountCurrencyConversion
    from .amount_input import AmountInput as AmountInput
    from .answer_challenge_request import AnswerChallengeRequest as AnswerChallengeRequest
    from .availability import Availability as Availability
    from .availability_input import AvailabilityInput as AvailabilityInput
    from .bank_transfer import BankTransfer as BankTransfer
    from .beneficiary import Beneficiary as Beneficiary
    from .billing_address import BillingAddress as BillingAddress
    from .billing_cycles import BillingCycles as BillingCycles
    from .billing_cycles_input import BillingCyclesInput as BillingCyclesInput
    from .browser_info import BrowserInfo as BrowserInfo
    from .cancel_authorization_error import CancelAuthorizationError as CancelAuthorizationError
    from .cancel_authorization_request import CancelAuthorizationRequest as CancelAuthorizationRequest
    from .cancel_authorization_response import CancelAuthorizationResponse as CancelAuthorizationResponse
    from .cancel_or_refund_payment_error import CancelOrRefundPaymentError as CancelOrRefundPaymentError
    from .cancel_or_refund_payment_request import CancelOrRefundPaymentRequest as CancelOrRefundPaymentRequest
    from .cancel_subscription_error import CancelSubscriptionError as CancelSubscriptionError
    from .capture_authorization_error import CaptureAuthorizationError as CaptureAuthorizationError
    from .capture_authorization_request import CaptureAuthorizationRequest as CaptureAuthorizationRequest
    from .card import Card as Card
    from .card_data import CardData as CardData
    from .card_data_input import CardDataInput as CardDataInput
    from .checkout import Checkout as Checkout
    from .checkout_session import CheckoutSession as CheckoutSession
    from .create_3_d_secure_setup_request import Create3DSecureSetupRequest as Create3DSecureSetupRequest
    from .create_checkout_session_error import CreateCheckoutSessionError as CreateCheckoutSessionError
    from .create_checkout_session_request import CreateCheckoutSessionRequest as CreateCheckoutSessionRequest
    from .create_customer_request import CreateCustomerRequest as CreateCustomerRequest
    from .create_customer_session_request import CreateCustomerSessionRequest as CreateCustomerSessionRequest
    from .create_installments_plan_request import CreateInstallmentsPlanRequest as CreateInstallmentsPlanRequest
    from .create_one_time_token_customer_payer import CreateOneTimeTokenCustomerPayer as CreateOneTimeTokenCustomerPayer
    from .create_one_time_token_request import CreateOneTimeTokenRequest as CreateOneTimeTokenRequest
    from .create_payment_amount import CreatePaymentAmount as CreatePaymentAmount
    from .create_payment_card import CreatePaymentCard as CreatePaymentCard
    from .create_payment_checkout import CreatePaymentCheckout as CreatePaymentCheckout
    from .create_payment_customer_payer import CreatePaymentCustomerPayer as CreatePaymentCustomerPayer
    from .create_payment_detail import CreatePaymentDetail as CreatePaymentDetail
    from .create_payment_error import CreatePaymentError as CreatePaymentError
    from .create_payment_link_error import CreatePaymentLinkError as CreatePaymentLinkError
    from .create_payment_link_request import CreatePaymentLinkRequest as CreatePaymentLinkRequest
    from .create_payment_payment_method import CreatePaymentPaymentMethod as CreatePaymentPaymentMethod
    from .create_payment_request import CreatePaymentRequest as CreatePaymentRequest
    from .create_payout_account import CreatePayoutAccount as CreatePayoutAccount
    from .create_payout_bank_transfer import CreatePayoutBankTransfer as CreatePayoutBankTransfer
    from .create_payout_beneficiary import CreatePayoutBeneficiary as CreatePayoutBeneficiary
    from .create_payout_detail import CreatePayoutDetail as CreatePayoutDetail
    from .create_payout_error import CreatePayoutError as CreatePayoutError
    from .create_payout_request import CreatePayoutRequest as CreatePayoutRequest
    from .create_payout_wallet import CreatePayoutWallet as CreatePayoutWallet
    from .create_payout_withdrawal_method import CreatePayoutWithdrawalMethod as CreatePayoutWithdrawalMethod
    from .create_report_error import CreateReportError as CreateReportError
    from .create_report_request import CreateReportRequest as CreateReportRequest
    from .create_session_token_error import CreateSessionTokenError as CreateSessionTokenError
    from .create_session_token_payment_method import CreateSessionTokenPaymentMethod as CreateSessionTokenPaymentMethod
    from .create_session_token_request import CreateSessionTokenRequest as CreateSessionTokenRequest
    from .create_session_token_response import CreateSessionTokenResponse as CreateSessionTokenResponse
    from .create_subscription_amount import CreateSubscriptionAmount as CreateSubscriptionAmount
    from .create_subscription_error import CreateSubscriptionError as CreateSubscriptionError
    from .create_subscription_request import CreateSubscriptionRequest as CreateSubscriptionRequest
    from .create_subscription_trial_period import CreateSubscriptionTrialPeriod as CreateSubscriptionTrialPeriod
    from .create_webhook_request import CreateWebhookRequest as CreateWebhookRequest
    from .currency_conversion import CurrencyConversion as CurrencyConversion
    from .currency_conversion_amount import CurrencyConversionAmount as CurrencyConversionAmount
    from .currency_conversion_error import CurrencyConversionError as CurrencyConversionError
    from .currency_conversion_provider_data import CurrencyConversionProviderData as CurrencyConversionProviderData
    from .customer import Customer as Customer
    from .customer_error import CustomerError as CustomerError
    from .customer_payer import CustomerPayer as CustomerPayer
    from .customer_session import CustomerSession as CustomerSession
    from .delayed_cancel_settings import DelayedCancelSettings as DelayedCancelSettings
    from .delete_installments_plan_response import DeleteInstallmentsPlanResponse as DeleteInstallmentsPlanResponse
    from .delete_webhook_error import DeleteWebhookError as DeleteWebhookError
    from .device_fingerprint import DeviceFingerprint as DeviceFingerprint
    from .document import Document as Document
    from .download_report_error import DownloadReportError as DownloadReportError
    from .download_report_response import DownloadReportResponse as DownloadReportResponse
    from .enroll_payment_method_request import EnrollPaymentMethodRequest as EnrollPaymentMethodRequest
    from .enroll_payment_method_session_request import (
        EnrollPaymentMethodSessionRequest as EnrollPaymentMethodSessionRequest,
    )
    from .error_response import ErrorResponse as ErrorResponse
    from .financial_cost import FinancialCost as FinancialCost
    from .financial_cost_input import FinancialCostInput as FinancialCostInput
    from .frequency import Frequency as Frequency
    from .frequency_input import FrequencyInput as FrequencyInput
    from .get_conversion_rate_amount import GetConversionRateAmount as GetConversionRateAmount
    from .get_conversion_rate_request import GetConversionRateRequest as GetConversionRateRequest
    from .get_conversion_rate_response import GetConversionRateResponse as GetConversionRateResponse
    from .installments_plan import InstallmentsPlan as InstallmentsPlan
    from .installments_plan_amount import InstallmentsPlanAmount as InstallmentsPlanAmount
    from .installments_plan_availability import InstallmentsPlanAvailability as InstallmentsPlanAvailability
    from .installments_plan_error import InstallmentsPlanError as InstallmentsPlanError
    from .installments_plan_input import InstallmentsPlanInput as InstallmentsPlanInput
    from .list_payment_methods_enroll_error import ListPaymentMethodsEnrollError as ListPaymentMethodsEnrollError
    from .list_payment_methods_enroll_payment_method import (
        ListPaymentMethodsEnrollPaymentMethod as ListPaymentMethodsEnrollPaymentMethod,
    )
    from .list_payment_methods_enroll_response import (
        ListPaymentMethodsEnrollResponse as ListPaymentMethodsEnrollResponse,
    )
    from .list_payment_methods_response import ListPaymentMethodsResponse as ListPaymentMethodsResponse
    from .list_session_payment_methods_item import ListSessionPaymentMethodsItem as ListSessionPaymentMethodsItem
    from .list_webhooks_response import ListWebhooksResponse as ListWebhooksResponse
    from .otp import Otp as Otp
    from .payment import Payment as Payment
    from .payment_card_data import PaymentCardData as PaymentCardData
    from .payment_error import PaymentError as PaymentError
    from .payment_link import PaymentLink as PaymentLink
    from .payment_link_availability import PaymentLinkAvailability as PaymentLinkAvailability
    from .payment_link_error import PaymentLinkError as PaymentLinkError
    from .payment_method import PaymentMethod as PaymentMethod
    from .payment_method_checkout import PaymentMethodCheckout as PaymentMethodCheckout
    from .payment_method_detail import PaymentMethodDetail as PaymentMethodDetail
    from .payment_method_error import PaymentMethodError as PaymentMethodError
    from .payment_three_d_secure import PaymentThreeDSecure as PaymentThreeDSecure
    from .payout import Payout as Payout
    from .payout_amount import PayoutAmount as PayoutAmount
    from .payout_detail import PayoutDetail as PayoutDetail
    from .payout_error import PayoutError as PayoutError
    from .phone import Phone as Phone
    from .provider_data import ProviderData as ProviderData
    from .refund_payment_request import RefundPaymentRequest as RefundPaymentRequest
    from .report import Report as Report
    from .report_error import ReportError as ReportError
    from .retries import Retries as Retries
    from .retries_input import RetriesInput as RetriesInput
    from .retrieve_payment_error import RetrievePaymentError as RetrievePaymentError
    from .retrieve_payment_method_by_id_error import RetrievePaymentMethodByIdError as RetrievePaymentMethodByIdError
    from .retrieve_webhook_response import RetrieveWebhookResponse as RetrieveWebhookResponse
    from .retry_subscription_error import RetrySubscriptionError as RetrySubscriptionError
    from .schedule import Schedule as Schedule
    from .session_amount import SessionAmount as SessionAmount
    from .session_error import SessionError as SessionError
    from .session_metadata import SessionMetadata as SessionMetadata
    from .setup import Setup as Setup
    from .setup_browser_info import SetupBrowserInfo as SetupBrowserInfo
    from .shipping_address import ShippingAddress as ShippingAddress
    from .subscription import Subscription as Subscription
    from .subscription_customer_payer import SubscriptionCustomerPayer as SubscriptionCustomerPayer
    from .subscription_error import SubscriptionError as SubscriptionError
    from .subscription_payment import SubscriptionPayment as SubscriptionPayment
    from .subscription_payment_method import SubscriptionPaymentMethod as SubscriptionPaymentMethod
    from .three_d_secure import ThreeDSecure as ThreeDSecure
    from .token import Token as Token
    from .token_customer_payer import TokenCustomerPayer as TokenCustomerPayer
    from .transaction import Transaction as Transaction
    from .transaction_error import TransactionError as TransactionError
    from .transaction_payment import TransactionPayment as TransactionPayment
    from .transaction_payment_method import TransactionPaymentMethod as TransactionPaymentMethod
    from .transactions import Transactions as Transactions
    from .trial_period import TrialPeriod as TrialPeriod
    from .unenroll_payment_method_error import UnenrollPaymentMethodError as UnenrollPaymentMethodError
    from .update_checkout_session_error import UpdateCheckoutSessionError as UpdateCheckoutSessionError
    from .update_checkout_session_request import UpdateCheckoutSessionRequest as UpdateCheckoutSessionRequest
    from .update_customer_error import UpdateCustomerError as UpdateCustomerError
    from .update_customer_request import UpdateCustomerRequest as UpdateCustomerRequest
    from .update_installments_plan_amount import UpdateInstallmentsPlanAmount as UpdateInstallmentsPlanAmount
    from .update_installments_plan_request import UpdateInstallmentsPlanRequest as UpdateInstallmentsPlanRequest
    from .update_subscription_availability import UpdateSubscriptionAvailability as UpdateSubscriptionAvailability
    from .update_subscription_error import UpdateSubscriptionError as UpdateSubscriptionError
    from .update_subscription_request import UpdateSubscriptionRequest as UpdateSubscriptionRequest
    from .update_webhook_request import UpdateWebhookRequest as UpdateWebhookRequest
    from .wallet import Wallet as Wallet
    from .webhook_error import WebhookError as WebhookError
    from .withdrawal_method import WithdrawalMethod as WithdrawalMethod


def __getattr__(name: str) -> Any:
    return load(__name__, name)
