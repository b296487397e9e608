"""The rule registry: id, what each rule strips, an example.

The ids are in the database (``stripped.rule_id``), in ``--explain``, in the ablation table, and in
``docs/rules.md``, which is generated from this file. They are added, never renamed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction.rules import (
    appeals,
    article_header,
    boilerplate,
    classifier_verdict,
    overlays,
    person_boxes,
    position,
    related_links,
    repetition,
)
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists import headed_list, labelled_list, linked_box, unrelated
from pipelines.extraction.rules.pictures import captions, captions_by_setting, credits
from pipelines.extraction.rules.second_article import other_articles
from pipelines.extraction.rules.widgets import (
    commission_boxes,
    contents_lists,
    offer_boxes,
    outlet_words,
    teaser_cards,
    template_lines,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the blocks of a page.

    Attributes:
        id: its identifier, in kebab case.
        find: yields the blocks it strips, each with the reason.
        takes: what it strips, for ``docs/rules.md``.
        example: a line it strips.
    """

    id: str
    find: Callable[[RuleContext], Removals]
    takes: str
    example: str


REGISTRY: tuple[Rule, ...] = (
    Rule(
        "layout",
        position.removed_by_layout,
        "what the outlet's layout removes",
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
        "headlines of other pages, linked or with teasers, under a heading unknown to the lexicon",
        "From the newsroom",
    ),
    Rule(
        "items-at-end",
        headed_list.items_at_end,
        "linked headlines of other stories with their teasers that end the body without a label",
        "Rice exports reach a record, linked, and a sentence below it, several times",
    ),
    Rule(
        "teaser-cards",
        teaser_cards.teaser_cards,
        "cards beside the text: a linked headline, a teaser, a button to the same page",
        "Rice exports reach a record. Growers sold more than ever. Read, linked like the headline",
    ),
    Rule(
        "stories-at-end",
        unrelated.stories_at_end,
        "standfirsts of other stories, without link, label or mark, that end the body",
        "three sentences that share no word with the article, nor with each other",
    ),
    Rule(
        "list-line",
        related_links.list_style_lines,
        "a line typical of lists: time, date and section, or a headline twice",
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
        "what follows the last end mark, except notes of the article; the mark itself is cut",
        "— VNS",
    ),
    Rule(
        "second-article",
        other_articles.second_articles,
        "every block of a second article below the first",
        "the next article on a page with infinite scroll",
    ),
    Rule(
        "below-body",
        position.below_layout_body,
        "everything below the body of the outlet's layout",
        "a teaser below `div.article__body`",
    ),
    Rule(
        "linked-box",
        linked_box.linked_boxes,
        "a small box between paragraphs: the linked headline of another page, and its teaser",
        "Rice exports reach a record. Growers in the delta sold more than ever.",
    ),
    Rule(
        "headline-link",
        related_links.link_only_paragraphs,
        "a paragraph that is only the linked headline of another page",
        "Rice exports reach a record",
    ),
    Rule(
        "template-line",
        template_lines.template_lines,
        "a line that stands again and again between paragraphs",
        "Subscribe here, linked, below every third paragraph",
    ),
    Rule(
        "repeated-paragraph",
        repetition.duplicate_paragraphs,
        "a paragraph that the page repeats",
        "the copy of the text for small screens",
    ),
    Rule(
        "contents-list",
        contents_lists.contents_lists,
        "a list of the article's own sub-headings above the first of them, with its label",
        "In this article: The lake, The farms, The birds",
    ),
    Rule(
        "pull-quote",
        repetition.pull_quotes,
        "a line set apart as a quotation whose words are in a nearby paragraph",
        "a block in `aside` that repeats a paragraph",
    ),
    Rule(
        "own-address",
        boilerplate.own_addresses,
        "a line that prints a URL of the site, as print pages do",
        "Story from the Harbour Daily: https://harbour.example/a-12.html",
    ),
    Rule(
        "newsletter-appeal",
        appeals.newsletter_appeals,
        "a paragraph in which the outlet offers its newsletter or channel",
        "Join the 40,000 readers of our free morning letter",
    ),
    Rule(
        "outlet-words",
        outlet_words.outlet_words,
        "words of the outlet to its readers, in a voice that the article never has",
        "We depend on readers like you. Please consider a gift to our newsroom.",
    ),
    Rule(
        "interface-line",
        appeals.interface_lines,
        "a line whose words are those of the site's interface, which speaks to the reader",
        "Found a mistake? Select the text and press Ctrl+Enter.",
    ),
    Rule(
        "access-notice",
        appeals.access_notices,
        "a line at the end that tells readers without access how to read on",
        "Log in or register to continue reading.",
    ),
    Rule(
        "author-note",
        appeals.author_notes,
        "a note at the end that begins with the author's name and describes the author",
        "Lan Vien has written about ports for this paper since 2012.",
    ),
    Rule(
        "template-word",
        boilerplate.template_words,
        "a line that is only a template word",
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
        "a social media post, an author box",
        "a block in `blockquote.twitter-tweet`",
    ),
    Rule(
        "person-box",
        person_boxes.person_boxes,
        "a box about a person of the article or its author",
        "Zur Person: Ana Roth, 51, is a baker.",
    ),
    Rule(
        "template-leftover",
        boilerplate.template_leftovers,
        "what a template or an editor left: file names, short codes, tables that it computes",
        "[gallery ids=1,2]",
    ),
    Rule(
        "prompt",
        boilerplate.prompts,
        "a line that asks to subscribe, sign up or accept cookies",
        "Subscribe to our newsletter",
    ),
    Rule(
        "control-box",
        overlays.control_boxes,
        "a small box in the text that has fields, or ends in a button",
        "Should the ferry be free? Yes. No. (with a button below)",
    ),
    Rule(
        "offer-box",
        offer_boxes.offer_boxes,
        "a small box in the text that ends in a link to the outlet's letter, access or membership",
        "The three stories below are for members. Join us, linked to `/join`",
    ),
    Rule(
        "product-box",
        commission_boxes.product_boxes,
        "a small linked box in the text about a product that the outlet earns by",
        "We may get a commission. Wool socks. Warm on every boat, in eleven colours.",
    ),
    Rule(
        "dialog",
        overlays.dialogs,
        "the contents of a dialog outside the body",
        "a privacy statement in `div[role=dialog]`",
    ),
    Rule(
        "consent",
        boilerplate.consent_texts,
        "paragraphs that ask to accept cookies, or are terms below the page, in their own box",
        "We store cookies on your device",
    ),
    Rule(
        "comment-thread",
        boilerplate.comment_threads,
        "readers' comments below the article, each with a name or a time",
        "12 comments",
    ),
    Rule(
        "caption",
        captions.marked_captions,
        "what the template marks as a caption, or prints of a video",
        "a block in `figcaption`",
    ),
    Rule(
        "caption-frame",
        captions.framed_captions,
        "a line in an image's frame: a table of an image and a line, a box named photo",
        "Boats at the quay, in a row below the image",
    ),
    Rule(
        "figure-label",
        captions.figure_labels,
        "a line that begins with a figure's label",
        "Figure 3: Boats at the quay, before and after the storm",
    ),
    Rule(
        "caption-alt-text",
        captions.alt_text_duplicates,
        "a line that repeats an image's alternative text",
        'the text of `alt="Farmers dry coffee"` as a line',
    ),
    Rule(
        "picture-credit",
        credits.credit_lines,
        "a line that is a picture credit or ends in one",
        "Farmers dry coffee. (Photo: VNA)",
    ),
    Rule(
        "caption-italic",
        captions_by_setting.captions_by_setting,
        "a short line right below an image, in italics, centred or small as no paragraph is",
        "*Farmers dry coffee*",
    ),
    Rule("repeated-headline", article_header.title, "the headline, printed again", "the headline"),
    Rule("date-line", article_header.dates, "a line that contains only a date", "16/02/2025 10:30"),
    Rule("source-line", article_header.source, "a line that names only the source", "Source: VNA"),
    Rule(
        "header-line",
        article_header.header_lines,
        "a line above the text of only names, roles, date and reading time",
        "By Ann LeeMay 5, 2026 5 min read",
    ),
    Rule(
        "outlet-boilerplate",
        repetition.outlet_boilerplate,
        "a line that many articles of the outlet show",
        "Hotline: 024 3933 2313",
    ),
    Rule(
        "classifier",
        classifier_verdict.below_threshold,
        "a block that the classifier rates as boilerplate",
        "Home World Business",
    ),
)
