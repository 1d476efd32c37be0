"""Post deliveries over HTTP. Reaches this machine only, unless it was told which other hosts it may reach."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx

from driftline.emulator.deliveries import Message

ANSWER = 10.0  # seconds that a receiver may take


class Courier:
    """Posts a message to its URL and tells the status; `hosts` are the names it may reach beside this machine's own.

    Raises ValueError for a URL that it may not reach, httpx.HTTPError where there was no answer.
    """

    def __init__(self, hosts: Collection[str] = (), transport: httpx.BaseTransport | None = None) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)
        self.client = httpx.Client(timeout=ANSWER, follow_redirects=False, trust_env=False, transport=transport)

    def __call__(self, message: Message) -> int:
        if message.url is None:
            raise ValueError("nobody registered a URL for this event")
        host = (urlsplit(message.url).hostname or "").lower()
        if not is_local(host) and host not in self.hosts:
            raise ValueError(f"{host} is not this machine: allow it with --deliver-to {host}")
        with self.client.stream("POST", message.url, content=message.body, headers=dict(message.headers)) as response:
            return response.status_code


def is_local(host: str) -> bool:
    """Whether a host is this machine by its name: nothing is looked up."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
