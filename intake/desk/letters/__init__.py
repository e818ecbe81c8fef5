"""Letters and slips: a GP's, an invitation, an appointment slip, a note for whoever goes along.

Each kind is a module with what it needs (frozen), from which its template is filled: the same for a PDF and for a page
that a browser prints. A letter to a professional says of everything that is missing that it is; one that a person
carries is refused while something is missing, and tells a bystander no more than "health appointment".

Nothing here sends or keeps a letter. That one was printed is kept, its text is not.
"""
