"""Barriers, interventions and the edges between them.

filing    which record a finding belongs to, by the name of its intervention
"""
