"""A pretend vendor: behaviour written as functions of (world, call), with thin skins for httpx and ASGI."""

from driftline.emulator.asgi import application
from driftline.emulator.core import Emulator, Route, Vendor
from driftline.emulator.deliveries import Message, Posting
from driftline.emulator.deviations import DEVIATIONS, Deviation, parse_deviation
from driftline.emulator.lies import Planted
from driftline.emulator.messages import Call, Request, Response, reply
from driftline.emulator.transport import EmulatorTransport
from driftline.emulator.world import Clock, World

__all__ = [
    "DEVIATIONS",
    "Call",
    "Clock",
    "Deviation",
    "Emulator",
    "EmulatorTransport",
    "Message",
    "Planted",
    "Posting",
    "Request",
    "Response",
    "Route",
    "Vendor",
    "World",
    "application",
    "parse_deviation",
    "reply",
]
