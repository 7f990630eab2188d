"""Designs in the plain template, with no directive in them: read exactly as they are, and guessed at never.

``transform`` runs the readers over a document: ``sections`` finds what the template names, ``forms`` is the table of
how an item may be written, ``items``, ``acceptance``, ``metadata`` and ``records`` make records, ``mentions`` finds the
ids in running text.
"""
