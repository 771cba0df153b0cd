"""Names: what the parameters are called, and the bounds of their values."""

WORDS, NEAR, WITHIN, SORT, PAGE = "q", "near", "within", "sort", "page"
ABOUT, UNSAID, AVOID, EXPLAIN = "about", "unsaid", "avoid", "explain"
ANY = "any"
# The web reads the language itself; an address may carry it without a remark from here.
LANGUAGE = "lang"
RESERVED = (WORDS, NEAR, WITHIN, SORT, PAGE, ABOUT, UNSAID, AVOID, EXPLAIN, LANGUAGE)

LONGEST_WORDS = 200
# Five hundred miles is a day's drive; beyond that "anywhere" is the honest answer.
SMALLEST_RADIUS, LARGEST_RADIUS = 1, 500
# A million pages of twenty: past any directory, and short of numbers that cost time to read.
LAST_PAGE = 1_000_000
