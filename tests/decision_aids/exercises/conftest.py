"""What the tests of exercises share."""

from hypothesis import settings

# A busy machine is no reason for a test to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
