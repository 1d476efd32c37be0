"""Driftline lays an API's docs, spec and live behaviour side by side."""

__version__ = "0.1.0"
