"""Property tests look at the same inputs in each run, so that a failure is the fault of a change."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "same", database=None, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
