"""What is fit to be said: words the site never says, Spanish with usted, and reading grades."""

import re

# Words that make a person into their illness, or their illness into dirt. "Addiction" is not one.
UNKIND = re.compile(
    r"\b(addicts?|alcoholics?|abusers?|junkies?|users?|clean|dirty|habits?|drunkards?"
    r"|(substance|drug|alcohol) abuse|(drogad|ad)ict[oa]s?|alcohólic[oa]s?|abusador(es|as?)?"
    r"|toxicóman[oa]s?|borrach[oa]s?|limpi[oa]s?|suci[oa]s?"
    r"|abuso de (sustancias|drogas|alcohol))\b",
    re.IGNORECASE,
)
# Spanish that speaks to a child or a friend, and not to somebody one does not know.
FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|te|contigo|puedes|tienes|quieres|vives)\b",
    re.IGNORECASE,
)
# A medicine has the name it has: in a count of syllables it weighs as a short word.
MEDICINES = re.compile(
    "buprenorphine|methadone|naltrexone|naloxone|suboxone|medetomidine|fentanyl|opioids?",
    re.IGNORECASE,
)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, syllables guessed from its vowels."""
    sentences = [each for each in re.split(r"[.?!:|]+(?:\s|$)", text) if re.search("[a-z]", each)]
    words = re.findall(r"[a-z']+", MEDICINES.sub("drug", text).lower())
    vowels = (len(re.findall("[aeiouy]+", re.sub("(?<=[^l])e$", "", word))) for word in words)
    syllables = sum(max(1, n) for n in vowels)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * syllables / len(words) - 15.59
