"""Intent: what plain words mean: which name a term, a topic or a place, and which are left over.

Reading order: `lexicon` (what is known), `spans` (what a stretch of words could be, and how well),
`choosing` (the best way through a sentence), `repair` (spelling), `naming` (a facility by its
name), `read` (all of it, in order).

Nothing is guessed in silence: what was understood is shown as chips that can be taken off, what has
two readings is asked, and what was not understood is said.
"""

from finder.search.intent.lexicon import Lexicon, lexicon_of
from finder.search.intent.naming import Names
from finder.search.intent.read import Intent, read

__all__ = ["Intent", "Lexicon", "Names", "lexicon_of", "read"]
