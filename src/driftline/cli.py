"""The command line: takes paths and URLs, prints, and returns an exit code. Knows no vendor and no repository."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from driftline import __version__
from driftline.errors import DriftError, Exit

WIDTH = None if sys.stdout.isatty() else 140
OUT = Console(highlight=False, width=WIDTH)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)
LEVELS = ("error", "warning", "note", "none")


class Commands(click.Group):
    """A group that lists its commands in the order of a run and turns a DriftError into a message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DriftError as error:
            ERR.print(f"[bold red]error:[/] {_plain(error.message)}", markup=True)
            if error.hint:
                ERR.print(f"  {error.hint}", markup=False)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            ctx.exit(Exit.AGREE)
        except KeyboardInterrupt:
            ERR.print("interrupted")
            ctx.exit(Exit.INTERRUPTED)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            ERR.print_exception(max_frames=4)
            ERR.print(
                f"internal error: {type(error).__name__}. This is a bug of driftline: please report it.", markup=False
            )
            ctx.exit(Exit.INTERNAL)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="driftline")
def cli() -> None:
    """Lay an API's docs, spec and live behaviour side by side.

    Exit codes: 0 agree, 1 drift at or above --fail-on, 2 usage, 3 a source could not be had or read.
    """


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="driftline")


def report_options(command: Any) -> Any:
    """The options of every command that reports findings."""
    for option in (
        click.option(
            "--most",
            type=click.IntRange(min=0),
            default=10,
            show_default=True,
            help="How many findings to show in the terminal.",
        ),
        click.option("--accepted", type=Path, help="accepted.toml: findings you decided to live with."),
        click.option(
            "--fail-on",
            type=click.Choice(LEVELS),
            default="error",
            show_default=True,
            help="Exit 1 from this level on.",
        ),
        click.option("--markdown", "markdown_file", type=Path, help="Also write the report as Markdown."),
        click.option("--json", "json_file", type=Path, help="Also write the findings as JSON (the contract)."),
    ):
        command = option(command)
    return command


@cli.command()
@click.option(
    "--docs", required=True, multiple=True, type=Path, help="A folder of docs, a spec or a saved page; repeatable."
)
@click.option(
    "--bindings", type=Path, help="TOML: object pages bound to answers by hand, where the inferred ones are wrong."
)
@click.option("--show-bindings", is_flag=True, help="Show which answers each object page was taken to describe.")
@report_options
def check(docs: tuple[Path, ...], bindings: Path | None, show_bindings: bool, **options: Any) -> None:
    """Compare docs, spec and examples, offline.

    \b
    driftline check --docs openapi/snapshot
    driftline check --docs ~/their-docs-repository --json findings.json --fail-on warning
    """
    from driftline.check import bound
    from driftline.check import check as run_check
    from driftline.inputs import read_bindings
    from driftline.snapshot import read_snapshot

    gc.disable()  # a check makes some hundred thousand small values and no cycles
    result = run_check(read_snapshot(docs), bindings=read_bindings(bindings) if bindings else None)
    for page, places in sorted(bound(result.readings).items()) if show_bindings else ():
        OUT.print(f"{page} describes\n  " + "\n  ".join(sorted(places)), markup=False)
    sys.exit(_report(list(result.findings), list(result.readings), **options))


def _report(
    findings: list[Any],
    readings: list[Any],
    *,
    json_file: Path | None,
    markdown_file: Path | None,
    fail_on: str,
    accepted: Path | None,
    most: int,
) -> Exit:
    """Part, write, print; the exit code."""
    from driftline.accepted import part, read_accepted
    from driftline.renderers.contract import to_json, witnesses
    from driftline.renderers.markdown import to_markdown
    from driftline.renderers.terminal import to_terminal
    from driftline.rules import Severity

    parted = part(findings, read_accepted(accepted) if accepted else [], datetime.now(UTC).date())
    rows = witnesses(readings)
    if json_file:
        write(json_file, to_json(parted.open, readings, [finding for finding, _ in parted.accepted]))
    if markdown_file:
        write(markdown_file, to_markdown(parted.open, rows, parted.accepted))
    for part_of in to_terminal(parted.open, rows, parted.accepted, most=most):
        OUT.print(part_of)
    for complaint in parted.complaints:
        ERR.print(f"error: {accepted}: {complaint}", markup=False)
    if parted.complaints:
        return Exit.DRIFT
    if fail_on == "none":
        return Exit.AGREE
    worst = max((finding.severity.rank for finding in parted.open), default=-1)
    return Exit.DRIFT if worst >= Severity(fail_on).rank else Exit.AGREE


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    if not path.name:
        raise DriftError("an output file has no name", "Give its path.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise DriftError(f"{path} could not be written: {error.strerror}", "Is its folder writable?") from None


@cli.command()
@click.argument("old")
@click.argument("new")
@click.option("--repo", type=Path, help="A git repository: OLD and NEW are its revisions. Else they are folders.")
@click.option(
    "--version", "version", metavar="X.Y.Z", help="The client's version at OLD: also say which one NEW makes it."
)
@report_options
def diff(old: str, new: str, repo: Path | None, version: str | None, **options: Any) -> None:
    """Say what changed between two releases of docs and specs, and whom it breaks.

    \b
    driftline diff snapshot-may snapshot-june
    driftline diff v1.4 HEAD --repo ../their-docs --fail-on error
    """
    from driftline.changes import changes, next_version, sentences
    from driftline.check import located_in_both, read_all, read_pages
    from driftline.claims import Voice
    from driftline.snapshot import read_revision, read_snapshot

    before, after = (read_revision(repo, name) if repo else read_snapshot([Path(name)]) for name in (old, new))
    sides = {"old": read_all(before), "new": read_all(after)}
    found = changes(*sides.values()) + sentences(read_pages(before), read_pages(after))
    named = [replace(r, source=name) for name, side in sides.items() for r in side if r.voice is Voice.DECLARES]
    if version:
        OUT.print(f"version {version} becomes {next_version(version, found)}", markup=False)
    sys.exit(_report(located_in_both(found, before, after), named, **options))


@cli.command()
@click.argument("what", metavar="RULE|FINGERPRINT")
@click.option(
    "--json",
    "json_file",
    type=Path,
    default=Path("reports/findings.json"),
    show_default=True,
    help="The report to look in.",
)
def explain(what: str, json_file: Path) -> None:
    """Say what a rule or one finding means, why it matters and how to fix it."""
    import json

    from driftline.renderers.rulespage import explained, told
    from driftline.rules import BY_NAME

    if what in BY_NAME:
        OUT.print("\n".join([f"# {what}", "", *explained(BY_NAME[what])]), markup=False)
        return
    try:
        report = json.loads(json_file.read_text(encoding="utf-8"))
        known = {str(found["fingerprint"]): found for key in ("findings", "accepted") for found in report.get(key, [])}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DriftError(
            f"{what} is no rule, and {json_file} holds no findings: {error}", "`driftline rules` lists the rules."
        ) from None
    hits = [found for key, found in known.items() if len(what) >= 4 and key.startswith(what)]
    if len(hits) != 1:
        seen = "no rule and no finding is called" if not hits else f"{len(hits)} findings begin with"
        raise DriftError(f"{seen} {what}", f"Fingerprints are in {json_file}; `driftline rules` lists the rules.")
    OUT.print("\n".join(told(hits[0])), markup=False)


@cli.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List the rules, or say what one of them means."""
    from driftline.rules import BY_NAME, RULES

    if name is None:
        for rule in RULES:
            OUT.print(f"{rule.severity:<8} {rule.name:<22} {rule.title}", markup=False)
        return
    if name not in BY_NAME:
        raise DriftError(f"no rule is called {name}", "`driftline rules` lists them.")
    from driftline.renderers.rulespage import explained

    OUT.print("\n".join([f"# {name}", "", *explained(BY_NAME[name])]), markup=False)


def app_option(command: Any) -> Any:
    return click.option(
        "--app",
        metavar="MODULE:NAME",
        help="Answer in this process: an ASGI or WSGI application, or what makes a pretend vendor (gives an Emulator).",
    )(command)


def deviate_option(command: Any) -> Any:
    return click.option(
        "--deviate",
        multiple=True,
        metavar="NAME",
        help="Switch a lie on: KIND:METHOD /path PLACE for the live side, docs:NAME for the docs. Repeatable.",
    )(command)


def progress_bar(title: str) -> Any:
    """A context that gives `(done, total, name)` a bar on a terminal, and nothing elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("[bold]{task.fields[title]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def _stepping(bar: Any, title: str) -> Any:
    task = bar.add_task("", total=None, title=title)

    def step(done: int, total: int, name: str) -> None:
        bar.update(task, completed=done, total=total, description=_plain(name[-60:]))

    return step


@cli.command()
@click.option(
    "--from", "sources", required=True, multiple=True, help="A docs URL, a folder, a git checkout, a page; repeatable."
)
@click.option("--into", required=True, type=Path, help="The snapshot folder; it is replaced whole or not at all.")
@app_option
@deviate_option
def pull(sources: tuple[str, ...], into: Path, app: str | None, deviate: tuple[str, ...]) -> None:
    """Copy what a vendor published into a snapshot, byte for byte.

    \b
    driftline pull --from https://docs.example.com --into openapi/snapshot
    driftline pull --from ../their-docs --into openapi/snapshot
    """
    from driftline.emulator import EmulatorTransport
    from driftline.inputs import load_app
    from driftline.pull import pull as run_pull
    from driftline.renderers.words import plural

    transport = EmulatorTransport(load_app(app, deviate=deviate)) if app else None
    with progress_bar("pull") as bar:
        done = run_pull(sources, into, transport=transport, progress=_stepping(bar, "pull"))
    kept = f"{done.transferred:,} new, {done.unchanged:,} unchanged, {done.removed:,} removed"
    OUT.print(f"{into}: {plural(done.files, 'file')} ({kept}; {done.bytes_transferred:,} bytes)", markup=False)
    if done.repaired:
        OUT.print("The last pull was interrupted; its snapshot was restored first.")
    for url in done.missing:
        OUT.print(f"missing: {url}", markup=False)


@cli.command()
@click.option("--docs", required=True, multiple=True, type=Path, help="The snapshot, or single spec files; repeatable.")
@click.option("--overlays", type=Path, help="A folder of OpenAPI overlays (version 1.0) to apply.")
@click.option("--out", required=True, type=Path, help="Where to write the bundle (JSON).")
@click.option("--title", default="", help="The bundle's title.")
@click.option(
    "--names", type=Path, help="TOML: the table of model and call names; made where it is missing, kept in step."
)
@report_options
def bundle(
    docs: tuple[Path, ...], overlays: Path | None, out: Path, title: str, names: Path | None, **options: Any
) -> None:
    """Fold the specs of a snapshot into one OpenAPI 3.1 document.

    Every repair, every conflict and every overlay action that matches nothing is a finding. Models and calls get names
    that a person would choose; --names keeps them from release to release, and a changed one is said: it breaks callers.
    """
    from driftline.bundle import bundle as run_bundle
    from driftline.bundle import read_overlays
    from driftline.check import documented, located, read_pages, spec_texts
    from driftline.compare import compare as run_compare
    from driftline.inputs import read_names
    from driftline.naming import renamed
    from driftline.renderers.contract import names_text
    from driftline.renderers.words import plural
    from driftline.snapshot import read_snapshot

    snapshot = read_snapshot(docs)
    pages = read_pages(snapshot)
    texts = spec_texts(snapshot, pages)
    before = read_names(names) if names else None
    titles, homes = documented(texts, pages)
    laid = read_overlays(overlays) if overlays else ()
    made = run_bundle(texts, laid, title=title, names=before, titles=titles, homes=homes)
    broken = list(renamed(_old(out), made.document))
    write(out, made.text())
    if names:
        write(names, names_text(made.names))
    models = plural(len(made.document["components"]["schemas"]), "model")
    files = plural(len(set(made.origins.values())), "file")
    OUT.print(f"{out}: {plural(len(made.origins), 'operation')} from {files}, {models}")
    for line in broken:
        OUT.print(f"breaking: {line}", markup=False)
    findings = located(run_compare(made.readings), snapshot)
    if findings:
        sys.exit(_report(findings, list(made.readings), **options))


def _old(out: Path) -> Any:
    """The bundle that is there already; nothing where there is none."""
    from driftline.readers.document import parse

    try:
        return parse(out.read_text(encoding="utf-8"), is_json=True).data
    except (OSError, UnicodeDecodeError):
        return None


@cli.command()
@click.option("--bundle", "bundle_file", required=True, type=Path, help="The OpenAPI document to generate from.")
@click.option("--into", required=True, type=Path, help="The folder that holds the package.")
@click.option("--package", required=True, help="The package's name, such as acme_client.")
@click.option(
    "--config", type=Path, help="TOML: class name, environments, webhook signatures, and what else no spec says."
)
@click.option("--check", is_flag=True, help="Write nothing; exit 2 where the package there differs.")
@report_options
def generate(bundle_file: Path, into: Path, package: str, config: Path | None, check: bool, **options: Any) -> None:
    """Make the Python client from a bundle, and say what the generator left out.

    \b
    driftline generate --bundle openapi/bundle.json --into generated --package acme_client
    """
    from driftline.compare import compare as run_compare
    from driftline.generate import generate as run_generate
    from driftline.inputs import read_client_config

    known = read_client_config(config) if config else None
    done = run_generate(bundle_file, into, package=package, check=check, config=known)
    OUT.print(
        f"{into / package}: {done.kept} of {done.operations} operations, {done.models:,} models, {done.files:,} files"
    )
    if check and done.changed:
        shown = "\n  ".join(done.changed[:10])
        raise DriftError(f"{into / package} is not what the bundle gives ({len(done.changed)} files differ):\n  {shown}",
                         "Run `driftline generate` and commit the result.")  # fmt: skip
    OUT.print("nothing changed" if not done.changed else f"{len(done.changed):,} files changed")
    if done.reading.claims:
        sys.exit(_report(run_compare([done.reading]), [done.reading], **options))


class Emulate(click.Command):
    """`emulate`, whose help lists the lies and the noise; made when it is asked for, so that no other command loads them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from driftline.emulator.deviations import DEVIATIONS, EXAMPLE
        from driftline.emulator.lies import SPEC_EXAMPLE, SPEC_KINDS
        from driftline.emulator.noise import lines

        live = [f"  {name:<16}{what}" for name, (what, _) in DEVIATIONS.items()]
        spec = [f"  {'spec:' + name:<16}{what}" for name, (what, _) in SPEC_KINDS.items()]
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
        json_file.write_text(json.dumps(done.as_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
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


def target_options(command: Any) -> Any:
    """The options of every command that talks to a live service."""
    for option in (
        click.option("--seed", default=0, show_default=True, help="Generated requests are repeatable by seed."),
        click.option("--rate", type=click.FloatRange(min=0), default=0.0, show_default=True, help="At most so many requests a second; 0 is no limit."),
        click.option("--max-time", type=click.FloatRange(min=0.1), default=300.0, show_default=True, help="At most so many seconds."),
        click.option("--max-requests", type=click.IntRange(min=1), default=2000, show_default=True, help="At most so many requests."),
        click.option("--no-fuzz", is_flag=True, help="Leave out generated requests."),
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
    from driftline.inputs import expanded, load_transport
    from driftline.probe import Budget, Target
    from driftline.probe import probe as run_probe

    app, url = options["app"], options["target"]
    if bool(app) == bool(url):
        raise DriftError(
            "give either --target URL or --app MODULE:NAME", "The first is live, the second runs in this process."
        )
    transport = load_transport(app, deviate=options["deviate"], noise=options["noise"]) if app else None
    budget = Budget(
        requests=options["max_requests"],
        seconds=options["max_time"],
        rate=options["rate"],
        patience=options["patience"],
    )
    headers = expanded(options["header"], ":", "--header")
    other = expanded(options["second_header"], ":", "--second-header")
    target = Target(
        url or "https://api.emulator.test", headers=headers, other=other, budget=budget, transport=transport
    )
    known = expanded(options["known"], "=", "--set")
    with progress_bar("probe") as bar:
        return run_probe(document, target, declared=declared, known=known, seed=options["seed"], fuzz=not options["no_fuzz"],
                         progress=_stepping(bar, "probe"))  # fmt: skip


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
    from driftline.exchange import to_line
    from driftline.inputs import document_of
    from driftline.renderers.words import plural

    done = _probe(document_of(spec), **options)
    exchanges = list(done.exchanges)
    if suite:
        exchanges += _run_suite(suite, spec, **options)
    if record:
        write(record, "".join(to_line(exchange) + "\n" for exchange in exchanges))
    OUT.print(
        f"{plural(len(exchanges), 'request')} in {done.seconds:.1f} s: {done.reached} of {done.operations} operations reached"
    )
    if done.ended:
        OUT.print(done.ended, markup=False)
    _refuse_nothing(done)


def _refuse_nothing(done: Any) -> None:
    """A run that reached no operation proved nothing: never green."""
    if done.reached == 0:
        seen = f"nothing was proven: none of {done.operations} operations could be reached"
        hint = "Are the credentials, the URL and its base path right? --record shows every answer."
        raise DriftError(seen, hint)


def _run_suite(suite: Path, spec: Path, **options: Any) -> Any:
    """Run contract tests in a process of their own; the exchanges they recorded."""
    import subprocess
    import tempfile

    from driftline.exchange import from_line

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
        run = subprocess.run(command, check=False, env={**os.environ})
        if run.returncode not in (0, 1):
            raise DriftError(
                f"the contract tests in {suite} could not run (pytest exit {run.returncode})", "See above."
            )
        lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
        return [exchange for line in lines if (exchange := from_line(line))]


@cli.command()
@click.option("--docs", required=True, multiple=True, type=Path, help="Docs, specs, snapshot; repeatable.")
@click.option("--exchanges", multiple=True, type=Path, help="Recorded exchanges (JSON lines); repeatable.")
@report_options
def compare(docs: tuple[Path, ...], exchanges: tuple[Path, ...], **options: Any) -> None:
    """Lay docs, spec and recorded exchanges side by side."""
    from driftline.check import check as run_check
    from driftline.snapshot import read_snapshot

    live = [reading for path in exchanges for reading in _live(path)]
    result = run_check(read_snapshot(docs), live)
    sys.exit(_report(list(result.findings), list(result.readings), **options))


def _live(path: Path) -> list[Any]:
    from driftline.inputs import exchanges_of
    from driftline.readers.exchanges import read_exchanges, read_promises

    exchanges = exchanges_of(path)
    return [read_promises(exchanges), read_exchanges(exchanges)]


@cli.command()
@click.option("--spec", required=True, type=Path, help="The vendor's OpenAPI document (3.0 or 3.1).")
@click.option("--docs", multiple=True, type=Path, help="Any Markdown files or folders of them; repeatable.")
@click.option("--record", type=Path, help="Where to keep the exchanges (JSON lines, secrets struck out).")
@target_options
@report_options
def run(spec: Path, docs: tuple[Path, ...], record: Path | None, **options: Any) -> None:
    """Check, probe, compare and report, for any spec, docs and target.

    \b
    driftline run --spec api.yaml --docs docs/ --target https://api.example.com \\
        --header 'authorization: Bearer $TOKEN' --json findings.json
    """
    from driftline.check import judge, read_all
    from driftline.exchange import to_line
    from driftline.experiments.bench import facts
    from driftline.inputs import document_of
    from driftline.readers.exchanges import read_exchanges
    from driftline.snapshot import read_snapshot

    document = document_of(spec)
    snapshot = read_snapshot((spec, *docs))
    asked = _asked(options)
    readings = read_all(snapshot)
    done = _probe(document, facts(readings), **asked)
    if record:
        write(record, "".join(to_line(exchange) + "\n" for exchange in done.exchanges))
    result = judge([*readings, read_exchanges(done.exchanges, seconds=done.seconds)], snapshot)
    code = _report(list(result.findings), list(result.readings), **options)
    _refuse_nothing(done)
    if done.ended:
        ERR.print(done.ended, markup=False)
    sys.exit(code)
