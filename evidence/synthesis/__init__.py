"""What the findings on one intervention and outcome kind say together.

random_effects  the mean over studies, its intervals, heterogeneity: pure functions
estimates       a finding's effect with its error, or why it can't be pooled
within          one effect for a study that reports several
grouping        which findings belong together
service         a whole synthesis, standardised and researcher-made tests apart
"""
