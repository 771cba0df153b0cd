"""Staff: who is let in, for how long, and what is written down of it."""

import re
from unicodedata import normalize

import pytest

from finder.staff import NotPossible, Permission, Role, Throttled, WeakPassword, codes
from finder.staff.passwords import Hashing, check_strength
from finder.tables import writing
from tests.staff.desks import PASSWORD, Bench, bench


@pytest.fixture
def on(tmp_path) -> Bench:
    return bench(tmp_path)


def test_a_name_and_a_password_that_go_together_let_in(on: Bench) -> None:
    ada = on.somebody()
    assert on.staff.check_password("Ada", PASSWORD, "") == ada
    assert on.staff.check_password("Ada", PASSWORD + "!", "") is None
    assert on.staff.check_password("Nobody", PASSWORD, "") is None


def test_who_is_disabled_is_out_at_once_and_may_come_back(on: Bench) -> None:
    on.somebody("Grace")
    ada = on.somebody()
    token = on.sessions.begin(ada)
    on.staff.disable(ada, by="Grace")
    assert on.sessions.who(token) is None
    assert on.staff.check_password("Ada", PASSWORD, "") is None
    on.staff.enable(on.staff.named("Ada"), by="Grace")
    assert on.staff.check_password("Ada", PASSWORD, "") is not None


def test_the_last_owner_stays(on: Bench) -> None:
    ada = on.somebody()
    with pytest.raises(NotPossible, match="only owner"):
        on.staff.disable(ada, by="Ada")
    with pytest.raises(NotPossible, match="only owner"):
        on.staff.set_role(ada, Role.STEWARD, by="Ada")
    on.somebody("Grace")
    on.staff.set_role(ada, Role.STEWARD, by="Grace")
    assert on.staff.named("Ada").role is Role.STEWARD


@pytest.mark.parametrize(
    "password",
    ["short", "x" * 129, "aaaaaaaaaaaaaaaa", "password1234567", "passwordpassword",
     "1234567890123456", "qwertyuiop12345", "Ada Lovelace 123"],
)  # fmt: skip
def test_passwords_that_others_guess_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(password, "Ada Lovelace")


def test_a_password_is_judged_by_its_length_and_nothing_else() -> None:
    check_strength("seven quiet herons", "Ada")
    check_strength("ααβγδε ζηθικ λμν", "Ada")


def test_hashes_are_argon2id_at_the_figures_that_are_written_down() -> None:
    kept = Hashing.costing().hash(PASSWORD)
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=4,p=2\$", kept)


def test_a_code_is_good_once_and_only_in_its_time(on: Bench) -> None:
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    secret = on.staff.authenticator(ada)
    on.staff.confirm(ada, on.code(ada))
    on.clock.pass_(seconds=60)
    code = on.code(ada, secret=secret)
    assert on.staff.check_code(ada, f" {code[:3]} {code[3:]} ")
    assert not on.staff.check_code(ada, code), "it was used"
    on.clock.pass_(seconds=90)
    old = on.code(ada, secret=secret)
    on.clock.pass_(seconds=90)
    assert not on.staff.check_code(ada, old), "it is too old"


def test_a_recovery_code_is_good_once(on: Bench) -> None:
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    given = on.staff.confirm(ada, on.code(ada))
    assert given is not None
    assert len(set(given)) == codes.RECOVERY_CODES
    assert on.staff.check_code(ada, given[0].upper().replace("-", " "))
    assert not on.staff.check_code(ada, given[0])
    assert on.staff.check_code(ada, given[1])


def test_the_secret_of_an_app_is_shown_only_until_it_is_confirmed(on: Bench) -> None:
    with pytest.raises(NotPossible):
        on.staff.authenticator(on.somebody())


def test_a_session_ends_when_idle_and_after_a_working_day(on: Bench) -> None:
    ada = on.somebody()
    token = on.sessions.begin(ada)
    on.clock.pass_(minutes=29)
    assert on.sessions.who(token) == ada
    on.clock.pass_(minutes=29)
    assert on.sessions.who(token) == ada, "each page is a sign of life"
    on.clock.pass_(minutes=31)
    assert on.sessions.who(token) is None
    token = on.sessions.begin(ada)
    for _ in range(25):
        on.clock.pass_(minutes=20)
        alive = on.sessions.who(token)
    assert alive is None, "eight hours are the end in any case"


def test_a_new_role_ends_the_sessions_begun_in_the_old_one(on: Bench) -> None:
    grace = on.somebody("Grace", Role.VIEWER)
    token = on.sessions.begin(grace)
    on.staff.set_role(grace, Role.VIEWER, by="Ada")
    assert on.sessions.who(token) == grace, "nothing has changed"
    on.staff.set_role(grace, Role.STEWARD, by="Ada")
    assert on.sessions.who(token) is None


def test_a_session_goes_on_while_a_publish_holds_the_database(on: Bench) -> None:
    ada = on.somebody()
    token = on.sessions.begin(ada)
    on.clock.pass_(minutes=2)
    with writing(on.staff.database):
        assert on.sessions.who(token) == ada
    on.clock.pass_(minutes=1)
    assert on.sessions.who(token) == ada
    assert on.sessions.of(ada)[0].seen == on.clock(), "and is seen again afterwards"


def test_names_and_passwords_are_the_same_however_a_keyboard_writes_them(on: Bench) -> None:
    name, password = "\u00c9mile Gar\u00e7on", "sept h\u00e9rons calmes \u00e0 midi"
    person = on.staff.add(name, Role.OWNER, password, by="a test")
    apart = normalize("NFD", name.lower()), normalize("NFD", password)
    assert on.staff.check_password(*apart, "") == person
    with pytest.raises(NotPossible, match="already"):
        on.staff.add(apart[0], Role.VIEWER, PASSWORD, by="a test")


def test_signing_out_ends_one_session_and_everywhere_all(on: Bench) -> None:
    ada = on.somebody()
    first, second, third = (on.sessions.begin(ada) for _ in range(3))
    on.sessions.end(first)
    assert (on.sessions.who(first), on.sessions.who(second)) == (None, ada)
    on.sessions.end_all(ada)
    assert (on.sessions.who(second), on.sessions.who(third)) == (None, None)


def test_tokens_passwords_and_codes_are_nowhere_in_the_database(on: Bench, tmp_path) -> None:
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    recovery = on.staff.confirm(ada, on.code(ada)) or ()
    token = on.sessions.begin(ada)
    on.staff.database.dispose()
    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    for secret in (PASSWORD, token, *recovery):
        assert secret.encode() not in kept


def test_guesses_all_hour_long_reach_an_account_sixty_times_an_hour_at_most(on: Bench) -> None:
    on.somebody()
    checked = 0
    for guess in range(1_800):
        on.clock.pass_(seconds=2)
        try:
            on.staff.check_password("Ada", f"guess number {guess:06}", f"10.0.{guess % 250}.1")
        except Throttled:
            continue
        checked += 1
    assert 20 <= checked <= 60


def test_waiting_as_long_as_is_said_lets_in(on: Bench) -> None:
    on.somebody()
    for _ in range(5):
        on.staff.check_password("Ada", "wrong wrong wrong", "")
    with pytest.raises(Throttled) as refused:
        on.staff.check_password("Ada", PASSWORD, "")
    on.clock.pass_(seconds=refused.value.seconds)
    assert on.staff.check_password("Ada", PASSWORD, "") is not None


def test_codes_are_throttled_too(on: Bench) -> None:
    ada = on.somebody()
    for _ in range(5):
        assert not on.staff.check_code(ada, "000000")
    with pytest.raises(Throttled):
        on.staff.check_code(ada, "000000")


def test_an_unknown_name_costs_a_hash_too(on: Bench, monkeypatch) -> None:
    on.somebody()
    hashed = []
    verify = type(on.staff.hashing.hasher).verify
    monkeypatch.setattr(
        type(on.staff.hashing.hasher), "verify", lambda *a: hashed.append(1) or verify(*a)
    )
    for name in ("Ada", "Nobody"):
        on.staff.check_password(name, "wrong wrong wrong", "")
    assert len(hashed) == 2


def test_every_act_is_written_down_with_who_and_when(on: Bench) -> None:
    on.somebody()
    on.somebody("Grace", Role.VIEWER)
    on.staff.set_role(on.staff.named("Grace"), Role.STEWARD, by="Ada")
    act = on.staff.acts()[0]
    assert (act.by, act.did, act.about) == ("Ada", "changed a role", "Grace: steward")
    assert act.at == on.clock()


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        (Role.VIEWER, {Permission.LOOK, Permission.OWN_ACCOUNT}),
        (Role.STEWARD, set(Permission) - {Permission.SIGN_IN, Permission.PEOPLE}),
        (Role.OWNER, set(Permission) - {Permission.SIGN_IN}),
    ],
)
def test_each_role_may_what_is_written_and_no_more(
    on: Bench, role: Role, permissions: set[Permission]
) -> None:
    person = on.somebody(role=role)
    allowed = {each for each in Permission if person.may(each)} - {Permission.SIGN_IN}
    assert allowed == permissions
