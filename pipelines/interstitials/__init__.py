"""Interstitials: pages that a site shows instead of what was asked for (notice, captcha, consent).

Answered with 200 they look like articles, or like pages that hold none. What gives them away is
that one page stands at many addresses. Pure: no network, no database, no clock.
"""

from __future__ import annotations

from pipelines.interstitials.detector import Decision, InterstitialDetector
from pipelines.interstitials.early_suspicion import EarlySuspicion
from pipelines.interstitials.refusal_streak import RefusalStreak

__all__ = ["Decision", "EarlySuspicion", "InterstitialDetector", "RefusalStreak"]
