"""One request to a server that nobody vouches for: safe addresses, limits on everything, politeness.

Why it is built from these parts: docs/decisions/0008-fetching.md
"""
