"""Guided: every search of every article, asked about the hundred largest cities.

    python -m bench.guided [--home FOLDER] [--cities 100]

Each article's page is opened as somebody opens it who comes from results about that city, and its
links are read off it: how many places, or that there are none near by. A link that says there are
none must lead to the nearest ones elsewhere. Ends with 1 where one leads nowhere.
"""

import argparse
import re
import sys
from collections import defaultdict
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

from bench.real_home import DEFAULT_HOME, parts_of
from finder.app import create_app
from finder.config import Config
from finder.guidance import Article
from finder.guidance.library import ENGLISH
from finder.places import Gazetteer, Place
from finder.search.params import near_text
from finder.wiring import Parts

# "At least 95 of the 100 largest" is what a search must reach to go without a remark.
WANTED = 0.95
_LINK = re.compile(
    r'<p class="find"><a class="plain" href="(?P<href>[^"]+)"[^>]*>(?P<label>.*?)</a>'
    r"\s*<span[^>]*>(?P<found>.*?)</span></p>",
    re.DOTALL,
)


def largest(gazetteer: Gazetteer, most: int) -> list[Place]:
    """The cities with the most people, the largest first."""
    cities = (each for state in gazetteer.states() for each in gazetteer.cities_in(state.state))
    return sorted(cities, key=lambda city: -city.population)[:most]


def links(browser: FlaskClient, article: Article, near: str) -> list[tuple[str, str, str]]:
    """Label, address and count-in-words of each search on an article's page."""
    answer = browser.get(f"/guidance/{article.slug}", query_string={"near": near, "lang": ENGLISH})
    assert answer.status_code == 200, answer.status
    text = answer.get_data(as_text=True)
    return [
        (unescape(found["label"]), unescape(found["href"]), unescape(found["found"]))
        for found in _LINK.finditer(text)
    ]


def measured(parts: Parts, most: int) -> tuple[dict[str, list[tuple[str, list[str]]]], list[str]]:
    """For each article its searches, each with the cities that have none near by; and every link
    that leads to no place at all."""
    browser = create_app(parts).test_client()
    rows: dict[str, list[tuple[str, list[str]]]] = {}
    dead: list[str] = []
    cities = largest(parts.gazetteer, most)
    for article in parts.guidance.listed(ENGLISH):
        without: dict[str, list[str]] = defaultdict(list)
        for city in cities:
            found = links(browser, article, near_text(city))
            assert len(found) == len(article.searches), article.slug
            for label, href, words in found:
                number = re.match(r"[\d,]+", words)
                if number is None:  # it says that there are none near by
                    without[label].append(city.label)
                    page = browser.get(href).get_data(as_text=True)
                    if "<article" not in page:
                        dead.append(f"{article.slug}: {label}, {city.label}")
        rows[article.slug] = [(each.label, without[each.label]) for each in article.searches]
        print(f"{article.slug}: {len(article.searches)} searches", file=sys.stderr, flush=True)
    return rows, dead


def main() -> int:
    """Measures, tells, and gives what the process ends with."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, default=DEFAULT_HOME)
    asked.add_argument("--cities", type=int, default=100)
    given = asked.parse_args()
    parts = parts_of() if given.home == DEFAULT_HOME else Parts(Config(home=given.home))
    parts.searchable()
    rows, dead = measured(parts, given.cities)
    total = below = 0
    for slug, searches in rows.items():
        for label, without in searches:
            total += 1
            reached = given.cities - len(without)
            if without:
                few = reached < WANTED * given.cities
                below += few
                mark = " *" if few else ""
                print(f"{slug}: {label}: {reached} of {given.cities}{mark}")
                print(f"    none within 25 miles, and the page says so: {'; '.join(without)}")
    print(f"{total} searches about {given.cities} cities; {below} reach fewer than 95 in 100 (*)")
    for each in dead:
        print(f"leads nowhere: {each}")
    print(f"{len(dead)} links lead nowhere")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
