"""References, studies, findings, and the search over them and the pages that use them.

constants     outcome kinds, designs, effect metrics
models/       references (CSL-JSON), studies, findings
csl           what a reference's CSL-JSON says: title, authors, year, DOI
citations     citations rendered by citeproc, once per change
effects/      standardised mean differences from what papers print
synthesis/    findings pooled: random effects, one effect for each study
drawings/     forest plot, funnel plot, a hundred pupils
computed_effects  the effect of a finding: computed, compared with the published, kept
details       every field in words, for "All details"
ratings/      ratings computed from recorded facts by published rules
importing/    RIS, BibTeX, CSL-JSON and CSV files into records
triggers      records kept by the database too
search/       one interface, two engines, and the outbox between them and the rows
"""
