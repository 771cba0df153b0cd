"""The treatment finder: an indexed directory of detox and rehab facilities, searched in plain
words.

Reading order: `facility` and `vocabulary` (what we talk about), `places` (where), `directory` (what
we keep), `importing` (how it gets in), `search` (how it is found), `web` (how it is shown).
"""
