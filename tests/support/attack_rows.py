"""Faults and attacks shown by other tests: fault, outcome, test."""

from __future__ import annotations

_HOSTILE = "crawler/test_hostile_answers.py::"
_FORGIVEN = _HOSTILE + "test_server_mistakes_that_browsers_forgive_are_forgiven"
_STOPPED = _HOSTILE + "test_pages_made_to_stop_a_crawl_cost_only_themselves"
_SOURCES = "test_hostile_listings_feeds_and_robots_txt_cost_only_themselves"
_ENDLESS = "crawler/base_spider/test_endless_sources.py::"

ATTACKS: tuple[tuple[str, str, str], ...] = (
    (
        "Content-Encoding: utf-8, none, identity,gzip; text/html twice, html, no type",
        "handled as in browsers",
        _FORGIVEN,
    ),
    (
        "gzip, even nested, without a header",
        "decoded; failed if truncated",
        _FORGIVEN,
    ),
    ("A page that only refreshes to the article", "followed as a redirect", _FORGIVEN),
    ("A front page in UTF-16", "parsed", _FORGIVEN),
    (
        "A page that reloads itself, or holds text beside a refresh",
        "kept as it is",
        "crawler/downloader/test_meta_refresh.py::test_a_page_that_is_one",
    ),
    ("Thousands of empty gzip members or zstd frames, nested", "failed", _STOPPED),
    (
        "Tags without an end, tabs in pre, unsorted marks, pictures and paragraphs in a table",
        "linear time; at most that page fails",
        _STOPPED,
    ),
    (
        "15 MB of paragraphs in 16 kB",
        "failed at a memory or time limit, requested again",
        _STOPPED,
    ),
    (
        "Digits, spaces, ampersands in links; tags within a feed's entry; thousands of agents",
        "linear time, within limits",
        _HOSTILE + _SOURCES,
    ),
    (
        "A signal while a page takes half a minute",
        "the run ends",
        _HOSTILE + "test_a_signal_ends_a_run_whatever_it_parses",
    ),
    (
        "Any pattern or walk that takes more than linear time",
        "there is none in the project",
        "test_growth.py::test_a_pattern_takes_linear_time",
    ),
    (
        "An extraction process killed while it starts",
        "replaced",
        "workers/test_pool.py::test_a_process_killed_while_it_starts_is_replaced",
    ),
    (
        "An endless chain of sitemap indexes",
        "followed four levels deep",
        _ENDLESS + "test_an_endless_chain_of_sitemap_indexes",
    ),
    (
        "Thousands of sitemaps dated today",
        "at most 300, with articles in between",
        _ENDLESS + "test_thousands_of_sitemaps_dated_today",
    ),
    (
        "A fragment, a brace, a broken URL in one entry of a source",
        "at most that entry is lost",
        _ENDLESS + "test_odd_entries_do_not_end_the_parsing_of_a_source",
    ),
    (
        "Certificate with only a common name, `*`, `*.*.example`, `*.co.uk`, `*.localhost`",
        "refused",
        "crawler/downloader/test_server_identity.py"
        "::test_only_a_certificate_of_the_host_opens_a_connection",
    ),
    (
        "robots.txt that leads a proxy to localhost or into a private network",
        "refused before it reaches the proxy",
        "crawler/downloader/test_address_guard.py"
        "::test_a_robots_txt_does_not_lead_a_proxy_into_a_private_network",
    ),
    (
        "WARC with endless headers, a member longer than its record, a record of 300 MB",
        "only that record is lost, and reported",
        "crawler/archive/test_warc_bounds.py::test_a_bad_record_costs_only_itself",
    ),
    (
        "A site with sections on their own hosts; feeds and links to other sites",
        "sections are crawled; skipped hosts are reported",
        "crawler/base_spider/test_site_hosts.py::test_sections_on_hosts_of_their_own_are_crawled",
    ),
    (
        "home=http:// of an https site, a home that redirects to another host of the site",
        "the final URL is used",
        "crawler/base_spider/test_site_hosts.py::test_a_home_on_http_is_not_crawled_twice",
    ),
    (
        "A home with an internationalised name",
        "crawled, by UTS 46",
        "crawler/base_spider/test_site_hosts.py::test_a_home_beyond_ascii_is_crawled",
    ),
    (
        "Escape sequences, C1, bidi controls and line ends in headers, URLs, titles, feeds",
        "shown as \\u001b; none in log, terminal or database; no forged log entry",
        "crawler/test_terminal_injection.py::test_the_log_holds_no_commands_and_no_forged_entry",
    ),
    (
        "A gzip bomb, a truncated or damaged .gz for python -m pipelines.extraction",
        "a one-line error",
        "extraction/test_explain.py::test_wrong_input_is_one_line_and_code_two",
    ),
    (
        "Python codecs as charsets: undefined, punycode, idna, unicode_escape",
        "ignored; the bytes decide",
        "extraction/html/test_parse.py::test_a_name_that_is_not_a_web_charset_is_ignored",
    ),
    (
        "Readers' posts that quote a sentence of articles of a young outlet",
        "the sentence stays; a label on as many pages is stripped",
        "crawler/test_learnt_lines.py::test_readers_do_not_cut_a_sentence_from_articles",
    ),
    (
        "PostgreSQL that dies after the checks and before the first request",
        "exit code 3, one line; the next night stores everything",
        "crawler/commands/test_early_trouble.py::test_a_postgres_that_dies_while_a_crawl_starts",
    ),
    (
        "A page at the limit of memory or processor time, on SQLite and PostgreSQL",
        "failed, and stored as soon as it is fixed",
        "crawler/test_page_limits.py::test_a_page_at_a_process_limit_fails_and_is_requested_again",
    ),
    (
        "The same attacks with EXTRACT_WORKERS=0, and a page over the size limit",
        "only they fail",
        "crawler/test_page_limits.py::test_hostile_pages_cost_only_themselves",
    ),
    (
        "An article that moved while its new URL failed, or there and back again",
        "lives at the URL that returns it; a forgotten print page does not count",
        "storage/articles/test_outcomes.py"
        "::test_an_article_is_gone_while_none_of_its_own_urls_returns_it",
    ),
    (
        "Every URL redirects to the front page for a night",
        "no article counts as gone; one that does so again does",
        "storage/articles/test_outcomes.py"
        "::test_a_url_that_redirects_home_is_gone_when_it_does_so_again",
    ),
    (
        "Every page claims the same canonical URL, with the same few words",
        "each is stored at its own URL",
        "storage/articles/test_outcomes.py::test_texts_of_the_same_words_are_not_versions_of_one_article",
    ),
    (
        "A notice with each page's headline, of which hardly a word is only one's",
        "refused",
        "interstitials/test_detector.py"
        "::test_a_notice_that_repeats_headlines_of_common_words_is_one",
    ),
    (
        "A feed with hundreds of nested xml:base",
        "sixteen are resolved, each once",
        "crawler/discovery/test_feeds.py::test_nested_bases_are_resolved_once_each",
    ),
    (
        "A feed that does not name its site, and whose links go through a counter",
        "the permalink of each entry",
        "crawler/discovery/test_feeds.py::test_a_link_through_a_counter_yields_to_the_permalink",
    ),
    (
        "An article's new URL met before its old one leads there; then a notice at the new one",
        "the move counts, the notice does not",
        "storage/articles/test_outcomes.py::test_a_move_counts_even_if_the_new_url_was_found_first",
    ),
    (
        "Another URL of an article with a text that has nothing to do with it",
        "failed; another article when it says so again",
        "storage/articles/test_outcomes.py"
        "::test_a_variant_with_an_unrelated_text_is_another_article_when_it_says_so_again",
    ),
    (
        "A re-visited page that is cut in half without saying so, or shows a paywall's teaser",
        "failed; the stored text stays unless a second visit finds the same part",
        "storage/articles/test_outcomes.py"
        "::test_a_part_of_the_stored_text_waits_for_a_second_visit",
    ),
    (
        "A notice that happens to say a word or two of one headline",
        "refused",
        "interstitials/test_detector.py"
        "::test_words_that_a_notice_contains_by_chance_make_it_no_article",
    ),
    (
        "A machine in another time zone, at midnight, in the hour that summer time leaves out",
        "the same rows, the same schedule",
        "storage/test_time_zones.py::test_a_night_leaves_the_same_wherever_the_machine_is",
    ),
    (
        "50,000 links of thousands of letters beyond ASCII in one source",
        "what is too long is not looked at; others, and signals, have their turn",
        "crawler/base_spider/test_sitemap_selection.py"
        "::test_links_without_end_leave_turns_to_others_and_long_ones_are_not_looked_at",
    ),
    (
        "Compression in compression: blocks without content, 16 MB of them in 277 bytes",
        "failed; the time is linear in the bytes received",
        "test_content_coding.py::test_the_work_is_linear_in_the_bytes_received",
    ),
    (
        "A compressed body of many megabytes, of any coding",
        "decoded in steps; other responses, and signals, have their turn",
        "test_content_coding.py::test_others_have_their_turn_while_a_large_body_is_decoded",
    ),
    (
        "robots.txt full of wildcards, groups, ends, delays",
        "linear time",
        "test_growth.py::test_rules_of_robots_txt_take_linear_steps",
    ),
    (
        "A notice with other numbers in every sentence, and each page's headline",
        "refused; a series of prices or of the weather is news",
        "interstitials/test_detector.py::test_a_notice_with_other_numbers_in_every_sentence_is_one",
    ),
    (
        "Every URL shows another real article on the first night: the newest one, any one",
        "failed; stored if a second visit finds the same",
        "crawler/test_interstitial_nights.py::test_a_site_that_mixes_up_its_articles",
    ),
    (
        "A page that named another article's URL for a night, with that article's text",
        "an article of its own at its own URL; the other one stays",
        "storage/articles/test_outcomes.py"
        "::test_a_page_that_named_anothers_url_for_a_night_is_an_article_of_its_own",
    ),
    (
        "WARC records with URLs that are none, with line separators, years 1, 33 and 9999",
        "indexed, or reported; file names of any bytes",
        "crawler/archive/test_warc_bounds.py"
        "::test_a_folder_of_records_with_odd_urls_times_and_names_is_indexed",
    ),
    (
        "WARC revisits that name each other in a chain",
        "resolved to a response or reported, in linear time",
        "crawler/archive/test_warc_bounds.py"
        "::test_revisits_of_revisits_cost_linear_steps_and_lead_to_a_response",
    ),
    (
        "An SQLite file with two names (hard links)",
        "refused, exit code 3: each name has its own journal and locks",
        "storage/database/test_schema_version.py::test_a_file_with_two_names_is_refused",
    ),
    (
        "A page whose bytes are a WARC record of another outlet, cut short by a kill",
        "what stands within a damaged record is not read",
        "crawler/archive/test_warc_bounds.py::test_a_page_cannot_bring_a_record_of_another_outlet",
    ),
    (
        "`<base>` or `xml:base` that is no web address (`javascript:`, `http://[x`)",
        "ignored, as browsers do",
        "crawler/discovery/test_feeds.py::test_a_base_that_is_no_web_address_is_ignored",
    ),
    (
        "A crawl killed and started again while a site shows another text for an article",
        "a visit within hours confirms nothing",
        "storage/articles/test_outcomes.py"
        "::test_a_crawl_that_is_started_again_at_once_confirms_nothing",
    ),
    (
        "A URL shows the text of an article that is stored at another URL, for a night or for good",
        "failed if the other URL announced that text; else stored if later visits find it again",
        "storage/articles/test_outcomes.py"
        "::test_a_text_stored_elsewhere_is_stored_here_if_announced_here",
    ),
    (
        "A URL shows another stored article at its first visit, and names that one as its own",
        "failed, and requested again until two visits agree or its own text is there; a print "
        "page, a tracking or section URL of that article is its variant at once; so is a number or "
        "a key, which is requested once more",
        "storage/articles/test_belonging.py"
        "::test_a_first_visit_that_shows_and_names_another_article_stays_due",
    ),
    (
        "Numeric URLs without headlines: two show one text, or one names another's number",
        "failed; stored if a second visit finds the same",
        "interstitials/test_detector.py"
        "::test_urls_of_numbers_alone_are_told_apart_by_what_their_pages_say",
    ),
    (
        "A login wall that shows the beginning of an article, for a night or for good",
        "stored and flagged; requested again 1, 4 and 11 days after its discovery",
        "storage/ledger/test_due_pages.py"
        "::test_a_stub_is_requested_again_for_its_whole_text_a_few_times",
    ),
    (
        "A stored article's URL shows another stored article",
        "the stored text stays; without any announcement, three visits in a row replace it",
        "storage/articles/test_outcomes.py"
        "::test_a_stored_text_does_not_give_way_to_one_that_lives_elsewhere",
    ),
    (
        "A cache that returns yesterday's copies",
        "failed; stored if the page says that it was modified, or at the third visit",
        "storage/articles/test_outcomes.py::test_an_earlier_text_may_come_back_from_a_cache",
    ),
    (
        "Two articles that share a formula of five words, or the words of a subject",
        "unrelated: neither counts as a version of the other",
        "similarity/test_unrelated.py::test_a_formula_makes_no_version",
    ),
    (
        "A site that stays down: a sentence for each article, an empty front page, robots.txt "
        "that forbids all",
        "exit code 4 each night, also when the response is the same as the night before",
        "crawler/test_interstitial_nights.py"
        "::test_a_site_that_stays_down_raises_an_alarm_each_night",
    ),
)
