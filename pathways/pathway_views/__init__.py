"""The views of a pathway: the same map read in other ways, each with its own address.

choices     what the address asks for: view, order, kind, node
facts       what stands behind each node: findings, references, review
badges      what stands beside a node of the map
standing    who may read the pages of a map, and how they were reviewed
table       one row a node, sorted and narrowed
chains      what belongs to each barrier; flow and gaps are made of it
excerpts    the summary of a node's page, the first words of a node
flow        columns of cards from what one sees to what helps
gaps        what each barrier and intervention has, and what it lacks
gone        nodes that earlier published versions had
sharing     its address, its files, and a frame for other sites
context     what the page's template is given

All of it works on `pathways.outline.Node` trees; only `facts`, `badges` and
`gone` read the database, with a number of queries that does not grow with the map.
"""
