"""One module for each publisher's criteria; each module offers its rule sets.

scope     which records the criteria are about
"""
