"""The rule registry: id, what each rule takes, an example.

The ids stand in the database (``stripped.rule_id``), in ``--explain``, in the table of what each
rule is worth, and in ``docs/rules.md``, made from this file. They are added, never renamed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction.rules import (
    appeals,
    article_header,
    boilerplate,
    captions,
    classifier_verdict,
    other_articles,
    overlays,
    position,
    related_links,
    repetition,
)
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists import headed_list, labelled_list


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the blocks of a page.

    Attributes:
        id: its name for machines, in kebab case.
        find: yields the blocks it takes, each with the reason.
        takes: what it takes, for ``docs/rules.md``.
        example: a line it takes.
    """

    id: str
    find: Callable[[RuleContext], Removals]
    takes: str
    example: str


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule over the text that is left: it cuts a block, or takes one by its place in the text.

    Attributes:
        id, takes, example: as in ``Rule``.
        module: where it is.
    """

    id: str
    takes: str
    example: str
    module: str


REGISTRY: tuple[Rule, ...] = (
    Rule(
        "layout",
        position.removed_by_layout,
        "what the outlet's layout says to remove",
        "a block in `div.article__related`",
    ),
    Rule(
        "share-bar",
        boilerplate.share_bars,
        "several share words on one line",
        "Facebook Twitter Print",
    ),
    Rule(
        "related-list",
        labelled_list.labelled_lists,
        "a list of other articles under a label, with the label",
        "Related News",
    ),
    Rule(
        "headed-list",
        headed_list.lists_under_any_heading,
        "headlines of other pages, linked or with teasers, under a heading that no lexicon knows",
        "From the newsroom",
    ),
    Rule(
        "items-at-end",
        headed_list.items_at_end,
        "linked headlines of other stories with their teasers that end the body without a label",
        "Rice exports reach a record, linked, and a sentence below it, several times",
    ),
    Rule(
        "list-line",
        related_links.list_style_lines,
        "a line that only a list prints: time, date and section, or a headline twice",
        "16:30 | 15/02/2025 Import-Export",
    ),
    Rule(
        "read-also",
        related_links.read_also_lines,
        "one line that sends the reader to another article",
        "Read also: Rice exports reach a record",
    ),
    Rule(
        "headline-run",
        related_links.unlabelled_headline_runs,
        "linked headlines one below the other, with no label above",
        "Rice exports reach a record",
    ),
    Rule(
        "end-mark",
        position.after_end,
        "what follows the last end mark, but for notes of the article; the mark itself is cut",
        "— VNS",
    ),
    Rule(
        "second-article",
        other_articles.second_articles,
        "every block of a second article that the page prints below the first",
        "the next story of a page that loads on",
    ),
    Rule(
        "below-body",
        position.below_layout_body,
        "everything below the body that the outlet's layout names",
        "a teaser below `div.article__body`",
    ),
    Rule(
        "headline-link",
        related_links.link_only_paragraphs,
        "a paragraph that is nothing but the linked headline of another page",
        "Rice exports reach a record",
    ),
    Rule(
        "repeated-paragraph",
        repetition.duplicate_paragraphs,
        "a paragraph that the page prints again",
        "the copy of the text for small screens",
    ),
    Rule(
        "pull-quote",
        repetition.pull_quotes,
        "a line set apart as a quotation whose words stand in a paragraph near it",
        "a block in `aside` that a paragraph says too",
    ),
    Rule(
        "own-address",
        boilerplate.own_addresses,
        "a line that prints an address of the site, as pages made for printing do",
        "Story from the Harbour Daily: https://harbour.example/a-12.html",
    ),
    Rule(
        "newsletter-appeal",
        appeals.newsletter_appeals,
        "a paragraph in which the outlet offers its letter or channel to the reader",
        "Join the 40,000 readers of our free morning letter",
    ),
    Rule(
        "author-note",
        appeals.author_notes,
        "a note at the end that begins with the author's name and tells who that is",
        "Lan Vien has written about ports for this paper since 2012.",
    ),
    Rule(
        "template-word",
        boilerplate.template_words,
        "a line that is nothing but a template's word",
        "Advertisement",
    ),
    Rule(
        "tag-line",
        boilerplate.tag_lines,
        "a line of linked tags behind their label",
        "Tags: ports, customs",
    ),
    Rule(
        "rights-line",
        boilerplate.rights_lines,
        "a line that begins with whose rights are reserved",
        "© 2026 Harbour Daily. All rights reserved.",
    ),
    Rule(
        "embed",
        boilerplate.embeds_and_bios,
        "a post of a social network, a box about the author",
        "a block in `blockquote.twitter-tweet`",
    ),
    Rule(
        "template-leftover",
        boilerplate.template_leftovers,
        "what a template or an editor left: file names, empty table rows, short codes",
        "[gallery ids=1,2]",
    ),
    Rule(
        "prompt",
        boilerplate.prompts,
        "a line that asks to subscribe, to sign up, to accept cookies",
        "Subscribe to our newsletter",
    ),
    Rule(
        "sign-up-box",
        overlays.sign_up_boxes,
        "a short box that its template calls a prompt and that holds a field for an address",
        "The Harbour Letter goes out every Tuesday (with a field and a button below)",
    ),
    Rule(
        "dialog",
        overlays.dialogs,
        "what stands in a dialog outside the body",
        "a privacy statement in `div[role=dialog]`",
    ),
    Rule(
        "consent",
        boilerplate.consent_texts,
        "paragraphs that ask to accept cookies, in a box of their own",
        "We store cookies on your device",
    ),
    Rule(
        "caption",
        captions.marked_captions,
        "what the template marks as a caption",
        "a block in `figcaption`",
    ),
    Rule(
        "caption-frame",
        captions.framed_captions,
        "a line that shares a picture's frame: a table of a picture and a line, a box called photo",
        "Boats at the quay, in a row below the picture",
    ),
    Rule(
        "caption-alt-text",
        captions.alt_text_duplicates,
        "a line that repeats an image's alternative text",
        'the text of `alt="Farmers dry coffee"` as a line',
    ),
    Rule(
        "picture-credit",
        captions.credit_lines,
        "a line that is a picture credit or ends in one",
        "Farmers dry coffee. (Photo: VNA)",
    ),
    Rule(
        "caption-italic",
        captions.italic_captions,
        "a short line in italics right below a picture",
        "*Farmers dry coffee*",
    ),
    Rule(
        "repeated-headline",
        article_header.title,
        "the article's headline, printed again",
        "the headline",
    ),
    Rule("date-line", article_header.dates, "a line that holds a date alone", "16/02/2025 10:30"),
    Rule("source-line", article_header.source, "a line that names the source alone", "Source: VNA"),
    Rule(
        "header-line",
        article_header.byline_lines,
        "a line above the text of nothing but names, date and reading time",
        "By Ann LeeMay 5, 2026 5 min read",
    ),
    Rule(
        "outlet-boilerplate",
        repetition.outlet_boilerplate,
        "a line that many articles of the outlet show, whatever it says",
        "Hotline: 024 3933 2313",
    ),
    Rule(
        "classifier",
        classifier_verdict.below_threshold,
        "a block that the block classifier does not take for content",
        "Home World Business",
    ),
)

TEXT_RULES: tuple[TextRule, ...] = (
    TextRule("byline", "whom the text's first or last line credits", "By Lan Vien", "verdict.trim"),
    TextRule("lead-mark", "the outlet's mark before the text", "VCN -", "verdict.trim"),
    TextRule("repeated-lead", "the standfirst, printed again", "the standfirst", "verdict.trim"),
    TextRule(
        "button",
        "what leads on to the whole story behind a paragraph's last sentence",
        "Read full story",
        "verdict.trim",
    ),
    TextRule(
        "outside-brief",
        "what surrounds a brief of a sentence or two",
        "the menu",
        "verdict.short_articles",
    ),
    TextRule("kicker", "a line of a few words above the headline", "Society", "plain_text"),
    TextRule(
        "page-furniture", "what a scraper's text holds besides the article", "Menu", "plain_text"
    ),
)
