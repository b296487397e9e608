"""Structures of sites in English."""

# ruff: noqa: E501 - lines of HTML stand as on the page

from __future__ import annotations

from tests.support.site_structures.structure import Structure

EN = ("en",)

STRUCTURES = (
    Structure(
        "broadcaster",
        EN,
        """
<header role="banner"><nav aria-label="Main"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/travel">Travel</a></li></ul></nav></header>
<main id="main-content"><article><div data-component="headline-block" class="sc-1 a"><h1 class="sc-2 b">[title]</h1></div><div data-component="byline-block" class="sc-3 c"><div class="sc-4"><time class="sc-5" datetime="2026-11-09T08:00:00Z">[day]</time></div><div data-testid="byline-new-contributors"><div><span class="sc-6">[author]</span><div>Coast correspondent</div></div></div><div><button>Share</button><button>Save</button></div></div><div data-component="text-block"><p class="sc-7"><b class="sc-8">[lead]</b></p></div>[body]
<div data-component="links-block" class="sc-9"><p>More on this story</p><div><a href="/news/1">[h1]</a></div><div><a href="/news/2">[h2]</a></div></div><div data-component="tags"><a href="/topics/a">Harbours</a></div></article>
<section data-testid="related"><h2>Related</h2><div data-testid="card"><a href="/news/3"><h3>[h3]</h3><p>[t3]</p></a></div><div data-testid="card"><a href="/news/4"><h3>[h4]</h3><p>[t4]</p></a></div></section></main>""",
        paragraph='<div data-component="text-block" class="sc-10"><p class="sc-7">[text]</p></div>',
        heading='<div data-component="subheadline-block"><h2 class="sc-11">[text]</h2></div>',
        bullets='<div data-component="unordered-list-block"><ul>[items]</ul></div>',
        figure='<div data-component="image-block"><figure><div><img src="/i.jpg" alt=""></div><figcaption><span>Image caption, </span>[caption]</figcaption></figure></div>',
        gone=("Coast correspondent",),
    ),
    Structure(
        "broadsheet",
        EN,
        """
<header><a href="/">The Watchman</a><nav><ul><li><a href="/world">World</a></li><li><a href="/culture">Culture</a></li></ul></nav></header><main data-layout="StandardLayout"><article><div data-gu-name="title"><a href="/environment/rivers">Rivers</a></div><div data-gu-name="headline"><div><h1>[title]</h1></div></div><div data-gu-name="standfirst"><p>[lead]</p></div><aside data-gu-name="meta"><address aria-label="Contributor info"><a rel="author" href="/profile/x">[author]</a></address><details><summary>[day]</summary>Last modified on Mon 9 Nov 2026 11.02 GMT</details><gu-island><button>Share</button></gu-island></aside><div data-gu-name="body"><div id="maincontent" class="article-body-commercial-selector">[body]</div></div><div data-gu-name="submeta"><div>Explore more on these topics</div><ul><li><a href="/r">Rivers</a></li><li><a href="/f">Ferries</a></li></ul></div></article><section id="onwards"><h2>More on this story</h2><ul><li><a href="/1">[h1]</a></li><li><a href="/2">[h2]</a></li></ul></section><section><h2>Most viewed</h2><ol><li><a href="/3">[h3]</a></li></ol></section></main>""",
        paragraph='<p class="dcr-130mj7b">[text]</p>',
        heading='<h2 id="a">[text]</h2>',
        inserted='<aside data-spacefinder-role="richLink"><gu-island><div><a href="/5"><h3>[h5]</h3><div>Read more</div></a></div></gu-island></aside>',
        figure='<figure data-spacefinder-role="inline"><picture><img src="/i.jpg" alt=""></picture><figcaption><span>[caption]</span> Photograph: Ida Fenn/The Watchman</figcaption></figure>',
        gone=("Explore more on these topics", "Last modified on"),
    ),
    Structure(
        "wp-newspaper-theme",
        ("en", "id", "es", "pt"),
        """
<div class="td-header-wrap"><div class="td-header-menu-wrap"><ul id="menu-main" class="sf-menu"><li class="menu-item"><a href="/a">A</a></li><li class="menu-item"><a href="/b">B</a></li></ul></div></div><div class="td-main-content-wrap"><article class="post type-post hentry"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/local">Local</a></li></ul><header class="td-post-title"><h1 class="entry-title">[title]</h1><p class="td-post-sub-title">[lead]</p><div class="td-module-meta-info"><div class="td-post-author-name"><a href="/author/x">[author]</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated" datetime="2026-11-09T08:00:00+00:00">[day]</time></span><div class="td-post-views"><span>412</span></div></div></header></div><div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div><div class="td-post-content tagdiv-type">[body]</div><footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a href="/tag/x">quay</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>Previous article</span><a href="/p">[h1]</a></div><div class="td-post-next-post"><span>Next article</span><a href="/n">[h2]</a></div></div><div class="author-box-wrap"><div class="desc"><div class="td-author-name vcard author"><a href="/author/x">[author]</a></div><div class="td-author-url"><a href="https://courier.example">https://courier.example</a></div></div></div></footer></article><div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left">RELATED ARTICLES</a><a class="td-related-right">MORE FROM AUTHOR</a></h4><div class="td_module_related_posts"><div class="item-details"><h3 class="entry-title td-module-title"><a href="/3">[h3]</a></h3></div></div><div class="td_module_related_posts"><h3 class="entry-title td-module-title"><a href="/4">[h4]</a></h3></div></div></div>""",
        gone=("Previous article", "RELATED ARTICLES", "TAGS"),
        figure='<figure class="wp-caption aligncenter"><img src="/i.jpg" alt=""><figcaption class="wp-caption-text">[caption]</figcaption></figure>',
    ),
    Structure(
        "wp-block-editor",
        ("en", "fr", "de", "ru"),
        """
<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">Quay Letters</a></p><nav class="wp-block-navigation"><ul><li><a href="/about">About</a></li></ul></nav></div></header><main class="wp-block-group"><h1 class="wp-block-post-title">[title]</h1><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">[lead]</p></div><div class="wp-block-group is-layout-flex"><div class="wp-block-post-author-name">[author]</div><div class="wp-block-post-date"><time datetime="2026-11-09T08:00:00+00:00">[day]</time></div></div><div class="entry-content wp-block-post-content is-layout-constrained">[body]</div><div class="wp-block-query"><h2 class="wp-block-heading">Keep reading</h2><ul class="wp-block-post-template"><li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/1">[h1]</a></h3><p class="wp-block-post-excerpt__excerpt">[t1]</p></li><li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/2">[h2]</a></h3><p class="wp-block-post-excerpt__excerpt">[t2]</p></li></ul></div></main><footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div>""",
        heading='<h2 class="wp-block-heading">[text]</h2>',
        bullets='<ul class="wp-block-list">[items]</ul>',
        quote='<blockquote class="wp-block-quote"><p>[text]</p></blockquote>',
        table='<figure class="wp-block-table"><table><tbody>[rows]</tbody></table></figure>',
        figure='<figure class="wp-block-image"><img src="/i.jpg" alt=""><figcaption class="wp-element-caption">[caption]</figcaption></figure>',
        gone=("Keep reading", "Designed with"),
    ),
    Structure(
        "arc",
        ("en", "es"),
        """
<div id="fusion-app"><header class="masthead"><nav><a href="/news/">News</a><a href="/sports/">Sports</a></nav></header><main class="article-right-rail"><div class="article-header"><div class="b-overline"><a href="/local">Local</a></div><h1 class="b-headline">[title]</h1><h2 class="b-subheadline">[lead]</h2><div class="b-byline"><span class="by">By</span> <span class="b-byline__names"><a href="/author">[author]</a></span></div><time class="b-date__display">[day]</time></div><article class="b-article-body article-body-wrapper">[body]</article><div class="b-author-bio"><h4>About [author]</h4><p>Covers the river towns and their councils. Reach the desk at desk@courier.example.</p></div><section class="b-results-list"><h3>Latest headlines</h3><article><a href="/1"><h2>[h1]</h2></a><p>[t1]</p></article><article><a href="/2"><h2>[h2]</h2></a><p>[t2]</p></article></section></main><aside class="right-rail"><h4>Trending</h4><ul><li><a href="/3">[h3]</a></li></ul></aside></div>""",
        paragraph='<p class="c-paragraph">[text]</p>',
        heading='<h2 class="c-heading">[text]</h2>',
        inserted='<div class="arcad-feature"><div id="arcad_1">Advertisement</div></div>',
        gone=("Reach the desk", "Advertisement", "Latest headlines"),
        figure='<figure class="c-media-item"><img src="/i.jpg" alt=""><figcaption class="c-media-item__fig-caption"><span>[caption]</span><span class="credit">Owen Trask</span></figcaption></figure>',
    ),
    Structure(
        "chorus",
        EN,
        """
<div class="l-header"><a href="/">Tideline</a></div><main id="content"><article class="l-main"><div class="c-entry-hero"><h2 class="c-entry-hero__header-wrap p-page-title">Reports</h2><h1 class="c-page-title">[title]</h1><p class="c-entry-summary p-dek">[lead]</p><div class="c-byline"><span class="c-byline-wrapper">by <span class="c-byline__item"><a href="/authors/x"><span class="c-byline__author-name">[author]</span></a></span></span><span class="c-byline__item"><time class="c-byline__item" datetime="2026-11-09T08:00:00">[day]</time></span></div></div><div class="c-entry-content">[body]<div class="c-newsletter_signup_box"><h3>Sign up for the newsletter Tideline Daily</h3><p>Get our best reporting in your inbox.</p><form><input placeholder="Email (required)"><button>Subscribe</button></form></div></div><section class="c-nextclick"><h3 class="c-nextclick__heading">Next up in Reports</h3><div class="c-entry-box--compact__title"><a href="/1">[h1]</a></div></section><section class="c-tab-bar"><h3>Most Read</h3><ol><li><h2><a href="/2">[h2]</a></h2><p>[t2]</p></li></ol></section></article></main>""",
        heading='<h3 id="x1">[text]</h3>',
        paragraph='<p id="Zx1">[text]</p>',
        quote="<blockquote><p>[text]</p></blockquote>",
        inserted='<div class="c-float-right"><aside><h4>Related</h4><ul><li><a href="/5">[h5]</a></li></ul></aside></div>',
        gone=("Sign up for the newsletter", "Get our best reporting"),
    ),
    Structure(
        "substack",
        EN,
        """
<div class="main-menu"><a href="/">The Slow Ferry</a><button>Subscribe</button><button>Sign in</button></div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">[title]</h1><h3 class="subtitle">[lead]</h3><div class="pencraft pc-display-flex byline-wrapper"><div class="profile-hover-card-target"><a href="/@x">[author]</a></div><div class="pencraft">[day]</div></div><div class="post-ufi"><button>12</button><button>3</button><button>Share</button></div></div><div class="available-content"><div dir="auto" class="body markup">[body]<div class="subscription-widget-wrap"><p>The Slow Ferry is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p><form><input placeholder="Type your email..."><button>Subscribe</button></form></div></div></div></article><div class="comments-page"><h4>Discussion about this post</h4><div class="comment"><a href="/@y">Mara</a> <span>Nov 9</span><p>I took that boat as a child and never knew this.</p><button>Like</button><button>Reply</button></div></div><div class="portable-archive"><div>Top</div><div>Latest</div><div class="post-preview"><a href="/p/1">[h1]</a><a href="/p/1">[t1]</a></div><div class="post-preview"><a href="/p/2">[h2]</a><a href="/p/2">[t2]</a></div></div>""",
        heading='<h2 class="header-anchor-post">[text]</h2>',
        bullets="<ul>[items]</ul>",
        item="<li><p>[text]</p></li>",
        figure='<div class="captioned-image-container"><figure><a class="image-link"><img src="/i.jpg" alt=""></a><figcaption class="image-caption">[caption]</figcaption></figure></div>',
        gone=("reader-supported publication", "I took that boat", "Discussion about"),
    ),
    Structure(
        "ghost",
        ("en", "de"),
        """
<header class="gh-head"><a class="gh-head-logo" href="/">Dyke Notes</a><nav><ul class="nav"><li><a href="/about">About</a></li></ul></nav></header><main class="site-main"><article class="article post"><header class="article-header gh-canvas"><h1 class="article-title">[title]</h1><p class="article-excerpt">[lead]</p><div class="article-byline"><section><h4 class="author-name"><a href="/author/x">[author]</a></h4><div class="byline-meta-content"><time datetime="2026-11-09">[day]</time><span> — 5 min read</span></div></section></div></header><section class="gh-content gh-canvas">[body]</section></article></main><section class="footer-cta"><h2>Sign up for more like this.</h2><a href="/signup"><span>Enter your email</span></a></section><aside class="read-more-wrap"><div class="read-more"><article class="post-card"><a href="/1"><h2 class="post-card-title">[h1]</h2><div class="post-card-excerpt">[t1]</div></a></article><article class="post-card"><a href="/2"><h2 class="post-card-title">[h2]</h2><div class="post-card-excerpt">[t2]</div></a></article></div></aside>""",
        gone=("Sign up for more",),
        figure='<figure class="kg-card kg-image-card kg-card-hascaption"><img class="kg-image" src="/i.jpg" alt=""><figcaption><span style="white-space: pre-wrap;">[caption]</span></figcaption></figure>',
    ),
    Structure(
        "drupal-field",
        ("en", "fr", "es"),
        """
<div id="page-wrapper"><div id="header"><div class="region region-header"><ul class="menu"><li class="leaf"><a href="/a">Home</a></li></ul></div></div><div id="main"><div class="region region-content"><h1 class="title" id="page-title">[title]</h1><div id="node-12" class="node node-article"><div class="submitted">Submitted by [author] on [day]</div><div class="field field-name-field-subtitle"><div class="field-items"><div class="field-item even">[lead]</div></div></div><div class="content"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">[body]</div></div></div><div class="field field-name-field-tags"><div class="field-label">Tags:&nbsp;</div><div class="field-items"><div class="field-item even"><a href="/t/1">quay</a></div></div></div></div><ul class="links inline"><li class="comment-add"><a href="/user/login">Log in</a> to post comments</li></ul></div></div></div><div class="region region-sidebar-second"><div class="block block-views"><h2>Recent content</h2><div class="view-content"><div class="views-row"><span class="field-content"><a href="/1">[h1]</a></span></div><div class="views-row"><span class="field-content"><a href="/2">[h2]</a></span></div></div></div></div></div>""",
        gone=("to post comments", "Recent content"),
    ),
    Structure(
        "tailwind",
        ("en", "id", "ja"),
        """
<div id="__next"><header class="sticky top-0 flex h-16"><a class="font-bold" href="/">Saltmarsh</a><div class="hidden md:flex gap-4"><a href="/a">World</a><a href="/b">Money</a></div></header><div class="mx-auto max-w-3xl px-4"><div class="mt-8 text-sm text-gray-500"><a href="/">Home</a> / <a href="/w">World</a></div><h1 class="mt-2 text-4xl font-bold">[title]</h1><div class="mt-4 text-xl text-gray-600">[lead]</div><div class="mt-4 flex items-center gap-2 text-sm"><span class="font-medium">[author]</span><span>·</span><span>[day]</span></div><div class="mt-8 space-y-6 text-lg leading-8">[body]</div><div class="mt-12 border-t pt-8"><div class="text-2xl font-bold">Read next</div><div class="grid grid-cols-2 gap-6"><a class="block" href="/1"><div class="font-semibold">[h1]</div><div class="text-gray-600 line-clamp-2">[t1]</div></a><a class="block" href="/2"><div class="font-semibold">[h2]</div><div class="text-gray-600 line-clamp-2">[t2]</div></a></div></div></div></div>""",
        paragraph='<div class="text-gray-900">[text]</div>',
        heading='<div class="text-2xl font-semibold">[text]</div>',
        bullets='<ul class="list-disc pl-6">[items]</ul>',
        quote='<div class="border-l-4 pl-4 italic">[text]</div>',
        figure='<div class="my-8"><img class="rounded" src="/i.jpg" alt=""><div class="mt-2 text-sm text-gray-500">[caption]</div></div>',
    ),
    Structure(
        "khmer-english",
        EN,
        """
<div class="top-menu"><ul><li><a href="/national">National</a></li><li><a href="/business">Business</a></li></ul></div><div class="container"><div class="row"><div class="col-md-8 section-article"><div class="section-article-top"><h2 class="single-article-title">[title]</h2><div class="article-info"><span class="article-author">[author]</span> | Publication date [day] | 10:14 ICT</div></div><div class="article-content"><div class="article-lead">[lead]</div><div id="ArticleBody">[body]</div></div><div class="share-print">Share</div></div><div class="col-md-4"><h3>Most Viewed</h3><div class="article-list"><a href="/1"><h4>[h1]</h4></a></div><div class="article-list"><a href="/2"><h4>[h2]</h4></a><p>[t2]</p></div></div></div><div class="row more-article"><h3>Related Stories</h3><div class="col-md-4"><a href="/3"><h4>[h3]</h4><p>[t3]</p></a></div></div></div>""",
    ),
    Structure(
        "straits",
        EN,
        """
<header><a href="/">Strait Courier</a><a href="/asia">Asia</a></header><div class="layout--container"><article class="story"><h1 class="headline node-title">[title]</h1><div class="story-headline"><p class="deck">[lead]</p></div><div class="group-info"><div class="story-postdate">Published [day]</div><div class="byline"><a href="/authors/x">[author]</a></div></div><div class="ds-wrapper article-content-rawhtml"><div class="clearfix text-formatted field field--name-field-paragraph-text">[body]</div></div><div class="read-more-stories"><p>See more on</p><a href="/tags/x">Harbours</a></div><div class="recommended"><h4>Recommended for you</h4><div class="card"><a href="/1"><h5>[h1]</h5></a></div><div class="card"><a href="/2"><h5>[h2]</h5></a></div></div></article></div>""",
        inserted='<div class="paragraph paragraph--type-related-links"><h3>More on this topic</h3><div><a href="/5">[h5]</a></div></div>',
        gone=("Recommended for you", "See more on"),
    ),
    Structure(
        "wire",
        EN,
        """
<div class="Page-header"><a href="/">Wire of the Coast</a></div><div class="Page-content"><main class="Page-main"><div class="Page-above"></div><h1 class="Page-headline">[title]</h1><div class="Page-lead">[lead]</div><div class="Page-byline"><div class="Page-authors">By&nbsp;<a class="Link" href="/author/x">[author]</a></div><div class="Page-dateModified"><bsp-timestamp data-timestamp="1793865600000"><span data-date="">[day]</span></bsp-timestamp></div></div><div class="Page-storyBody gtmMainScrollContent"><div class="RichTextStoryBody RichTextBody">[body]</div></div><div class="Page-below"><div class="PageListStandardE"><div class="PageList-header-title">More to read</div><div class="PagePromo"><h3 class="PagePromo-title"><a href="/1"><span class="PagePromoContentIcons-text">[h1]</span></a></h3><div class="PagePromo-description">[t1]</div></div></div></div></main></div>""",
        inserted='<div class="HTMLModuleEnhancement"><bsp-list-loadmore class="PageListEnhancementGeneric"><div class="PageListEnhancementGeneric-title">Related Stories</div><div class="PagePromo"><a href="/4">[h4]</a></div></bsp-list-loadmore></div>',
        figure='<div class="Enhancement"><figure class="Figure"><picture><img src="/i.jpg" alt=""></picture><figcaption class="Figure-caption"><p>[caption]</p></figcaption></figure></div>',
    ),
    Structure(
        "plain",
        ("en", "vi", "fr", "de", "es", "id", "pt", "ru", "zh", "ja", "th", "km", "lo"),
        """
<div><a href="/">Home</a> <a href="/archive">Archive</a></div><h1>[title]</h1><p>[lead]</p><p>[author], [day]</p><div>[body]</div><div><a href="/1">[h1]</a></div><div><a href="/2">[h2]</a></div>""",
    ),
    Structure(
        "amp",
        ("en", "es", "fr"),
        """
<amp-sidebar id="m" layout="nodisplay"><ul><li><a href="/a">News</a></li></ul></amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">[title]</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">[author]</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="2026-11-09T08:00:00Z">[day]</time></div></header><div class="amp-wp-article-content"><p class="dek"><em>[lead]</em></p>[body]</div><footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">Categories: <a href="/l">Local</a></div><amp-list src="/r"><div fallback><a href="/1">[h1]</a></div></amp-list></footer></article>""",
        figure='<amp-img src="/i.jpg" width="1" height="1" alt=""></amp-img>',
        inserted='<amp-ad type="x" width="300" height="250"><div placeholder>Advertisement</div></amp-ad>',
        gone=("Categories:", "Advertisement"),
    ),
)
