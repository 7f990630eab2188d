"""The configuration that a design shows: whether it parses, and what the model of it says."""
