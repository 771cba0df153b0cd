"""Page states: every page there is, as people meet it: full, empty, refused, half way, broken.

Each state is judged by axe-core and html-validate. `on` names the site: the demonstration
directory as it is served, or a site on the stage (`tests/journeys/casts.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyotp
from playwright.sync_api import Page

from finder.guidance.safety import Risk
from tests.staff.desks import PASSWORD


@dataclass(frozen=True, slots=True)
class State:
    """One page in one state. In `path`, `{name}` stands for what the site itself gave; `then` is
    what somebody does on the page before it is judged; `spoken` says in which languages."""

    name: str
    path: str
    on: str = "demo"
    then: Callable[[Page], None] | None = None
    spoken: tuple[str, ...] = ("en", "es")


# People who have no authenticator app; each can set one up but once.
NEW_PEOPLE = tuple(f"Nils the {number}." for number in range(1, 9))
_NEW = iter(NEW_PEOPLE)


def _press(page: Page, button: str) -> None:
    """Press the last of such buttons, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(button).last.click()


def _answer(*risks: Risk) -> Callable[[Page], None]:
    def answered(page: Page) -> None:
        for risk in Risk:
            page.locator(f"#{risk}-{'yes' if risk in risks else 'no'}").check()
        _press(page, "main form button")

    return answered


def _send(page: Page) -> None:
    """Send the main form as it stands, past what the browser itself would refuse."""
    page.locator("main form").last.evaluate("form => form.noValidate = true")
    _press(page, "main form button")


def _without_a_reason(page: Page) -> None:
    page.locator("main [name=reason]").last.fill("")
    _send(page)


def _split_nothing(page: Page) -> None:
    page.locator("form:has(#split-reason)").evaluate("form => form.noValidate = true")
    _press(page, "form:has(#split-reason) button")


def _of_device(page: Page) -> None:
    """The list that a script asks for, as it is sent: the ids of the link's places, posted."""
    with page.expect_navigation():
        page.evaluate("""() => {
          const form = document.createElement('form');
          const ids = [...document.querySelectorAll('.kept .choose input')];
          form.method = 'post';
          form.action = location.pathname;
          form.innerHTML = `<input name="ids" value="${ids.map((each) => each.value)},zzzz">`;
          document.body.append(form);
          form.submit();
        }""")


def _sign_in(name: str, password: str = PASSWORD, step: str = "") -> Callable[[Page], None]:
    """Signs in; `step` is where that leads, which the stage does not tell the browser."""

    def signed_in(page: Page) -> None:
        page.fill("#name", name)
        page.fill("#password", password)
        _press(page, "main button.go")
        if step:
            page.goto(f"https://stranger.localhost/staff/{step}")

    return signed_in


def _set_up(page: Page) -> None:
    _sign_in(next(_NEW), step="authenticator")(page)
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.fill("#code", pyotp.TOTP(secret).now())
    _press(page, "main button.go")


def _wrong_code(page: Page) -> None:
    _sign_in("Nora", step="code")(page)
    page.fill("#code", "000000")
    _press(page, "main button.go")


PUBLIC = (
    State("home", "/"),
    State("search, nothing asked", "/search"),
    State("results", "/search?q=detox&near=44301"),
    State("results, second page", "/search?q=detox&near=44301&within=200&page=2"),
    State("results, many filters", "/search?program=detox&payment=medicaid&near=Ohio"),
    State("results, explained", "/search?unsaid=medicaid&near=44301&q=detox&explain=1"),
    State("results, twenty full ones", "/search?near=44301&program=detox", "full"),
    State("results, one", "/search?q=Willow+Creek", "few"),
    State("results, none", "/search?q=zzzz&near=Nowhere"),
    State("results, none near", "/search?q=detox+guam"),
    State("results, of nothing listed", "/search?q=detox&near=44301", "none"),
    State("results, a crisis", "/search?q=i+want+to+die"),
    State("results, a warning", "/search?q=heroin&near=44301"),
    State("results, poison", "/search?q=my+kid+drank+bleach"),
    State("results, two meanings", "/search?q=meth+clinic"),
    State("results, two places", "/search?q=detox&near=Portland&foo=1"),
    State("results, permanent", "/find/detox/in/ohio/akron"),
    State("facility", "{facility}?near=44301"),
    State("facility, says all", "/facility/many00000000/example-place-000", "full"),
    State("facility, retired", "/facility/old000000004/old-harbor-house", "few"),
    State("compare", "/compare?ids={ids}&near=44301&program=detox"),
    State("compare, nothing chosen", "/compare"),
    State("compare, what is gone", "/compare?ids=zzzz,{id}"),
    State("plan of calls", "/plan?ids={ids}&near=44301&program=detox"),
    State("plan of calls, nothing chosen", "/plan"),
    State("saved, how it works", "/saved"),
    State("saved, by a link", "/saved?ids={ids}&near=44301"),
    State("saved, what is gone", "/saved?ids=zzzz,old000000004", "few"),
    State("saved, on this device", "/saved?ids={ids}", then=_of_device),
    State("browse", "/browse/"),
    State("browse, state", "/browse/ohio/"),
    State("browse, state of few", "/browse/wyoming/"),
    State("browse, nothing listed", "/browse/", "none"),
    State("guides", "/guidance"),
    State("guide", "/guidance/heroin-and-fentanyl"),
    State("guide, near", "/guidance/detox?near=44301"),
    State("safety check", "/guidance/safety-check"),
    State("safety check, left blank", "/guidance/safety-check", then=_send),
    State("safety check, no danger", "/guidance/safety-check", then=_answer()),
    State("safety check, violence", "/guidance/safety-check", then=_answer(Risk.VIOLENCE)),
    State("safety check, emergency", "/guidance/safety-check", then=_answer(Risk.EMERGENCY)),
    State("helplines", "/helplines"),
    State("about", "/about"),
    State("privacy", "/privacy"),
    State("accessibility", "/accessibility"),
    State("unseen", "/unseen"),
    State("styleguide", "/styleguide"),
    State("link, to begin", "/link"),
    State("link, made", "/link?q=detox&near=44301"),
    State("embed", "/embed/detox/near/44301"),
    State("report", "/report/about/{id}"),
    State("report, refused", "/report/about/{id}", then=_send),
    State("report, look up", "/report"),
    State("report, waiting", "/report/{waiting}", "staff"),
    State("report, ended", "/report/{ended}", "staff"),
    State("error, not found", "/nowhere"),
    State("error, no such report", "/report/zzzzzzzz"),
    State("error, index not ready", "/search?q=detox", "busy"),
    State("error, ours", "/search?q=detox", "faulty"),
    State("error, last resort", "/search?q=detox", "gone", spoken=("en",)),
)

STAFF = tuple(
    State(f"staff, {name}", path, on, then, spoken=("en",))
    for name, path, on, then in (
        ("sign in", "/staff/sign-in", "stranger", None),
        ("sign in, refused", "/staff/sign-in", "stranger", _sign_in("Neva", "wrong")),
        ("authenticator", "/staff/sign-in", "stranger", _sign_in("Neva", step="authenticator")),
        ("recovery", "/staff/sign-in", "stranger", _set_up),
        ("code", "/staff/sign-in", "stranger", _sign_in("Nora", step="code")),
        ("code, refused", "/staff/sign-in", "stranger", _wrong_code),
        ("first", "/staff", "nobody", None),
        ("home", "/staff/home", "staff", None),
        ("account", "/staff/account", "staff", None),
        ("account, refused", "/staff/account", "staff", _send),
        ("acts", "/staff/acts", "staff", None),
        ("people", "/staff/people", "staff", None),
        ("people, refused", "/staff/people", "staff", _send),
        ("not allowed", "/staff/people", "viewer", None),
        ("imports", "/staff/imports", "staff", None),
        ("import, published", "/staff/imports/2", "staff", None),
        ("import, new", "/staff/imports/new", "staff", None),
        ("import, refused", "/staff/imports/new", "staff", _send),
        ("import, being looked at", "{working}", "staff", None),
        ("import, looked at", "{looked}", "staff", None),
        ("import, columns", "{table}/columns", "staff", None),
        ("import, plan", "{ready}", "staff", None),
        ("import, plan of no change", "{published}", "staff", None),
        ("import, changes", "{ready}/changes", "staff", None),
        ("import, changes of none", "{ready}/changes?words=nowhere", "staff", None),
        ("import, problems", "{ready}/problems", "staff", None),
        ("profiles", "/staff/profiles", "staff", None),
        ("facilities", "/staff/facilities", "staff", None),
        ("facilities, none", "/staff/facilities?id=zzzz", "staff", None),
        ("place", "/staff/facilities/{place}", "staff", None),
        ("place, refused", "/staff/facilities/{place}", "staff", _send),
        ("place, its history", "/staff/facilities/{place}/history", "staff", None),
        ("place, its listings", "/staff/facilities/{place}/listings", "staff", None),
        ("place, of two lists", "/staff/facilities/willow/listings", "staff", None),
        ("place, not split", "/staff/facilities/willow/listings", "staff", _split_nothing),
        ("duplicates", "/staff/duplicates", "staff", None),
        ("duplicates, none of a kind", "/staff/duplicates?evidence=website", "staff", None),
        ("duplicates, refused", "/staff/duplicates", "staff", _without_a_reason),
        ("decisions", "/staff/decisions", "staff", None),
        ("reports", "/staff/reports", "staff", None),
        ("report", "/staff/reports/{waiting}", "staff", None),
        ("report, ended", "/staff/reports/{ended}", "staff", None),
        ("calls to make", "/staff/verify", "staff", None),
        ("quality", "/staff/quality", "staff", None),
        ("quality, a list", "/staff/quality/list?of=without:website", "staff", None),
    )
)
