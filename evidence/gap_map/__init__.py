"""The evidence gap map: how much is known of what, how well, and what nobody looked at.

choices    what the address of a map asks for, as a form
bands      what a study's shape and shade stand for
counting   studies by intervention and outcome, aggregated by the database
bubbles    a cell's studies as shapes of equal area for equal numbers
cells      what a place on a map shows, and where it leads
outcomes   the map of interventions and outcomes
barriers   the map of a subject's barriers and interventions
tables     the map of outcomes as CSV
views      the pages
"""
