"""Static files for the demo: packed with gzip alone, which takes seconds where brotli takes half a minute."""

from typing import Any

from whitenoise.compress import Compressor

from themes.default.storage import ThemeStaticFilesStorage


class QuickStaticFilesStorage(ThemeStaticFilesStorage):
    """Leaves brotli to sites that are collected once and visited often."""

    def create_compressor(self, **choices: Any) -> Compressor:
        return super().create_compressor(**choices, use_brotli=False)
