"""The mailbox: sealed envelopes, taken in and kept until a desk has them. Nothing here could open one."""
