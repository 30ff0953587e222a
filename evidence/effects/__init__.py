"""Standardised mean differences from what a paper prints: pure functions, no database.

results       what every method gives back, and why one can refuse
two_groups    Hedges' g from means, from d, t, F, from percentages (Cox index)
change        paired designs, and change in two groups (both of Morris' conventions)
conversions   g from a correlation or an odds ratio
clusters      intervals for classes or schools that were assigned whole
rounding      how far two honest values may lie apart because papers round
index         improvement index, share of pupils above the comparison group's middle

`VERSION` changes with every change of a formula; it is kept with each computed effect.
"""

from evidence.effects.results import VERSION, Effect, Refusal, UnableToCompute

__all__ = ["VERSION", "Effect", "Refusal", "UnableToCompute"]
