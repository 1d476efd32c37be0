"""Renderers turn findings into text. Pure: values in, text out."""
