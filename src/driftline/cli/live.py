"""Commands that ask a live service, or compare with what it answered: probe, compare, run."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import (
    ERR,
    OUT,
    app_option,
    cached,
    cli,
    deviate_option,
    progress_bar,
    report,
    report_options,
    stepping,
)
from driftline.errors import DriftError, Exit, SourceError
from driftline.files import write
from driftline.renderers.words import plural


def target_options(command: Any) -> Any:
    """The options of every command that talks to a live service."""
    for option in (
        click.option("--seed", default=0, show_default=True, help="Generated requests are repeatable by seed."),
        click.option("--rate", type=click.FloatRange(min=0), default=0.0, show_default=True, help="At most so many requests a second; 0 is no limit."),
        click.option("--max-time", type=click.FloatRange(min=0.1), default=300.0, show_default=True, help="At most so many seconds; the contract tests of --suite may take as many again."),
        click.option("--max-requests", type=click.IntRange(min=1), default=5000, show_default=True, help="At most so many requests, deleting what was made included; the contract tests of --suite may send as many again."),
        click.option("--only", multiple=True, metavar="'METHOD /path/{}'", help="Probe this operation; the others are asked once each, for the ids that it may need. Repeatable."),
        click.option("--shard", metavar="I/N", help="Probe only the I-th of N parts of the operations; `driftline merge` makes one record of all."),
        click.option("--since", type=Path, metavar="FILE", help="An earlier spec or bundle: probe only what changed since could affect."),
        click.option("--webhook-port", type=click.IntRange(0, 65535), default=0, help="The port of this machine that --webhooks leads to."),
        click.option("--webhooks", metavar="URL", default="", help="A public URL that leads to --webhook-port, for what the service delivers; a service on this machine needs none."),
        click.option("--no-fuzz", is_flag=True, help="Leave out generated requests."),
        click.option("--examples", type=click.IntRange(min=1), default=15, show_default=True, help="Generated requests for each operation: so many that its schema allows, and so many that it rules out."),
        click.option("--limited-header", multiple=True, metavar="'NAME: VALUE'", help="Credentials of the same account that may only read; else those that a table of the docs gives beside the run's own."),
        click.option("--second-header", multiple=True, metavar="'NAME: VALUE'", help="Another account's credentials."),
        click.option("--set", "known", multiple=True, metavar="NAME=VALUE", help="A value to use; $VARIABLES are expanded."),
        click.option("--header", multiple=True, metavar="'NAME: VALUE'", help="Sent with every request; secrets as $VARIABLES."),
        click.option("--target", metavar="URL", help="The live service."),
        click.option("--noise", multiple=True, metavar="KIND[=AMOUNT]", help="Noise of a pretend vendor; see `driftline emulate --help`."),
        click.option("--patience", type=click.FloatRange(min=0), default=0.0, show_default=True, help="Seconds to wait once for what is not done at once."),
    ):  # fmt: skip
        command = option(command)
    return app_option(deviate_option(command))


def _asked(options: dict[str, Any]) -> dict[str, Any]:
    """Those of a command's options that `target_options` gave it, taken out of the others."""
    names = [option.name for option in target_options(lambda: None).__click_params__]
    return {name: options.pop(name) for name in names}


def _probe(document: Any, declared: Any = None, **options: Any) -> Any:
    """Probe a target (or a pretend vendor in this process); the result, progress shown."""
    from driftline.inputs import expanded, target_of
    from driftline.probe import Probed
    from driftline.probe import probe as run_probe
    from driftline.target import Budget

    budget = Budget(
        requests=options["max_requests"],
        seconds=options["max_time"],
        rate=options["rate"],
        patience=options["patience"],
        examples=options["examples"],
    )
    if options["webhooks"] and not options["webhook_port"]:
        raise DriftError(
            "--webhooks is given without --webhook-port", "Say to which port of this machine the URL leads."
        )
    target = target_of(
        options["target"] or "",
        options["app"] or "",
        budget=budget,
        headers=options["header"],
        other=options["second_header"],
        limited=options["limited_header"],
        deviate=options["deviate"],
        noise=options["noise"],
        webhooks=options["webhooks"],
        webhook_port=options["webhook_port"],
    )
    known = expanded(options["known"], "=", "--set")
    only, left_out = _chosen(document, options["since"], options["only"], options["shard"])
    if left_out and not only:
        return Probed((), len(left_out), 0, 0.0, left_out=left_out)
    with closing(target), progress_bar("probe") as bar:
        done = run_probe(document, target, declared=declared, known=known, seed=options["seed"], only=only,
                         fuzz=not options["no_fuzz"], sequences=options["shard"] is None or options["shard"].startswith("1/"),
                         progress=stepping(bar, "probe"))  # fmt: skip
    return replace(done, left_out=left_out)


def _chosen(
    document: Any, since: Path | None, only: tuple[str, ...], shard: str | None
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The operations to keep to (none: all of them), and those that are left out, with the reason."""
    from driftline.inputs import document_of
    from driftline.readers.spec import affected, read_operations
    from driftline.shards import read_shard

    keys = {one.key for one in read_operations(document) if not one.is_webhook}
    strange = sorted(set(only) - keys)
    if strange:
        raise DriftError(
            f"--only {strange[0]!r} is no operation of the spec", f"For example {min(keys, default='none')!r}."
        )
    chosen, left = set(only) or keys, dict.fromkeys(keys - set(only), "left out by --only") if only else {}
    if since is not None:
        touched = affected(document_of(since), document)
        left = dict.fromkeys(keys - touched - set(only), f"not affected by what changed since {since.name}")
        chosen = touched | set(only)
        OUT.print(
            f"since {since}: {len(touched):,} of {len(keys):,} operations could be affected, {len(left):,} left out"
        )
    if shard:
        mine = set(read_shard(shard).takes(chosen))
        left |= dict.fromkeys(chosen - mine, f"not in shard {shard}")
        chosen = mine
    return (tuple(sorted(chosen)), dict(sorted(left.items()))) if left or shard else ((), {})


@cli.command()
@click.option("--spec", required=True, type=Path, help="The OpenAPI document: a bundle, or any vendor's spec.")
@click.option("--record", type=Path, help="Where to keep the exchanges (JSON lines, secrets struck out).")
@click.option("--suite", type=Path, help="Also run this folder of contract tests (pytest) on the target.")
@target_options
def probe(spec: Path, record: Path | None, suite: Path | None, **options: Any) -> None:
    """Ask a live service, and record what it answers.

    \b
    driftline probe --spec openapi/bundle.json --target https://sandbox.example.com \\
        --header 'authorization: Bearer $TOKEN' --record exchanges.jsonl
    """
    from driftline.exchange import to_lines
    from driftline.inputs import document_of

    done = _probe(document_of(spec), **options)
    exchanges = list(done.exchanges)
    if suite:
        exchanges += _run_suite(suite, spec, **options)
    if record:
        write(record, to_lines(exchanges))
    OUT.print(
        f"{plural(len(exchanges), 'request')} in {done.seconds:.1f} s: {done.reached} of {done.operations} operations reached"
    )
    if done.ended:
        OUT.print(done.ended, markup=False)
    _refuse_nothing(done)


def _refuse_nothing(done: Any) -> None:
    """A run that reached no operation proved nothing: never green, unless nothing was to be asked."""
    if done.reached == 0 and not (done.left_out and not done.exchanges):
        seen = f"nothing was proven: none of {done.operations} operations could be reached"
        hint = "Are the credentials, the URL and its base path right? --record shows every answer."
        raise DriftError(seen, hint)


def _run_suite(suite: Path, spec: Path, **options: Any) -> Any:
    """Run contract tests in a process of their own; the exchanges they recorded."""
    import subprocess
    import tempfile

    from driftline.exchange import from_lines

    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "exchanges.jsonl"
        command = [
            sys.executable,
            "-m",
            "pytest",
            str(suite),
            "-q",
            "--no-header",
            "-p",
            "no:cacheprovider",
            "--spec",
            str(spec),
            "--record",
            str(record),
        ]
        command += [word for name in ("target", "app") if options[name] for word in (f"--{name}", options[name])]
        command += [
            word for name in ("header", "deviate", "noise") for pair in options[name] for word in (f"--{name}", pair)
        ]
        command += [word for pair in options["known"] for word in ("--set", pair)]
        command += [
            f"--{name.replace('_', '-')}={options[name]}" for name in ("max_requests", "max_time", "rate", "examples")
        ]
        run = subprocess.run(command, check=False, env={**os.environ})
        if run.returncode not in (0, 1):
            raise DriftError(
                f"the contract tests in {suite} could not run (pytest exit {run.returncode})", "See above."
            )
        return from_lines(record.read_text(encoding="utf-8")) if record.exists() else []


@cli.command()
@click.option("--docs", required=True, multiple=True, type=Path, help="Docs, specs, snapshot; repeatable.")
@click.option("--exchanges", multiple=True, type=Path, help="Recorded exchanges (JSON lines); repeatable.")
@click.option(
    "--names",
    type=Path,
    help="The table of names that `driftline bundle` keeps: requests are shown as calls of the client.",
)
@click.option("--overlays", type=Path, help="A folder of overlays: read the specs as those that extend one correct it.")
@cached
@report_options
def compare(
    docs: tuple[Path, ...], exchanges: tuple[Path, ...], names: Path | None, overlays: Path | None, **options: Any
) -> None:
    """Lay docs, spec and recorded exchanges side by side."""
    from driftline.inputs import exchanges_of
    from driftline.overlays import corrected, read_overlays
    from driftline.readers.exchanges import read_exchanges, read_promises
    from driftline.snapshot import read_snapshot

    recorded = [exchanges_of(path) for path in exchanges]
    live = [reading for one in recorded for reading in (read_promises(one), read_exchanges(one))]
    snapshot, _, unused = corrected(read_snapshot(docs), read_overlays(overlays) if overlays else ())
    sys.exit(_compare(snapshot, [one for several in recorded for one in several], [*live, *unused], names, **options))


def _compare(snapshot: Any, exchanges: list[Any], live: list[Any], names: Path | None, **options: Any) -> Exit:
    """Compare a snapshot with what was seen, report; the exit code. `readings` are those of the snapshot, if at hand."""
    from driftline.check import judge
    from driftline.coverage import cover
    from driftline.inputs import read_names
    from driftline.renderers.requests import with_requests
    from driftline.sources import calls_of, read_all

    cache = options.pop("cache")
    readings = options.pop("readings", None) or read_all(snapshot, cache=cache)
    result = judge([*readings, *live], snapshot, cache)
    calls = calls_of(snapshot, read_names(names), cache) if names else {}
    findings = with_requests(result.findings, exchanges, calls)
    left_out = options.pop("left_out", {})
    coverage = cover(readings, findings, exchanges, left_out) if exchanges or left_out else None
    return report(findings, list(result.readings), coverage=coverage, snapshot=snapshot, **options)


@cli.command()
@click.argument("records", nargs=-1, required=True, type=Path, metavar="RECORD.jsonl...")
@click.option("--out", required=True, type=Path, help="Where to write the one record.")
def merge(records: tuple[Path, ...], out: Path) -> None:
    """Make one record of several: of the shards of a run, of several seeds, of several nights.

    The order of the records does not matter, and what two of them hold is kept once. `driftline compare` then gives the
    report of one run.

    \b
    driftline probe --shard 1/2 --record a.jsonl ...
    driftline probe --shard 2/2 --record b.jsonl ...
    driftline merge a.jsonl b.jsonl --out all.jsonl
    driftline compare --docs openapi/snapshot --exchanges all.jsonl
    """
    from driftline.exchange import to_lines
    from driftline.inputs import exchanges_of
    from driftline.shards import merged

    several = [exchanges_of(record) for record in records]
    whole = merged(several)
    write(out, to_lines(whole))
    twice = sum(map(len, several)) - len(whole)
    OUT.print(
        f"{plural(len(whole), 'exchange')} from {plural(len(records), 'record')}; {twice:,} stood there twice: {out}",
        markup=False,
    )


@cli.command()
@click.argument("source", metavar="FILE.har|FILE.jsonl|URL")
@click.option("--docs", required=True, multiple=True, type=Path, help="Docs, specs, snapshot; repeatable.")
@click.option("--record", type=Path, help="Where to keep the exchanges (JSON lines, secrets struck out).")
@click.option("--host", default="127.0.0.1", show_default=True, help="For a URL: where the proxy listens.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8788, show_default=True, help="For a URL: 0 takes a free one."
)
@click.option("--max-time", type=click.FloatRange(min=0.1), default=None, help="For a URL: stop after so many seconds.")
@click.option(
    "--max-requests", type=click.IntRange(min=1), default=None, help="For a URL: stop after so many requests."
)
@click.option("--names", type=Path, help="The table of names that `driftline bundle` keeps.")
@cached
@report_options
def observe(
    source: str,
    docs: tuple[Path, ...],
    record: Path | None,
    host: str,
    port: int,
    max_time: float | None,
    max_requests: int | None,
    names: Path | None,
    **options: Any,
) -> None:
    """Compare docs and spec with traffic that somebody else made: a HAR file, a record, or what passes a proxy.

    \b
    driftline observe session.har --docs openapi/snapshot
    driftline observe https://sandbox.example.com --docs openapi/snapshot --record seen.jsonl
        (point your own tests at http://127.0.0.1:8788, then press Ctrl-C)
    """
    from driftline.claims import Reading, Voice
    from driftline.exchange import to_lines
    from driftline.experiments.bench import facts
    from driftline.experiments.computed import added_up
    from driftline.inputs import observed_in
    from driftline.observe import observe as run_proxy
    from driftline.observe import of_one_service
    from driftline.readers.exchanges import paired, read_exchanges
    from driftline.snapshot import read_snapshot
    from driftline.sources import read_all, resolver

    snapshot = read_snapshot(docs)
    readings = read_all(snapshot, cache=options["cache"])
    known = resolver(snapshot, source if "://" in source else "", options["cache"])
    unread: tuple[Any, ...] = ()
    if "://" in source:
        exchanges = run_proxy(source, known.resolve, host=host, port=port, record=record, seconds=max_time,
                              requests=max_requests, say=lambda text: OUT.print(text, markup=False))  # fmt: skip
    else:
        exchanges, unread = observed_in(Path(source), known.resolve)
        exchanges = of_one_service(exchanges, known.hosts)
        if record:
            write(record, to_lines(exchanges))
    named = sum(bool(one.operation) for one in exchanges)
    OUT.print(f"{plural(len(exchanges), 'exchange')} observed, {named:,} of operations that docs or spec describe")
    if not named:
        raise SourceError("nothing was observed of this API", "Is it the traffic of the API that --docs describes?")
    exchanges = added_up(paired(exchanges), facts(readings))
    left = Reading("live", Voice.OBSERVES, unread=unread, document=source)
    sys.exit(_compare(snapshot, exchanges, [read_exchanges(exchanges), left], names, readings=readings, **options))


@cli.command()
@click.option("--spec", required=True, type=Path, help="The vendor's OpenAPI document (3.0 or 3.1).")
@click.option("--docs", multiple=True, type=Path, help="Any Markdown files or folders of them; repeatable.")
@click.option("--record", type=Path, help="Where to keep the exchanges (JSON lines, secrets struck out).")
@click.option("--names", type=Path, help="The table of names that `driftline bundle` keeps.")
@target_options
@cached
@report_options
def run(spec: Path, docs: tuple[Path, ...], record: Path | None, names: Path | None, **options: Any) -> None:
    """Check, probe, compare and report, for any spec, docs and target.

    \b
    driftline run --spec api.yaml --docs docs/ --target https://api.example.com \\
        --header 'authorization: Bearer $TOKEN' --json findings.json
    """
    from driftline.exchange import to_lines
    from driftline.experiments.bench import facts
    from driftline.inputs import document_of
    from driftline.readers.exchanges import read_exchanges
    from driftline.snapshot import read_snapshot
    from driftline.sources import read_all

    document = document_of(spec)
    snapshot = read_snapshot((spec, *docs))
    asked = _asked(options)
    readings = read_all(snapshot, cache=options["cache"])
    done = _probe(document, facts(readings), **asked)
    if record:
        write(record, to_lines(done.exchanges))
    live = [read_exchanges(done.exchanges, seconds=done.seconds)]
    target = asked["target"] or asked["app"]
    code = _compare(
        snapshot, list(done.exchanges), live, names, readings=readings, left_out=done.left_out, target=target, **options
    )
    _refuse_nothing(done)
    if done.ended:
        ERR.print(done.ended, markup=False)
    sys.exit(code)
