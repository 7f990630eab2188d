"""A site whose mistakes are made on purpose: it shows what each finding looks like."""

import sys
from importlib import metadata
from pathlib import Path

project = "sphinxext-lcore: findings"
author = "The sphinxext-lcore developers"
project_copyright = author
language = "en"
release = version = metadata.version("sphinxext-lcore")

extensions = ["myst_parser", "sphinxext_lcore"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "sphinxext-lcore: findings, made on purpose"

# LCX is an invented ticket prefix, and example.org has no such pages.
lcore_ticket_url = "https://example.org/browse/{key}"
linkcheck_ignore = [r"https://example\.org/"]

# The pages of this folder are plain designs: they are read without directives.
lcore_designs = ["plain/**"]

# What the requirements were when they were agreed; the page on drift has changed since.
lcore_baseline = "baseline.json"

# What tests say; the last glob leads nowhere, and some of the files are wrong.
lcore_evidence = {
    "unit": ["results/unit.xml", "results/again.xml", "results/broken.xml"],
    "e2e": ["results/e2e.xml", "results/manual-*.xml"],
}

# Key files are looked for in the repository.
lcore_source_root = "../.."

# The models of one module may be imported, so that examples are held against them; others may not.
sys.path.insert(0, str(Path(__file__).parent))
lcore_import_models = ["kettle_models", "lost_models"]

# The next name is wrong on purpose: no option has it, so it has no effect.
lcore_ticket_links = True
