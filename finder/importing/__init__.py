"""Importing: read → clean → locate → match → merge → plan → publish.

Reading order: `record` (what a source said), a reader (`samhsa`, `findtreatment`), `clean`,
`locate`, `match` (which present facility is this?), `merge`, `plan` (what would change), `run` (the
steps in order: preview, publish, undo).
"""
