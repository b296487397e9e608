"""Each stripping rule alone: what it takes, and what it must leave."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipelines.extraction import rules
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.registry import REGISTRY
from pipelines.extraction.verdict.text_rules import TEXT_RULES
from pipelines.items import RepeatedLines
from pipelines.text import fold

PROSE = (
    "<p>The harbour authority said on Monday that dredging would begin in March, a year late.</p>"
    "<p>Fishing crews asked for a longer notice, because the season opens in the same month.</p>"
    "<p>The council will vote on the plan, and on its cost, before the end of the year.</p>"
)


def taken(
    rule: str,
    body: str,
    content_probability: float | Callable[[str], float] = 0.5,
    repeated: RepeatedLines | None = None,
    last: float | None = None,
    opening: str = "",
) -> dict:
    page = read(parse_text(f"<body><div class='article-body'>{opening}{PROSE}{body}</div></body>"))
    found = find(page)
    known = KnownMetadata("Dredging of the harbour begins in March", host="example.org")
    likely = [
        content_probability(block.text) if callable(content_probability) else content_probability
        for block in page.blocks
    ]
    likely[-1] = likely[-1] if last is None else last
    context = RuleContext(
        PageFacts(page, found, known),
        likely,
        repeated=repeated or RepeatedLines(),
    )
    others = frozenset(one.id for one in REGISTRY if one.id != rule)
    removals = rules.apply(context, others)
    return {context.blocks[index].text: why.wording for index, why in removals.items()}


LINK_TEXT = "Ferry line gets two new boats"
LINK = f"<a href='/other-1.html'>{LINK_TEXT}</a>"
BAR = " | ".join(f"<a href='/r/{at}'>{at}</a>" for at in ("Team", "Position", "State"))
CITATION = "More information: Ann Lee et al, Tides of the delta, Tides (2026). DOI: 10.1000/182"
FEED_END = "The post Dredging of the harbour begins in March appeared first on Harbour Daily."
LINKED_BOX = "headline and teaser of another page"


@pytest.mark.parametrize(
    ("rule", "body", "wanted"),
    [
        (
            "related-list",
            f"<h3>Related News</h3><ul><li>{LINK}</li></ul>",
            {
                "Related News": "list: Related News",
                "Ferry line gets two new boats": "list: Related News",
            },
        ),
        (
            "related-list",
            f"<h3>Tin liên quan</h3><ul><li>{LINK}</li></ul>",
            {
                "Tin liên quan": "list: Tin liên quan",
                "Ferry line gets two new boats": "list: Tin liên quan",
            },
        ),
        (
            "list-line",
            "<p>16:30 | 15/02/2025 Import-Export</p>",
            {"16:30 | 15/02/2025 Import-Export": "list-shaped line"},
        ),
        (
            "read-also",
            f"<p>Read also: {LINK}</p>",
            {"Read also: Ferry line gets two new boats": "read also: Read also"},
        ),
        *(
            (
                "read-also",
                f"<p>{line.format(LINK)}</p>",
                {
                    line.format("Ferry line gets two new boats")
                    .replace("<b>", "")
                    .replace("</b>", ""): f"read also: {label}"
                },
            )
            for line, label in (
                ("À lire également | {}", "À lire également"),
                ("[อ่านเพิ่มเติม] {}", "อ่านเพิ่มเติม"),
                ("<b>Passend dazu</b> – {}", "Passend dazu"),
                ("(Baca selengkapnya: {})", "Baca selengkapnya"),
                ("Useful resource: {}", "Useful resource"),  # in no lexicon
            )
        ),
        ("headline-link", f"<ul><li>{LINK}</ul>", {LINK_TEXT: "headline of another page"}),
        ("headline-link", f"<ul><li>{LINK}</ul>{PROSE}" * 3, {}),
        ("read-also", f"<p>It also {LINK}.</p>", {}),
        ("read-also", f"<p>Next up: {LINK}.</p>", {}),
        (
            "read-also",
            "<p>Source: <a href='https://a.example/1'>A study of two boats at sea</a></p>",
            {},
        ),
        ("share-bar", "<p>Facebook Twitter Print</p>", {"Facebook Twitter Print": "share bar"}),
        (
            "template-word",
            "<p>Advertisement</p>",
            {"Advertisement": "advertisement: Advertisement"},
        ),
        (
            "template-leftover",
            "<p>1247-3708-img-1158</p>",
            {"1247-3708-img-1158": "image file name"},
        ),
        *(
            (
                "template-leftover",
                f"<p>{line.format('<a href=/x>', '</a>', '<a href=/>', '</a>')}</p>",
                {line.format("", "", "", ""): "the end that a feed gives each item"},
            )
            for line in (
                "The post {}Two new boats{} appeared first on {}Harbour Daily{}.",
                "Der Beitrag {}Zwei neue Boote{} erschien zuerst auf {}Hafenblatt{}.",
                "Bài viết {}Hai tàu mới{} đã xuất hiện đầu tiên vào ngày {}Báo Cảng{}.",
            )
        ),
        ("template-leftover", "<p>The post of warden appeared first on a list of 1911.</p>", {}),
        (
            "template-leftover",
            f"<p>{FEED_END}</p>",
            {FEED_END: "the end that a feed gives each item"},
        ),
        (
            "template-word",
            "<h3>More From EXAMPLE</h3><p>And the tide waits for nobody.</p>",
            {"More From EXAMPLE": "list: More From EXAMPLE"},
        ),
        ("template-word", "<h3>More from the harbour</h3><p>It waits for nobody.</p>", {}),
        (
            "share-bar",
            f"<p><b>RANKINGS:</b> {BAR}</p>",
            {"RANKINGS: Team | Position | State": "bar of links"},
        ),
        ("share-bar", f"<p>RANKINGS: first | {BAR}</p>", {}),
        ("share-bar", f"<p>Sources: {BAR.replace('/r/', 'https://away.example/')}</p>", {}),
        ("source-line", f"<p>{CITATION}</p>", {CITATION: "source line: the study"}),
        ("source-line", f"<p>{CITATION}</p>" * 3, {}),
        ("source-line", "<p>The study is in Tides (doi: 10.1000/182), she said.</p>", {}),
        (
            "picture-credit",
            "<h2>Ten harbours to see</h2><p>See them all.</p><p>Gallery Credit: Ann Lee</p>",
            dict.fromkeys(
                ("Ten harbours to see", "See them all."), "caption: a gallery of its own"
            ),
        ),
        ("headline-link", f"<p>{LINK}</p>", {LINK_TEXT: "headline of another page"}),
        *(
            ("headline-link", f"<p>{line}<a href=/r>https://example.org/reports/tide</a></p>", {})
            for line in ("", "[1] ")
        ),
        *(
            ("template-leftover", f"<p>{line}</p>", {line: "template remains"})
            for line in ("[Gambas:Video 20menit]", "[[nid:204711]]", "[gallery ids=1,2]")
        ),
        ("own-address", "<p>lan@example.org</p>", {"lan@example.org": "address of the author"}),
        ("own-address", "<p>Write to lan@example.org before Friday.</p>", {}),
        (
            "share-bar",
            "<ul><li>Ajouter aux favoris<li>Partager</ul><ul><li>Share<li>The price fell.</ul>",
            {"Ajouter aux favoris": "share bar", "Partager": "share bar"},
        ),
        *(
            ("rights-line", f"<p>{line}</p>", {line: "copyright"})
            for line in (
                "This text may not be reproduced without prior written permission.",
                "Dilarang memperbanyak isi tanpa izin tertulis dari redaksi.",
                "Nachdruck nur mit Genehmigung des Verlags.",
                "无断转载本报文章者，未经授权必究。",
            )
        ),
        ("rights-line", "<p>The museum gave permission for the concert.</p>", {}),
        *(
            ("linked-box", f"{box}{PROSE}", dict.fromkeys(lines, LINKED_BOX))
            for box, lines in (
                (f"<div class=x>{LINK}<span>Crews hope.</span></div>", [f"{LINK_TEXT}Crews hope."]),
                (f"<ul><li>{LINK}<p>Crews hope.</p></ul>", [LINK_TEXT, "Crews hope."]),
            )
        ),
        ("linked-box", f"<p>{LINK}<span>, and crews hope.</span></p>{PROSE}", {}),
        ("template-leftover", "<p>{keywords}</p>", {"{keywords}": "template remains"}),
        (
            "prompt",
            "<p>Sign up for our morning letter</p>",
            {"Sign up for our morning letter": "prompt: Sign up for"},
        ),
        (
            "caption",
            "<figure><img><figcaption>Boats at dawn</figcaption></figure>",
            {"Boats at dawn": "caption"},
        ),
        (
            "caption-alt-text",
            "<img alt='Boats leave the harbour at dawn'><p>Boats leave the harbour at dawn</p>",
            {"Boats leave the harbour at dawn": "caption: the image's own text"},
        ),
        (
            "picture-credit",
            "<p>Boats leave the harbour. (Photo: VNA)</p>",
            {"Boats leave the harbour. (Photo: VNA)": "caption"},
        ),
        (
            "figure-label",
            "<p>Figure 3: Boats at the quay</p><p>Hình 2. Bến cảng</p><p>図1：港</p><p>Fig. 4.</p>",
            dict.fromkeys(
                ("Figure 3: Boats at the quay", "Hình 2. Bến cảng", "図1：港", "Fig. 4."), "caption"
            ),
        ),
        (
            "figure-label",
            "<p>Bild: ein Kahn</p><img src=/a.jpg><p>Bild: der Hafen</p>",
            {"Bild: der Hafen": "caption"},
        ),
        (
            "figure-label",
            "<p>Figure 3 shows boats.</p><p>Figure skating: a tale</p><p>Figure it out. Go.</p>"
            "<p>Fig. 1.5 million</p><p>Hình ảnh: đẹp</p><p>图书馆：开放</p>",
            {},
        ),
        ("picture-credit", "<p>Getty Images / Lan</p>", {"Getty Images / Lan": "caption"}),
        ("picture-credit", "<p>Lan Vien/AFP</p>", {"Lan Vien/AFP": "caption"}),
        (
            "repeated-headline",
            "<h1>Dredging of the harbour begins in March</h1>",
            {"Dredging of the harbour begins in March": "headline repeated"},
        ),
        ("date-line", "<p>May 13, 2024 - 14:21</p>", {"May 13, 2024 - 14:21": "date line"}),
        ("date-line", "<p>July, 20/2021 - 08:25</p>", {"July, 20/2021 - 08:25": "date line"}),
        ("source-line", "<p>Source: VNA</p>", {"Source: VNA": "source line"}),
        ("source-line", "<p>SOURCE  Delta Marine</p>", {"SOURCE Delta Marine": "source line"}),
        ("source-line", "<p>sumber : Antara</p>", {"sumber : Antara": "source line"}),
        (
            "caption",
            "<p><span class=legend>LINH, May 3</span> -- The council voted for a public ferry.</p>"
            "<p>Boats <i class=credit>Photo Lan</i></p>",
            {"Boats Photo Lan": "caption"},
        ),
        (
            "embed",
            "<blockquote class='twitter-tweet'><p>So late again!</p></blockquote>",
            {"So late again!": "embedded post"},
        ),
        (
            "embed",
            "<div class='author-box'><p>Thu Trang writes about coasts.</p></div>",
            {"Thu Trang writes about coasts.": "about the author"},
        ),
    ],
)
def test_a_rule_strips_what_it_is_for(rule: str, body: str, wanted: dict[str, str]) -> None:
    assert taken(rule, body) == wanted


@pytest.mark.parametrize("rule", [one.id for one in REGISTRY if one.id != "classifier"])
def test_no_rule_strips_prose_that_the_classifier_keeps(rule: str) -> None:
    body = (
        "<p>Latest news from the harbour came at noon, and it was not what the crews had hoped.</p>"
        "<p><b>Will the ferry stop?</b></p><p>14:20 The vote begins, with every seat taken.</p>"
        "<h2>Latest news</h2><p>The ferry will run as before, the operator said on Tuesday.</p>"
        "<blockquote>We were never asked, and now it is too late to plan for it.</blockquote>"
        "<table><tr><td>Year<td>Tonnes<tr><td>2024<td>1,204</table>"
        "<p>Correction: an earlier version of this article gave a wrong month.</p>"
    )
    assert taken(rule, body, content_probability=0.95) == {}


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("share bar", "<p>$6,500+</p><p>4.92 / 5.0</p>"),
        ("date line", "<ul><li>March 16, 2026<li>April 7, 2026</ul>"),
        ("remains", "<h3>[Methods]</h3>"),
        ("picture credit", "<p>AP/IB classes</p><p>We asked Reuters/Ipsos for the figures.</p>"),
        (
            "caption-alt-text",
            "<h3>Boats leave the harbour</h3><img alt='Boats leave the harbour'><p>At dawn.</p>",
        ),
    ],
)
def test_a_rule_leaves_what_only_looks_like_its_own(rule: str, body: str) -> None:
    assert taken(rule, body) == {}


TEASER = "The crews say that the work will be done before the end of the season, at the latest."
OTHERS = [
    "Ferry line gets two new boats",
    "Old market hall opens its doors again",
    "Pupils return to school after the flood",
]


def linked(text: str, number: int) -> str:
    return f"<a href='/other-{number}.html'>{text}</a>"


def test_a_box_of_headlines_is_stripped_even_if_its_teasers_read_like_the_article() -> None:
    items = "".join(
        f"<div>{linked(text, at)}<p>{TEASER}</p><span>2 hours ago</span></div>"
        for at, text in enumerate(OTHERS)
    )
    box = f"<section><div><h2>Related News</h2></div>{items}</section>"
    removals = taken(
        "related-list", f"{box}<p>And the tide waits for nobody.</p>", content_probability=0.95
    )
    assert set(removals) == {"Related News", *OTHERS, TEASER, "2 hours ago"}


def test_a_box_with_a_label_and_running_text_is_kept() -> None:
    story = "".join(f"<p>{TEASER} Part {number} of it.</p>" for number in range(6))
    links = "".join(f"<p>{linked(text, at)}</p>" for at, text in enumerate(OTHERS))
    box = f"<section><h2>Latest news</h2>{story}{links}</section>"
    assert taken("related-list", box, content_probability=0.95) == {}


@pytest.mark.parametrize("item", ["<li>{}</li>", "<p>{}</p>", "<p>• {}</p>"])
def test_bare_headlines_one_below_the_other_go_together(item: str) -> None:
    run = "".join(item.format(linked(text, at)) for at, text in enumerate(OTHERS))
    assert len(taken("headline-run", run, content_probability=0.5)) == len(OTHERS)
    assert taken("headline-run", run, content_probability=0.8) == {}


def test_links_that_the_text_is_about_are_not_bare_headlines() -> None:
    away = "".join(
        f"<li><a href='https://away.example/{at}'>{at} {TEASER[:30]}</a>" for at in "abc"
    )
    assert taken("headline-run", f"<ul>{away}</ul>", content_probability=0.5) == {}
    alone = f"<p>{linked(OTHERS[0], 1)}</p><p>{TEASER}</p><p>{linked(OTHERS[1], 2)}</p>"
    assert taken("headline-run", alone, content_probability=0.5) == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            f"Latest News:<br>- {LINK}<br>- <a href=/b.html>Bridge shut for a week</a> (1/3/2026)",
            "read also: Latest News",
        ),
        (f"One more sentence.<br><br><b>Latest News |</b> {LINK}", "read also: Latest News"),
        (
            "Meistgelesen: <a href=/b>Nachtzug an die Küste bekommt neue Wagen</a>",
            "read also: Meistgelesen",
        ),
        ("最新消息：<a href=/b>博物馆东翼五年后重新开放</a>", "read also: 最新消息"),
        ("&gt;&gt; <a href=/b>老城区房租为何下降</a>", "read also: an arrow"),
        (f"&gt;&gt;&gt; {LINK}", "read also: an arrow"),
        (f"► {LINK}", "read also: an arrow"),
        (f"Mời xem thêm: {LINK}", "read also: Mời xem thêm"),
    ],
)
def test_a_line_that_points_elsewhere_is_stripped(line: str, why: str) -> None:
    assert list(taken("read-also", f"<p>{line}</p>").values()) == [why]


def test_a_button_word_that_the_page_repeats_may_head_a_list() -> None:
    box = f"<p>Read next:</p><p>{LINK}</p>"
    body = f"{box}{PROSE}<h2>Read next</h2><div><h3>{LINK}</h3><p>{TEASER}</p></div>"
    assert TEASER in taken("related-list", body)


@pytest.mark.parametrize("label", ["Đọc tiếp", "Đừng bỏ lỡ", "Bạn có thể thích", "Tin cùng mục"])
def test_vietnamese_labels_of_lists(label: str) -> None:
    body = f"<p>{label}</p><ul><li>{LINK}</li></ul>"
    assert set(taken("related-list", body)) == {label, "Ferry line gets two new boats"}


@pytest.mark.parametrize(
    "line",
    [
        "Crews cut the ribbon at the ceremony on Monday. Photo by Le Minh",
        "Boats at dawn (Photo by Le Minh/VNA)",
        "Crews cut the ribbon in Harrow, Monday, Aug. 7, 2024. (AP Photo/Ann Leeway)",
        "Boats at dawn (AP Photo)",
        "Boats at dawn. VNA/VNS Photo Le Minh",
        "VNA/VNS Photo Le Minh",
        "Boats at dawn (Illustrative photo)",
        "Boats at dawn (file photo)",
        "Thuyền về bến (Ảnh minh họa)",
        "Ảnh minh họa.",
        "Nguồn ảnh: Văn Nam",
        "Thuyền về bến. Ảnh Văn Nam/TTXVN",
        "Thuyền về bến - Ảnh: nhân vật cung cấp",
        "Thuyền về bến. Ảnh: hoalam.example",
        "Boats at dawn. Photo: hoalam.example",
        "Die Boote liegen seit Montag im Hafen. Bildrechte: HR/Lena Vogt",
        "Les bateaux à l’aube. Crédit photo : Ville de Port-Brume",
        "A map of the lava near the town on Monday. Credit: IMO.",
        "Les bateaux à l’aube. Crédit : Ville de Port-Brume",
    ],
)
def test_a_line_that_ends_in_a_credit_is_a_caption(line: str) -> None:
    assert taken("picture-credit", f"<p>{line}</p>") == {line: "caption"}


@pytest.mark.parametrize(
    "line",
    [
        "Người dân lưu lại khoảnh khắc - ảnh: kỷ niệm",
        "She kept a photo from the war",
        "The crews like it. Photos from the war were burnt.",
        "Ảnh chụp hôm qua cho thấy cầu đã xong.",
        "Der Streit um die Bildrechte: er dauert seit Montag",
        "The crews lost their credit: nobody would lend to them.",
        "Cost per Credit: In-State $472",
    ],
)
def test_a_line_about_pictures_is_not_a_caption(line: str) -> None:
    assert taken("picture-credit", f"<p>{line}</p>") == {}


@pytest.mark.parametrize(
    ("body", "is_kept"),
    [
        ("<p>Sign the petition here:</p><p>https://example.org/petitions/12</p>", True),
        ("<p>The petition is open.</p><p>https://example.org/petitions/12</p>", False),
        ("<p>Sign the petition here:</p><p>Follow the harbour</p>", False),
        ("<pre>git clone harbour</pre>", True),
        ("<pre>1\n2\n3</pre>", False),
        ("<div class='related'><pre>git clone harbour</pre></div>", False),
    ],
    ids=["announced", "not announced", "no address", "code", "line numbers", "foreign code"],
)
def test_code_and_announced_addresses_stay_when_in_doubt(body: str, is_kept: bool) -> None:
    assert (taken("classifier", body, 0.9, last=0.2) == {}) is is_kept
    assert taken("classifier", body, 0.9, last=0.05) != {}


def test_a_line_in_italics_below_a_picture_is_its_caption() -> None:
    line, picture = "<p><em>Boats leave the harbour at dawn</em></p>", "<p><img src=/a.jpg></p>"
    after = "<p>The crews went home before the evening, and nobody asked them for a reason.</p>"
    wanted = {"Boats leave the harbour at dawn": "caption"}
    assert taken("caption-italic", picture + line + after) == wanted
    assert taken("caption-italic", line + after) == {}
    assert taken("caption-italic", picture + after) == {}
    assert taken("caption-italic", picture + line + after, content_probability=0.95) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Boats at dawn © Ann Lee",
        "Boats at dawn. Foto: Ann Lee",
        "เรือที่ท่า ภาพ: ปรีชา",
        "渡船靠岸。图／李晓帆",
        "桟橋の船＝山田太郎撮影",
    ],
)
def test_a_line_below_a_picture_that_ends_in_a_credit_is_its_caption(line: str) -> None:
    assert taken("caption-frame", f"<p><img src=/a.jpg></p><p>{line}</p>") == {line: "caption"}
    assert taken("caption-frame", f"<p>{line}</p>") == {}


@pytest.mark.parametrize("name", ["desc_image", "image_desc"])
def test_captions_by_the_names_of_vietnamese_templates(name: str) -> None:
    body = f"<p class='{name}'>Boats at dawn</p>"
    assert taken("caption", body) == {"Boats at dawn": "caption"}


@pytest.mark.parametrize(
    "lines",
    [
        ("19:00 | 03/11/2025 Hoa Lam meet Kim Son", "21:00 | 03/11/2025 An Khe meet Tan Phu"),
        ("09:15, 03/11/2025: the mayor presses the button", "And so it begins."),
        ("09:15, 03/11/2025 The mayor presses the button.", "And so it begins."),
    ],
    ids=["fixtures", "colon", "sentence"],
)
@pytest.mark.parametrize("item", ["<p>{}</p>", "<li>{}</li>"])
def test_timelines_and_fixtures_are_not_a_list_of_pages(lines: tuple[str, ...], item: str) -> None:
    assert taken("list-line", "".join(map(item.format, lines)), content_probability=0.5) == {}


def test_a_date_below_a_headline_is_of_a_list_however_sure_the_witness_is() -> None:
    line = "16:30 | 15/02/2025 Import-Export"
    assert line in taken("list-line", f"<p>{LINK}</p><p>{line}</p>", content_probability=0.95)
    assert taken("list-line", f"<p>{line}</p>", content_probability=0.95) == {}


def test_a_copy_of_the_text_for_small_screens_goes_and_a_refrain_stays() -> None:
    long = "The council will vote on the plan, and on its cost, before the end of the year."
    longer = f"Once more: {long} Nobody has asked for less, and nobody for more than that."
    refrain = "<p>We were never asked, and it is late, and so we stay, and wait for them.</p>"
    body = f"<p>{longer}</p>{refrain}<p>One.</p><p>Two.</p><p>Three.</p><p>{longer}</p>{refrain}"
    assert taken("repeated-paragraph", body) == {longer: "paragraph twice"}
    assert taken("repeated-paragraph", f"<p>{long}</p>") == {long: "paragraph twice"}


NOTE = (
    "Bring your own tools, a lamp and two days of food, as nothing at all is sold on the island "
    "between autumn and spring."
)
STAGES = [
    f"<h3>Stage {at}</h3><p>The path of stage {at} climbs for an hour through the dunes, and then "
    f"it ends at a stone hut below the old light.</p><p>{NOTE}</p><p>The hut of stage {at} has "
    f"beds for {at + 20} walkers, a stove, and a book in which all who come write their names.</p>"
    for at in range(3)
]
PLANS = [
    f"<p>Day {at} is for walkers who have slept well, and know the weather of the coast ahead.</p>"
    f"<ul><li>{NOTE}</li><li>The path of day {at} climbs for an hour through the dunes, and then "
    f"it ends at a stone hut below the light.</li><li>The hut of day {at} has beds for {at + 20} "
    "walkers, a stove, and a book in which all who come write their names.</li></ul>"
    for at in range(3)
]


@pytest.mark.parametrize(
    ("body", "stays"),
    [
        pytest.param("".join(STAGES), True, id="each section says it"),
        pytest.param("".join(STAGES).replace("h3", "p"), False, id="no sections"),
        pytest.param(STAGES[0] * 2, False, id="a copy of the section"),
        pytest.param("".join(PLANS), True, id="items of several lists"),
        pytest.param("".join(PLANS) * 2, False, id="a copy of all lists"),
        pytest.param("<h3>Again</h3>".join([*STAGES, *STAGES]), False, id="a copy of all sections"),
    ],
)
def test_what_each_section_repeats_stays(body: str, stays: bool) -> None:
    assert (NOTE not in taken("repeated-paragraph", body)) is stays


def test_the_whole_text_again_in_one_block_goes_and_a_long_block_alone_stays() -> None:
    lines = re.findall(r">([^<]+)</", "".join(STAGES))
    copy = "# Stages\n\n" + "\n\n".join(f"**{line}**" for line in dict.fromkeys(lines))
    removed = taken("repeated-paragraph", f"{''.join(STAGES)}<pre>{copy}</pre>")
    assert list(removed.values()) == ["the text again in one block"]
    assert taken("repeated-paragraph", f"<p>{NOTE}</p><pre>{copy}</pre>") == {}


def test_what_the_outlet_repeats_goes_and_a_long_refrain_stays() -> None:
    short, refrain = (
        "Reporting from our coast desk",
        "A sentence told again in every part of it. " * 8,
    )
    counts = {fold(short): 9, fold(refrain)[:300]: 9}
    removals = taken(
        "outlet-boilerplate",
        f"<p>{short}</p><p>{refrain}</p>",
        repeated=RepeatedLines(10, counts),
    )
    assert removals == {short: "seen on 9 pages of this outlet"}


def test_a_sentence_that_readers_posts_quote_stays_in_a_young_outlets_articles() -> None:
    sentence = "The harbour board will not sell a single pier to anybody this year, its head said."
    body = (
        "<p>Workers gathered at the gate on Monday and read out a letter to the harbour board.</p>"
        f"<p>{sentence}</p><p>The letter had been signed by most of the crane drivers.</p>"
    )
    young = RepeatedLines(14, {fold(sentence)[:300]: 10})
    assert taken("outlet-boilerplate", body, repeated=young) == {}
    old = RepeatedLines(60, {fold(sentence)[:300]: 58})
    assert list(taken("outlet-boilerplate", body, repeated=old)) == [sentence]


def test_a_line_that_few_articles_show_is_not_boilerplate() -> None:
    repeated = RepeatedLines(40, {fold("As we reported"): 4})
    assert taken("outlet-boilerplate", "<p>As we reported</p>", repeated=repeated) == {}


def test_ids_of_rules_are_unique_kebab_case() -> None:
    ids = [one.id for one in (*REGISTRY, *TEXT_RULES)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", one) for one in ids)


PARTS = [
    "The ferry will run every hour from March, the operator said, and twice as often on Sundays.",
    "The new boats were built in the old yard, where three hundred people found work again.",
]


def test_a_first_paragraph_made_of_the_next_ones_is_their_copy() -> None:
    synopsis, parts = " ".join(PARTS), "".join(f"<p>{part}</p>" for part in PARTS)
    told = {synopsis: "the next paragraphs in one"}
    assert taken("repeated-paragraph", parts, opening=f"<p>{synopsis}</p>") == told
    for whole, rest in ((PARTS[0], parts), (synopsis, f"<p>{PARTS[0]}</p>")):
        removed = taken("repeated-paragraph", rest, opening=f"<p>{whole}</p>")
        assert "the next paragraphs in one" not in removed.values()


@pytest.mark.parametrize("goes_on", [False, True])
def test_the_texts_of_a_gallery_below_the_text_go_together(goes_on: bool) -> None:
    slides = "<p>Ann Lee at the quay, at dawn</p>" * 12 + f"<p>{PARTS[0]}</p>"
    body = f"<div class='wp-caption'>{slides}</div>{PROSE if goes_on else ''}"
    found = taken("caption", body, lambda text: 0.9 if text.endswith(".") else 0.1)
    assert (PARTS[0] in found) is not goes_on
    assert "Ann Lee at the quay, at dawn" in found


def in_doubt(line: str) -> Callable[[str], float]:
    """Return a classifier that doubts one line and is sure of all others."""
    return lambda text: 0.2 if text == line else 0.95


QUOTED = "And who pays for the rope?"


def test_what_others_say_is_kept_amid_the_text() -> None:
    body = f"<blockquote><p>{QUOTED}</p></blockquote>{PROSE}"
    assert taken("classifier", body, in_doubt(QUOTED)) == {}
    linked = f"<blockquote><p><a href='/n/1'>{QUOTED}</a></p></blockquote>{PROSE}"
    assert QUOTED in taken("classifier", linked, in_doubt(QUOTED))
    offer = f"<blockquote class='newsletter'><p>{QUOTED}</p></blockquote>{PROSE}"
    assert QUOTED in taken("classifier", offer, in_doubt(QUOTED))
    below = f"<blockquote><p>{QUOTED}</p></blockquote>"
    assert QUOTED in taken("classifier", below, in_doubt(QUOTED))


def test_a_heading_is_kept_that_begins_a_box_of_text() -> None:
    heading = "<div class='x widget'><h4>Four orders</h4></div>"
    box = f"<div class='x'>{heading}<div class='x'>{PROSE}</div></div>"
    assert taken("classifier", box, in_doubt("Four orders")) == {}
    mixed = f"<div class='x'>{heading}<p>Read on</p>{PROSE}</div>"
    lost = ("Four orders", "Read on")
    doubt = dict.fromkeys(lost, 0.2)
    assert set(taken("classifier", mixed, lambda text: doubt.get(text, 0.95))) == set(lost)
    alone = f"<div class='x'>{heading}</div>{PROSE}"
    assert "Four orders" in taken("classifier", alone, in_doubt("Four orders"))
