"""Every threshold on the content probability of a block, with the reason for its value.

The content probability is the classifier's smoothed output: 0 is boilerplate, 1 is the article. A
rule with strong evidence of its own overrules the classifier up to a high probability, one with
weak evidence up to a low one. The values were chosen on hosts held out from training
(``docs/engine.md``); between .30 and .50 no ``KEEP`` is better on more than one benchmark.
"""

from __future__ import annotations

KEEP = 0.38
"""Blocks are kept from here on. Below one half: losing a paragraph is worse than keeping a caption.
"""

KEEP_IN_LAYOUT_BODY = 0.15
"""The same within the body of the outlet's layout, which vouches for its contents."""

LIST_LABEL = 0.9
"""A list label above, or the shape of a list line, is strong evidence: it strips blocks up to here.
"""

LABEL_OVER_TEXT = 0.7
"""The same of a label set as a heading with the article's text right below, and no list."""

ONE_TEASER = 0.6
"""Text below the only headline of a list is the article's, which continues, from here on."""

TEMPLATE_WORD = 0.9
"""A line that is nothing but a template word is boilerplate unless the classifier is sure."""

CAPTION = 0.8
"""A class name or an alternative text may wrongly indicate a caption: prose stays."""

STANDFIRST = 0.8
"""Raised to this value: a line found as the standfirst by its position is the article's own."""

DATE_LINE = 0.75
"""A date alone may be a sub-heading of a timeline, which its surroundings show to the classifier.
"""

HEADLINE_RUN = 0.77
"""Mean of a run of linked headlines. At .6 a plain run between two paragraphs was only just
stripped.
"""

PROMPT = 0.6
"""The beginning of a line is weak evidence: an article about a newsletter may begin a sentence so.
"""

LINKED_HEADLINE = 0.6
"""A linked headline as a paragraph may be the article's own reference: only if in doubt."""

OWN_HEADLINE, AWAY_HEADLINE = 0.95, 0.65
"""The same if it is as long as headlines are, to one page of this site, and of another."""

LINKED_SOURCE = 0.75
"""Raised to this value, above that of a link away: what heads the text on its own target."""

COUNTED = 0.96
"""The same, above that of a headline of the site: what counts or names the parts of the text."""

HEADED_LIST = 0.6
"""Mean of linked headlines below an unknown heading: a table of contents has more."""

LONE_LINE, LONE_LINE_BY_PLACE = 0.5, 0.8
"""A page's only line below the second is the article for its place or by the page's statement;
below the first it is not without them.
"""

DOUBT = (0.3, 0.6)
"""Between these the classifier is uncertain, and the mean of the sibling blocks counts."""

SURE_TEXT, LAST_DOUBT = 0.85, 0.2
"""From the first on a paragraph surely is the text, and others set as it is are likely. Those
are in doubt from the second on: what is less has other signs than its place.
"""

RUNNING_TEXT = 0.75
"""Mean of sibling blocks above which they are running text, in which one foreign block may occur.
"""

UNSCORED_IN_BODY, UNSCORED = 0.9, 0.1
"""Values for blocks beyond the scored ones: prose in the body, and the rest."""

PLAIN_PROSE, PLAIN_LINE = 0.95, 0.5
"""Values for lines of plain text, which has no features: a sentence is the article, a line may be.
"""

EARLY_EXIT_LOG_ODDS = 2.4
"""In log odds: beyond this on either side, further trees change no block of the benchmarks."""
