"""Links: addresses that articles can trust for years, and what has become of those in an article.

Reading order: `address` (a path under /find ⇄ what it asks for), `article` (the links that stand in
a text), `health` (what each of them gives today).
"""
