"""A page as a PDF, made in memory: no temporary file, no address fetched from outside."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles import finders


class FetchRefused(Exception):
    """A PDF asked for something that is not one of our own static files."""


def make_pdf(html: str) -> bytes:
    """The HTML as a tagged PDF (PDF/UA-1). Only our own style sheets are read."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (slow import)

    sheet = finders.find("css/print.css")
    styles = [CSS(filename=sheet)] if sheet else []
    document = HTML(string=html, url_fetcher=_refuse)
    pdf: bytes = document.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")
    return pdf


def _refuse(url: str, *args: Any, **kwargs: Any) -> Any:
    raise FetchRefused(url)
