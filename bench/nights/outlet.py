"""A generated outlet: what it publishes each night, its site's responses, and the truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

LISTED = 14  # articles on the front page
NOTICE = (
    "All pages of this paper are being moved tonight. Readers will find them here again in the "
    "morning. The desk thanks you for your patience and asks you to come back then."
)
CAPTCHA = (
    "<html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1><p>Your request "
    "looks automated. Please complete the captcha to go on. Ray {}</p></body></html>"
)
_WORDS_LIST = """
harbour council teacher bridge paper summer window garden letter engine island village mountain
student kitchen market bicycle doctor library harvest station painter festival lantern captain
engineer factory forest temple century weaver fisherman pepper coffee cotton ferry border customs
museum pagoda dragon buffalo monsoon railway bamboo bakery orchard quarry sailor surgeon tailor
"""
WORDS = tuple(_WORDS_LIST.split())  # of headlines
_SYLLABLES = ("ba", "ko", "ri", "ten", "mu", "lar", "so", "vin", "dap", "qui", "len", "tho", "gar")
VOCABULARY = tuple(a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES)
"""Words of texts: with as many, two texts share hardly any, as two real ones share few."""
OWN_WORDS = 120  # words that a text uses


class Fate(StrEnum):
    """The fate of an article after the night it appears in."""

    STAYS = "stays"
    CORRECTED = "corrected"
    REWRITTEN = "rewritten"
    GONE = "gone"
    RETURNS = "gone for a night"
    LATE = "not there in its first night"
    MOVED = "moved with a redirect"
    MOVED_AWAY = "moved, the old address gone"


class Weather(StrEnum):
    """The condition of a site in one night."""

    FINE = "fine"
    MAINTENANCE = "maintenance"
    CAPTCHA = "captcha"
    SLOW = "slow"
    DOWN = "down"
    MIXED_UP = "mixed up"


class Mixing(StrEnum):
    """The article that a site with mixed-up articles returns."""

    ANY = "any one"
    NEWEST = "the newest one"
    NAMED = "any one, which names its own URL"
    FEW = "any one, at a third of the URLs"


@dataclass
class Story:
    """The truth about an article.

    Attributes:
        path: its current path.
        born: night of its first listing.
        versions: its texts, the current one last.
        is_seen_at_birth: whether the site served it in its first night.
        shown: paths that returned the article, and those that the front page listed in a night in
            which they would have.
    """

    number: int
    title: str
    path: str
    born: int
    at: datetime
    fate: Fate
    versions: list[str]
    old_path: str = ""
    is_there: bool = True
    is_seen_at_birth: bool = True
    shown: set[str] = field(default_factory=set)

    @property
    def is_lost_to_readers(self) -> bool:
        """Whether no front page ever linked to its path, and its old one does not redirect."""
        return self.fate is Fate.MOVED_AWAY and self.path not in self.shown

    @property
    def html(self) -> str:
        """Return its page."""
        body = "".join(f"<p>{part}</p>" for part in self.versions[-1].split("\n"))
        return (
            f'<html lang="en"><head><title>{self.title}</title>'
            f'<meta property="article:published_time" content="{self.at.isoformat()}"></head>'
            f"<body><nav><a href=/>Home</a></nav><article><h1>{self.title}</h1>{body}</article>"
            "</body></html>"
        )


@dataclass
class Outlet:
    """An outlet and its random generator.

    ``start`` is the time of night 0. ``is_numbered``: its URLs are numbers, and the links on its
    front page are no headlines.
    """

    name: str
    start: datetime
    chance: random.Random
    is_numbered: bool = False
    stories: list[Story] = field(default_factory=list)
    weather: Weather = Weather.FINE
    night: int = -1
    asked: int = 0
    refused: int = 0
    gone: int = 0

    def next_night(self, weather: Weather, *, news: bool) -> None:
        """Advance a day: fates are applied, and (``news``) articles appear."""
        self.night += 1
        self.weather, self.asked, self.refused, self.gone = weather, 0, 0, 0
        for story in self.stories:
            self._age(story)
        for _ in range(self.chance.randint(3, 6) if news else 0):
            self._publish()

    def _age(self, story: Story) -> None:
        age = self.night - story.born
        if story.fate is Fate.LATE:
            story.is_there = age >= 1
        elif story.fate is Fate.RETURNS:
            story.is_there = age != 1
        elif story.fate is Fate.GONE:
            story.is_there = age < 1
        elif age == 1 and story.fate is Fate.CORRECTED:
            sentence = f"Correction: the number of visitors was {self.chance.randint(100, 999)}."
            story.versions.append(f"{story.versions[-1]}\n{sentence}")
        elif age == 1 and story.fate is Fate.REWRITTEN:
            story.versions.append(self._prose(self._topic()))
        elif age == 1 and story.fate in (Fate.MOVED, Fate.MOVED_AWAY):
            story.old_path, story.path = story.path, f"/moved{story.path}"

    def _publish(self) -> None:
        number = len(self.stories) + 1
        topic = self._topic()
        title = f"{' '.join(topic).capitalize()} in district {number}"
        name = f"{'-'.join(topic)}-{1000 + number}"
        fates = list(Fate)
        weights = [12, 3, 1, 1, 1, 1, 1, 1]
        fate = self.chance.choices(fates, weights)[0]
        at = self.present() - timedelta(hours=self.chance.randint(1, 5))
        story = Story(
            number=number,
            title=title,
            path=f"/news/{1000 + number if self.is_numbered else name}.html",
            born=self.night,
            at=at,
            fate=fate,
            versions=[self._prose([*topic, "district"])],
            is_there=fate is not Fate.LATE,
            is_seen_at_birth=self.weather in (Weather.FINE, Weather.SLOW),
        )
        self.stories.append(story)

    def present(self) -> datetime:
        """The time of this night."""
        return self.start + timedelta(days=self.night)

    def _topic(self) -> list[str]:
        return self.chance.sample(WORDS, 4)

    def _prose(self, topic: list[str]) -> str:
        parts, own = [], self.chance.sample(VOCABULARY, OWN_WORDS)
        for _ in range(6):
            chosen = [self.chance.choice(own) for _ in range(24)]
            chosen[3], chosen[11] = self.chance.choice(topic), self.chance.choice(topic)
            parts.append(f"The {' '.join(chosen)}, said {self.chance.choice(topic)} on Monday.")
        return "\n".join(parts)

    def answer(self, path: str) -> tuple[int, str, str]:
        """Return status, body and Location of the site's response."""
        if self.weather is Weather.DOWN:
            return 500, "", ""
        if path == "/":
            return 200, self._front(), ""
        story = next((one for one in self.stories if path in (one.path, one.old_path)), None)
        if story is None:
            return 404, "nothing here", ""
        self.asked += 1
        if self.weather is Weather.MAINTENANCE:
            self.refused += 1
            page = "<html><head><title>Back soon</title></head><body><article><h1>Back soon</h1>"
            return 200, f"{page}<p>{NOTICE}</p></article></body></html>", ""
        if self.weather is Weather.CAPTCHA and self.asked > 2:
            self.refused += 1
            return 200, CAPTCHA.format(f"{self.asked * 7919:x}"), ""
        if self.weather is Weather.MIXED_UP and (other := self._another_than(story)) is not None:
            self.refused += 1
            named = f'<link rel="canonical" href="{other.path}"></head>'
            html = (
                other.html.replace("</head>", named) if self._mixing is Mixing.NAMED else other.html
            )
            return 200, html, ""
        if path == story.old_path and story.fate is Fate.MOVED:
            return 301, "", story.path
        if path == story.old_path or not story.is_there:
            self.gone += 1
            return (410, "gone", "") if story.number % 2 else (404, "gone", "")
        story.shown.add(path)
        return 200, story.html, ""

    @property
    def _mixing(self) -> Mixing:
        kinds = tuple(Mixing)
        return kinds[self.night % len(kinds)]

    def _another_than(self, story: Story) -> Story | None:
        """Return the article that a cache with mixed-up keys has for a story's URL this night."""
        turn = story.number * 7 + self.night
        if self._mixing is Mixing.FEW and turn % 3:
            return None
        others = [one for one in self.stories if one is not story] or [story]
        return others[-1 if self._mixing is Mixing.NEWEST else turn % len(others)]

    def _front(self) -> str:
        there = [one for one in self.stories if one.is_there or one.fate is not Fate.GONE]
        listed = there[-LISTED:]
        if self.weather in (Weather.FINE, Weather.SLOW):
            for story in listed:
                story.shown |= {story.path} if story.is_there else set()
        links = "".join(
            f'<p><a href="{one.path}">{"Read on" if self.is_numbered else one.title}</a></p>'
            for one in reversed(listed)
        )
        return f"<html><head><title>{self.name}</title></head><body>{links}</body></html>"


def at_midnight() -> datetime:
    """The time of night 0: now."""
    return datetime.now(UTC).replace(microsecond=0)
