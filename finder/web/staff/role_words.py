"""Role words: what each role is called."""

from finder.staff import Role
from finder.web.language import gettext


def role_name(role: Role) -> str:
    """A role in the reader's language."""
    words = {
        Role.VIEWER: gettext("viewer"),
        Role.STEWARD: gettext("steward"),
        Role.OWNER: gettext("owner"),
    }
    return words[role]
