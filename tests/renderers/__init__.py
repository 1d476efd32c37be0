"""Tests of the renderers; a package, so that files may have the names of others."""
