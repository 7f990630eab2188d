"""What a feature design is: frozen records, their ids, and the catalog over all of them. No Sphinx, no docutils."""
