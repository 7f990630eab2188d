"""What all tests share."""

pytest_plugins = ("sphinx.testing.fixtures",)
