"""The feature designs of sphinxext-lcore, written with sphinxext-lcore."""

from importlib import metadata
from pathlib import Path

project = "sphinxext-lcore"
author = "The sphinxext-lcore developers"
project_copyright = author
language = "en"
release = version = metadata.version("sphinxext-lcore")

extensions = ["myst_parser", "sphinxext_lcore"]
exclude_patterns = ["gaps", "_build"]

html_theme = "furo"
html_title = "sphinxext-lcore: feature designs"

# LCX is an invented ticket prefix, and example.org has no such pages.
lcore_ticket_url = "https://example.org/browse/{key}"
linkcheck_ignore = [r"https://example\.org/"]

# What the tests of this project proved when they were last run as a whole.
if (Path(__file__).parents[1] / "build" / "results" / "tests.xml").is_file():
    lcore_evidence = ["../build/results/*.xml", "evidence/*.xml"]
