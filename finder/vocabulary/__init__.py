"""The vocabulary: the words people tick and type, and what each of them stands for.

A `Code` is a source's word (`OIT`), a `Term` is ours (`intensive-outpatient`), a `Category` is the
group a term is ticked in. Terms outlive a source's editions, and so do the addresses made of them.
A `Topic` is a substance or a situation: it ranks and warns, and never filters. A `Phrase` is what
people type, a `Pattern` many of them in one line, a `Reading` one of its meanings, a `Panel` the
warning that comes first.
The words are in `seed_data/vocabulary`, where a README says how to add one; here they are read.
"""

from finder.vocabulary.folding import plain
from finder.vocabulary.loading import load_vocabulary
from finder.vocabulary.own import is_own, no_word, slug_in, yes_word
from finder.vocabulary.phrase import Panel, Pattern, Phrase, Reading, Topic
from finder.vocabulary.term import Category, Code, Combine, Preference, Rename, Term
from finder.vocabulary.vocabulary import NOISE, Vocabulary

__all__ = [
    "NOISE",
    "Category",
    "Code",
    "Combine",
    "Panel",
    "Pattern",
    "Phrase",
    "Preference",
    "Reading",
    "Rename",
    "Term",
    "Topic",
    "Vocabulary",
    "is_own",
    "load_vocabulary",
    "no_word",
    "plain",
    "slug_in",
    "yes_word",
]
