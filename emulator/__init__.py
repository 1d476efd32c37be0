"""The pretend vendor: a payments API and its docs site, in our own words; never talks to the real one."""

from __future__ import annotations

from collections.abc import Sequence

from driftline.emulator import Deviation, Emulator, Vendor
from emulator import (
    checkout_sessions,
    customer_sessions,
    customers,
    payment_methods,
    payments,
    three_d_secure,
    tokens,
    transactions,
    waits,
)
from emulator.accounts import gate
from emulator.documents import PAGES
from emulator.planted import PLANTED
from emulator.refusals import UNKNOWN_URL

__all__ = ["VENDOR", "create"]

RESOURCES = (
    customers,
    customer_sessions,
    checkout_sessions,
    tokens,
    payment_methods,
    payments,
    transactions,
    three_d_secure,
    waits,
)

VENDOR = Vendor(
    name="Yuno",
    routes=tuple(route for resource in RESOURCES for route in getattr(resource, "ROUTES", ())),
    gate=gate,
    unknown=UNKNOWN_URL,
    pages=PAGES,
    planted=PLANTED,
    timers={name: timer for resource in RESOURCES for name, timer in getattr(resource, "TIMERS", {}).items()},
)


def create(seed: int = 0, deviations: Sequence[Deviation] = (), planted: Sequence[str] = ()) -> Emulator:
    """A fresh emulator of the vendor; the same seed and requests give the same bytes.

    `deviations` are lies of the live side, `planted` names lies of the docs site.
    """
    return Emulator(VENDOR, seed=seed, deviations=deviations, planted=planted)
