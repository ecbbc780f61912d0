"""How signing in differs from what django-allauth does by itself: nobody signs up, and no address of a machine is counted."""

import base64
import io

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by the person at the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give one address for all, so that limits count tries and not machines, and none is written anywhere."""
        return "0.0.0.0"  # noqa: S104 (nothing is bound to it)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys are made out to this site by name; secrets in the database are of no use without the server's own."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Give the code to scan in black on white, so that a camera reads it on a dark page too."""
        code = io.BytesIO()
        segno.make(url, error="m").save(code, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False)
        return code.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}


def _fernet() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"vrijuit second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
