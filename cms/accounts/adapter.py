"""How signing in differs from what django-allauth does by itself: nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by the person at the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
