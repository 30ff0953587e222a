"""A JSON-LD document as the triples that a processor of others makes of it."""

import json
import warnings

from rdflib import Graph

from evidence.json_ld.terms import context


def graph_of(document: dict) -> Graph:
    """Its triples; the context is put in, as a processor would fetch it."""
    whole = {**document, "@context": context()}
    with warnings.catch_warnings():
        # rdflib's own parser uses what rdflib will drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=json.dumps(whole), format="json-ld")
