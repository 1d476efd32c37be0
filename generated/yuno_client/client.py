# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
"""The clients `Yuno` and `AsyncYuno`: their calls are attributes, such as `client.checkout_sessions`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.settings import Vendor, settings_of

if TYPE_CHECKING:
    from .resources.checkout_sessions import AsyncCheckoutSessionsCalls, CheckoutSessionsCalls
    from .resources.currency_conversion import AsyncCurrencyConversionCalls, CurrencyConversionCalls
    from .resources.customer_payment_methods import AsyncCustomerPaymentMethodsCalls, CustomerPaymentMethodsCalls
    from .resources.customer_sessions import AsyncCustomerSessionsCalls, CustomerSessionsCalls
    from .resources.customers import AsyncCustomersCalls, CustomersCalls
    from .resources.installments_plans import AsyncInstallmentsPlansCalls, InstallmentsPlansCalls
    from .resources.payment_links import AsyncPaymentLinksCalls, PaymentLinksCalls
    from .resources.payment_methods import AsyncPaymentMethodsCalls, PaymentMethodsCalls
    from .resources.payments import AsyncPaymentsCalls, PaymentsCalls
    from .resources.payouts import AsyncPayoutsCalls, PayoutsCalls
    from .resources.reports import AsyncReportsCalls, ReportsCalls
    from .resources.subscriptions import AsyncSubscriptionsCalls, SubscriptionsCalls
    from .resources.three_d_secure_setups import AsyncThreeDSecureSetupsCalls, ThreeDSecureSetupsCalls
    from .resources.tokens import AsyncTokensCalls, TokensCalls
    from .resources.webhook_endpoints import AsyncWebhookEndpointsCalls, WebhookEndpointsCalls

VENDOR = Vendor(
    prefix="YUNO",
    environments={"sandbox": "https://api-sandbox.y.uno", "production": "https://api.y.uno"},
    credentials={
        "private-secret-key": ("header", "private-secret-key", ""),
        "public-api-key": ("header", "public-api-key", ""),
    },
    agent="yuno-client/0.1.0",
    models=f"{__package__}.models",
)


class Yuno(SyncClient):
    """The service, called and waited for."""

    def __init__(
        self,
        *,
        environment: str | None = None,
        private_secret_key: str | None = None,
        public_api_key: str | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        strict: bool = False,
        http_client: Any = None,
        http_library: str = "",
    ) -> None:
        """Make a client; nothing is asked yet.

        Args:
            environment: 'sandbox', 'production', or a URL; without it the variable YUNO_ENVIRONMENT.
            private_secret_key: sent as the header private-secret-key; without it the variable YUNO_PRIVATE_SECRET_KEY.
            public_api_key: sent as the header public-api-key; without it the variable YUNO_PUBLIC_API_KEY.
            timeout: seconds for connecting and for each read.
            deadline: seconds for a whole call, retries included.
            max_retries: attempts after the first.
            strict: also list in `meta.deviations` what is not as documented.
            http_client: a client of httpx or httpx2 of your own; it is not closed with this one.
            http_library: "httpx" or "httpx2"; without it the first that is installed.

        Raises:
            ConfigurationError: a setting is missing, unknown, or contradicts another.
        """
        given = {
            "private-secret-key": private_secret_key,
            "public-api-key": public_api_key,
        }
        limits = {"timeout": timeout, "deadline": deadline, "max_retries": max_retries, "strict": strict}
        super().__init__(settings_of(VENDOR, given, environment, **limits), http_client, http_library)

    @cached_property
    def checkout_sessions(self) -> CheckoutSessionsCalls:
        """create, create_token, retrieve, update"""
        from .resources.checkout_sessions import CheckoutSessionsCalls

        return CheckoutSessionsCalls(self)

    @cached_property
    def currency_conversion(self) -> CurrencyConversionCalls:
        """convert"""
        from .resources.currency_conversion import CurrencyConversionCalls

        return CurrencyConversionCalls(self)

    @cached_property
    def customer_payment_methods(self) -> CustomerPaymentMethodsCalls:
        """unenroll"""
        from .resources.customer_payment_methods import CustomerPaymentMethodsCalls

        return CustomerPaymentMethodsCalls(self)

    @cached_property
    def customer_sessions(self) -> CustomerSessionsCalls:
        """create"""
        from .resources.customer_sessions import CustomerSessionsCalls

        return CustomerSessionsCalls(self)

    @cached_property
    def customers(self) -> CustomersCalls:
        """create, delete, find, retrieve, update"""
        from .resources.customers import CustomersCalls

        return CustomersCalls(self)

    @cached_property
    def installments_plans(self) -> InstallmentsPlansCalls:
        """create, delete, list, retrieve, update"""
        from .resources.installments_plans import InstallmentsPlansCalls

        return InstallmentsPlansCalls(self)

    @cached_property
    def payment_links(self) -> PaymentLinksCalls:
        """cancel, create, retrieve"""
        from .resources.payment_links import PaymentLinksCalls

        return PaymentLinksCalls(self)

    @cached_property
    def payment_methods(self) -> PaymentMethodsCalls:
        """enroll, enroll_for_session, list, retrieve, retrieve_by_id, retrieve_for_customer, retrieve_for_session, unenroll"""
        from .resources.payment_methods import PaymentMethodsCalls

        return PaymentMethodsCalls(self)

    @cached_property
    def payments(self) -> PaymentsCalls:
        """answer_challenge, cancel, cancel_or_refund, cancel_or_refund_transaction, capture, create, list, refund, retrieve"""
        from .resources.payments import PaymentsCalls

        return PaymentsCalls(self)

    @cached_property
    def payouts(self) -> PayoutsCalls:
        """create, list, retrieve"""
        from .resources.payouts import PayoutsCalls

        return PayoutsCalls(self)

    @cached_property
    def reports(self) -> ReportsCalls:
        """create, download, list, retrieve"""
        from .resources.reports import ReportsCalls

        return ReportsCalls(self)

    @cached_property
    def subscriptions(self) -> SubscriptionsCalls:
        """cancel, create, pause, resume, retrieve, retry, update"""
        from .resources.subscriptions import SubscriptionsCalls

        return SubscriptionsCalls(self)

    @cached_property
    def three_d_secure_setups(self) -> ThreeDSecureSetupsCalls:
        """create"""
        from .resources.three_d_secure_setups import ThreeDSecureSetupsCalls

        return ThreeDSecureSetupsCalls(self)

    @cached_property
    def tokens(self) -> TokensCalls:
        """create"""
        from .resources.tokens import TokensCalls

        return TokensCalls(self)

    @cached_property
    def webhook_endpoints(self) -> WebhookEndpointsCalls:
        """create, delete, list, retrieve, update"""
        from .resources.webhook_endpoints import WebhookEndpointsCalls

        return WebhookEndpointsCalls(self)


class AsyncYuno(AsyncClient):
    """The service, called and awaited."""

    def __init__(
        self,
        *,
        environment: str | None = None,
        private_secret_key: str | None = None,
        public_api_key: str | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        strict: bool = False,
        http_client: Any = None,
        http_library: str = "",
    ) -> None:
        """Make a client; nothing is asked yet.

        Args:
            environment: 'sandbox', 'production', or a URL; without it the variable YUNO_ENVIRONMENT.
            private_secret_key: sent as the header private-secret-key; without it the variable YUNO_PRIVATE_SECRET_KEY.
            public_api_key: sent as the header public-api-key; without it the variable YUNO_PUBLIC_API_KEY.
            timeout: seconds for connecting and for each read.
            deadline: seconds for a whole call, retries included.
            max_retries: attempts after the first.
            strict: also list in `meta.deviations` what is not as documented.
            http_client: a client of httpx or httpx2 of your own; it is not closed with this one.
            http_library: "httpx" or "httpx2"; without it the first that is installed.

        Raises:
            ConfigurationError: a setting is missing, unknown, or contradicts another.
        """
        given = {
            "private-secret-key": private_secret_key,
            "public-api-key": public_api_key,
        }
        limits = {"timeout": timeout, "deadline": deadline, "max_retries": max_retries, "strict": strict}
        super().__init__(settings_of(VENDOR, given, environment, **limits), http_client, http_library)

    @cached_property
    def checkout_sessions(self) -> AsyncCheckoutSessionsCalls:
        """create, create_token, retrieve, update"""
        from .resources.checkout_sessions import AsyncCheckoutSessionsCalls

        return AsyncCheckoutSessionsCalls(self)

    @cached_property
    def currency_conversion(self) -> AsyncCurrencyConversionCalls:
        """convert"""
        from .resources.currency_conversion import AsyncCurrencyConversionCalls

        return AsyncCurrencyConversionCalls(self)

    @cached_property
    def customer_payment_methods(self) -> AsyncCustomerPaymentMethodsCalls:
        """unenroll"""
        from .resources.customer_payment_methods import AsyncCustomerPaymentMethodsCalls

        return AsyncCustomerPaymentMethodsCalls(self)

    @cached_property
    def customer_sessions(self) -> AsyncCustomerSessionsCalls:
        """create"""
        from .resources.customer_sessions import AsyncCustomerSessionsCalls

        return AsyncCustomerSessionsCalls(self)

    @cached_property
    def customers(self) -> AsyncCustomersCalls:
        """create, delete, find, retrieve, update"""
        from .resources.customers import AsyncCustomersCalls

        return AsyncCustomersCalls(self)

    @cached_property
    def installments_plans(self) -> AsyncInstallmentsPlansCalls:
        """create, delete, list, retrieve, update"""
        from .resources.installments_plans import AsyncInstallmentsPlansCalls

        return AsyncInstallmentsPlansCalls(self)

    @cached_property
    def payment_links(self) -> AsyncPaymentLinksCalls:
        """cancel, create, retrieve"""
        from .resources.payment_links import AsyncPaymentLinksCalls

        return AsyncPaymentLinksCalls(self)

    @cached_property
    def payment_methods(self) -> AsyncPaymentMethodsCalls:
        """enroll, enroll_for_session, list, retrieve, retrieve_by_id, retrieve_for_customer, retrieve_for_session, unenroll"""
        from .resources.payment_methods import AsyncPaymentMethodsCalls

        return AsyncPaymentMethodsCalls(self)

    @cached_property
    def payments(self) -> AsyncPaymentsCalls:
        """answer_challenge, cancel, cancel_or_refund, cancel_or_refund_transaction, capture, create, list, refund, retrieve"""
        from .resources.payments import AsyncPaymentsCalls

        return AsyncPaymentsCalls(self)

    @cached_property
    def payouts(self) -> AsyncPayoutsCalls:
        """create, list, retrieve"""
        from .resources.payouts import AsyncPayoutsCalls

        return AsyncPayoutsCalls(self)

    @cached_property
    def reports(self) -> AsyncReportsCalls:
        """create, download, list, retrieve"""
        from .resources.reports import AsyncReportsCalls

        return AsyncReportsCalls(self)

    @cached_property
    def subscriptions(self) -> AsyncSubscriptionsCalls:
        """cancel, create, pause, resume, retrieve, retry, update"""
        from .resources.subscriptions import AsyncSubscriptionsCalls

        return AsyncSubscriptionsCalls(self)

    @cached_property
    def three_d_secure_setups(self) -> AsyncThreeDSecureSetupsCalls:
        """create"""
        from .resources.three_d_secure_setups import AsyncThreeDSecureSetupsCalls

        return AsyncThreeDSecureSetupsCalls(self)

    @cached_property
    def tokens(self) -> AsyncTokensCalls:
        """create"""
        from .resources.tokens import AsyncTokensCalls

        return AsyncTokensCalls(self)

    @cached_property
    def webhook_endpoints(self) -> AsyncWebhookEndpointsCalls:
        """create, delete, list, retrieve, update"""
        from .resources.webhook_endpoints import AsyncWebhookEndpointsCalls

        return AsyncWebhookEndpointsCalls(self)
