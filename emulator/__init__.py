"""The pretend vendor: a payments API and its docs site, in our own words; never talks to the real one.

`VENDOR` is what it is, `create(seed=, deviate=, noise=, store=)` a running one. Both are put together when first asked
for: what makes the site must be importable while the site is not yet there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulator.vendor import VENDOR, create

__all__ = ["VENDOR", "create"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from emulator import vendor

        return getattr(vendor, name)
    raise AttributeError(f"module 'emulator' has no attribute {name!r}")
