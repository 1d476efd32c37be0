"""The resources of the pretend vendor, put together. Does no I/O but reading the site when it is imported."""

from __future__ import annotations

from collections.abc import Sequence

from driftline.emulator import Emulator, Vendor
from driftline.emulator.store import Store
from emulator import (
    checkout_sessions,
    currency_conversion,
    customer_sessions,
    customers,
    enrollments,
    installments_plans,
    payment_links,
    payment_methods,
    payments,
    payouts,
    reports,
    subscriptions,
    three_d_secure,
    tokens,
    transactions,
    waits,
    webhook_endpoints,
)
from emulator.accounts import gate
from emulator.documents import PAGES
from emulator.planted import PLANTED
from emulator.refusals import UNKNOWN_URL
from emulator.webhooks import POSTING

RESOURCES = (
    customers,
    customer_sessions,
    checkout_sessions,
    tokens,
    payment_methods,
    enrollments,
    payments,
    transactions,
    three_d_secure,
    waits,
    payment_links,
    payouts,
    subscriptions,
    installments_plans,
    currency_conversion,
    reports,
    webhook_endpoints,
)

VENDOR = Vendor(
    name="Yuno",
    routes=tuple(route for resource in RESOURCES for route in getattr(resource, "ROUTES", ())),
    gate=gate,
    unknown=UNKNOWN_URL,
    pages=PAGES,
    planted=PLANTED,
    posting=POSTING,
    timers={name: timer for resource in RESOURCES for name, timer in getattr(resource, "TIMERS", {}).items()},
)


def create(
    seed: int = 0, deviate: Sequence[str] = (), noise: Sequence[str] = (), store: Store | None = None
) -> Emulator:
    """A fresh emulator of the vendor; the same seed and requests give the same bytes.

    `deviate` names the lies and `noise` the noise to switch on; with a `store` what happens is kept.
    """
    return Emulator(VENDOR, seed=seed, deviate=deviate, noise=noise, store=store)
