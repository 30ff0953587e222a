"""The shared kernel: what every app of MESH builds on. Knows Django and Wagtail only.

constants   roles, kinds of organisation, states of a mail
models/     people, organisations, subjects and phases, outgoing mail, content version
fields      a StreamField that leaves block definitions out of migrations
mail        queue a mail in the caller's transaction; send, retry, park
roles       the groups that give a role its rights, made after each migrate
page_cache  pages kept for anonymous readers, never older than the content
role_table  which role may do what, from every app's permissions
modeladmin  what read-only lists in the admin share
health      whether this process can serve pages, and if not, why
middleware  request id, content security policy
views       health, robots.txt, error pages, the demo's mail inbox
"""
