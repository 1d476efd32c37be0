"""docs/emulator.md, made from the tables that the emulator itself works with: nothing in it can be out of date."""

from __future__ import annotations

from collections.abc import Iterable

from driftline.emulator import Emulator
from driftline.emulator.control import BASE, OPERATIONS, coverage
from driftline.emulator.deviations import DEVIATIONS, EXAMPLE
from driftline.emulator.lies import SPEC_EXAMPLE, SPEC_KINDS
from driftline.emulator.noise import NOISES
from emulator import VENDOR

INTRODUCTION = """# The emulator

A pretend vendor: its API, its docs site and its webhooks, on one machine, without network, login or keys of your own.
`driftline emulate` serves it; in the same process it is an httpx transport (`EmulatorTransport`), an ASGI application
(`application(emulator)`) and three pytest fixtures (see the README).

- **Repeatable.** One seeded source of randomness, one virtual clock that only goes on when it is told to, and by a
  millisecond for each request: the same seed and requests give the same bytes.
- **Stateful.** A log of changes: a checkpoint is a position in it. `--db FILE` keeps it in SQLite: every answered change
  is there after a crash, and two emulators never share a file.
- **Any API.** `--spec FILE` makes a vendor of any OpenAPI 3 document: requests are held against it, what is created can be
  retrieved, listed, updated and deleted, actions move a status, answers have the shape of their schemas. Credentials and
  idempotency keys work; the first credentials that come are the right ones. With `--app` too, the vendor's own behaviour
  comes first and the document answers the rest.
- **Webhooks** are posted for real, signed over the exact bytes, retried on the documented schedule of the virtual clock.
  They reach this machine only; `--deliver-to HOST` allows another.
- **Strict where documented.** Fields that nobody described are accepted, as the pretend docs say.

## In step with the vendor

`driftline probe --record exchanges.jsonl` on a sandbox, then

```sh
driftline emulate --verify exchanges.jsonl --header "public-api-key: $KEY" --header "private-secret-key: $SECRET"
```

replays what was recorded and tells every difference. Ids and times are references: bound when first seen, then compared.
What cannot be replayed, because it was struck out of the record, is counted with its reason.
"""

NEXT = """
## Where to go next

- [Use the emulator in your tests](how-to/emulator-in-tests.md)
- [Find a drift with it in ten minutes](tutorial.md)
- [Options of `driftline emulate`](reference/commands.md#driftline-emulate)
"""


def emulator_page() -> str:
    """The whole page."""
    running = Emulator(VENDOR)
    rows = coverage(running)["operations"]
    return "\n".join([
        INTRODUCTION,
        "## Control\n",
        f"Over HTTP under `{BASE}/`, with the token that is printed at the start (header `x-emulator-token`; the "
        "environment variable `DRIFTLINE_EMULATOR_TOKEN` sets it); in the same process without one. A browser gets a page "
        "there.\n",
        *_table(("request", "what it does"), ((f"`{m} {BASE}{t or '/'}`", what) for (m, t), (what, _) in OPERATIONS.items())),
        "\n## Deviations: what a suite must catch\n",
        "Of the live side, written `KIND:METHOD /path PLACE`, for example `" + EXAMPLE + "`:\n",
        *_table(("kind", "what it does"), ((f"`{name}`", what) for name, (what, _) in DEVIATIONS.items())),
        "\nOf the served spec, for example `" + SPEC_EXAMPLE + "`:\n",
        *_table(("kind", "what it does"), ((f"`spec:{name}`", what) for name, (what, _) in SPEC_KINDS.items())),
        "\nOf the docs site:\n",
        *_table(("name", "what it imitates"), ((f"`docs:{name}`", lie.why) for name, lie in VENDOR.planted.items())),
        "\n## Noise: what a suite must survive\n",
        "Written `KIND` or `KIND=AMOUNT`.\n",
        *_table(("kind", "what it does", "usual amount"), ((f"`{n}`", k.what, f"{k.usual:g}") for n, k in NOISES.items())),
        f"\n## Coverage\n\nThe pretend vendor of this repository: {len(rows)} operations, all hand-written. A rule rests on "
        "the docs where they promise it, and is assumed where they are silent; every number that was assumed stands in the "
        "guide of its resource. `GET /_emulator/coverage` says the same of a running one, with what is generic and why "
        "something is neither.\n",
        *_table(("operation", "rests on"), ((f"`{row['operation']}`", row["provenance"]) for row in rows)),
        NEXT,
    ])  # fmt: skip


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *(f"| {' | '.join(row)} |" for row in rows)]
