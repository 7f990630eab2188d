"""The template that a design starts from, with directives and plain, in MyST and in reStructuredText."""
