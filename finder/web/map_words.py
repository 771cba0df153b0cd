"""Map words: what a mark on a map is called, for those who hear it and those who point at it."""

from finder.maps import Cluster, runs
from finder.web.language import gettext, ngettext
from finder.web.wording import joined


def mark_name(cluster: Cluster) -> str:
    """The name of a mark, begun with what is seen on it: "3: Example House", "3–5: …", and where
    that tells too little, "3 +3 (3, 7 to 8 and 12): …". Who speaks to a browser says what they see.
    """
    if len(cluster.pins) == 1:
        pin = cluster.pins[0]
        if pin.about:
            return gettext(
                "%(number)s: %(name)s, about here", number=str(pin.number), name=pin.name
            )
        return gettext("%(number)s: %(name)s", number=str(pin.number), name=pin.name)
    numbers = [
        str(first)
        if first == last
        else gettext("%(first)s to %(last)s", first=str(first), last=str(last))
        for first, last in runs([pin.number for pin in cluster.pins])
    ]
    shown, total = cluster.text, len(cluster.pins)
    return ngettext(
        "%(numbers)s: %(total)s place here, the first is %(name)s",
        "%(numbers)s: %(total)s places here, the first is %(name)s",
        total,
        numbers=f"{shown} ({joined(numbers)})" if "+" in shown else shown,
        total=str(total),
        name=cluster.pins[0].name,
    )


WORDS = {"mark_name": mark_name}
