"""Plain designs rewritten with directives: only the lines of what is converted change, and no record does."""
