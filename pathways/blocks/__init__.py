"""What a pathway and a knowledge page are made of.

media       picture, film, sound, document, outside address, quotation
nodes       the node of a mindmap, and the rules of an outline
lazy        the admin form that builds a node's fields only when it is opened
cards       the 30-second card, and the parts that are tables of small fields
probes      a question whose wrong answers each name a barrier
evidence    findings and references, chosen from the evidence records
knowledge   the parts of a knowledge page put together
"""
