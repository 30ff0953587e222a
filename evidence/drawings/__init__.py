"""Drawings of a synthesis: numbers in, places on the paper out.

Every drawing is 340 units wide, so that its words stay readable on a phone, and has a
title, a description and a table with the same numbers beside it.

scale   values to places, with round marks
forest  each study's effect, the mean, and where a next study is expected
funnel  effects by their errors: are small studies missing?
pupils  a hundred pupils, and how many do better
"""
