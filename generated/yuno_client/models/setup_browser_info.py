# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class SetupBrowserInfo(Model):
    """The customer's browser, as it told about itself."""

    user_agent: str
    """The browser's user agent (MAX 2048; MIN 1)."""
    accept_header: str
    """The browser's Accept header (MAX 2048; MIN 1)."""
    color_depth: str
    """The bits of a colour (MAX 2; MIN 1)."""
    screen_height: str
    """The height of the screen in pixels (MAX 6; MIN 1)."""
    screen_width: str
    """The width of the screen in pixels (MAX 6; MIN 1)."""
    language: str
    """The language of the browser (MAX 35; MIN 2)."""
    javascript_enabled: bool
    """Whether JavaScript is on; true where nothing is sent."""
