"""Settings of the property tests."""

from hypothesis import HealthCheck, settings

# On a fresh clone the first test that draws text builds the tables of Unicode, which takes seconds; and the first
# call of a model or parser loads it. Neither is what a deadline for one example is meant to find.
settings.register_profile("communique", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("communique")
