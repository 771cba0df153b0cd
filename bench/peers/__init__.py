"""Peers: engines that answer the same questions, each behind an adapter, and the scan that judges.

Reading order: `contract` (what is asked and answered), `questions` (the six kinds), `scan` (the
judge), then one file an engine.
"""
