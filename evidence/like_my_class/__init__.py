"""How far studies were done in a class like the reader's, and what those say.

classes       the reader's class, and what is known of a study, as plain values
matching      one against the other, criterion by criterion
weighting     the mean in which each study counts as much as it matches
reading       what the database knows of the studies of a synthesis
forms         the class as an address states it
presentation  words for all of it
"""
