"""Records as JSON-LD: schema.org's words, and our own where it has none.

terms        every term with its field, type and choices; the context made of them
addresses    what names a record, a study, a finding and a term
references   a publication: its CSL-JSON, and the same in schema.org's words
records      `as_json_ld(reference)`: a publication with its studies and findings
vocabulary   the terms in words, for the page that explains them
embedding    a publication, or all of the data, within the head of a page
"""
