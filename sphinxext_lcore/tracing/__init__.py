"""Catalog in, facts out: matrix, coverage, links. Pure functions, no Sphinx, no docutils."""
