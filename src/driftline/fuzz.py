"""Generated requests: schemathesis and hypothesis behind one module. Sends through the target, which records."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis.configuration import set_hypothesis_home_dir
from schemathesis import GenerationMode

from driftline.claims import operation_key
from driftline.pool import Pool
from driftline.readers.spec import Operation
from driftline.samples import violations
from driftline.target import Spent, Target

if TYPE_CHECKING:
    import httpx

    from driftline.exchange import Exchange
    from driftline.prober import Progress

set_hypothesis_home_dir(tempfile.gettempdir())  # nothing is left in the folder where people work
SUPPRESSED = list(HealthCheck)


def fuzz_operations(
    document: Mapping[str, Any],
    target: Target,
    pool: Pool,
    operations: Sequence[Operation],
    *,
    seed: int,
    progress: Progress | None = None,
) -> None:
    """Generated requests for each operation: those that the schema allows, and those that it rules out.

    An answer of 5xx, or of 2xx to a request that the schema rules out, marks its exchange.
    """
    wanted = {(operation.method.upper(), operation.path): operation for operation in operations}
    for number, generated in enumerate(_operations(document)):
        operation = wanted.get((generated.method.upper(), generated.path))
        if operation is None:
            continue
        if progress:
            progress(number, len(wanted), operation.key)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _fuzz(generated, document, operation, mode, target, pool, seed)


def _operations(document: Mapping[str, Any]) -> list[Any]:
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)))
    found = []
    for result in schema.get_all_operations():
        with contextlib.suppress(
            Exception
        ):  # an operation that schemathesis cannot read stays unreached, which is said
            found.append(cast("Any", result).ok())
    return found


def _fuzz(
    generated: Any,
    document: Mapping[str, Any],
    operation: Operation,
    mode: GenerationMode,
    target: Target,
    pool: Pool,
    seed: int,
) -> None:
    """Run one strategy for one operation; hypothesis' own complaints about the schema end it quietly."""
    ended: list[BaseException] = []

    def one(case: Any) -> None:
        if ended:
            return
        try:
            exchange = send_case(case, operation.key, target, pool, mode)
            judge(exchange, document, operation if mode is GenerationMode.NEGATIVE else None, target)
        except Spent as error:
            ended.append(error)

    _run(one, generated.as_strategy(generation_mode=mode), target.budget.examples, seed)
    if ended:
        raise ended[0]


def _run(test: Callable[[Any], None], strategy: Any, examples: int, seed: int) -> None:
    settings = hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=SUPPRESSED,
    )
    seeded: Any = hypothesis.seed(seed)
    given = seeded(settings(cast("Any", hypothesis.given(strategy))(test)))
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with contextlib.suppress(hypothesis.errors.HypothesisException, schemathesis.errors.SchemathesisError):
            given()


def send_case(case: Any, key: str, target: Target, pool: Pool, mode: GenerationMode) -> Exchange:
    """Send one generated case; path ids that the service knows replace generated ones."""
    if mode is GenerationMode.POSITIVE and case.path_parameters:
        for name in case.path_parameters:
            known = pool.find(name, name.removesuffix("_id"))
            if known is not None:
                case.path_parameters[name] = known
    exchange, _ = send_kwargs(case, key, f"generated {mode.value}", target)
    return exchange


DROPPED = frozenset({"user-agent", "accept-encoding", "connection", "x-schemathesis-testcaseid"})


def send_kwargs(case: Any, key: str, intent: str, target: Target) -> tuple[Exchange, httpx.Response | None]:
    """Send what schemathesis made of a case, with the target's credentials."""
    kwargs = case.as_transport_kwargs(base_url=target.origin + target.base)
    headers = {k: _latin(v) for k, v in kwargs["headers"].items() if k.lower() not in DROPPED}
    headers = {k: v for k, v in headers.items() if k.lower() not in {name.lower() for name in target.headers}}
    content: dict[str, Any] = {"params": kwargs["params"]} if kwargs.get("params") else {}
    if kwargs.get("json") is not None:
        content["content"] = json.dumps(kwargs["json"]).encode()
        headers.setdefault("Content-Type", "application/json")
    elif isinstance(kwargs.get("data"), bytes | str):
        content["content"] = kwargs["data"]
    return target.send(key, intent, kwargs["method"], kwargs["url"], headers=headers, **content)


def _latin(value: Any) -> str:
    """A header value that can be sent: printable Latin-1, without spaces at its ends (RFC 9110, section 5.5)."""
    text = str(value).encode("latin-1", "ignore").decode("latin-1")
    return "".join(c for c in text if c.isprintable()).strip()


def judge(exchange: Exchange, document: Mapping[str, Any], operation: Operation | None, target: Target) -> None:
    """Mark an exchange that shows a failure, or a value that its schema rules out and the service took.

    The request as it was sent is validated again: only one that breaks exactly one keyword names a cause.
    """
    if exchange.status >= 500 and exchange.status not in (502, 503, 504):
        target.mark(exchange, f"failed {exchange.status}")
    elif operation is not None and 200 <= exchange.status < 300 and isinstance(exchange.request_body, dict):
        broken = violations(document, operation.data, exchange.request_body)
        if len(broken) == 1 and broken[0][1] != "required":
            target.mark(exchange, f"took {broken[0][0]} {broken[0][1]}")


def fuzz_sequences(document: Mapping[str, Any], target: Target, *, seed: int, progress: Progress | None = None) -> None:
    """A stateful run: operations that feed each other, along the links that schemathesis infers."""
    if progress:
        progress(0, 1, "sequences")
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)))
    ended: list[BaseException] = []

    class Sequences(cast("Any", schema.as_state_machine())):  # type: ignore[misc]
        def call(self, case: Any, **_: Any) -> Any:
            if ended:
                raise ended[0]
            key = operation_key(case.method, case.operation.path)
            try:
                exchange, response = send_kwargs(case, key, "sequence", target)
            except Spent as error:
                ended.append(error)
                raise
            judge(exchange, document, None, target)
            if response is None:
                hypothesis.reject()
            return schemathesis.Response.from_any(response)

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            """The comparison of readings judges answers; there is no second validator."""

    settings = hypothesis.settings(
        max_examples=target.budget.steps,
        stateful_step_count=target.budget.steps,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=SUPPRESSED,
    )
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with contextlib.suppress(hypothesis.errors.HypothesisException, schemathesis.errors.SchemathesisError, Spent):
            from hypothesis.stateful import run_state_machine_as_test

            hypothesis.seed(seed)(Sequences)
            run_state_machine_as_test(Sequences, settings=settings)
    if ended:
        raise ended[0]
