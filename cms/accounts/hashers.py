"""How passwords of staff are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class StaffPasswordHasher(Argon2PasswordHasher):
    """Argon2id with 64 MiB, three passes and one lane: Django's own eight lanes would take turns on two cores."""

    time_cost = 3
    memory_cost = 64 * 1024  # KiB
    parallelism = 1
