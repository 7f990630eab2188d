"""Facts in, nodes and pages out."""
