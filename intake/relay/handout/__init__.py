"""The pages of those who hand out: case managers, teachers, coaches, and who coordinates them.

A web application of its own, at an address of its own, with a database of its own. It makes links and can reach
neither an envelope nor the form: the imports are checked, and the relay's database refuses it every other table
(intake.relay.handout.instance). It never learns whether a form was opened or sent.
"""
