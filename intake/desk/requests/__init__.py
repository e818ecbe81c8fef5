"""What a person may ask about their own data: to see it, have a copy, or have it erased (GDPR 15-17, WGBO 7:455-456).

A short code finds a case and proves nothing: who asks, and whether it is safe to answer, a nurse finds out first.
"""
