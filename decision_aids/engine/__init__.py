"""Which steps one person sees: plain Python over a compiled decision aid, without Django.

`flow` holds the shapes, `replay` walks them, `issues` says what is wrong with one, `diff` compares two.
"""
