"""Names: what the parameters are called, and the bounds of their values."""

# Plain words are read for what they mean; a name is looked for as it stands. Links carry what was
# read, never the words, so that following one cannot read them differently.
WORDS, NAME = "q", "name"
NEAR, WITHIN, SORT, PAGE = "near", "within", "sort", "page"
ABOUT, UNSAID, AVOID, EXPLAIN = "about", "unsaid", "avoid", "explain"
# A name that only ranks: those called so come first, and nobody else is taken away.
CALLED = "called"
ANY = "any"
# The web reads the language itself; an address may carry it without a remark from here.
LANGUAGE = "lang"
# What a link asked for before it was redirected: a term that is no longer listed.
WAS = "was"
# What other sites hang on links to count clicks: whoever followed one did not write it.
TRACKERS = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "srsltid")
RESERVED = (
    WORDS, NAME, NEAR, WITHIN, SORT, PAGE, ABOUT, UNSAID, AVOID, CALLED, EXPLAIN,
    LANGUAGE, WAS,
)  # fmt: skip

LONGEST_WORDS = 200
# Five hundred miles is a day's drive; beyond that "anywhere" is the honest answer.
SMALLEST_RADIUS, LARGEST_RADIUS = 1, 500
# A million pages of twenty: past any directory, and short of numbers that cost time to read.
LAST_PAGE = 1_000_000
