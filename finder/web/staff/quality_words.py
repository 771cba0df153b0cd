"""Quality words: what each number of the data-quality page counts, in the reader's language."""

from collections.abc import Callable

from finder.quality import Age
from finder.vocabulary import Vocabulary
from finder.web.language import gettext, whole
from finder.web.wording import label, source_name


class QualityWords:
    """The words of the page; categories are called what the public side calls them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def what(self, field: str) -> str:
        """A field, or a category of terms."""
        own = {
            "phones": gettext("A phone number"),
            "intake": gettext("A phone number for admissions"),
            "website": gettext("A website"),
            "position": gettext("An exact position"),
            "county": gettext("A county"),
            "credentials": gettext("A license or certificate"),
        }
        category = self._vocabulary.category(field)
        return own.get(field) or (label(category) if category else field)

    def age(self, age: Age) -> str:
        """How long ago, as a range."""
        if age.after is None:
            return gettext("Never")
        if age.until is None:
            return gettext("More than %(n)s years ago", n=whole(age.after // 365))
        if age.until >= 365 and age.until % 365 == 0 and age.after % 365 == 0:
            years = {"from_": whole(age.after // 365), "to": whole(age.until // 365)}
            return gettext("%(from_)s to %(to)s years ago", **years)
        days = {"from_": whole(age.after), "to": whole(age.until)}
        return gettext("%(from_)s to %(to)s days ago", **days)

    def list_name(self, name: str) -> str:
        """What the places of a list have in common."""
        kind, _, rest = name.partition(":")
        what, _, source = rest.partition("@")
        words: dict[str, Callable[[], str]] = {
            "without": lambda: self._without(what, source),
            "position": lambda: {
                "exact": gettext("Position known exactly"),
                "zip": gettext("Position known by ZIP only"),
                "city": gettext("Position known by city only"),
            }.get(what, what),
            "shared": lambda: {
                "phone": gettext("Places that share a phone number"),
                "place": gettext("Places with the same name and address"),
            }.get(what, what),
            "licence": lambda: {
                "expired": gettext("Places with a license that has run out"),
                "expiring": gettext("Places with a license that runs out within 60 days"),
            }.get(what, what),
            "code": lambda: gettext("Code %(code)s, which no word of ours stands for", code=rest),
            "said": lambda: gettext("By the day their source speaks of"),
            "called": lambda: gettext("By the last call that found the number right"),
        }
        return words[kind]() if kind in words else name

    def _without(self, what: str, source: str) -> str:
        if source:
            told = {"what": self.what(what), "source": source_name(source)}
            return gettext("Not said by %(source)s: %(what)s", **told)
        return gettext("Not said: %(what)s", what=self.what(what))
