"""What all tests share. Property tests look at the same inputs in each run, so that a failure is the fault of a change."""

from hypothesis import HealthCheck, settings

pytest_plugins = ("pytester", "sphinx.testing.fixtures")

_UNHURRIED = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("same", database=None, derandomize=True, deadline=None, suppress_health_check=_UNHURRIED)
settings.load_profile("same")
