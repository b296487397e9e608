"""Recognises links to the outlet's own accounts and channels on networks and messengers."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult

_NETWORKS_LIST = (
    "bsky.app discord.gg dzen.ru facebook.com fb.com instagram.com lin.ee line.me linkedin.com "
    "m.me ok.ru pf.kakao.com t.me telegram.me threads.net tiktok.com twitter.com viber.com vk.com "
    "wa.me weibo.com whatsapp.com chat.whatsapp.com x.com youtube.com zalo.me"
)
_NETWORKS = frozenset(_NETWORKS_LIST.split())
NAMED = re.compile(
    r"\b(?:bluesky|facebook|google news|instagram|linkedin|mastodon|pinterest|snapchat|telegram|"
    r"threads|tiktok|twitter|viber|wechat|weibo|whatsapp|youtube|zalo)\b",
    re.IGNORECASE,
)
"""The name of a network or messenger in a text; not ``X``, which is a letter."""
_KINDS = frozenset(("company", "page", "pages", "channel", "c", "user", "oa", "s"))
_OPAQUE = frozenset(("channel", "joinchat", "invite"))  # behind these a channel has no name
_MAX_PATH = 3  # an account, not one of its posts
_NO_NAMES_LIST = "www m amp news com net org co gov edu info online media tv the vn th id"
_NO_NAMES = frozenset(_NO_NAMES_LIST.split())


def is_own_channel(link: SplitResult, host: str, words: Collection[str]) -> bool:
    """Return whether a link is to the outlet's account or channel: ``t.me/harbourdaily``.

    The path begins with a name of the host; a channel without a name in its path counts if the text
    names the outlet. Google News lists only outlets' publications.

    Args:
        link: a link's target.
        host: the page's host.
        words: the folded words of the line that the link is in.
    """
    network = _host(link)
    path = [part for part in link.path.lower().split("/") if part]
    if network == "news.google.com":
        return "publications" in path
    if network not in _NETWORKS or not 0 < len(path) <= _MAX_PATH:
        return False
    names = [name for name in host.split(".")[:-1] if name not in _NO_NAMES]
    account, *post = path[1:] if path[0] in _KINDS and len(path) > 1 else path
    if not post:
        compact = account.lstrip("@+").replace("-", "").replace("_", "").replace(".", "")
        if any(compact.startswith(name.replace("-", "")) for name in names):
            return True
    is_opaque = network == "chat.whatsapp.com" or path[0] in _OPAQUE or path[0].startswith("+")
    return is_opaque and any(word.startswith(name) for name in names for word in words)


def is_on_network(link: SplitResult) -> bool:
    """Return whether a link leads to a network or messenger."""
    return _host(link) in _NETWORKS


def _host(link: SplitResult) -> str:
    return link.netloc.lower().removeprefix("www.").removeprefix("m.")
