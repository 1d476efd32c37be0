"""Lies that the docs site can tell on request: the kinds of disagreement that real docs of payment vendors show."""

from __future__ import annotations

from collections.abc import Mapping

from driftline.emulator import Planted

PAGE = "reference/customer-sessions/the-customer-session-object.md"

PLANTED: Mapping[str, Planted] = {
    "session-path": Planted(
        PAGE,
        "`POST /v1/customers/sessions` creates it",
        "`POST /v1/customers/{customer_id}/sessions` creates it",
        "an object page that names the path of an older release",
    ),
    "session-id": Planted(
        PAGE,
        "Example: eb1167b3-67a9-4378-bc65-c1e582e2e662",
        "Example: cs_eb1167b3-67a9-4378-bc65-c1e582e2e662",
        "an id called a UUID whose example has a prefix",
    ),
    "session-country": Planted(PAGE, ", `US` or `UY`", " or `US`", "an enum that lost a member on one page"),
    "session-token": Planted(
        PAGE,
        '<ParamField body="created_at"',
        """<ParamField body="sdk_token" type="string">
  The token that starts the SDK in the customer's browser.
</ParamField>

<ParamField body="created_at\"""",
        "a field that stands on the object page only",
    ),
}
