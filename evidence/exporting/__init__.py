"""References and findings as files that our own importer reads back.

kinds        the formats that are offered, with their names and what they hold
selections   which records: one, all, what a search finds, what a synthesis pools
rows         the cells of our table of findings
writing      a selection in a format, piece by piece: memory does not grow with it
overview     what the download page says: how much there is, and how large it is
"""
