"""Barriers, interventions and the edges between them.

filing    which record a finding belongs to, by the name of its intervention
edges     made, changed and undone, without doubles and circles
merging   two records that are one thing
reading   what a record's page shows; lists does it for the lists
views     the public pages
admin     lists and forms for curators (panels, forms); merge_view for merging
"""
