"""The demo: real references and figures, fictitious people, and histories that happened.

content/     what is shown, as data: evidence, pages, maps, people, proposals, texts
catalogue    reads the data
prose        the light markup of the data's texts, as rich text
drawings/    the pictures, drawn from code
clock        lets a history of a year happen in a minute
people       organisations, accounts, phases, subjects
records      references, studies, findings
media        pictures and sounds in the library
site         home, subjects, texts, registration page
bodies       the raw values of their blocks
pages        knowledge pages and pathways as drafts
plans        what shall happen to each page
histories    their reviews and verdicts
forks        pathways that another association has adapted
proposals    proposals in every state
loader       all of it, once
"""
