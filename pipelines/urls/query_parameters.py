"""Tracking and session query parameters, which never distinguish two articles."""

from __future__ import annotations

# Query parameters that say where a reader came from, never which article is meant. Compared without
# case. Sources: the parameter lists of browsers that strip them (Firefox, Brave), the Matomo and
# Google Analytics manuals, and links seen on Vietnamese outlets (Zalo's zarsrc and gidzl,
# VnExpress's vn_*).
TRACKING = frozenset(
    """
    _branch_match_id _ga _gl _hsenc _hsmi _ke _openstat action_object_map action_ref_map
    action_type_map aspsessionid at_campaign at_custom1 at_custom2 at_custom3 at_custom4
    at_link_id at_link_origin at_link_type at_medium at_ptr_name cfid cftoken cmpid dclid
    fb_action_ids fb_action_types fb_ref fb_source fbc_id fbclid gbraid gclid gclsrc gidzl
    guccounter guce_referrer guce_referrer_sig hsctatracking igsh igshid jsessionid li_fat_id
    mc_cid mc_eid mibextid mkt_tok ml_subscriber ml_subscriber_hash msclkid ncid oft_c oft_ck
    oft_d oft_id oft_ids oft_k oft_lk oft_sk oly_anon_id oly_enc_id phpsessid rb_clickid ref_src
    ref_url s_cid s_kwcid scid sessionid soc_src soc_trk spm srsltid ttclid twclid
    twitter_impression vero_conv vero_id vn_campaign vn_medium vn_source vn_term vn_thumb wbraid
    wickedid wickedsource wt.mc_id wt_mc wt_zmc yclid ymclid ysclid zalo_source zanpid zarsrc
    """.split()  # noqa: SIM905 - a list literal would take ninety lines
)
TRACKING_PREFIXES = (
    "utm_",
    "utm-",
    "mtm_",
    "matomo_",
    "piwik_",
    "pk_",
    "hsa_",
    "itm_",
    "__cf_chl_",
)
# Parameters that choose how a page is displayed (print, AMP, mobile), with the values that do so.
PRESENTATION = {
    "amp": frozenset({"", "0", "1", "true", "yes"}),
    "mobile": frozenset({"0", "1", "no", "true", "yes"}),
    "output": frozenset({"amp", "print"}),
    "outputtype": frozenset({"amp"}),
    "print": frozenset({"", "1", "true", "y", "yes"}),
    "printable": frozenset({"", "1", "true", "yes"}),
    "view": frozenset({"amp", "mobile", "print"}),
}


def tells_apart(name: str, value: str) -> bool:
    """Return whether a parameter, name and value in lower case, may identify an article."""
    return not (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or value in PRESENTATION.get(name, ())
    )
