"""A whole decision aid as files: read in, written out, and put back together on another site.

`reading` takes a folder or zip apart, `naming` says what keys and references become, `streams` walks raw stream data,
`loading` puts a package into the database, `writing` makes one.
"""
