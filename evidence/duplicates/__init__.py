"""Publications that were recorded twice: found, asked about, merged by a person's word.

likeness    how alike two publications are, and when that is worth asking about
finding     pairs worth asking about, found through indexes
answering   a curator's word: different (remembered), or same (merged)
merging     two publications become one: what moves where
comparison  both side by side, field by field
views       the list and the pair in the admin
"""
