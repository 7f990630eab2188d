"""Documents in, records out: directives, roles, and what they note while a document is read."""
