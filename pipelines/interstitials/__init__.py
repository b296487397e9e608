"""Interstitials: pages that a site serves instead of the requested one (notice, captcha, consent).

With status 200 they look like articles, or like pages without one. They are recognised because the
same page appears at many URLs. Pure: no network, no database, no clock.
"""

from __future__ import annotations

from pipelines.interstitials.detector import Decision, InterstitialDetector
from pipelines.interstitials.early_suspicion import EarlySuspicion
from pipelines.interstitials.refusal_streak import RefusalStreak

__all__ = ["Decision", "EarlySuspicion", "InterstitialDetector", "RefusalStreak"]
