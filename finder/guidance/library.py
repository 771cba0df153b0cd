"""Library: every article in every language it has, and which of them speak of the same things."""

from collections.abc import Collection, Iterable, Mapping

from finder.guidance.article import Article
from finder.guidance.safety import Check

ENGLISH = "en"
# A page of results is there for its results: more links than this would compete with them.
MOST_RELATED = 3
# What an article is mainly about stands first.
_MAINLY, _ALSO = 3, 1


class Library:
    """The articles, in their order, and the safety check; never changes.

    >>> library.article("detox", "es").title
    'Desintoxicación: qué es y qué no es'
    """

    def __init__(
        self, articles: Iterable[Article] = (), safety: Mapping[str, Check] | None = None
    ) -> None:
        # The safety check, by its language.
        self.safety = dict(safety or {})
        self.articles = tuple(sorted(articles, key=lambda each: (each.order, each.slug)))
        self._by_slug: dict[str, dict[str, Article]] = {}
        for each in self.articles:
            self._by_slug.setdefault(each.slug, {})[each.language] = each

    def article(self, slug: str, language: str) -> Article | None:
        """An article in a language, else in English, else in any; None where there is none."""
        found = self._by_slug.get(slug, {})
        return found.get(language) or found.get(ENGLISH) or next(iter(found.values()), None)

    def check(self, language: str) -> Check | None:
        """The safety check in a language, else in English; None where there is none."""
        return self.safety.get(language) or self.safety.get(ENGLISH)

    def languages(self, slug: str = "") -> tuple[str, ...]:
        """The languages an article has; without a slug, those that any has. English first."""
        names = (
            self._by_slug.get(slug, {}) if slug else {each.language: each for each in self.articles}
        )
        return tuple(sorted(names, key=lambda name: (name != ENGLISH, name)))

    def listed(self, language: str) -> tuple[Article, ...]:
        """Every article once, in this language where it has it."""
        found = (self.article(slug, language) for slug in self._by_slug)
        return tuple(each for each in found if each is not None)

    def speaking_of(
        self, slugs: Collection[str], language: str, *, most: int = MOST_RELATED
    ) -> tuple[Article, ...]:
        """At most so many articles that speak of these terms and topics, the nearest first."""
        weighed = [(_weight(each, slugs), each) for each in self.listed(language)]
        weighed.sort(key=lambda pair: -pair[0])
        return tuple(each for weight, each in weighed if weight)[:most]

    def for_place(self, offered: Collection[str], language: str) -> tuple[Article, ...]:
        """At most three for somebody who looks at one place: what to ask any place, and the
        articles that are mainly about something it offers."""
        listed = self.listed(language)
        always = [each for each in listed if each.every_place]
        mainly = [each for each in listed if each.about[0] in offered and not each.every_place]
        return (*mainly[: MOST_RELATED - len(always)], *always)


def _weight(article: Article, slugs: Collection[str]) -> int:
    mainly = _MAINLY if article.about[0] in slugs else 0
    return mainly + sum(_ALSO for slug in article.about[1:] if slug in slugs)
