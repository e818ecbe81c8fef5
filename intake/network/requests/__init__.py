"""What ambassadors are asked: by a GGD with a slip, or by a GP, a school or others; and what came of it.

Nothing of a case is here. What a request says of a person goes some time after its outcome; the numbers stay.
"""
