"""Rules for template boilerplate: share bars, prompts, players, leftovers."""

from __future__ import annotations

import re

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.notices.reuse_notices import is_reuse_notice
from pipelines.extraction.lexicon.page_phrases import RIGHTS_BEGIN, is_rights_line
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.pictures import picture_lines
from pipelines.extraction.rules.widgets import data_tables, network_posts
from pipelines.items import CODE, HEADING, LIST_ITEM, PARAGRAPH, TABLE
from pipelines.text import has_digit

_KINDS = {
    phrases.LabelKind.SHARE: "share bar",
    phrases.LabelKind.COMMENTS: "comments",
    phrases.LabelKind.AD: "advertisement",
    phrases.LabelKind.PLAYER: "player",
    phrases.LabelKind.REMAINS: "template remains",
    phrases.LabelKind.TAGS: "tag list",
    phrases.LabelKind.BIO: "about the author",
}
_IMAGE_NAME = re.compile(
    r"^(?:\d{4}-\d{4}-[\w-]+|tin nhap \d{14}\b.*|[\w-]+\.(?:jpe?g|png|gif|webp))$"
)
_TAGS_LINKED = 0.5  # of the line is link
_TAG_WORDS = 5
_LABEL_CHARS, _NAME_LETTERS = 60, 3
_FROM = frozenset(("from", "von", "aus", "de", "da", "van"))
_MIN_TAGS, _ALL_LINK = 2, 0.8  # tags of a line without a colon, and the share of them that is link
_BETWEEN_TAGS = re.compile(r"[,;|/•·#،、，]")
_BELOW_TEXT = 3  # blocks
_NOTICE_REACH = 6  # last blocks of a text
_REMAINS = re.compile(
    r"^(?:!\[\]\(.*|[|\s]+|\{\{?\w*\}?\}|\[/?\w+(?: [^\]]*|:\S[^\]]*)?\]"
    r"|\[\[\w+:[^\]]*\]\]|[_*=•·\-–—\s]+)$"
)

_BRACKETED_WORDS = 4
_CODE_SIGNS = re.compile(r'[="_{}|]|://|\[.*\[')

# What players, counters and pages in parts print of their state; folded. A clock alone may head
# an entry of a live blog.
_COUNTS = r"(?:comments?|shares?|likes?|views?|votes?|binh luan|kommentare|commentaires?)"
_STATE = re.compile(
    r"(?:current time|duration|remaining time|loaded|playback rate)[ \d]{0,12}"
    r"|(?:page )?\d{1,3} of \d{1,3}(?: \d{1,3}){0,9}(?: next(?: page)?)?"
    rf"|(?:\d{{1,7}} {_COUNTS} ?){{1,4}}|{_COUNTS} \d{{1,7}}(?: {_COUNTS})?"
    r"|(?:listen|nghe|ecouter|anhoren|escuchar|ascolta|dengarkan) \d{1,2} \d{2}(?: min)?"
)
_PLAYER = frozenset(("stream type live", "video player is loading", "this is a modal window"))
_CLOCKS = re.compile(
    r"^\d{1,2}:\d{2}(?::\d{2})?\s?/\s?\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s?(?:speed\s?)?\d(?:\.\d{1,2})?[x×])?$",
    re.I,
)
_PICTURE_OF = re.compile(r"^\d{1,3}\s?/\s?\d{1,3}$")  # elsewhere it is a mark: 7/10
_STATE_LONGEST = 60

# WordPress's last line of each item of a feed, in its own translations; folded.
_FEED_END = re.compile(
    r"(?:the post|der beitrag|la entrada|el post|l article|l articolo|o post|artykul|bai viet"
    r"|het bericht|inlagget|indlaegget|innlegget) .{2,250} (?:appeared first on|first appeared on"
    r"|erschien zuerst auf|(?:se publico|aparece|aparecio) primero en|est apparu en premier sur"
    r"|proviene da|apareceu primeiro em|pochodzi z serwisu|da xuat hien dau tien (?:vao ngay|tren)"
    r"|verscheen eerst op|dok upp forst pa|blev forst udgivet pa|dukket forst opp pa) .{2,80}$"
)
_BUTTONS = (phrases.LabelKind.SHARE, phrases.LabelKind.COMMENTS)
_BARS = frozenset(("ul", "ol", "menu"))
_TOOLBAR_ITEMS, _BUTTON_WORDS = 10, 5
_BAR = re.compile(r"\s[|•·]\s")
_BAR_LINKS, _BAR_AWAY = 3, 0.5  # links of a bar; the share of them that leads elsewhere
_SHARE_LINE = (
    "facebook twitter x linkedin whatsapp pinterest reddit telegram email mail print copy link "
    "share bookmark tweet pin like zalo messenger viber instagram youtube tiktok flipboard "
    "on this via "
    "follow us save comments and google news"
)
_SHARE_WORDS = frozenset(_SHARE_LINE.split())
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s]+)/\S+")
_EMAIL = re.compile(r"\(?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}\)?")
_ADDRESS_WORDS = 8  # words besides it: "Story from the Harbour Daily:"
_HASHTAGS = re.compile(r"(?:#[^\s#][^#.!?]{0,40}){2,30}")


def template_words(context: RuleContext) -> Removals:
    """Yield lines that are only a template word: ``Share``, ``Advertisement``."""
    for block in context.judged:
        label = context.labels[block.index]
        is_announcing = label is None and context.facts.announces[block.index]
        if is_announcing and _is_more_of_outlet(context, block):
            yield block.index, f"list: {block.text}"
        if not label or block.kind in (TABLE, CODE):
            continue
        reason = _KINDS.get(label[0])
        if not reason or _is_term(context, block):
            continue
        if (
            context.content_probability[block.index] < thresholds.TEMPLATE_WORD
            or reason == "advertisement"
        ):
            yield block.index, f"{reason}: {block.text}"


def _is_term(context: RuleContext, block: Block) -> bool:
    """Return whether a line is a term that the text of the next line explains: ``Gallery``."""
    below = context.blocks[block.index + 1 : block.index + 2] if block.tag == "dt" else ()
    return any(one.tag == "dd" and not one.hrefs for one in below)


def _is_more_of_outlet(context: RuleContext, block: Block) -> bool:
    """Return whether a line is ``More from`` and the outlet's name: the label of a list.

    It is one even where a script is to load the list, and the article continues.
    """
    if len(block.text) > _LABEL_CHARS or _FROM.isdisjoint(block.words[1:2]):
        return False
    name = "".join(block.words[2:]).removeprefix("the")
    host = context.known.host.replace(".", "").replace("-", "")
    return len(name) >= _NAME_LETTERS and name in host and phrases.may_head_text(block.folded)


def tag_lines(context: RuleContext) -> Removals:
    """Yield lines of tags behind their label, linked or at the end: ``Tags: ports, customs``."""
    for block in context.undecided:
        if block.text[0] == "#" and block.index > context.facts.last:
            if _HASHTAGS.fullmatch(block.text):
                yield block.index, "tag list: #"
            continue
        is_linked_heading = block.kind is HEADING and block.hrefs and ":" in block.text
        if block.kind is not PARAGRAPH and not is_linked_heading:
            continue
        head, colon, tags = block.text.partition(":")
        if not colon:
            head, _, tags = block.text.partition(" ")
            are_linked = block.links >= _ALL_LINK * len(tags)
            if len(block.hrefs) < _MIN_TAGS or not are_linked or tags.endswith(SENTENCE_ENDS):
                continue
        is_last = block.index >= context.facts.last and _are_tags(tags)
        if not is_last and not (block.hrefs and block.link_share >= _TAGS_LINKED):
            continue
        label = phrases.whole(head)
        if label and label[0] is phrases.LabelKind.TAGS:
            yield block.index, f"tag list: {head}"


def _are_tags(text: str) -> bool:
    """Return whether a text is terms between commas, not a sentence."""
    terms = _BETWEEN_TAGS.split(text.strip())
    is_sentence = text.endswith(SENTENCE_ENDS)
    return not is_sentence and all(len(term.split()) <= _TAG_WORDS for term in terms)


def rights_lines(context: RuleContext) -> Removals:
    """Yield lines of whose rights are reserved: ``© 2026 Harbour Daily``, and who may reuse it."""
    for block in context.judged:
        if block.text[0] in RIGHTS_BEGIN and is_rights_line(block.text):
            yield block.index, "copyright"
    inner = [block for block in context.judged if context.body.in_body[block.index]]
    last = context.facts.last  # a list may follow in the same element
    below = [block for block in inner if last <= block.index <= last + _BELOW_TEXT]
    for block in dict.fromkeys((*below, *inner[-_NOTICE_REACH:])):
        is_last = block.index > context.facts.first and block.kind is PARAGRAPH
        if is_last and is_reuse_notice(block.text, block.folded):
            yield block.index, "copyright"


def share_bars(context: RuleContext) -> Removals:
    """Yield lines of several share words (``Facebook Twitter Print``), and other toolbars."""
    yield from _toolbars(context)
    for block in context.undecided:
        if block.hrefs and len(block.hrefs) >= _BAR_LINKS and _is_link_bar(context, block):
            yield block.index, "bar of links"
            continue
        if len(block.text) > 120 or block.kind in (TABLE, CODE):
            continue
        words = block.words
        if len(words) < 2 or not _is_share_word(words[0]):
            continue  # nearly every line
        if all(map(_is_share_word, words)) and not all(map(str.isdigit, words)):
            yield block.index, "share bar"


def _toolbars(context: RuleContext) -> Removals:
    """Yield the items of lists in which a button is one item, and none is a sentence."""
    named = [at for at, label in enumerate(context.labels) if label and label[0] in _BUTTONS]
    for block in (context.blocks[at] for at in named):
        if block.kind is not LIST_ITEM:
            continue
        bar = block.node.parent
        if bar is None or bar.tag not in _BARS or not 1 < bar.end - bar.start <= _TOOLBAR_ITEMS:
            continue
        items = context.blocks[bar.start : bar.end]
        if all(map(_may_be_button, items)):
            for one in items:
                yield one.index, "share bar"


def _is_link_bar(context: RuleContext, block: Block) -> bool:
    """Return whether a line is of the site's pages: ``Rankings: Team | Position | State``."""
    names = _BAR.split(block.text)
    if len(names) < _BAR_LINKS or context.facts.offsite_share(block) > _BAR_AWAY:
        return False
    names[0] = names[0].rpartition(":")[2].strip()
    linked = {inner_text(link) for link in block.node.element.iter("a")}
    return all(name in linked for name in names)


def _may_be_button(item: Block) -> bool:
    return item.word_count <= _BUTTON_WORDS and not item.text.endswith(SENTENCE_ENDS)


def embeds_and_bios(context: RuleContext) -> Removals:
    """Yield blocks in elements with class names that no article text has.

    A post of a social network, in its network's markup; an author box; what the metadata declares
    as a reader's comment.
    """
    for block in context.judged:
        bits = context.body.ancestor_flags[block.node.index]
        if bits & (class_names.EMBED | class_names.BIO):
            yield block.index, class_names.name(bits & (class_names.EMBED | class_names.BIO))
        elif bits & class_names.COMMENT and _is_stated_comment(block):
            yield block.index, "comments"
    yield from network_posts.posts_in_text(context)


def _is_stated_comment(block: Block) -> bool:
    gets = (node.element.get for node in block.node.ancestors())
    types = (get("itemtype") or get("typeof") or "" for get in gets)
    return any(re.split("[/:]", one)[-1].lower() == "comment" for one in types)


def _is_share_word(word: str) -> bool:
    return word in _SHARE_WORDS or word.isdigit()


def template_leftovers(context: RuleContext) -> Removals:
    """Yield leftovers of a template or editor: image file names, empty table rows, short codes.

    And tables that a template computes.
    """
    yield from data_tables.computed_tables(context)
    yield from picture_lines.lines_of_pictures(context)
    for block in context.judged:
        if block.kind in (CODE, HEADING) or len(block.text) > 200:
            continue
        text = block.text
        if (" " not in text or text.startswith("tin nhap")) and _IMAGE_NAME.match(text):
            yield block.index, "image file name"
        elif not text[0].isalnum() and _REMAINS.match(text) and not _is_in_brackets(block):
            yield block.index, "template remains"
        elif len(text) <= _STATE_LONGEST and _is_state(context, block):
            yield block.index, "state of a player or a gallery"
        elif _FEED_END.match(block.folded) and _is_of_item(context, block):
            yield block.index, "the end that a feed gives each item"


def _is_in_brackets(block: Block) -> bool:
    """Return whether a line is prose in brackets, as of a transcript; short codes have values."""
    text = block.text
    is_prose = text[0] == "[" and text.count(" ") >= _BRACKETED_WORDS and not block.hrefs
    return is_prose and not _CODE_SIGNS.search(text)


def _is_of_item(context: RuleContext, block: Block) -> bool:
    """Return whether a feed's last line is of this article: it has links, or the headline."""
    return bool(block.hrefs) or bool(context.facts.title and context.facts.title in block.folded)


def _is_state(context: RuleContext, block: Block) -> bool:
    """Return whether a line is what a player, a counter, a gallery or a pager says of itself."""
    if not has_digit(block.text):
        return block.folded in _PLAYER
    if block.kind is not PARAGRAPH:
        return False
    if _STATE.fullmatch(block.folded) or _CLOCKS.match(block.text):
        return True
    is_pictured = not {block.index, block.index + 1}.isdisjoint(context.page.image_before)
    return is_pictured and _PICTURE_OF.match(block.text) is not None


def own_addresses(context: RuleContext) -> Removals:
    """Yield lines that print a URL of the site, as print pages do, or only an email address."""
    for block in context.judged:
        if "@" in block.text and _EMAIL.fullmatch(block.text):
            yield block.index, "address of the author"
        if "://" not in block.text or block.hrefs or block.kind is CODE:
            continue
        found = _ADDRESS.search(block.text)
        rest = _ADDRESS.sub("", block.text).split()
        if found and len(rest) <= _ADDRESS_WORDS and found[1] == context.known.host:
            yield block.index, "address of the page"


def prompts(context: RuleContext) -> Removals:
    """Yield prompts (subscribe, sign up, cookies), unless the classifier is sure of content."""
    for block in context.judged:
        start = context.starts[block.index]
        if (
            start
            and start[0] is phrases.LabelKind.PROMPT
            and len(block.text) < 400
            and context.content_probability[block.index] < thresholds.PROMPT
        ):
            yield block.index, f"prompt: {start[1]}"


def consent_texts(context: RuleContext) -> Removals:
    """Yield paragraphs that ask to accept cookies, or are terms below the page, in their box."""
    for index in sorted(context.body.consent):
        yield index, "prompt: consent or terms"


def comment_threads(context: RuleContext) -> Removals:
    """Yield readers' comments below the article."""
    for index in sorted(context.body.comments):
        yield index, "comments"
