"""What we rely on of whole lives: whatever is done to an object, in whatever order, it does what the docs say next.

Each machine keeps what the docs make of the steps so far, and holds every answer and every read against that. The steps
follow from `SEED` (`--set seed=1` for others; `--hypothesis-seed` counts for less and changes nothing) and from what the
machine knows, never from answers: the same command takes the same steps again. Another choice of files may not, because
hypothesis also draws from the constants of all modules that are loaded. `--set lives=100` asks for more lives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contract_tests.conftest import card, known
from contract_tests.test_payment_links import session_of
from contract_tests.test_payments import authorized
from driftline.pytest_plugin import Live

Json = dict[str, Any]
Mark = pytest.MarkDecorator
promise = pytest.mark.promise

STEPS = 10  # of a life
FEW = 4  # lives of each kind on a live target, where a request takes its time
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0  # seconds
SUCCEEDING, DECLINED = "5252440000000002", "5252440000000010"  # card numbers


class Life(RuleBasedStateMachine):
    """One object from its making to its end; what is refused leaves it as it was."""

    LIVES: ClassVar[int] = 10
    SEED: ClassVar[int] = 0  # of the steps: one with which few lives speak of all promises, or nearly
    PROMISES: ClassVar[tuple[Mark, ...]] = ()  # that it speaks of
    NEEDS: ClassVar[tuple[str, ...]] = ()  # operations

    def __init__(self, live: Live, order: Json) -> None:
        super().__init__()
        self.live = live
        self.order = {**order, "merchant_order_id": f"contract-{uuid4()}"}
        self.last: Json = {}  # what was shown of it last, but for what may have changed by itself
        self.passed = 0.0  # seconds since it was made
        self.seen: tuple[tuple[int, float], Json] | None = None  # what a read showed, and what had happened by then
        self.looked_at: tuple[int, float] | None = None  # what had happened when all was looked at
        self.leftovers: list[tuple[str, str]] = []  # requests that end what goes on by itself

    @property
    def timed(self) -> bool:
        """Whether the clock can be moved: on a live target nobody does."""
        return self.live.emulator is not None

    @property
    def now(self) -> datetime:
        return self.live.emulator.world.clock.now if self.live.emulator else datetime.now(UTC)

    def later(self, seconds: float) -> str:
        """A moment that lies so many seconds ahead, as it is written in a request."""
        return f"{(self.now + timedelta(seconds=seconds)).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

    def wait(self, seconds: float) -> None:
        self.live.advance(seconds=seconds)
        self.passed += seconds
        self.last = {}

    def get(self, path: str) -> Any:
        answer = self.live.send("GET", path)
        assert answer.status_code == 200, answer.text
        value = answer.json()
        return [known(one) for one in value] if isinstance(value, list) else known(value)

    @contextmanager
    def under(self, said: Mark | None) -> Iterator[None]:
        """Assert something that a promise says, or that goes without saying."""
        if said not in (None, *self.PROMISES):
            raise LookupError(f"{type(self).__name__} does not stand under {said}")
        with self.live.promised(said.args[1]) if said else nullcontext():
            yield

    def accepted(self, answer: httpx.Response, said: Mark | None = None) -> Json:
        with self.under(said):
            assert answer.is_success, f"refused: {answer.status_code} {answer.text}"
        return known(answer.json()) if answer.content else {}

    def refused(self, answer: httpx.Response, said: Mark | None = None, code: str = "", status: int = 400) -> None:
        with self.under(said):
            assert 400 <= answer.status_code < 500, f"not refused: {answer.status_code} {answer.text}"
            if code:
                assert (answer.status_code, answer.json().get("code")) == (status, code)

    @invariant()
    def it_reads_as_it_was_left(self) -> None:
        if self.looked_at == self.happened:
            return
        shown = self.look()
        changed = {name: (value, shown.get(name)) for name, value in self.last.items() if shown.get(name) != value}
        assert not changed, "something else than the last answer or read showed"
        self.last = shown
        self.check(shown)
        self.looked_at = self.happened

    @property
    def happened(self) -> tuple[int, float]:
        """How much has happened: requests that were sent, seconds that passed."""
        return len(self.live.target.exchanges), self.passed

    def look(self) -> Json:
        """The object as it is shown now: read once for each thing that happens."""
        if self.seen is None or self.seen[0] != self.happened:
            shown = self.read()
            self.seen = self.happened, shown
        return self.seen[1]

    def read(self) -> Json:
        raise NotImplementedError

    def check(self, shown: Json) -> None:
        """Hold the object against what the steps so far make of it."""
        raise NotImplementedError

    def teardown(self) -> None:
        """Leave nothing that goes on by itself on a live target."""
        for method, path in () if self.timed else self.leftovers:
            with suppress(httpx.TransportError):
                self.live.send(method, path)


def live_through(life: type[Life], live: Live, order: Json) -> None:
    """Live some lives; skips where the bundle at hand lacks an operation that they need."""
    missing = sorted(set(life.NEEDS) - live.known.operations)
    if missing:
        pytest.skip(f"not in this bundle: {', '.join(missing)}")

    @seed(int(live.values.get("seed", life.SEED)))
    def born() -> Life:
        return life(live, order)

    run_state_machine_as_test(
        born,  # type: ignore[arg-type] # a function will do, as its description says
        settings=settings(
            max_examples=int(live.values.get("lives", life.LIVES if live.emulator else FEW)),
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # a failure is not made smaller: that would take hundreds of requests
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def exact(value: Any) -> Decimal:
    return Decimal(str(value))


# Payments

TAKING, STATUS = "docs/capture-cancel-refund.md", "reference/payments/status.md"
CAPTURE = "POST /v1/payments/{}/transactions/{}/capture"
CANCEL = "POST /v1/payments/{}/transactions/{}/cancel"
REFUND = "POST /v1/payments/{}/transactions/{}/refund"
BACK = "POST /v1/payments/{}/cancel-or-refund"
PAYMENT = "GET /v1/payments/{}"

TAKES = promise(TAKING, "takes the whole amount, or the part in `amount`.", operation=CAPTURE)
ONCE = promise(TAKING, "An authorized payment is captured once.", operation=CAPTURE)
NO_MORE = promise(
    TAKING, "More than was authorized is answered with status 400 and the code `INVALID_AMOUNT`", operation=CAPTURE
)
SAME_CURRENCY = promise(
    TAKING, "another currency with status 400 and the code `CURRENCY_NOT_ALLOWED`.", operation=CAPTURE
)
GIVES_UP = promise(TAKING, "gives an authorized payment up.", operation=CANCEL)
GIVES_BACK = promise(TAKING, "gives the captured money back, or the part in `amount`.", operation=REFUND)
PARTS = promise(TAKING, "Partial refunds may be repeated until all captured money is given back.", operation=REFUND)
ONE_REFUND = promise(
    TAKING,
    "While a refund or its retries are in process, another one is answered with status 400 and the code `INVALID_STATUS`.",
    operation=REFUND,
)
TAKEN_BACK = promise(
    TAKING, "cancels a payment that is only authorized and refunds one that is captured or paid.", operation=BACK
)
SAYS_WHAT = promise(TAKING, "Both answer the new transaction, whose `type` says what was done.", operation=BACK)
EXPIRES = promise(
    TAKING,
    "An authorization that is neither captured nor canceled expires after 45 days: the payment is then `EXPIRED`.",
    operation=PAYMENT,
)
CONFIRMED = promise(TAKING, "The provider confirms after 10 minutes.", operation=PAYMENT)
FAILED_REFUND = promise(TAKING, "| Refund | as before | as before |", operation=REFUND)
FAILED_CANCEL = promise(TAKING, "| Cancel | as before | as before |", operation=CANCEL)
DONE_ONCE = promise(
    "docs/idempotency.md",
    "A retry with the same key returns the first answer and does nothing again; a refused request leaves its key free.",
    operation=REFUND,
)
TOO_HIGH = promise(
    STATUS, "An amount that is too high is answered with status 400 and the code `INVALID_AMOUNT`", operation=REFUND
)
NOT_NOW = promise(
    STATUS, "an action that the status does not allow with status 400 and the code `INVALID_STATUS`.", operation=CAPTURE
)
TYPED = promise(
    "docs/errors.md",
    "| 400 | `INVALID_TRANSACTION_TYPE` | The transaction is not of the type the action needs",
    operation=CAPTURE,
)
LISTED = promise(
    "reference/payments/find-payments-by-order.md",
    "Lists the payments made for one order of the merchant",
    operation="GET /v1/payments",
)
STANDINGS: Mapping[tuple[str, str], Mark] = {
    ("PENDING", "AUTHORIZED"): promise(STATUS, "Authorized, not captured yet", operation=PAYMENT),
    ("SUCCEEDED", "CAPTURED"): promise(STATUS, "Authorized first, then all of it captured", operation=PAYMENT),
    ("SUCCEEDED", "PARTIALLY_CAPTURED"): promise(
        STATUS, "Authorized first, then a part of it captured", operation=PAYMENT
    ),
    ("SUCCEEDED", "PARTIALLY_REFUNDED"): promise(
        STATUS, "A part of the captured money was given back", operation=PAYMENT
    ),
    ("REFUNDED", "REFUNDED"): promise(STATUS, "All captured money was given back", operation=PAYMENT),
    ("CANCELED", "CANCELED"): promise(STATUS, "Authorized, then given up", operation=PAYMENT),
}
ALLOWED = {"capture": {"AUTHORIZE"}, "cancel": {"AUTHORIZE"}, "refund": {"PURCHASE", "CAPTURE"}}
WAITING = {"CAPTURE": "PENDING", "CANCEL": "CANCELED", "REFUND": "REFUNDED"}
LEAST = Decimal("0.0001")
MISTYPED = "INVALID_TRANSACTION_TYPE"

shares = st.sampled_from(["unsaid", "least", "half", "all"])
endings = st.sampled_from([None, None, None, "DO_NOT_HONOR", "PENDING_PROVIDER_CONFIRMATION"])


def part(share: str, left: Decimal) -> Decimal | None:
    """An amount that is so much of what is left; None where all of it is meant and nothing is said."""
    half = max(LEAST, (left / 2).quantize(LEAST))
    return {"unsaid": None, "least": LEAST, "half": half, "all": max(LEAST, left)}[share]


class Done(NamedTuple):
    """A transaction: what was done, with how much, and how it ended."""

    kind: str
    amount: Decimal
    status: str

    @classmethod
    def shown(cls, transaction: Json) -> Done:
        return cls(transaction["type"], exact(transaction["amount"]), transaction["status"])


class Wrong:
    """A request that must be refused: with which code, and which promises say so."""

    def __init__(self, path: str, code: str, *said: Mark, amount: Decimal | None = None, currency: str = "BRL") -> None:
        self.path, self.code, self.said, self.amount, self.currency = path, code, said, amount, currency


def total(done: Sequence[Done], *kinds: str) -> Decimal:
    return sum((one.amount for one in done if one.kind in kinds and one.status == "SUCCEEDED"), Decimal(0))


def standing(done: Sequence[Done], value: Decimal) -> tuple[str, str]:
    """Where a payment stands after its transactions, as the docs derive it."""
    first, last = done[0], done[-1]
    taken, back = total(done, "PURCHASE", "CAPTURE"), total(done, "REFUND")
    if last.status == "PENDING":
        return WAITING[last.kind], "PENDING_PROVIDER_CONFIRMATION"
    if first.status == "EXPIRED" or (last.kind, last.status) == ("CAPTURE", "DECLINED"):
        ended = first.status if first.status == "EXPIRED" else last.status
        return ended, ended
    if total(done, "CANCEL"):
        return "CANCELED", "CANCELED"
    if back:
        return ("REFUNDED", "REFUNDED") if back == taken else ("SUCCEEDED", "PARTIALLY_REFUNDED")
    if first.kind == "PURCHASE":
        return "SUCCEEDED", "APPROVED"
    captured = "CAPTURED" if taken == value else "PARTIALLY_CAPTURED"
    return ("SUCCEEDED", captured) if taken else ("PENDING", "AUTHORIZED")


class PaymentLife(Life):
    """A card payment: authorized or paid, captured, canceled, refunded, expired."""

    LIVES = 8
    SEED = 34
    PROMISES = (
        *(TAKES, ONCE, NO_MORE, SAME_CURRENCY, GIVES_UP, GIVES_BACK, PARTS, ONE_REFUND, TAKEN_BACK, SAYS_WHAT, EXPIRES),
        *(CONFIRMED, FAILED_REFUND, FAILED_CANCEL, DONE_ONCE, TOO_HIGH, NOT_NOW, TYPED, LISTED, *STANDINGS.values()),
    )
    NEEDS = ("POST /v1/payments", "GET /v1/payments", PAYMENT, CAPTURE, CANCEL, REFUND, BACK)

    @initialize(value=st.integers(1, 2_000_000), paid=st.booleans(), captured=st.sampled_from([None, "half", "all"]))
    def pay(self, value: int, paid: bool, captured: str | None) -> None:
        self.value = value * LEAST
        self.order["amount"] = {"currency": "BRL", "value": float(self.value)}
        answer = self.live.send("POST", "/v1/payments", self.order if paid else authorized(self.order))
        self.last = self.accepted(answer)
        self.url = f"/v1/payments/{self.last['id']}"
        self.done = [Done("PURCHASE" if paid else "AUTHORIZE", self.value, "SUCCEEDED")]
        self.again: tuple[str, Json, str, Any] | None = None  # what was accepted last: to be sent once more
        self.asked = self.found = False  # what is done once wherever it stands
        if captured is not None and not paid:
            self.capture(captured, None)

    @property
    def standing(self) -> tuple[str, str]:
        return standing(self.done, self.value)

    @property
    def is_open(self) -> bool:
        return self.standing == ("PENDING", "AUTHORIZED")

    @property
    def left(self) -> Decimal:
        return total(self.done, "PURCHASE", "CAPTURE") - total(self.done, "REFUND")

    def number(self, action: str) -> int:
        """The transaction that an action is meant for, by its number; the first where there is none."""
        fits = [i for i, one in enumerate(self.done) if one.kind in ALLOWED[action] and one.status == "SUCCEEDED"]
        return fits[0] if fits else 0

    def ask(self, path: str, amount: Decimal | None, ending: str | None, currency: str = "BRL") -> httpx.Response:
        body: Json = {"merchant_reference": "contract", "reason": "REQUESTED_BY_CUSTOMER"}
        if amount is not None:
            body["amount"] = {"currency": currency, "value": float(amount)}
        if ending is not None:
            body["description"] = ending
        key = str(uuid4())
        answer = self.live.send("POST", f"{self.url}/{path}", body, headers={"x-idempotency-key": key})
        if answer.is_success:
            self.again = path, body, key, answer.json()
        return answer

    def on(self, action: str, number: int | None = None) -> str:
        """The path of an action on a transaction, by default on the one that it is meant for."""
        number = self.number(action) if number is None else number
        return f"transactions/{self.last['transactions_history'][number]['id']}/{action}"

    def did(self, answer: httpx.Response, kind: str, amount: Decimal, ending: str | None, said: Mark) -> None:
        """Write down what was accepted, as a transaction with the ending that was asked for."""
        status = {None: "SUCCEEDED", "DO_NOT_HONOR": "DECLINED"}.get(ending, "PENDING")
        done = Done(kind, amount, status)
        found = self.accepted(answer, said)
        if "payment" in found:
            found = {**found.pop("payment"), "transactions": found}
        with self.under(said):
            assert Done.shown(found["transactions"]) == done
        self.done.append(done)
        self.asked, self.found, self.last = False, False, found
        if status == "DECLINED" and kind != "CAPTURE":
            with self.under(FAILED_CANCEL if kind == "CANCEL" else FAILED_REFUND):
                assert (found["status"], found["sub_status"]) == self.standing

    def possible(self, ending: str | None) -> str | None:
        """The ending, unless it is one that only time can finish."""
        return None if ending == "PENDING_PROVIDER_CONFIRMATION" and not self.timed else ending

    @precondition(lambda self: self.is_open)
    @rule(share=shares, ending=endings)
    def capture(self, share: str, ending: str | None) -> None:
        amount, ending = part(share, self.value), self.possible(ending)
        answer = self.ask(self.on("capture"), amount, ending)
        self.did(answer, "CAPTURE", self.value if amount is None else amount, ending, TAKES)

    @precondition(lambda self: self.is_open)
    @rule(fails_first=st.booleans(), ending=st.sampled_from([None, "PENDING_PROVIDER_CONFIRMATION"]))
    def cancel(self, fails_first: bool, ending: str | None) -> None:
        path, ending = self.on("cancel"), self.possible(ending)
        for one in ("DO_NOT_HONOR", ending) if fails_first else (ending,):
            self.did(self.ask(path, None, one), "CANCEL", self.value, one, GIVES_UP)

    @precondition(lambda self: self.standing[0] == "SUCCEEDED")
    @rule(share=shares, ending=endings)
    def refund(self, share: str, ending: str | None) -> None:
        amount, ending = part(share, self.left), self.possible(ending)
        answer = self.ask(self.on("refund"), amount, ending)
        again = total(self.done, "REFUND") > 0
        self.did(answer, "REFUND", self.left if amount is None else amount, ending, PARTS if again else GIVES_BACK)

    @precondition(lambda self: self.is_open or self.standing[0] == "SUCCEEDED")
    @rule(share=shares, ending=endings, named=st.booleans())
    def take_back(self, share: str, ending: str | None, named: bool) -> None:
        """Cancel or refund, by the payment or by its transaction."""
        amount, ending = part(share, self.left), self.possible(ending)
        path = self.on("refund").replace("/refund", "/cancel-or-refund") if named else "cancel-or-refund"
        answer = self.ask(path, amount, ending)
        kind, most = ("CANCEL", self.value) if self.is_open else ("REFUND", self.left)
        with self.under(SAYS_WHAT):
            assert answer.json().get("type") == kind
        self.did(answer, kind, most if kind == "CANCEL" or amount is None else amount, ending, TAKEN_BACK)

    @precondition(lambda self: not self.asked)
    @rule()
    def ask_for_all_that_is_not_possible(self) -> None:
        self.asked = True
        for wrong in self.impossible():
            answer = self.ask(wrong.path, wrong.amount, None, wrong.currency)
            for said in wrong.said:
                self.refused(answer, said, wrong.code)

    def impossible(self) -> Iterator[Wrong]:
        """What the docs rule out where the payment stands now."""
        possible = {"capture", "cancel"} if self.is_open else {"refund"} if self.standing[0] == "SUCCEEDED" else set()
        for action in sorted(ALLOWED.keys() - possible):
            typed = self.done[self.number(action)].kind in ALLOWED[action]
            said = tuple(self.why(action)) if typed else (TYPED,)
            yield Wrong(self.on(action), "INVALID_STATUS" if typed else MISTYPED, *said)
        for action in sorted(possible):
            others = [i for i, one in enumerate(self.done) if one.kind not in ALLOWED[action]]
            yield from (Wrong(self.on(action, i), MISTYPED, TYPED) for i in others[-1:])
        if self.is_open:
            yield Wrong(self.on("capture"), "INVALID_AMOUNT", NO_MORE, amount=self.value + LEAST)
            yield Wrong(self.on("capture"), "CURRENCY_NOT_ALLOWED", SAME_CURRENCY, amount=self.value, currency="USD")
        elif possible:
            yield Wrong(self.on("refund"), "INVALID_AMOUNT", TOO_HIGH, amount=self.left + LEAST)
        else:
            yield Wrong("cancel-or-refund", "INVALID_STATUS", NOT_NOW)

    def why(self, action: str) -> Iterator[Mark]:
        """The promises that forbid an action on a transaction of the right type."""
        if action == "capture" and total(self.done, "CAPTURE"):
            yield ONCE
        if action == "refund" and self.done[-1][::2] == ("REFUND", "PENDING"):
            yield ONE_REFUND
        yield NOT_NOW

    @precondition(lambda self: self.again is not None)
    @rule()
    def send_the_last_action_again(self) -> None:
        path, body, key, first = self.again or ("", {}, "", {})
        self.again = None
        answer = self.live.send("POST", f"{self.url}/{path}", body, headers={"x-idempotency-key": key})
        with self.under(DONE_ONCE):
            assert known(self.accepted(answer)) == known(first)

    @precondition(lambda self: not self.found)
    @rule()
    def find_it_by_its_order(self) -> None:
        self.found = True
        with self.under(LISTED):
            assert self.get(f"/v1/payments?merchant_order_id={self.order['merchant_order_id']}") == [self.last]

    @precondition(lambda self: self.timed and self.done[-1].status == "PENDING")
    @rule()
    def let_the_provider_confirm(self) -> None:
        self.wait(10 * MINUTE)
        self.done[-1] = self.done[-1]._replace(status="SUCCEEDED")
        with self.under(CONFIRMED):
            assert self.look()["status"] == self.standing[0]

    @precondition(lambda self: self.timed and self.passed < DAY and (self.is_open or self.asked))
    @rule()
    def let_46_days_pass(self) -> None:
        was_open = self.is_open
        self.wait(46 * DAY)
        self.done[-1] = self.done[-1]._replace(status={"PENDING": "SUCCEEDED"}.get(*[self.done[-1].status] * 2))
        if was_open:
            self.done[0] = self.done[0]._replace(status="EXPIRED")
            with self.under(EXPIRES):
                assert self.look()["status"] == "EXPIRED"

    @precondition(lambda self: self.standing[0] not in ("PENDING", "SUCCEEDED"))
    @rule()
    def rest(self) -> None:
        """Nothing more is possible: what is left of the life costs no requests."""

    def read(self) -> Json:
        found = self.get(self.url)
        assert isinstance(found, dict)
        return found

    def check(self, shown: Json) -> None:
        amounts = {name: exact(shown["amount"][name]) for name in ("value", "captured", "refunded")}
        assert 0 <= amounts["refunded"] <= amounts["captured"] <= amounts["value"]
        history = shown["transactions_history"]
        assert [Done.shown(one) for one in history] == self.done
        with self.under(STANDINGS.get(self.standing)):
            assert (shown["status"], shown["sub_status"]) == self.standing
        taken = total(self.done, "PURCHASE", "CAPTURE")
        assert amounts == {"value": self.value, "captured": taken, "refunded": taken - self.left}


# Subscriptions

BILLING = "docs/subscriptions.md"
SUBSCRIPTION = "GET /v1/subscriptions/{}"
DATES = promise(BILLING, "The billing dates lie `frequency.value` days, weeks or months apart.", operation=SUBSCRIPTION)
NEXT = promise(
    BILLING,
    "`billing_cycles.current` is the number of the cycle that is billed at `billing_cycles.next_at`.",
    operation=SUBSCRIPTION,
)
BILLS = promise(
    BILLING,
    "Each charge is a payment with the subscription's id as `merchant_order_id` and its name as `description`.",
    operation="GET /v1/payments",
)
COMPLETED = promise(
    BILLING,
    "A subscription with `billing_cycles.total` is completed when its last cycle is billed.",
    operation=SUBSCRIPTION,
)
VALIDATED = promise(
    BILLING,
    "A subscription with `initial_payment_validation` is `CREATED` until its first payment",
    operation=SUBSCRIPTION,
)
CARDLESS = promise(
    BILLING,
    "A subscription whose card is no longer enrolled at a billing date makes no payment and becomes `ERROR`.",
    operation=SUBSCRIPTION,
)
GOES_ON = promise(
    BILLING,
    "After a declined payment the subscription stays `ACTIVE` and goes on with its next cycle.",
    operation=SUBSCRIPTION,
)
ONCE_MORE = promise(
    BILLING,
    "bills the latest cycle once more at once, with the card and the price that the subscription has now.",
    operation="POST /v1/subscriptions/{}/retry",
)
CHANGED = promise(
    BILLING,
    "`PATCH /v1/subscriptions/{subscription_id}` changes what is sent, and the change counts from the next billing cycle on.",
    operation="PATCH /v1/subscriptions/{}",
)
PAUSED = promise(BILLING, "A paused subscription bills nothing.", operation="POST /v1/subscriptions/{}/pause")
RESUMED = promise(
    BILLING,
    "goes on with the first billing date that has not passed. What passed meanwhile is not made up for.",
    operation="POST /v1/subscriptions/{}/resume",
)
ENDED = promise(
    BILLING, "ends it: a canceled subscription is never billed again.", operation="POST /v1/subscriptions/{}/cancel"
)
NOT_ALLOWED = promise(
    BILLING,
    "An action that the status does not allow is answered with status 400 and the code `INVALID_STATE`.",
    operation="POST /v1/subscriptions/{}/pause",
)
POSSIBLE = {
    "CREATED": {"update", "cancel"},
    "ACTIVE": {"update", "pause", "cancel", "retry"},
    "PAUSED": {"update", "resume", "cancel"},
}
WEEK, LATER = 7 * DAY, 10 * DAY  # between two billing dates; to the first one where it is not at once


class SubscriptionLife(Life):
    """A weekly subscription: billed, paused, resumed, canceled, completed."""

    PROMISES = (
        *(DATES, NEXT, BILLS, COMPLETED, VALIDATED, CARDLESS, GOES_ON, ONCE_MORE, CHANGED),
        *(PAUSED, RESUMED, ENDED, NOT_ALLOWED),
    )
    LIVES = 8
    SEED = 51
    NEEDS = (
        *(
            "POST /v1/subscriptions",
            "PATCH /v1/subscriptions/{}",
            SUBSCRIPTION,
            "GET /v1/payments",
            "POST /v1/customers",
        ),
        *(f"POST /v1/subscriptions/{{}}/{action}" for action in ("pause", "resume", "cancel", "retry")),
        "POST /v1/customers/{}/payment-methods",
        *("POST /v1/customers/payment-methods/{}/unenroll", "GET /v1/payment-methods/{}"),
    )

    @initialize(
        number=st.sampled_from([SUCCEEDING, SUCCEEDING, DECLINED]),
        later=st.booleans(),
        validated=st.booleans(),
        cycles=st.sampled_from([None, None, 2, 3]),
    )
    def subscribe(self, number: str, later: bool, validated: bool, cycles: int | None) -> None:
        """On a live target the first billing date is never reached: nothing is charged."""
        who = {"merchant_customer_id": f"contract-{uuid4()}", "country": "BR"}
        self.payer = self.accepted(self.live.send("POST", "/v1/customers", who))["id"]
        self.cards = {SUCCEEDING: self.enroll(SUCCEEDING)}
        self.enrolled, self.number = True, number
        self.start = LATER if later or not self.timed else 0.0
        self.price, self.cycles, self.steps, self.cycle = Decimal(10), cycles, 0, 0
        self.status = "CREATED" if validated else "ACTIVE"
        self.compared = 0  # how many payments were looked at
        self.paid: list[tuple[Decimal, str, int]] = []  # price, status of the payment, cycle
        body = {
            **{name: self.order[name] for name in ("account_id", "country")},
            "name": "A contract test",
            "amount": {"currency": "BRL", "value": 10},
            "frequency": {"type": "WEEK", "value": 1},
            "customer_payer": {"id": self.payer},
            "payment_method": self.method(number),
            "initial_payment_validation": validated,
            **({"billing_cycles": {"total": cycles}} if cycles else {}),
            **({"availability": {"start_at": self.later(self.start)}} if self.start else {}),
        }
        made = self.accepted(self.live.send("POST", "/v1/subscriptions", body))
        self.url = f"/v1/subscriptions/{made['id']}"
        self.leftovers = [("POST", f"{self.url}/cancel"), ("DELETE", f"/v1/customers/{self.payer}")]
        with self.under(VALIDATED if validated else None):
            assert made["status"] == self.status
        if self.timed:
            self.let_days_pass(0)
        self.asked = False

    def enroll(self, number: str) -> Json:
        body = {"account_id": self.order["account_id"], "country": "BR", "type": "CARD", "card_data": card(number)}
        return self.accepted(self.live.send("POST", f"/v1/customers/{self.payer}/payment-methods", body))

    def method(self, number: str) -> Json:
        if number not in self.cards:
            self.cards[number] = self.enroll(number)
        return {"type": "CARD", "vaulted_token": self.cards[number]["vaulted_token"]}

    def send(self, action: str, body: Json | None = None) -> httpx.Response:
        if action == "update":
            return self.live.send("PATCH", self.url, body or {"description": "Changed"})
        return self.live.send("POST", f"{self.url}/{action}")

    def possible(self, action: str) -> bool:
        """Whether an action is possible now; a retry needs a payment that was declined."""
        declined = bool(self.paid) and self.paid[-1][1] == "DECLINED"
        return action in POSSIBLE.get(self.status, ()) and (action != "retry" or declined)

    @precondition(lambda self: self.possible("pause"))
    @rule()
    def pause(self) -> None:
        self.last, self.status = self.accepted(self.send("pause")), "PAUSED"
        self.asked = False

    @precondition(lambda self: self.possible("resume"))
    @rule()
    def resume(self) -> None:
        self.last, self.status = self.accepted(self.send("resume")), "ACTIVE"
        while self.due <= self.passed:
            self.steps += 1
        self.asked = False
        with self.under(RESUMED):
            assert self.dated(self.last)

    @precondition(lambda self: self.possible("cancel") and self.asked)
    @rule()
    def cancel(self) -> None:
        self.last, self.status = self.accepted(self.send("cancel"), ENDED), "CANCELED"
        self.asked = False

    @precondition(lambda self: self.possible("update"))
    @rule(price=st.integers(1, 5000), number=st.sampled_from([SUCCEEDING, DECLINED]))
    def update(self, price: int, number: str) -> None:
        body: Json = {"amount": {"currency": "BRL", "value": price / 100}}
        if number != self.number:
            body["payment_method"] = self.method(number)
        if number == SUCCEEDING and not self.enrolled and number != self.number:
            return self.refused(self.send("update", body), code="PAYMENT_METHOD_NOT_FOUND")
        self.last = self.accepted(self.send("update", body))
        self.price, self.number = Decimal(price) / 100, number
        with self.under(CHANGED):
            assert {name: self.last[name] for name in body} == body
        return None

    @precondition(lambda self: self.possible("retry"))
    @rule()
    def retry(self) -> None:
        answer = self.send("retry")
        if self.number == SUCCEEDING and not self.enrolled:
            return self.refused(answer, code="PAYMENT_METHOD_NOT_FOUND")
        self.last = self.accepted(answer, ONCE_MORE)
        self.charge()
        with self.under(ONCE_MORE):
            assert len(self.last["payments"]) == len(self.paid)
            self.check_payments()
        return None

    @precondition(lambda self: self.enrolled and self.number == SUCCEEDING and self.status in POSSIBLE)
    @rule()
    def take_the_card_away(self) -> None:
        path = f"/v1/customers/payment-methods/{self.cards[SUCCEEDING]['id']}/unenroll"
        self.accepted(self.live.send("POST", path))
        assert self.get(f"/v1/payment-methods/{self.cards[SUCCEEDING]['id']}")["status"] == "UNENROLLED"
        self.enrolled = False

    @precondition(lambda self: not self.asked)
    @rule()
    def ask_for_all_that_is_not_possible(self) -> None:
        self.asked = True
        for action in ("update", "pause", "resume", "cancel", "retry"):
            if not self.possible(action):
                self.refused(self.send(action), NOT_ALLOWED, "INVALID_STATE")

    @precondition(lambda self: self.timed and self.status not in ("COMPLETED", "ERROR"))
    @rule(days=st.sampled_from([1, 7, 8, 20]))
    def let_days_pass(self, days: int) -> None:
        before, declined = self.status, self.number == DECLINED
        self.wait(days * DAY + 1)
        while self.status in ("CREATED", "ACTIVE") and self.due <= self.passed and self.cycle != self.cycles:
            self.bill()
        said = {"PAUSED": PAUSED, "CANCELED": ENDED}.get(before, GOES_ON if declined else DATES)
        said = {"ERROR": CARDLESS, "COMPLETED": COMPLETED}.get(self.status, said)
        said = VALIDATED if before == "CREATED" and self.status != "ERROR" else said
        shown = self.look()
        with self.under(said):
            assert (shown["status"], len(shown["payments"])) == (self.status, len(self.paid))

    @precondition(lambda self: self.compared < len(self.paid))
    @rule()
    def look_at_its_payments(self) -> None:
        self.compared = len(self.paid)
        with self.under(BILLS):
            self.check_payments()

    @precondition(lambda self: self.status not in POSSIBLE)
    @rule()
    def rest(self) -> None:
        """What is left of a life that is over costs no requests."""

    @property
    def due(self) -> float:
        """The next billing date, in seconds since the creation."""
        return self.start + self.steps * WEEK

    def bill(self) -> None:
        """A billing date has come."""
        self.asked = False
        if self.number == SUCCEEDING and not self.enrolled:
            self.status = "ERROR"
            return
        self.cycle, self.steps = self.cycle + 1, self.steps + 1
        self.charge()
        if self.status == "CREATED":
            self.status = "ACTIVE" if self.number == SUCCEEDING else "CANCELED"
        if self.status == "ACTIVE" and self.cycle == self.cycles:
            self.status = "COMPLETED"

    def charge(self) -> None:
        self.paid.append((self.price, "SUCCEEDED" if self.number == SUCCEEDING else "DECLINED", self.cycle))

    def check_payments(self) -> None:
        """Hold the payments that are made for the subscription against those that it lists, and both against the prices."""
        made = self.get(f"/v1/payments?merchant_order_id={self.url.rpartition('/')[2]}")
        shown = [(exact(one["amount"]["value"]), one["status"]) for one in made]
        assert shown == [(price, status) for price, status, _ in self.paid]
        assert [one["id"] for one in made] == [one["id"] for one in self.look()["payments"]]
        assert all(one["description"].endswith("A contract test") for one in made)

    def dated(self, shown: Json) -> bool:
        """Whether the next billing date is the right one."""
        first, following = (
            datetime.fromisoformat(moment.upper()) if moment else None
            for moment in (shown["availability"]["start_at"], shown["billing_cycles"]["next_at"])
        )
        if self.status not in POSSIBLE or self.cycle == self.cycles:
            return following is None
        return first is not None and following == first + timedelta(seconds=self.steps * WEEK)

    def read(self) -> Json:
        return dict(self.get(self.url))

    def check(self, shown: Json) -> None:
        assert shown["status"] == self.status
        assert [one["billing_cycle"] for one in shown["payments"]] == [cycle for *_, cycle in self.paid]
        assert exact(shown["amount"]["value"]) == self.price
        with self.under(NEXT):
            assert shown["billing_cycles"]["current"] == self.cycle + (self.cycle != self.cycles)
            assert self.dated(shown)


# Payment links

LINKS = "docs/payment-links.md"
LINK = "GET /v1/payment-links/{}"
ONE_PAYMENT = promise(LINKS, "A link with `one_time_use` serves one payment and is then `USED`.", operation=LINK)
MANY = promise(LINKS, "Any other link serves as many payments as customers make.", operation=LINK)
DECLINED_COUNTS = promise(LINKS, "A declined payment counts too.", operation=LINK)
STARTS = promise(LINKS, "A link can be paid from `availability.start_at` on", operation=LINK)
EXPIRES_AT = promise(LINKS, "expires at `availability.finish_at`.", operation=LINK)
CLOSES = promise(
    LINKS,
    "`POST /v1/payment-links/{code}/cancel` closes a link that is `CREATED`.",
    operation="POST /v1/payment-links/{}/cancel",
)
CLOSED = promise(
    LINKS,
    "In any other status it is answered with status 400 and the code `INVALID_STATUS`.",
    operation="POST /v1/payment-links/{}/cancel",
)
COUNTS = promise(
    LINKS,
    "A payment made with that session is a payment of the link and counts in `payments_number`",
    operation="POST /v1/payments",
)
UNPAYABLE = promise(
    LINKS,
    "When the link cannot be paid, such a payment is answered with status 400 and the code `CHECKOUT_SESSION_NOT_FOUND`.",
    operation="POST /v1/payments",
)


class LinkLife(Life):
    """A payment link: paid once or often, canceled, expired."""

    PROMISES = (ONE_PAYMENT, MANY, DECLINED_COUNTS, STARTS, EXPIRES_AT, CLOSES, CLOSED, COUNTS, UNPAYABLE)
    LIVES = 8
    SEED = 1
    NEEDS = ("POST /v1/payment-links", LINK, "POST /v1/payment-links/{}/cancel", "POST /v1/payments")

    @initialize(once=st.booleans(), starts=st.sampled_from([0, 0, 3]), ends=st.sampled_from([None, 12]))
    def make(self, once: bool, starts: int, ends: int | None) -> None:
        self.once, self.starts, self.ends = once, starts * HOUR, ends and ends * HOUR
        when = {"start_at": self.later(self.starts)} if starts else {}
        body = {
            **{name: self.order[name] for name in ("account_id", "country", "amount")},
            "payment_method_types": ["CARD"],
            "one_time_use": once,
            "availability": {**when, **({"finish_at": self.later(self.ends)} if self.ends else {})},
        }
        self.last = self.accepted(self.live.send("POST", "/v1/payment-links", body))
        self.url = f"/v1/payment-links/{self.last['code']}"
        self.leftovers = [("POST", f"{self.url}/cancel")]
        self.session, self.closed, self.paid = session_of(self.last), False, 0

    @property
    def status(self) -> str:
        if self.closed or (self.once and self.paid):
            return "CANCELED" if self.closed else "USED"
        return "EXPIRED" if self.ends and self.ends <= self.passed else "CREATED"

    def send_payment(self, number: str) -> httpx.Response:
        method = {"type": "CARD", "detail": {"card": {"card_data": card(number)}}}
        return self.live.send(
            "POST", "/v1/payments", {**self.order, "payment_method": method, "checkout": self.session}
        )

    @precondition(lambda self: self.status == "CREATED")
    @rule(number=st.sampled_from([SUCCEEDING, DECLINED]))
    def pay(self, number: str) -> None:
        answer = self.send_payment(number)
        if self.passed < self.starts:
            return self.refused(answer, UNPAYABLE, "CHECKOUT_SESSION_NOT_FOUND")
        self.accepted(answer, MANY if self.paid else STARTS)
        self.paid += 1
        self.last, shown = {}, self.look()
        with self.under(DECLINED_COUNTS if number == DECLINED else COUNTS):
            assert shown["payments_number"] == self.paid
        with self.under(ONE_PAYMENT if self.once else MANY):
            assert shown["status"] == self.status
        return self.ask_for_all_that_is_not_possible()

    @precondition(lambda self: self.status == "CREATED")
    @rule()
    def cancel(self) -> None:
        self.last, self.closed = self.accepted(self.live.send("POST", f"{self.url}/cancel"), CLOSES), True
        self.ask_for_all_that_is_not_possible()

    @precondition(lambda self: self.timed)
    @rule(hours=st.sampled_from([1, 3, 12]))
    def let_hours_pass(self, hours: int) -> None:
        before = self.status
        self.wait(hours * HOUR)
        if self.status != before:
            with self.under(EXPIRES_AT):
                assert self.look()["status"] == "EXPIRED"
            self.ask_for_all_that_is_not_possible()

    def ask_for_all_that_is_not_possible(self) -> None:
        """A link that is over is neither paid nor canceled."""
        if self.status != "CREATED":
            self.refused(self.live.send("POST", f"{self.url}/cancel"), CLOSED, "INVALID_STATUS")
            self.refused(self.send_payment(SUCCEEDING), UNPAYABLE, "CHECKOUT_SESSION_NOT_FOUND")

    @precondition(lambda self: self.status != "CREATED")
    @rule()
    def rest(self) -> None:
        """What is left of a life that is over costs no requests."""

    def read(self) -> Json:
        return dict(self.get(self.url))

    def check(self, shown: Json) -> None:
        assert (shown["status"], shown["payments_number"]) == (self.status, self.paid)


# Customers and their payment methods

CUSTOMERS, ENROLLMENT = "docs/customers.md", "docs/enrollment.md"
CUSTOMER, UPDATE, DELETE = "GET /v1/customers/{}", "PATCH /v1/customers/{}", "DELETE /v1/customers/{}"
METHODS, METHOD = "GET /v1/customers/{}/payment-methods", "GET /v1/payment-methods/{}"
UNENROLL = "POST /v1/customers/payment-methods/{}/unenroll"
ONE_ID = promise(
    CUSTOMERS, "No two customers of an account have the same `merchant_customer_id`.", operation="POST /v1/customers"
)
OTHERS_ID = promise(CUSTOMERS, "so is an update to an id that another customer has.", operation=UPDATE)
FOUND = promise(
    CUSTOMERS,
    "`GET /v1/customers` finds a customer by the query parameter `merchant_customer_id`.",
    operation="GET /v1/customers",
)
LEAVES_OTHERS = promise(
    CUSTOMERS,
    "`PATCH /v1/customers/{customer_id}` changes the fields that are sent and leaves the others as they are.",
    operation=UPDATE,
)
REPLACES = promise(CUSTOMERS, "An object or a list that is sent replaces the whole one.", operation=UPDATE)
NO_NULL = promise(CUSTOMERS, "A field cannot be set to null.", operation=UPDATE)
GONE = promise(
    CUSTOMERS,
    "The customer is answered as if it did not exist, with the code `CUSTOMER_NOT_FOUND`.",
    operation=DELETE,
)
METHODS_GONE = promise(
    CUSTOMERS,
    "Its payment methods and customer sessions are gone, and no `vaulted_token` of the customer pays any more.",
    operation=DELETE,
)
PAYMENTS_STAY = promise(CUSTOMERS, "Its payments stay as they are.", operation=DELETE)
ID_IS_FREE = promise(CUSTOMERS, "Its `merchant_customer_id` is free for another customer.", operation=DELETE)
AT_ONCE = promise(
    ENROLLMENT,
    "`POST /v1/customers/{customer_id}/payment-methods` answers it as enrolled at once.",
    operation="POST /v1/customers/{}/payment-methods",
)
BEGUN = promise(
    ENROLLMENT,
    "The payment method is answered with the status `READY_TO_ENROLL` and without a `vaulted_token`.",
    operation="POST /v1/customers/sessions/{}/payment-methods",
)
IN_TIME = promise(
    ENROLLMENT, "60 seconds after it began, the enrollment is done: the status is `ENROLLED`.", operation=METHOD
)
PAYS = promise(ENROLLMENT, "The payment method has a `vaulted_token` that pays", operation=METHOD)
OUT_OF_USE = promise(ENROLLMENT, "takes an enrolled payment method out of use.", operation=UNENROLL)
FOR_EVER = promise(ENROLLMENT, "The payment method is out of use for ever", operation=UNENROLL)
ONLY_ENROLLED = promise(
    ENROLLMENT, "In any other status it is answered with status 400 and the code `INVALID_STATUS`.", operation=UNENROLL
)
LISTS = promise(
    "reference/payment-methods/list-payment-methods.md",
    "Lists the enrolled payment methods of a customer.",
    operation=METHODS,
)
CHANGES: tuple[Json, ...] = (
    {"email": "contract@shop.example"},
    {"phone": {"country_code": "55", "number": "4133334444"}},
    {"metadata": [{"key": "one", "value": "1"}, {"key": "two", "value": "2"}]},
    {"metadata": [{"key": "three", "value": "3"}], "email": "other@shop.example"},
)


class Enrolled:
    """A payment method, as the docs say that it is now."""

    def __init__(self, shown: Json, since: float, *, at_once: bool) -> None:
        self.id, self.token, self.since = str(shown["id"]), shown.get("vaulted_token"), since
        self.at_once, self.unenrolled = at_once, False

    def status(self, now: float) -> str:
        if self.unenrolled or self.at_once:
            return "UNENROLLED" if self.unenrolled else "ENROLLED"
        waited = now - self.since
        return "READY_TO_ENROLL" if waited < 30 else "ENROLL_IN_PROCESS" if waited < 60 else "ENROLLED"


class CustomerLife(Life):
    """A customer: changed, given payment methods that pay until they are unenrolled, deleted."""

    PROMISES = (
        *(ONE_ID, OTHERS_ID, FOUND, LEAVES_OTHERS, REPLACES, NO_NULL, GONE, METHODS_GONE, PAYMENTS_STAY, ID_IS_FREE),
        *(AT_ONCE, BEGUN, IN_TIME, PAYS, OUT_OF_USE, FOR_EVER, ONLY_ENROLLED, LISTS),
    )
    LIVES = 7
    SEED = 12
    NEEDS = (
        *("POST /v1/customers", "GET /v1/customers", CUSTOMER, UPDATE, DELETE, METHODS, METHOD, UNENROLL),
        *("POST /v1/customers/{}/payment-methods", "POST /v1/customers/sessions", "POST /v1/payments", PAYMENT),
        "POST /v1/customers/sessions/{}/payment-methods",
    )

    @initialize()
    def make(self) -> None:
        self.name, self.taken = (f"contract-{uuid4()}" for _ in range(2))
        self.other = self.accepted(self.create(self.taken))["id"]
        self.last = self.accepted(self.create(self.name))
        self.id = self.last["id"]
        self.url = f"/v1/customers/{self.id}"
        self.leftovers = [("DELETE", self.url), ("DELETE", f"/v1/customers/{self.other}")]
        self.methods: list[Enrolled] = []
        self.payments: list[Json] = []
        self.is_deleted, self.asked = False, False

    def create(self, name: str) -> httpx.Response:
        return self.live.send("POST", "/v1/customers", {"merchant_customer_id": name, "country": "BR"})

    def where(self) -> Json:
        return {"account_id": self.order["account_id"], "country": "BR"}

    @precondition(lambda self: not self.is_deleted)
    @rule(change=st.sampled_from(CHANGES))
    def update(self, change: Json) -> None:
        changed = self.accepted(self.live.send("PATCH", self.url, change))
        with self.under(LEAVES_OTHERS):
            same = changed.keys() - change.keys() - {"updated_at"}
            assert {name: changed[name] for name in same} == {name: self.last.get(name) for name in same}
        with self.under(REPLACES):
            assert {name: changed[name] for name in change} == change
        self.last = changed

    @precondition(lambda self: not self.is_deleted and not self.asked)
    @rule()
    def ask_for_what_cannot_be(self) -> None:
        self.asked = True
        self.refused(self.create(self.name), ONE_ID, "CUSTOMER_ID_DUPLICATED")
        taken = {"merchant_customer_id": self.taken, "email": "never@shop.example"}
        self.refused(self.live.send("PATCH", self.url, taken), OTHERS_ID, "CUSTOMER_ID_DUPLICATED")
        self.refused(self.live.send("PATCH", self.url, {"email": None}), NO_NULL)

    @precondition(lambda self: not self.is_deleted)
    @rule()
    def find(self) -> None:
        with self.under(FOUND):
            assert self.get(f"/v1/customers?merchant_customer_id={self.name}") == self.last

    @precondition(lambda self: not self.is_deleted and len(self.methods) < 4)
    @rule()
    def enroll(self) -> None:
        body = {**self.where(), "type": "CARD", "card_data": card(SUCCEEDING)}
        made = self.accepted(self.live.send("POST", f"{self.url}/payment-methods", body))
        with self.under(AT_ONCE):
            assert made["status"] == "ENROLLED"
        self.methods.append(Enrolled(made, self.passed, at_once=True))

    @precondition(lambda self: not self.is_deleted and len(self.methods) < 4)
    @rule()
    def begin_to_enroll(self) -> None:
        opened = self.live.send("POST", "/v1/customers/sessions", {**self.where(), "customer_id": self.id})
        path = f"/v1/customers/sessions/{self.accepted(opened)['customer_session']}/payment-methods"
        made = self.accepted(self.live.send("POST", path, {**self.where(), "payment_method_type": "CARD"}))
        with self.under(BEGUN):
            assert (made["status"], made["vaulted_token"]) == ("READY_TO_ENROLL", None)
        self.methods.append(Enrolled(made, self.passed, at_once=False))

    @precondition(lambda self: self.timed and bool(self.methods))
    @rule(seconds=st.sampled_from([20, 60]))
    def let_seconds_pass(self, seconds: int) -> None:
        shown = self.last
        self.wait(seconds)
        self.last = shown  # a customer does not change with time

    @precondition(lambda self: bool(self.methods) and not self.is_deleted)
    @rule(number=st.integers(0, 9))
    def unenroll(self, number: int) -> None:
        one = self.methods[number % len(self.methods)]
        path = f"/v1/customers/payment-methods/{one.id}/unenroll"
        if one.status(self.passed) == "ENROLLED":
            with self.under(OUT_OF_USE):
                assert self.accepted(self.live.send("POST", path))["status"] == "UNENROLLED"
                assert self.get(f"/v1/payment-methods/{one.id}")["status"] == "UNENROLLED"
            one.unenrolled = True
        self.refused(self.live.send("POST", path), ONLY_ENROLLED, "INVALID_STATUS")
        if one.unenrolled and one.token:
            self.refused(self.pay(one.token), FOR_EVER, "PAYMENT_METHOD_NOT_FOUND")

    @precondition(lambda self: bool(self.methods) and not self.is_deleted)
    @rule(number=st.integers(0, 9))
    def look_at_and_pay_with(self, number: int) -> None:
        """A payment method has the status that is due, and pays while it is enrolled."""
        one = self.methods[number % len(self.methods)]
        shown, status = self.get(f"/v1/payment-methods/{one.id}"), one.status(self.passed)
        with self.under(FOR_EVER if one.unenrolled else IN_TIME if status == "ENROLLED" and not one.at_once else None):
            assert shown["status"] == status
        one.token = shown["vaulted_token"]
        if status == "ENROLLED":
            self.payments.append(self.accepted(self.pay(one.token), PAYS))
        elif one.token:
            self.refused(self.pay(one.token), FOR_EVER, "PAYMENT_METHOD_NOT_FOUND")

    def pay(self, token: str) -> httpx.Response:
        body = {**self.order, "payment_method": {"type": "CARD", "vaulted_token": token}}
        return self.live.send("POST", "/v1/payments", body)

    @precondition(lambda self: not self.is_deleted and bool(self.methods))
    @rule()
    def delete(self) -> None:
        assert self.live.send("DELETE", self.url).is_success
        self.is_deleted, self.last = True, {}
        self.leftovers = self.leftovers[1:]
        for answer in (self.live.send("PATCH", self.url, CHANGES[0]), self.live.send("DELETE", self.url)):
            self.refused(answer, GONE, "CUSTOMER_NOT_FOUND", 404)
        self.refused(self.live.send("GET", f"{self.url}/payment-methods"), METHODS_GONE)
        for one in self.methods:
            self.refused(self.live.send("GET", f"/v1/payment-methods/{one.id}"), METHODS_GONE)
            if one.token:
                self.refused(self.pay(one.token), METHODS_GONE, "PAYMENT_METHOD_NOT_FOUND")
        with self.under(PAYMENTS_STAY):
            assert [self.get(f"/v1/payments/{one['id']}") for one in self.payments] == self.payments

    @precondition(lambda self: self.is_deleted and len(self.leftovers) < 2)
    @rule()
    def give_the_id_to_another(self) -> None:
        made = self.accepted(self.create(self.name), ID_IS_FREE)
        self.leftovers.append(("DELETE", f"/v1/customers/{made['id']}"))
        with self.under(ID_IS_FREE):
            assert self.get(f"/v1/customers?merchant_customer_id={self.name}")["id"] == made["id"] != self.id

    @precondition(lambda self: self.is_deleted)
    @rule()
    def rest(self) -> None:
        """What is left of a life that is over costs no requests."""

    def read(self) -> Json:
        if not self.is_deleted:
            return dict(self.get(self.url))
        self.refused(self.live.send("GET", self.url), GONE, "CUSTOMER_NOT_FOUND", 404)
        return {}

    def check(self, shown: Json) -> None:
        if self.is_deleted or not self.methods:
            return
        listed = self.get(f"{self.url}/payment-methods")["payment_methods"]
        with self.under(LISTS):
            assert {one["id"] for one in listed} == {
                one.id for one in self.methods if one.status(self.passed) == "ENROLLED"
            }


LIVES = (PaymentLife, SubscriptionLife, LinkLife, CustomerLife)


@pytest.mark.parametrize("life", [pytest.param(life, marks=life.PROMISES, id=life.__name__) for life in LIVES])
def test_an_object_keeps_its_promises_whatever_is_done_to_it(life: type[Life], live: Live, order: Json) -> None:
    live_through(life, live, order)
