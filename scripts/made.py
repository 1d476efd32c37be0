"""Everything that is made and committed: the pretend docs' blocks, snapshot, bundle, client, pages of docs, README output.

`python -m scripts.made` makes it again; with `--check` it writes nothing and fails on any difference.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

from scripts import APP, BUNDLE, CLIENT, GENERATED, NAMES, OVERLAYS, PACKAGE, PLANTED, ROOT, SNAPSHOT, driftline

RULES_PAGE = ROOT / "docs" / "rules.md"
EMULATOR_PAGE = ROOT / "docs" / "emulator.md"
COMMANDS_PAGE = ROOT / "docs" / "reference" / "commands.md"
README = ROOT / "README.md"


def site(check: bool) -> bool:
    """The OpenAPI blocks and the index of the pretend vendor's docs."""
    words = [sys.executable, "-m", "emulator.build_site", *(["--check"] if check else [])]
    return subprocess.run(words, cwd=ROOT, check=False).returncode == 0


def _pulled(into: Path) -> None:
    lies = [word for name in PLANTED for word in ("--deviate", name)]
    driftline("pull", "--from", "https://docs.emulator.test/llms.txt", "--app", APP, *lies, "--into", str(into))


def snapshot(check: bool) -> bool:
    """What a pull of the pretend docs gives, byte for byte; times and hashes of provenance aside."""
    if not check:
        _pulled(SNAPSHOT)
        return True
    with tempfile.TemporaryDirectory() as folder:
        _pulled(Path(folder) / "snapshot")
        return _same(Path(folder) / "snapshot", SNAPSHOT, aside={"provenance.json"})


def bundle(check: bool) -> bool:
    """The bundle of the snapshot, and the table of its names."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bundle.json" if check else BUNDLE
        names = Path(folder) / "names.toml" if check else NAMES
        if check and NAMES.exists():
            names.write_bytes(NAMES.read_bytes())
        words = ["--docs", SNAPSHOT, "--overlays", OVERLAYS, "--names", str(names), "--out", str(out)]
        driftline("bundle", *words, "--title", "Yuno", "--fail-on", "none")
        return not check or (out.read_bytes() == BUNDLE.read_bytes() and names.read_bytes() == NAMES.read_bytes())


def client(check: bool) -> bool:
    """The client of the bundle."""
    words = ["--bundle", BUNDLE, "--into", GENERATED, "--package", PACKAGE, "--config", CLIENT, "--fail-on", "none"]
    return driftline("generate", *words, *(["--check"] if check else [])) == 0


def rules(check: bool) -> bool:
    """docs/rules.md, from the table of rules and its faults."""
    from driftline.renderers.rulespage import rules_page

    return _text(RULES_PAGE, rules_page(), check)


def emulator(check: bool) -> bool:
    """docs/emulator.md, from the tables of the emulator."""
    from scripts.emulator_page import emulator_page

    return _text(EMULATOR_PAGE, emulator_page(), check)


def commands(check: bool) -> bool:
    """docs/reference/commands.md, from the commands of the command line."""
    from scripts.commands_page import commands_page

    return _text(COMMANDS_PAGE, commands_page(), check)


def readme(check: bool) -> bool:
    """The output that README.md shows between its markers."""
    text = README.read_text(encoding="utf-8")
    for name, words in SHOWN.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if start not in text or end not in text:
            print(f"README.md has no place for {name!r}")
            return False
        head, _, rest = text.partition(start)
        tail = rest.partition(end)[2]
        text = f"{head}{start}````text\n{_output(words)}````\n{end}{tail}"
    return _text(README, text, check)


SHOWN = {
    "check": ("check", "--docs", "openapi/snapshot", "--accepted", "accepted.toml"),
    "rule": ("rules", "field-omitted"),
}


def _output(words: tuple[str, ...]) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "driftline", *words], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines()) + "\n"


def _text(path: Path, text: str, check: bool) -> bool:
    if check:
        return path.exists() and path.read_text(encoding="utf-8") == text
    path.write_text(text, encoding="utf-8")
    return True


def _same(one: Path, other: Path, aside: set[str]) -> bool:
    def contents(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file() and path.name not in aside)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return contents(one) == contents(other)


STEPS: tuple[Callable[[bool], bool], ...] = (site, snapshot, bundle, client, rules, emulator, commands, readme)


def main(check: bool) -> int:
    """Make or check every step; the names of those that differ."""
    stale = []
    for step in STEPS:
        quiet = io.StringIO()
        with redirect_stdout(quiet):
            good = step(check)
        print(f"    {step.__name__:<10}{'up to date' if good and check else 'made' if good else 'DIFFERS'}", flush=True)
        if not good:
            stale.append(step.__name__)
            print(quiet.getvalue())
    if stale:
        print(f"not up to date: {', '.join(stale)}. Run `python -m scripts.made` and commit what it changes.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
