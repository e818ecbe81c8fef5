"""All zones on one machine, with sample people who do not exist. The only room that sees both sides of the wall.

Nothing imports it but `intake.cli.demo`; a relay's wheel does not contain it.
"""
