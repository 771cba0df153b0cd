"""Map words: what a mark on a map is called, for those who hear it and those who point at it."""

from finder.maps import Amount, Cluster, Shade, ShadedArea, runs
from finder.web.language import gettext, ngettext, whole
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


def area_name(area: ShadedArea) -> str:
    """The name of an area of a map of counts: "Summit County: 3 places"."""
    return "; ".join(amount_name(amount) for amount in area.amounts)


def amount_name(amount: Amount) -> str:
    """An area and how many places it has."""
    return ngettext(
        "%(area)s: %(total)s place",
        "%(area)s: %(total)s places",
        amount.total,
        area=amount.name,
        total=whole(amount.total),
    )


def shade_range(shade: Shade) -> str:
    """The counts of a shade: "3", "5 to 9", "500 or more"."""
    if shade.most is None:
        return gettext("%(number)s or more", number=whole(shade.least))
    if shade.least == shade.most:
        return whole(shade.least)
    return gettext("%(first)s to %(last)s", first=whole(shade.least), last=whole(shade.most))


WORDS = {"mark_name": mark_name, "area_name": area_name, "shade_range": shade_range}
FILTERS = {"amount_name": amount_name}
