"""Evidence search: one small interface, two engines, and an outbox that loses nothing.

api         a query in, results out: the only thing that views import
documents   what is indexed, and the sources that turn rows into documents
"""
