"""Column words: what a steward reads for each thing a column can be used for."""

from finder.web.language import gettext


def use_label(use: str) -> str:
    """What a use of a column is called; a use without a word keeps its own."""
    words = {
        "": gettext("not used"),
        "name": gettext("name of the place"),
        "program": gettext("program or unit"),
        "street": gettext("street and number"),
        "street2": gettext("suite, floor"),
        "city": gettext("city"),
        "state": gettext("state"),
        "zip": gettext("ZIP code"),
        "county": gettext("county"),
        "website": gettext("website"),
        "latitude": gettext("latitude"),
        "longitude": gettext("longitude"),
        "phone": gettext("phone"),
        "intake": gettext("phone for admissions"),
        "hotline": gettext("hotline"),
        "city_line": gettext("city, state and ZIP in one"),
        "address": gettext("whole address in one"),
        "coordinates": gettext("latitude and longitude in one"),
        "codes": gettext("codes of SAMHSA’s key"),
        "remark": gettext("text to keep"),
        "identifier": gettext("license number"),
        "valid_until": gettext("license: last day"),
        "status": gettext("license: status"),
        "services": gettext("services"),
    }
    return words.get(use, use)
