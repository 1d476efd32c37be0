"""The command that serves a pretend vendor."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import (
    OUT,
    cli,
    deviate_option,
)
from driftline.errors import DriftError
from driftline.files import write


class Emulate(click.Command):
    """`emulate`, whose help lists the lies and the noise; made when it is asked for, so that no other command loads them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from driftline.emulator.deviations import DEVIATIONS, EXAMPLE
        from driftline.emulator.lies import SPEC_EXAMPLE, SPEC_KINDS
        from driftline.emulator.noise import lines

        live = [f"  {name:<21}{what}" for name, (what, _) in DEVIATIONS.items()]
        spec = [f"  {'spec:' + name:<21}{what}" for name, (what, _) in SPEC_KINDS.items()]
        parts = [
            ("Deviations of the live side (--deviate 'KIND:METHOD /path PLACE'), which a suite must catch:", live),
            (f"For example {EXAMPLE}", []),
            ("Deviations of the served spec (--deviate 'spec:KIND:METHOD /path PLACE'):", spec),
            (f"For example {SPEC_EXAMPLE}", []),
            ("Deviations of the docs site (--deviate docs:NAME); those of --app:", _planted(ctx.params.get("app"))),
            ("Noise (--noise KIND or KIND=AMOUNT), which a suite must survive:", [f"  {line}" for line in lines()]),
        ]
        for heading, rows in parts:
            formatter.write("\n".join(["", heading, *rows, ""]))


def _planted(app: str | None) -> list[str]:
    from driftline.inputs import load_vendor

    try:
        vendor = load_vendor(app or PRETENDED)
    except DriftError:
        return ["  (no pretend vendor here: name one with --app before --help)"]
    return [f"  docs:{name:<20}{lie.why}" for name, lie in vendor.planted.items()]


PRETENDED = "emulator:create"


@cli.command(cls=Emulate)
@click.option(
    "--app", is_eager=True, metavar="MODULE:NAME", help=f"The pretend vendor; {PRETENDED} where no --spec is given."
)
@click.option(
    "--spec", type=Path, help="Any OpenAPI document: what is created can be retrieved, listed, updated, deleted. With "
    "--app too, it answers what the vendor does not."
)  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="0 takes a free one.")
@click.option("--seed", default=0, show_default=True, help="The same seed and requests give the same bytes.")
@click.option("--db", type=Path, metavar="FILE", help="Keep everything in this SQLite file: it survives a crash.")
@click.option("--noise", multiple=True, metavar="KIND[=AMOUNT]", help="Noise to switch on; repeatable.")
@click.option("--deliver-to", multiple=True, metavar="HOST", help="A host that webhooks may reach beside this machine.")
@click.option(
    "--verify", type=Path, metavar="FILE", help="Do not serve: replay recorded exchanges and tell differences."
)
@click.option(
    "--header", multiple=True, metavar="'NAME: VALUE'", help="With --verify: credentials of the pretend vendor."
)
@click.option("--json", "json_file", type=Path, metavar="FILE", help="With --verify: the differences as JSON.")
@deviate_option
def emulate(
    app: str | None,
    spec: Path | None,
    host: str,
    port: int,
    seed: int,
    db: Path | None,
    noise: tuple[str, ...],
    deliver_to: tuple[str, ...],
    verify: Path | None,
    header: tuple[str, ...],
    json_file: Path | None,
    deviate: tuple[str, ...],
) -> None:
    """Serve a pretend vendor: API, docs site and webhooks, without network, login or keys of your own.

    \b
    driftline emulate
    driftline emulate --db shop.db --noise lag=3
    driftline emulate --deviate "resp_drop:POST /v1/payments response/201/body/id"
    driftline emulate --spec openapi.yaml
    driftline emulate --verify exchanges.jsonl

    Open http://HOST:PORT/_emulator/ in a browser to look at it and to steer it.
    """
    from driftline.inputs import load_app

    reference = app or ("" if spec else PRETENDED)
    emulator = load_app(reference, spec=spec, seed=seed, deviate=deviate, noise=noise, db=db)
    if verify:
        sys.exit(_verify(emulator, verify, header, json_file))
    _serve(emulator, host, port, deliver_to)


def _verify(emulator: Any, file: Path, header: tuple[str, ...], json_file: Path | None) -> int:
    """Replay a record on an emulator; 0 where it answers as the record says, 1 where it does not."""
    from driftline.emulator.verify import verify
    from driftline.inputs import exchanges_of, expanded

    done = verify(emulator, exchanges_of(file), expanded(header, ":", "--header"))
    for difference in done.differences:
        OUT.print(difference.line(), markup=False, soft_wrap=True)
    if json_file:
        write(json_file, json.dumps(done.as_json(), indent=2, ensure_ascii=False) + "\n")
    for reason, count in done.left_out.items():
        OUT.print(f"left out: {count:,} with {reason}", markup=False)
    OUT.print(f"{done.replayed:,} exchanges replayed, {len(done.differences):,} differences")
    return 1 if done.differences else 0


def _serve(emulator: Any, host: str, port: int, deliver_to: tuple[str, ...]) -> None:
    import secrets
    import socket

    import uvicorn

    from driftline.emulator import application
    from driftline.emulator.courier import Courier

    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits for an acknowledgement
    try:
        server.bind((host, port))
        server.listen(128)  # whoever reads the address may connect at once
    except OSError as error:
        raise DriftError(f"{host}:{port} cannot be served: {error.strerror}", "Choose another --port.") from None
    emulator.receiver = Courier(deliver_to)
    token = os.environ.get("DRIFTLINE_EMULATOR_TOKEN") or secrets.token_urlsafe(12)
    at, world = f"http://{host}:{server.getsockname()[1]}", emulator.world
    OUT.print(f"{emulator.vendor.name}, pretended, on {at} ({len(emulator.vendor.routes)} operations)")
    OUT.print(f"seed {world.seed}, clock {world.timestamp()}")
    OUT.print(f"look and steer: {at}/_emulator/?token={token}", markup=False)
    for name in (*emulator.lies.names, *(one.name for one in emulator.noise)):
        OUT.print(f"on: {name}", markup=False)
    config = uvicorn.Config(application(emulator, token), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[server])
