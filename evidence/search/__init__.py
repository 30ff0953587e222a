"""Evidence search: one small interface, two engines, and an outbox that loses nothing.

api         a query in, results out: the only thing that views import
documents   what is indexed, and the sources that turn rows into documents
outbox      touch(): said with each change, in its transaction
tasks       what follows a commit
sync        from the outbox into the engines
service     search(): Elasticsearch if it answers, else the database
engines/    the database's full text, and Elasticsearch
text        words to terms; language: synonyms, spellings; formulae: fractions and sums
query       a query to its parts; limits: what its field words mean
rebuild, verify, overview    the index made anew, compared, described
"""
