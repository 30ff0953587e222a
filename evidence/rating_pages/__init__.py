"""The public side of ratings: pages that show how each one was computed.

reading       stored ratings, or computed ones where nobody has appraised, for a record
presentation  a rating, and all of one study or finding, as templates show them
badges        what may be said of many studies in a few words
views         the pages
"""
