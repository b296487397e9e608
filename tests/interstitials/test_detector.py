"""The same page at several URLs is a notice; look-alikes are not."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.interstitials import InterstitialDetector
from pipelines.items import Article, BodyBlock, Hint, Outcome, Page, Result

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
HOME = "https://news.example"
NOTICE = (
    "Our pages are being moved to new machines. Please come back in an hour or so. We thank you "
    "for your patience and are sorry for the trouble this causes to our readers at home and abroad."
)
TOPICS = (
    "harbour pilots strike over night shifts", "rice farmers count the cost of salt water",
    "museum buys back a bronze drum", "new bridge opens three weeks early",
    "fishermen mend nets after the storm", "school choir wins in Singapore",
    "coffee prices fall for a third month", "rangers release forty pangolins",
    "tram line reaches the old market", "doctors warn of dengue in the delta",
    "chess team beats the champions", "painters restore a pagoda roof",
)  # fmt: skip


WORDS_LIST = """
river council teacher morning bridge paper summer window garden promise letter engine island winter
village mountain student kitchen market bicycle weather doctor library harvest station painter
festival boat rain lantern sister captain engineer factory forest temple grandson price century
"""
WORDS = WORDS_LIST.split()


def story(topic: str, words: int = 120) -> str:
    """Return prose about a topic that no other topic shares."""
    chance = random.Random(topic)
    chosen = [chance.choice(WORDS) for _ in range(words)]
    for word in topic.split() * 2:
        chosen.insert(chance.randrange(len(chosen)), word)
    return " ".join(chosen)


def page(
    path: str, text: str, *, title: str = "", hint: str = "", url: str = "", day: int = 0
) -> Result:
    address = HOME + path
    at = NOW - timedelta(days=day) if day else None
    body = (BodyBlock(text),)
    article = Article(url or address, "vna", title or text[:40], body, published_at=at)
    fetched = Page(address, text.encode(), NOW, outlet="vna", hint=Hint(hint or None))
    return Result(address, "vna", NOW, fetched, article)


def slug(topic: str) -> str:
    return f"/{topic.replace(' ', '-')}.html"


def crawl(pages: Iterable[Result]) -> tuple[list[str], list[str], InterstitialDetector]:
    """Return the paths that were accepted and those refused, in the order of the pages.

    Those that a second visit must confirm count as refused.
    """
    detector, tickets = InterstitialDetector(), dict[int, str]()
    refused: dict[int, str | None] = {}
    for result in pages:
        ticket, decisions = detector.take(result)
        tickets[ticket] = result.url.removeprefix(HOME)
        refused |= {one.ticket: one.refused or one.doubt for one in decisions}
    refused |= {one.ticket: one.refused or one.doubt for one in detector.settle()}
    assert refused.keys() == tickets.keys(), "each page is decided once"
    stored = [path for ticket, path in tickets.items() if refused[ticket] is None]
    return stored, [path for ticket, path in tickets.items() if refused[ticket]], detector


def notices(count: int, text: str = NOTICE) -> list[Result]:
    return [page(slug(topic), text) for topic in TOPICS[:count]]


def stories(topics: Iterable[str] = TOPICS) -> list[Result]:
    return [page(slug(topic), story(topic), title=topic) for topic in topics]


@pytest.mark.parametrize("count", [2, 3, 8])
def test_a_notice_at_every_url_is_not_news(count: int) -> None:
    stored, refused, detector = crawl(notices(count))
    assert stored == []
    assert len(refused) == count
    assert (
        detector.notice == f"the same page at {min(count, 3)} addresses: a notice, not an article"
    )


def test_a_notice_that_begins_in_mid_crawl_affects_no_earlier_page() -> None:
    good = stories(TOPICS[:6])
    stored, refused, detector = crawl([*good, *notices(12)[6:]])
    assert stored == [one.url.removeprefix(HOME) for one in good]
    assert len(refused) == 6
    assert detector.notice


def test_a_notice_in_every_other_response_is_found() -> None:
    good, bad = stories(TOPICS[:6]), notices(12)[6:]
    stored, refused, _ = crawl(one for pair in zip(good, bad, strict=True) for one in pair)
    assert (len(stored), len(refused)) == (6, 6)


@pytest.mark.parametrize(
    "form",
    [
        lambda n, _: f"{NOTICE} Reference {n * 7919:x}a1b2c3d4, 12:0{n % 10}.",
        lambda n, topic: f"{NOTICE} You asked for {HOME}{slug(topic)} from 192.0.2.{n}.",
        lambda _, topic: f"{topic.capitalize()}. {NOTICE}",
    ],
    ids=["reference", "address", "headline"],
)
def test_a_notice_with_something_of_each_page_is_one(form) -> None:  # type: ignore[no-untyped-def]
    pages = [page(slug(topic), form(n, topic), title=topic) for n, topic in enumerate(TOPICS[:8])]
    stored, refused, _ = crawl(pages)
    assert stored == []
    assert len(refused) == 8


def test_a_notice_that_repeats_headlines_of_common_words_is_one() -> None:
    """In eight headlines hardly a word is unique: that does not make them a daily series."""
    chance = random.Random(3)
    titles = [" ".join(chance.sample(WORDS[:12], 4)) for _ in range(12)]
    pages = [
        page(f"/{title.replace(' ', '-')}-{n}.html", f"You asked for {title}. {NOTICE}")
        for n, title in enumerate(titles, 1001)
    ]
    stored, refused, _ = crawl(pages)
    assert (stored, len(refused)) == ([], 12)


def test_a_number_that_a_notice_contains_by_chance_makes_it_no_article() -> None:
    """Articles 101 to 115; the notice gives the server's uptime in seconds, 108 and 109."""
    pages = [
        page(f"/village-{n}-in-the-dry-season.html", f"{NOTICE} Up for {108 + n % 2} seconds.")
        for n in range(101, 116)
    ]
    stored, refused, detector = crawl(pages)
    assert (stored, len(refused)) == ([], 15)
    assert detector.notice


def test_words_that_a_notice_contains_by_chance_make_it_no_article() -> None:
    """The article has moved and is about new things: the notice says "moved" and "new" too."""
    pages = [
        *notices(5),
        page("/moved/harbour-pilots-strike-over-new-shifts-1080.html", NOTICE),
    ]
    stored, refused, _ = crawl(pages)
    assert (stored, len(refused)) == ([], 6)


def test_addresses_of_numbers_need_no_words() -> None:
    stored, _, _ = crawl(page(f"/a/{n}", NOTICE) for n in (176531, 176532, 176588))
    assert stored == []


@pytest.mark.parametrize(
    ("wrong", "doubted"),
    [
        # One text at two numbers: whose it is is not known.
        ({"/2041.html": page("/2041.html", story(TOPICS[3]))}, ["/2041.html", "/2043.html"]),
        # A page that names another number as its own, which is not listed tonight.
        (
            {"/2041.html": page("/2041.html", story("herons return"), url=f"{HOME}/1999.html")},
            ["/2041.html"],
        ),
        # Guards: a headline tells them apart; a page that names its phone page.
        ({"/2041.html": page("/2041.html", story(TOPICS[1]), hint=TOPICS[1])}, []),
        ({"/2041.html": page("/2041.html", story(TOPICS[1]), url=f"{HOME}/m/2041.html")}, []),
        (
            {
                "/2041.html": page(
                    "/2041.html", story(TOPICS[1]), hint=TOPICS[1], url=f"{HOME}/1999.html"
                )
            },
            [],
        ),
    ],
)
def test_urls_of_numbers_alone_are_told_apart_by_what_their_pages_say(
    wrong: dict[str, Result], doubted: list[str]
) -> None:
    right = {f"/{2040 + n}.html": page(f"/{2040 + n}.html", story(TOPICS[n])) for n in range(12)}
    stored, refused, detector = crawl((right | wrong).values())
    assert refused == doubted
    assert detector.notice is None
    assert len(stored) == 12 - len(doubted)


def test_a_canonical_url_that_all_pages_share_proves_nothing() -> None:
    pages = [replace(one) for one in notices(5)]
    pages = [
        replace(one, article=replace(one.article, url=f"{HOME}/maintenance.html"))
        for one in pages
        if one.article
    ]
    stored, _, _ = crawl(pages)
    assert stored == []


def test_one_article_at_all_urls_stays_at_its_own() -> None:
    first = stories(TOPICS[:1])[0]
    assert first.article is not None
    copies = [page(slug(topic), first.article.text, title=TOPICS[0]) for topic in TOPICS[1:6]]
    stored, refused, _ = crawl([*copies[:2], first, *copies[2:]])
    assert stored == [slug(TOPICS[0])]
    assert len(refused) == 5


COUNTED = (
    "It is {0}:{1}:{2} and this page cannot be shown. Request {3} came from 192.0.2.{1} and waits "
    "at place {4} of the queue. The desk expects it back in {5} minutes and {2} seconds. {6} other "
    "readers are waiting, {3} of them since {0}:{2}. Ticket {7:x}{4}b expires in {5} seconds."
)


@pytest.mark.parametrize("form", ["{0}", "{1}. {0}", "You asked for {1}. {0}"])
def test_a_notice_with_other_numbers_in_every_sentence_is_one(form: str) -> None:
    chance = random.Random(5)
    pages = [
        page(
            slug(topic),
            form.format(COUNTED.format(*(chance.randint(10, 59) for _ in range(8))), topic),
            hint=topic,
        )
        for topic in TOPICS
    ]
    stored, refused, detector = crawl(pages)
    assert (stored, len(refused)) == ([], 12)
    assert detector.notice


def other_articles(form: str) -> list[Result]:
    """Return pages that show another article each than the one asked for."""
    pages = []
    for number, topic in enumerate(TOPICS):
        shown = TOPICS[(number + 5) % 12] if form != "never announced" else f"{topic[::-1]} abroad"
        path = f"/{17650 + number}.html" if form == "numbers" else slug(topic)
        claimed = HOME + slug(shown) if form == "canonical" else ""
        hint = "" if form in ("canonical", "slugs") else topic
        told = f"{story(shown)} {topic}" if form == "words of both" else story(shown)
        pages.append(page(path, told, title=shown, hint=hint, url=claimed))
    return pages


@pytest.mark.parametrize("form", ["canonical", "slugs", "numbers", "headlines", "never announced"])
def test_other_articles_than_the_announced_ones_wait_for_a_second_visit(form: str) -> None:
    stored, refused, _ = crawl(other_articles(form))
    assert (stored, len(refused)) == ([], 12)


@pytest.mark.parametrize("form", ["canonical", "slugs", "numbers", "headlines", "words of both"])
def test_one_page_mixed_up_among_others_waits(form: str) -> None:
    pages = [page(slug(topic), story(topic), title=topic, hint=topic) for topic in TOPICS]
    pages[4] = other_articles(form)[4]
    stored, refused, _ = crawl(pages)
    assert (len(stored), len(refused)) == (11, 1)


@pytest.mark.parametrize("is_listed", [True, False])
def test_the_headline_of_a_page_that_is_not_fetched_or_not_yet_waits(is_listed: bool) -> None:
    """Its own words are in the text too, which tells of both subjects."""
    gone, topic = TOPICS[0], TOPICS[1]
    failed = Result(HOME + slug(gone), "vna", NOW, outcome=Outcome.FAILED, reason="HTTP 404")
    shown = page(slug(topic), f"{story(gone)} {topic}", title=gone, hint=topic)
    own = page(slug(topic), f"{story(gone)} {topic}", title=topic, hint=topic)
    key = page("/to-qzwxecrvtb.html", story(gone), title=gone, hint="Read on")
    for one, count in ((shown, 0), (own, 1), (key, 1)):
        detector = InterstitialDetector()
        if is_listed:
            detector.announce(f"{HOME}/2041.html", Hint(gone))
            detector.announce(HOME + slug(topic), Hint(topic))
        else:
            detector.take(failed)
        detector.take(one)
        sure = [decision for decision in detector.settle() if decision.doubt is None]
        assert len(sure) == count


# --- what is news all the same -----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_articles_of_their_own_are_stored(count: int) -> None:
    stored, refused, detector = crawl(stories(TOPICS[:count]))
    assert (len(stored), refused, detector.notice) == (count, [], None)


def test_a_daily_series_is_news() -> None:
    text = (
        "Gold bars sold for {0}.{1} million dong a tael on the {1}th of November, {1} thousand "
        "dong more than the day before, the trading company said in its morning list. Rings stood "
        "at {0}.1 million dong. World prices closed at 2,{0} dollars an ounce in New York."
    )
    days = [page(f"/gold-price-{d}-november.html", text.format(80 + d, d), title=f"Gold price, {d} "
                 "November") for d in range(11, 19)]  # fmt: skip
    stored, refused, detector = crawl(days)
    assert (len(stored), refused, detector.notice) == (8, [], None)


def test_the_weather_of_several_towns_is_news() -> None:
    text = (
        "{0}: Clear in the morning, showers in the afternoon, light wind from the east. The "
        "highest temperature in {0} will be 31 degrees, the lowest 22, the weather office says. "
        "Boats on the river should look out for fog before sunrise."
    )
    towns = ("Hanoi", "Hue", "Danang", "Vinh", "Dalat", "Cantho")
    pages = [page(f"/weather-in-{town.lower()}.html", text.format(town)) for town in towns]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (6, [])


def test_a_series_with_few_numbers_is_recognised_by_its_days() -> None:
    text = "The river stood at {}.{} metres in Tan Chau this morning, the water office says."
    pages = [page(f"/a/{n}1765", text.format(n, 7 - n), day=n) for n in range(1, 7)]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (6, [])


def test_articles_from_one_mould_are_distinguished_by_their_numbers() -> None:
    """As tests generate them."""
    text = " ".join(
        "Weavers near the canal said on day {0} that new lamps would cost {0}{1} coins and take "
        f"{{1}}{n} weeks, which the council called reasonable after hearing {{0}}{n} letters."
        for n in range(4)
    )
    pages = [page(f"/national/a-story-of-{n}", text.format(n, n + 3)) for n in range(2, 9)]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (7, [])


def test_articles_of_one_mould_under_other_words_are_told_apart_by_their_numbers() -> None:
    """The URLs say nothing that the texts say, but for the number."""
    pages = [
        page(
            f"/news/village-{n}-in-the-dry-season.html",
            " ".join(
                f"The people of Sơn Tây number {n} mended {n + k} boats, said Lan on day {n * k}."
                for k in range(5)
            ),
        )
        for n in range(101, 113)
    ]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_a_section_in_the_url_need_not_stand_in_the_text() -> None:
    text = "The mill at bend {0} ground {1} sacks on Friday, and the owner counted {0} geese."
    pages = [page(f"/business/markets/{n}.html", text.format(n, n + 7)) for n in range(1, 13)]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_a_series_full_of_numbers_is_news() -> None:
    """Closing prices of companies that each item names, the weather that names no town."""
    prices = (
        "Shares of {0} closed at {1}.{2} on Friday, {3} points up. {4} thousand of them changed "
        "hands in {5} trades, {6} more than on Thursday. The lowest price was {1}.{7}."
    )
    weather = (
        "Between {0} and {1} degrees, wind of {2} to {3} knots, humidity {4} percent. Rain of {5} "
        "millimetres is expected after {6}:{7}, with a sea {3} feet high at {2}:{4}."
    )
    firms = ("Lotus Harbour Shipping", "Sơn Tây Bamboo Paper", "Old Quay Breweries",
             "Northern Salt Works", "Delta Rice Traders", "Pangolin Mountain Tea")  # fmt: skip
    towns = ("Hanoi", "Hue", "Danang", "Vinh", "Dalat", "Cantho")
    chance = random.Random(8)

    def told(text: str, *named: str) -> str:
        return text.format(*named, *(chance.randint(10, 99) for _ in range(8)))

    pages = [page(slug(f"{firm} closing price today"), told(prices, firm)) for firm in firms]
    pages += [page(slug(f"Weather tonight {town}"), told(weather), title=town, hint=f"The weather "
                   f"in {town}") for town in towns]  # fmt: skip
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_urls_in_another_language_than_the_text_prove_nothing() -> None:
    pages = [page(slug(topic), story(topic)[::-1], title=story(topic, 8)[::-1]) for topic in TOPICS]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_headlines_rewritten_for_the_front_page_are_news() -> None:
    """The link says a part of the headline in other words; a paywall shows two sentences."""
    pages = [
        page(f"/{17650 + n}.html", story(topic, 20), title=topic,
             hint=f"Exclusive: what we know about {' '.join(topic.split()[:2])}")
        for n, topic in enumerate(TOPICS)
    ]  # fmt: skip
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_a_link_that_names_no_subject_is_news() -> None:
    hints = ("Read the whole story here", "Continue reading this article", "Photo: the desk")
    pages = [
        page(f"/{17650 + n}.html", story(topic), title=topic, hint=hints[n % 3])
        for n, topic in enumerate(TOPICS)
    ]
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (12, [])


def test_one_article_in_three_sections_is_news() -> None:
    topic = TOPICS[2]
    pages = [page(f"/{section}{slug(topic)}", story(topic), title=topic)
             for section in ("culture", "society", "travel")]  # fmt: skip
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (3, [])


def test_print_and_phone_pages_are_their_article() -> None:
    text = story(TOPICS[4])
    pages = [page(path, text, url=f"{HOME}/176531.html")
             for path in ("/176531.html", "/print/176531.html", "/amp/176531.html")]  # fmt: skip
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (3, [])


def test_an_article_printed_again_under_a_new_headline_is_news() -> None:
    text = story(TOPICS[0])
    pages = [page(slug(TOPICS[0]), text), *stories(TOPICS[1:6]),
             page("/night-shifts-harbour-pilots-explained.html", text)]  # fmt: skip
    stored, refused, _ = crawl(pages)
    assert (len(stored), refused) == (7, [])


def test_texts_without_spaces_are_distinguished() -> None:
    texts = ("港口的领航员因夜班罢工已经三天没有船只进出港口当局呼吁双方谈判" * 3,
             "稻农计算咸水造成的损失今年的收成比去年减少了三分之一政府承诺补助" * 3,
             "博物馆买回一面青铜鼓这面鼓一百年前被带到海外如今回到故乡展出" * 3)  # fmt: skip
    stored, refused, _ = crawl(page(f"/a/{n}", text) for n, text in enumerate(texts, 1001))
    assert (len(stored), refused) == (3, [])


def test_memory_is_bounded() -> None:
    detector = InterstitialDetector()
    undecided = 0
    for number in range(2_000):
        topic = f"{TOPICS[number % 12]} {number * 7919} {TOPICS[number // 12 % 12]}"
        _, decisions = detector.take(
            page(slug(topic), story(topic) + story(f"day {number} x{number}"))
        )
        undecided += 1 - len(decisions)
    assert undecided <= 30
