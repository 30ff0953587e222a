"""Subjects, pathways, knowledge pages, and the registration of new pathways.

constants   kinds of node, of edge, of knowledge page
blocks/     the node of a mindmap with its media; the parts of a knowledge page
models/     the page tree; proposals of new pathways
outline     the flat, levelled list of nodes as a tree
interchange/  maps as files of other programs, in and out
services/   accept, decline, ask: what happens to a proposal
"""
