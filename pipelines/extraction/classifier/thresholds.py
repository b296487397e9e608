"""Every threshold on the content probability of a block, with the reason of its value.

A content probability is what the classifier says of a block, smoothed: 0 is boilerplate, 1 is the
article. A rule with strong evidence of its own overrules the classifier up to a high probability,
one with weak evidence up to a low one. Values were chosen on hosts held back from training
(``docs/engine.md``); between .30 and .50 no ``KEEP`` is better on more than one benchmark.
"""

from __future__ import annotations

KEEP = 0.38
"""Kept from here on. Below one half: a lost paragraph costs readers more than a kept caption."""

KEEP_IN_LAYOUT_BODY = 0.15
"""The same within the body that the outlet's layout names: the layout vouches for what is in it."""

LIST_LABEL = 0.9
"""A list label above, or the shape of a list line, is strong: it takes blocks up to here."""

TEMPLATE_WORD = 0.9
"""A line that is nothing but a template's word is boilerplate unless the classifier is sure."""

CAPTION = 0.8
"""A class name or an alternative text that says caption may be wrong: prose in it stays."""

STANDFIRST = 0.8
"""What is raised to: a line found as the standfirst by its place is the article's own."""

DATE_LINE = 0.8
"""A date alone may be a sub-heading of a timeline, which its surroundings tell the classifier."""

HEADLINE_RUN = 0.7
"""Mean of a run of linked headlines. At .6 a plain run between two paragraphs only just went."""

PROMPT = 0.6
"""How a line begins is weak evidence: an article about a newsletter begins a sentence so."""

LINKED_HEADLINE = 0.6
"""A linked headline as a paragraph may be the article's own reference: only where in doubt."""

OWN_HEADLINE, AWAY_HEADLINE = 0.95, 0.65
"""The same where it is as long as headlines are, to one page of this site, and of another."""

HEADED_LIST = 0.6
"""Mean of linked headlines below a heading that no lexicon knows: a table of contents has more."""

DOUBT = (0.3, 0.6)
"""Between these the classifier does not know, and the mean of the sibling blocks has a say."""

RUNNING_TEXT = 0.75
"""Mean of sibling blocks from which they are running text, in which one foreign block may stand."""

UNSCORED_IN_BODY, UNSCORED = 0.9, 0.1
"""What blocks beyond the scored ones get, for prose in the body and for the rest."""

PLAIN_PROSE, PLAIN_LINE = 0.95, 0.5
"""What lines of plain text get, which has no features: a sentence is the article, a line may be."""

EARLY_EXIT_LOG_ODDS = 2.4
"""In log odds: from here on either way, further trees change no verdict of the benchmarks."""
