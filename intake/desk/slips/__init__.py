"""What an ambassador is asked: a slip with a first name, a language, where and when to meet, and the task; nothing of
the case. It goes to the network book in a signed file, and what came of it comes back in another.
"""
