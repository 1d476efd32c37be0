# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class Document(Model):
    """The customer's identity document."""

    document_type: str
    """The kind of document (MAX 6; MIN 2)."""
    document_number: str
    """The number of the document (MAX 40; MIN 3)."""
