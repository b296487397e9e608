"""What users of the engine need before they load it: its version, and how it rejects a page."""

from __future__ import annotations

from pipelines.layout import NO_TEMPLATE, TemplateMatch

ENGINE = "22"  # incremented when texts may change: such changes are not the outlet's


class NotAnArticle(Exception):  # noqa: N818  # a fixed name; not an error
    """The page is not an article.

    Attributes:
        reason: why, in plain words (``"list of articles"``).
        template: the outlet's template that the page uses.
    """

    def __init__(self, reason: str, template: TemplateMatch = NO_TEMPLATE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.template = template
