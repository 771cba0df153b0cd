"""The call plan in words: every question, what to ask anywhere, and what should make one wary."""

from collections.abc import Callable

from finder.vocabulary import Term
from finder.web.call_plan import Question
from finder.web.clauses import inside_sentence
from finder.web.language import gettext
from finder.web.wording import DETOX, label, short


def question(asked: Question) -> str:
    """A question, as one says it on the phone."""
    if asked.name:
        return _of_anyone(asked.name)
    return _of_term(asked.term)


def everywhere() -> tuple[str, ...]:
    """What no list can say, to be asked at every place."""
    return (
        gettext("Do you have room now? If not, how long is the wait?"),
        gettext("When can I have a first visit? Is it within 48 hours?"),
        gettext("Who looks at my health before you say I am in? Is it a clinician?"),
        gettext("What will I pay in all? Can I have that in writing?"),
        gettext("What if I use again? Do you put me out?"),
        gettext("At which hours can I call you?"),
    )


def red_flags() -> tuple[str, ...]:
    """What should make a caller wary; the guide on questions and red flags has the evidence."""
    return (
        gettext("They offer you a bed before anyone has asked about your health."),
        gettext("They want a lot of money up front."),
        gettext("They offer a free flight, gifts, or to drop your copay."),
        gettext("They promise a cure."),
        gettext("They tell you to stop a medicine that works for you."),
        gettext("They want costly urine tests each day."),
        gettext("The person on the phone will not say which place they work for."),
    )


def _of_anyone(name: str) -> str:
    words = {
        "keep-medicine": lambda: gettext(
            "May I stay on my opioid medicine (buprenorphine or methadone)?"
        ),
        "give-medicine": lambda: gettext("Do you give buprenorphine or methadone?"),
        "cost-help": lambda: gettext("Do you take Medicaid, or help with the cost?"),
        "mind": lambda: gettext("Do you treat mental illness too?"),
        "detox-on-site": lambda: gettext("Do you have detox on site, with a doctor?"),
        "naloxone": lambda: gettext("Will I get naloxone (Narcan) when I leave?"),
        "afterwards": lambda: gettext("What happens after the program?"),
        "family": lambda: gettext("Can my family take part?"),
        "checked-by": lambda: gettext("Are you licensed or accredited? By whom?"),
    }
    return words[name]()


# Labels that no pattern turns into something people say.
_TERMS: dict[str, Callable[[], str]] = {
    "accepts-moud": lambda: _of_anyone("keep-medicine"),
    "accepts-alcohol-medicine": lambda: gettext("May I stay on my medicine for alcohol use?"),
    "accredited": lambda: gettext("Are you accredited? By whom?"),
    "state-licensed": lambda: gettext("Do you have a state license? From whom?"),
    "alcohol-only": lambda: gettext("Do you treat alcohol use only?"),
    "opioid-only": lambda: gettext("Do you treat opioid use only?"),
    "beds-for-children": lambda: gettext("Can my children stay with me?"),
    "buprenorphine": lambda: gettext("Can someone there prescribe buprenorphine (Suboxone)?"),
    "case-management": lambda: gettext("Will I have a case manager?"),
    "co-occurring": lambda: _of_anyone("mind"),
    "dui": lambda: gettext("Do you have a program for DUI or DWI?"),
    "dui-only": lambda: gettext("Do you take DUI or DWI clients only?"),
    "family-counseling": lambda: gettext("Do you offer family counseling?"),
    "free": lambda: gettext("Is it free?"),
    "live-in": lambda: gettext("Do you offer live-in treatment?"),
    "low-cost": lambda: gettext("Do you have free or low-cost care?"),
    "naloxone": lambda: _of_anyone("naloxone"),
    "naltrexone": lambda: gettext("Can someone there prescribe naltrexone (Vivitrol)?"),
    "opioid-treatment-program": lambda: gettext("Do you give methadone for opioid use?"),
    "outpatient": lambda: gettext("Do you offer outpatient treatment?"),
    "payment-assistance": lambda: gettext("Do you help with the cost?"),
    "public-funding": lambda: gettext("Can government money pay for my treatment?"),
    "self-pay": lambda: gettext("What is the price if I pay by myself?"),
    "sliding-fee": lambda: gettext("Can I pay by what I earn?"),
    "smoke-free": lambda: gettext("Is smoking forbidden?"),
    "smoking-allowed": lambda: gettext("Is smoking allowed?"),
    "state-insurance": lambda: gettext("Do you take a state health plan?"),
    "substance-use-treatment": lambda: gettext("Do you treat alcohol or drug use?"),
    "vape-free": lambda: gettext("Is vaping forbidden?"),
    "vaping-allowed": lambda: gettext("Is vaping allowed?"),
}
_OF_WORDS = frozenset({"language"})


def _of_term(term: Term) -> str:
    if term.slug in _TERMS:
        return _TERMS[term.slug]()
    named = label(term) if term.category in _OF_WORDS else short(term)
    what = inside_sentence(named, term.category)
    words = {
        "payment": lambda: gettext("Do you take %(what)s?", what=what),
        "people": lambda: gettext("Do you have help for %(what)s?", what=what),
        "accepts": lambda: gettext("Do you accept %(what)s?", what=what),
        "substance": lambda: gettext("Do you help with %(what)s?", what=what),
        "language": lambda: gettext("Can I get help in %(what)s?", what=what),
        "accreditation": lambda: gettext("Do you have this: %(what)s?", what=named),
        "operator": lambda: gettext("Does this fit you: %(what)s?", what=named),
    }
    kind = DETOX if DETOX in term.slug else term.category
    return words.get(kind, lambda: gettext("Do you offer %(what)s?", what=what))()
