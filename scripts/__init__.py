"""What `make` runs before Django can run. Needs Python's standard library only.

__main__     the commands; refuses a Python that is too old in words, not a traceback
console      progress lines, and refusals of one sentence
environment  virtual environments, filled from the lock files
frontend     Node, and the build of style sheets and scripts
demo         `make demo`
run_tests    `make test`
lock         `make lock`
licences     `make licences`
engines      PostgreSQL and Elasticsearch for the tests, from wherever they can be had
"""
