"""One module for each resource: its filters, its queries, and its rows as schemas."""
