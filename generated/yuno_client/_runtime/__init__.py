"""What every generated client is made of: hand-written, vendor-neutral, copied into the client as `_runtime`.

Imports the standard library and, in `transport` alone, an HTTP library.
"""
