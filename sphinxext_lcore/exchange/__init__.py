"""The catalog for other programs: ``lcore.json``. No Sphinx, no docutils."""
