"""How each option looks at some moments ahead."""
