"""How the site looks: one folder a theme, chosen by the setting THEME."""
