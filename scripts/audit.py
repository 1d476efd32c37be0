"""Ask PyPI which locked versions have known vulnerabilities; where it could not be asked, that is said.

Exit code: 0 none is known, 1 some are, 3 not every version was checked (0 with --or-say, for `make check`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from driftline.renderers.words import plural, safe
from scripts.locked import LOCK, Pin, pins

SOURCE = "https://pypi.org/pypi"
# The last version of a package that nobody mends: a source that names no vulnerability of it knows none at all.
CONTROL = Pin("pycrypto", "2.6.1", "", (), ())
AT_ONCE = 8
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Audit:
    """What is known of which version, and the versions that nobody answered for, with the reason."""

    asked: int
    known: tuple[str, ...]
    unchecked: tuple[str, ...]


def audit(locked: Sequence[Pin], client: httpx.Client) -> Audit:
    """Ask for every version, after a control question whose answer is not empty where the source knows anything."""
    known, why = _ask(client, CONTROL)
    if why or not known:
        return Audit(0, (), (why or f"{CONTROL.name} {CONTROL.version}: no vulnerability named, though it has some",))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda pin: (pin, *_ask(client, pin)), locked))
    found = tuple(f"{pin.name} {pin.version}: {text}" for pin, texts, _ in answers for text in texts)
    missing = tuple(why for _, _, why in answers if why)
    return Audit(len(locked) - len(missing), found, missing)


def _ask(client: httpx.Client, pin: Pin) -> tuple[list[str], str]:
    """The known vulnerabilities of a version, or why they are not known."""
    try:
        answer = client.get(f"{SOURCE}/{pin.name}/{pin.version}/json", follow_redirects=True)
        if answer.status_code == httpx.codes.NOT_FOUND:  # some mirrors speak of the newest version alone
            answer = client.get(f"{SOURCE}/{pin.name}/json", follow_redirects=True)
        if answer.status_code != httpx.codes.OK:
            return [], f"{pin.name} {pin.version}: HTTP {answer.status_code}"
        page = answer.json()
        if page["info"]["version"] != pin.version:
            return [], f"{pin.name} {pin.version}: the answer is about {safe(page['info']['version'], 40)}"
        return [_text(one) for one in page["vulnerabilities"] if not one.get("withdrawn")], ""
    except httpx.HTTPError as error:
        return [], f"{pin.name} {pin.version}: {safe(f'{type(error).__name__}: {error}')}"
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return [], f"{pin.name} {pin.version}: the answer is not that of PyPI's JSON API"


def _text(one: dict[str, object]) -> str:
    """Its names, what it is, and the versions that mend it."""
    aliases, fixed = (one.get(key) or [] for key in ("aliases", "fixed_in"))
    names = ", ".join(map(str, [one["id"], *(aliases if isinstance(aliases, list) else [])]))
    mended = ", ".join(map(str, fixed if isinstance(fixed, list) else [])) or "no version so far"
    return safe(f"{names}, mended in {mended}: {one.get('summary') or one.get('details') or ''}", 300)


def told(done: Audit, total: int) -> list[str]:
    """The lines to print, the verdict last."""
    lines = [f"  {line}" for line in (*done.known, *done.unchecked)]
    if done.unchecked:
        left = total - done.asked
        rest = "" if done.known or not done.asked else " Of the others none is known."
        lines.append(
            f"audit: NOT CHECKED for known vulnerabilities: {left} of {plural(total, 'locked version')}.{rest}"
        )
        lines.append(f"  Run `make audit` where {SOURCE}/NAME/VERSION/json can be reached.")
    if done.known:
        lines.append(f"audit: {len(done.known)} known, {done.asked} of {plural(total, 'locked version')} checked.")
        lines.append("  Raise what is mended (`make lock` with `-P NAME`), and judge what is not.")
    elif not done.unchecked:
        lines.append(f"audit: no known vulnerability in {plural(total, 'locked version')}.")
    return lines


def main(words: Sequence[str], transport: httpx.BaseTransport | None = None) -> int:
    """Audit the lock and print what is known; the exit code."""
    locked = pins(LOCK.read_text(encoding="utf-8"))
    with httpx.Client(transport=transport, timeout=SECONDS, max_redirects=3) as client:
        done = audit(locked, client)
    print("\n".join(told(done, len(locked))), flush=True)
    if done.known:
        return 1
    return 3 if done.unchecked and "--or-say" not in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
