"""The command that sets up a repository for a vendor: init."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from driftline import __version__
from driftline.cli.base import OUT, cli
from driftline.errors import DriftError, Exit
from driftline.files import write

FILES = {
    "Makefile": "Makefile.jinja",
    "README.md": "README.md.jinja",
    "pyproject.toml": "pyproject.toml.jinja",
    "accepted.toml": "accepted.toml.jinja",
    ".gitignore": "gitignore.jinja",
    "openapi/client.toml": "client.toml.jinja",
    "contract_tests/conftest.py": "conftest.py.jinja",
    "contract_tests/test_first.py": "test_first.py.jinja",
    ".github/workflows/nightly.yml": "nightly.yml.jinja",
    ".github/workflows/regenerate.yml": "regenerate.yml.jinja",
}


@cli.command()
@click.argument("folder", type=Path)
@click.option("--name", help="The vendor's name, such as Acme.")
@click.option(
    "--docs",
    "sources",
    multiple=True,
    help="Where docs and specs are: a URL, a folder, a git checkout, a spec file; repeatable.",
)
@click.option("--target", help="The sandbox's URL; empty where there is none.")
@click.option(
    "--header",
    "headers",
    multiple=True,
    metavar="'NAME: $VARIABLE'",
    help="Credentials, from the environment; repeatable.",
)
@click.option("--package", help="The client package's name.")
@click.option("--no-run", is_flag=True, help="Only write the files.")
def init(
    folder: Path,
    name: str | None,
    sources: tuple[str, ...],
    target: str | None,
    headers: tuple[str, ...],
    package: str | None,
    no_run: bool,
) -> None:
    """Set up a repository for a vendor, and end with the first report.

    What no option says is asked for. Nothing that is there is overwritten.

    \b
    driftline init acme-drift --name Acme --docs https://docs.acme.test --target https://sandbox.acme.test \\
        --header 'authorization: Bearer $ACME_TOKEN'
    """
    if folder.exists() and any(folder.iterdir()):
        raise DriftError(f"{folder} is not empty", "Name a new folder: nothing that is there is overwritten.")
    asks = sys.stdin.isatty()
    name = name or _asked("Vendor's name", "--name", asks)
    sources = sources or tuple(
        _asked("Where its docs and specs are (URL, folder or spec file)", "--docs", asks).split()
    )
    target = target if target is not None else (click.prompt("Sandbox URL (empty: none)", default="") if asks else "")
    if not headers and asks and target:
        headers = tuple(
            filter(
                None, [click.prompt("Credentials, such as 'authorization: Bearer $TOKEN' (empty: none)", default="")]
            )
        )
    values = _values(name, sources, target, headers, package)
    for file, text in _rendered(values).items():
        write(folder / file, text)
    (folder / "openapi" / "overlays").mkdir(parents=True, exist_ok=True)
    write(folder / "openapi" / "overlays" / ".gitkeep", "")
    OUT.print(f"{folder}: {len(FILES)} files. `make help` there lists what it can do.", markup=False)
    if not no_run:
        sys.exit(_first_report(folder, sources, values))


def _asked(question: str, option: str, asks: bool) -> str:
    if not asks:
        raise DriftError(f"{option} was not given", "There is no terminal to ask on: give it as an option.")
    return str(click.prompt(question))


def _values(
    name: str, sources: tuple[str, ...], target: str, headers: tuple[str, ...], package: str | None
) -> dict[str, Any]:
    """What the files are filled with; raises DriftError where it cannot be."""
    words = re.findall(r"[A-Za-z0-9]+", name)
    if not words or not words[0][0].isalpha():
        raise DriftError(f"{name!r} is no name", "Use letters and digits, such as Acme.")
    if any(not one.isprintable() or "\n" in one for one in (*sources, target, *headers)):
        raise DriftError("an option has a line break or a control character in it", "Give plain text.")
    if target and not re.fullmatch(r"https?://[A-Za-z0-9._~:/%\[\]-]+", target):
        raise DriftError(
            f"{target!r} is no URL of a sandbox", "Write it as https://sandbox.acme.test, without a query."
        )
    if package is not None and not re.fullmatch(r"[a-z][a-z0-9_]*", package):
        raise DriftError(f"{package!r} cannot be a package name", "Use lower-case letters, digits and underscores.")
    literal = [one.partition(":")[0] for one in headers if "$" not in one]
    if literal:
        raise DriftError(
            f"the header {literal[0]!r} holds its secret itself",
            "Write it as 'NAME: $VARIABLE': secrets stay in the environment.",
        )
    lower = "_".join(words).lower()
    return {
        "name": " ".join(words),
        "client": "".join(word[:1].upper() + word[1:] for word in words),
        "package": package or f"{lower}_client",
        "prefix": lower.upper(),
        "source": " --from ".join(_for_make(str(_absolute(one))) for one in sources),
        "target": target,
        "headers": [_for_make(one) for one in headers],
        "variables": sorted({found for one in headers for found in re.findall(r"\$\{?([A-Za-z_]\w*)", one)}),
        "requirement": f"driftline>={__version__}",
    }


def _absolute(source: str) -> str:
    """A path that means the same from the new folder; a URL as it is."""
    return source if "://" in source else str(Path(source).resolve())


def _for_make(text: str) -> str:
    """Text that Make and a shell pass on as it stands."""
    return shlex.quote(text).replace("$", "$$").replace("#", "\\#")


def _rendered(values: dict[str, Any]) -> dict[str, str]:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # plain text files and no pages: nothing is to be escaped as HTML
    pages = Environment(
        loader=PackageLoader("driftline", "scaffold"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701
    )
    return {file: pages.get_template(template).render(values) for file, template in FILES.items()}


def _first_report(folder: Path, sources: tuple[str, ...], values: dict[str, Any]) -> int:
    """Pull, bundle, generate and check, as `make drift` does; the exit code of the first that fails, or of the report."""
    from_words = [word for one in sources for word in ("--from", _absolute(one))]
    snapshot, bundle = str(folder / "openapi/snapshot"), str(folder / "openapi/bundle.json")
    steps = (
        ["pull", *from_words, "--into", snapshot],
        ["bundle", "--docs", snapshot, "--names", str(folder / "openapi/names.toml"), "--out", bundle, "--fail-on", "none", "--most", "0"],
        ["generate", "--bundle", bundle, "--into", str(folder / "generated"), "--package", values["package"],
         "--config", str(folder / "openapi/client.toml"), "--fail-on", "none", "--most", "0"],
        ["check", "--docs", snapshot, "--json", str(folder / "reports/findings.json"), "--html", str(folder / "reports/site"),
         "--fail-on", "none", "--most", "3"],
    )  # fmt: skip
    for words in steps:
        OUT.print(f"\n==> {words[0]}", markup=False)
        try:
            cli.main(args=list(words), prog_name="driftline", standalone_mode=True)
        except SystemExit as stop:
            if stop.code not in (None, 0):
                return int(stop.code) if isinstance(stop.code, int) else Exit.USAGE
    OUT.print(f"\nThe first report: {folder / 'reports/site/index.html'}", markup=False)
    return Exit.AGREE
