"""Introducing an ambassador: a card as large as a business card, and a letter, from the institution they work with.

They say a name, languages, what an ambassador does and does not do, and until when that holds. No address, number to
call or photograph of the ambassador is on them: whoever has a question calls the institution. Nor what somebody knows
much about: a relative who reads "sexual violence" on a card may draw conclusions about whoever carries it.
"""
