"""Catalog in, findings out. Pure functions, no Sphinx, no docutils."""
