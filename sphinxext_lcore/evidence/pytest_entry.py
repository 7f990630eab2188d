"""The entry point of the pytest plugin.

pytest refuses a module that comes under two names, as it does with ``-p sphinxext_lcore.evidence.pytest_plugin`` where
the package is installed. By way of this module it comes under one, however often.

PYTEST_DONT_REWRITE
"""

pytest_plugins = ("sphinxext_lcore.evidence.pytest_plugin",)
