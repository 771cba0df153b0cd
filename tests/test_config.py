"""Settings: what is misspelt or makes no sense is refused with one sentence, and nothing else."""

import pytest

from finder.config import Config
from finder.errors import ConfigError


@pytest.mark.parametrize(
    "url",
    ["", "https://find.example.org", "http://127.0.0.1:8000", "https://find.example.org/"],
)
def test_the_sites_own_address_is_kept_without_a_slash_at_its_end(url: str) -> None:
    assert Config.from_env({"FINDER_URL": url}).url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    ["find.example.org", "ftp://find.example.org", "https://find.example.org/here", "https://",
     "https://a b", 'https://x"><script>'],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="it must read https://find.example.org"):
        Config.from_env({"FINDER_URL": url})


def test_a_setting_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="FINDER_HOEM is not a setting.*FINDER_HOME"):
        Config.from_env({"FINDER_HOEM": "x"})
