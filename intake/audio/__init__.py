"""Sound: recordings of what the form says, as packs - files that travel between health services.

``pack`` and ``mp3`` are all that a relay needs. The rest prepares packs on a GGD's own computer: what is to be read
(script), placeholders by machine (build), the page to record and approve on (studio). Nothing here sees an answer.
"""
