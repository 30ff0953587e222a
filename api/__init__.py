"""The public read API: JSON for everything that readers may see, under /api/v1/.

urls          addresses: /api/v1/…, its OpenAPI document, the page at /api/docs
v1            the version: every resource in its order
middleware    what each answer carries: limit, ETag, CORS, problem+json
limiting      requests of one client in a minute, counted in the cache
parameters    validation of the query: unknown names and wrong values are refused
paging        a page of rows: count, next, previous, Link
problems      what goes wrong, as RFC 9457 has it
schemas/      what an answer holds, each field described with its unit
resources/    one module for each resource: filters, queries, rows to schemas
openapi       the OpenAPI document with its examples; documentation shows it as a page
"""
