"""The texts of a language, taken together: which there are, where they stand, how far their review is.

Babel reads the files; no web and no database here. The form, its pages, the booklet for reviewers and the script of
what is read aloud all take from this room which texts belong together (screens.py) and how far a language is
(standing.py), so that they never disagree.
"""
