"""Structures of sites in other languages."""

# ruff: noqa: E501 - lines of HTML stand as on the page

from __future__ import annotations

from tests.support.site_structures.structure import Structure

STRUCTURES = (
    Structure(
        "quotidien",
        ("fr",),
        """
<header class="Header"><nav id="nav-markup"><a href="/international">International</a><a href="/idees">Idées</a></nav></header><main class="main"><section class="zone--article"><header class="article__header"><ul class="breadcrumb"><li><a href="/idees">Idées</a></li></ul><h1 class="article__title">[title]</h1><p class="article__desc">[lead]</p><section class="meta__author"><p class="meta__authors">Par <a class="article__author-link" href="/x">[author]</a></p></section><section class="meta__date"><span class="meta__publisher">Publié le [day], modifié le 9 novembre 2026 à 15h20</span><p class="meta__reading-time">Temps de lecture : 3 min</p></section></header><section class="article__wrapper"><article class="article__content old__article-content-single">[body]</article><section class="article__reactions"><a href="/contribuer">Contribuer</a></section></section><section class="area__related"><h4>Dans la même rubrique</h4><section class="teaser"><a class="teaser__link" href="/1"><h3 class="teaser__title">[h1]</h3><p class="teaser__desc">[t1]</p></a></section></section></section></main>""",
        paragraph='<p class="article__paragraph">[text]</p>',
        heading='<h2 class="article__sub-title">[text]</h2>',
        quote='<blockquote class="article__citation">[text]</blockquote>',
        inserted='<section class="catcher"><p class="catcher__desc"><span>Lire aussi : </span><a class="js-article-read-also" href="/2">[h2]</a></p></section>',
        gone=("Temps de lecture", "Dans la même rubrique", "Lire aussi"),
    ),
    Structure(
        "regionale",
        ("fr",),
        """
<div class="site-header"><a href="/">Le Phare</a></div><div class="c-article"><div class="c-title"><h1>[title]</h1></div><div class="c-signature"><span class="author">[author]</span> <span class="published">le [day]</span></div><div class="c-chapo">[lead]</div><div class="c-body">[body]</div><div class="c-tags">Sur le même sujet : <a href="/t">Ports</a></div><div class="a-lire"><div class="titre">À lire également</div><div class="item"><a href="/1">[h1]</a></div><div class="item"><a href="/2">[h2]</a></div><div class="item"><a href="/3">[h3]</a></div></div><div class="c-newsletter">Recevez chaque matin l'essentiel de l'actualité du port par e-mail.</div></div>""",
        heading="<h3>[text]</h3>",
        gone=("Recevez chaque matin", "À lire également"),
    ),
    Structure(
        "zeitung",
        ("de",),
        """
<header class="header"><nav class="nav"><ul><li><a href="/politik">Politik</a></li><li><a href="/wissen">Wissen</a></li></ul></nav></header><main><article class="article" id="js-article"><header class="article-header"><h1 class="article-heading"><span class="article-heading__kicker">Flussverkehr</span><span class="visually-hidden">: </span><span class="article-heading__title">[title]</span></h1><div class="summary">[lead]</div><div class="byline">Von <a href="/x" rel="author"><span>[author]</span></a></div><div class="metadata"><time class="metadata__date" datetime="2026-11-09T08:00:00+01:00">[day]</time><a class="metadata__commentcount" href="#c">14 Kommentare</a></div></header><div class="article-body article-body--article"><div class="article-page">[body]</div></div><div class="article-footer"><a href="#">Startseite</a></div></article><section class="comment-section"><h2>Kommentare</h2><article class="comment"><div class="comment__name">Elbgucker</div><div class="comment__body"><p>Wer zahlt das am Ende alles?</p></div><a>Antworten</a></article></section></main>""",
        paragraph='<p class="paragraph article__item">[text]</p>',
        heading='<h2 class="article__subheading article__item">[text]</h2>',
        bullets='<ul class="list article__item">[items]</ul>',
        figure='<figure class="article__media article__item"><img src="/i.jpg" alt=""><figcaption class="figure__caption"><span class="figure__text">[caption]</span><span class="figure__copyright">© Foto: Ufer/dpa</span></figcaption></figure>',
        inserted='<aside class="topicbox article__item"><div class="topicbox__title">Mehr zum Thema</div><a href="/1"><div class="topicbox-item__title">[h1]</div></a></aside>',
        gone=("Wer zahlt das", "Mehr zum Thema"),
    ),
    Structure(
        "magazin",
        ("de",),
        """
<div data-area="header"><a href="/">Uferblick</a></div><main data-area="article"><article><header><h2><span>Am Fluss</span> <span>[title]</span></h2><div class="leading-loose">[lead]</div><div>Von <a href="/impressum/x">[author]</a></div><div><time datetime="2026-11-09 08:00:00">[day]</time></div><div data-app-hidden="true"><button>Merken</button><button>Teilen</button></div></header><div data-area="body"><section class="relative">[body]</section></div><footer><span>Feedback</span></footer></article><section data-area="related_articles"><h3>Mehr zum Thema</h3><article><a href="/1"><span>[h1]</span></a><section>[t1]</section></article></section></main>""",
        paragraph='<div data-area="text" class="RichText"><p>[text]</p></div>',
        heading='<div class="RichText"><h3>[text]</h3></div>',
        bullets='<div class="RichText"><ul>[items]</ul></div>',
        inserted='<section data-component="Teaser"><a href="/2"><span>[h2]</span></a></section>',
        gone=("Merken",),
    ),
    Structure(
        "diario",
        ("es",),
        """
<header class="x_h"><a href="/">El Muelle</a><nav><a href="/sociedad/">Sociedad</a></nav></header><article id="main-content" class="a _g"><header class="a_e"><div class="a_e_txt"><a class="a_k_n" href="/n">PUERTOS</a><h1 class="a_t">[title]</h1><h2 class="a_st">[lead]</h2></div></header><div class="a_md"><div class="a_md_txt"><div class="a_md_a"><a class="a_md_a_n" href="/autor/x">[author]</a></div><div class="a_md_f"><span>Villaseca - </span><time datetime="2026-11-09T08:00:00+01:00"><a id="article_date_p">[day]</a></time></div></div></div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">[body]</div><div class="a_ei"><h3>Sobre la firma</h3><div><a href="/autor/x">[author]</a><p>Redacta noticias del litoral desde hace veinte años.</p></div></div><section class="a_ti"><h3>Archivado En</h3><ul><li><a href="/t">Puertos</a></li></ul></section><div class="b"><h2>Más información</h2><article><h2><a href="/1">[h1]</a></h2></article><article><h2><a href="/2">[h2]</a></h2></article></div></article>""",
        paragraph="<p class=''>[text]</p>",
        heading="<h3>[text]</h3>",
        gone=("Sobre la firma", "Redacta noticias", "Archivado En"),
    ),
    Structure(
        "diario-popular",
        ("es", "pt"),
        """
<div class="menu"><a href="/">Inicio</a><a href="/deportes">Deportes</a></div><div class="nota"><span class="volanta">Costa</span><h1 class="titulo">[title]</h1><p class="bajada">[lead]</p><div class="firma-fecha"><span class="firma">[author]</span><span class="fecha">[day]</span></div><div class="cuerpo">[body]</div><div class="mira-tambien"><strong>MIRÁ TAMBIÉN</strong><a href="/1">[h1]</a></div><div class="ultimas"><h4>Últimas noticias</h4><ul><li><span>10:20</span> <a href="/2">[h2]</a></li><li><span>09:55</span> <a href="/3">[h3]</a></li></ul></div></div>""",
        gone=("MIRÁ TAMBIÉN", "Últimas noticias"),
        heading="<p><strong>[text]</strong></p>",
        inserted='<p><strong>Leé también: <a href="/4">[h4]</a></strong></p>',
    ),
    Structure(
        "globo",
        ("pt",),
        """
<header class="header-navegacao"><a href="/">g9</a></header><main class="mc-body theme"><div class="mc-article-header"><div class="title"><h1 class="content-head__title" itemprop="headline">[title]</h1></div><div class="medium-centered subtitle"><h2 class="content-head__subtitle">[lead]</h2></div><div class="content-publication-data"><p class="content-publication-data__from">Por [author], g9 Litoral</p><p class="content-publication-data__updated"><time itemprop="datePublished" datetime="2026-11-09T08:00:00.000Z">[day]</time></p></div></div><article itemprop="articleBody"><div class="mc-article-body">[body]</div></article><div class="mc-column"><p class="content-text__container">📱Participe do canal do g9 Litoral no WhatsApp</p></div><div class="bstn-related"><h3>Veja também</h3><a href="/1">[h1]</a></div><div class="feed-post"><a class="feed-post-link" href="/2">[h2]</a><div class="feed-post-body-resumo">[t2]</div></div></main>""",
        paragraph='<div class="mc-column content-text active-extra-styles"><p class="content-text__container">[text]</p></div>',
        heading='<div class="mc-column content-intertitle"><h2>[text]</h2></div>',
        bullets='<div class="mc-column content-unordered-list"><ul class="content-unordered-list">[items]</ul></div>',
        quote='<blockquote class="content-blockquote">[text]</blockquote>',
        gone=("Participe do canal", "Veja também"),
    ),
    Structure(
        "harian",
        ("id",),
        """
<div class="header"><a href="/">Pantai Pos</a><ul class="nav__row"><li><a href="/nasional">Nasional</a></li></ul></div><div class="container clearfix"><h1 class="read__title">[title]</h1><div class="read__time">Pantai.example - [day]</div><div class="credit-title"><div class="credit-title-nameEditor">[author]</div> <span>Penulis</span></div><div class="social--header"><a>Komentar</a></div><div class="read__article"><p class="read__sub">[lead]</p><div class="read__content"><div class="clearfix">[body]<p><strong>Baca juga: <a class="inner-link-baca-juga" href="/1">[h1]</a></strong></p></div></div><div class="tag"><h4 class="tag__title">Tag</h4><ul class="tag__article__wrap"><li><a href="/t">pelabuhan</a></li></ul></div></div><div class="article__asset"><h3>Terkini Lainnya</h3><div class="article__list"><a href="/2">[h2]</a></div><div class="article__list"><a href="/3">[h3]</a></div></div></div>""",
        inserted='<p><strong>Baca juga: <a class="inner-link-baca-juga" href="/4">[h4]</a></strong></p>',
        gone=("Terkini Lainnya", "Baca juga"),
        heading="<h3>[text]</h3>",
    ),
    Structure(
        "detik",
        ("id",),
        """
<div class="header-navbar"><a href="/">detak</a></div><article class="detail"><div class="detail__header"><h1 class="detail__title">[title]</h1><div class="detail__author">[author] - <span class="detail__label">detakNews</span></div><div class="detail__date">[day]</div></div><div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent"><strong>Lembah Sari</strong> - <p>[lead]</p>[body]<strong>(sar/bgs)</strong></div></div><div class="detail__body-tag"><a href="/t">dermaga</a></div><div class="list-berita"><h3>Berita Terkait</h3><article><a href="/1"><h4>[h1]</h4></a></article><article><a href="/2"><h4>[h2]</h4></a></article></div></article>""",
        inserted='<table class="linksisip"><tbody><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href="/5">[h5]</a></div></td></tr></tbody></table>',
        gone=("Berita Terkait", "Baca juga"),
        heading="<h2>[text]</h2>",
    ),
    Structure(
        "gazeta",
        ("ru",),
        """
<header class="header"><a class="topbar__logo" href="/">Берег</a><ul><li><a href="/rubrics/economics">Экономика</a></li></ul></header><main><div class="topic-page"><div class="topic-page__header"><div class="topic-header"><a class="topic-header__time" href="/2026/11/09/">[day]</a><a class="topic-header__rubric" href="/r">Порт</a></div><h1><span class="topic-body__title">[title]</span></h1></div><div class="topic-authors"><a class="topic-authors__author"><span class="topic-authors__name">[author]</span><span class="topic-authors__job">(Редактор отдела «Порт»)</span></a></div><div class="topic-body__title-yandex">[lead]</div><div class="topic-body _news"><div class="topic-body__content">[body]</div></div><div class="topic-page__rating">Что думаешь? Оцени!</div><div class="box-recommender"><div class="box-recommender__title">Читайте также</div><a class="card-mini" href="/1"><span class="card-mini__title">[h1]</span></a><a class="card-mini" href="/2"><span class="card-mini__title">[h2]</span></a></div></div></main>""",
        paragraph='<p class="topic-body__content-text">[text]</p>',
        heading='<h3 class="topic-body__content-title">[text]</h3>',
        inserted='<section class="box-inline-topic"><div class="box-inline-topic__label">Материалы по теме:</div><a href="/3"><h4>[h3]</h4></a><div>[t3]</div></section>',
        gone=("Что думаешь", "Читайте также", "Материалы по теме"),
    ),
    Structure(
        "vesti",
        ("ru",),
        """
<div class="top"><a href="/">Вести реки</a></div><div class="article"><div class="article__date">[day]</div><h1 class="article__title">[title]</h1><div class="article__announce"><p>[lead]</p></div><div class="article__text js-mediator-article">[body]<p><i>Автор: [author]</i></p></div><div class="article__share">Поделиться</div><div class="news-list"><div class="news-list__head">Другие новости</div><div class="news-list__item"><span>08:40</span><a href="/1">[h1]</a></div><div class="news-list__item"><span>08:12</span><a href="/2">[h2]</a></div></div><div class="telegram">Подписывайтесь на наш Telegram-канал</div></div>""",
        gone=("Поделиться", "Подписывайтесь", "Другие новости"),
        heading="<p><strong>[text]</strong></p>",
    ),
    Structure(
        "thai-daily",
        ("th",),
        """
<header><a href="/"><img alt="ข่าวท่าเรือ" src="/l.png"></a><ul><li><a href="/local">ทั่วไทย</a></li><li><a href="/economy">เศรษฐกิจ</a></li></ul></header><div id="main-content"><article class="css-1x"><h1 class="css-t">[title]</h1><div class="css-d"><span>[day]</span><div>[author]</div></div><h2 class="css-abs">[lead]</h2><div class="css-body" itemprop="articleBody">[body]</div><div class="css-tags"><span>แท็กที่เกี่ยวข้อง</span><a href="/t">ท่าเรือ</a></div><div class="css-rel"><h3>ข่าวแนะนำ</h3><a href="/1"><h4>[h1]</h4></a><a href="/2"><h4>[h2]</h4></a></div></article></div>""",
        gone=("แท็กที่เกี่ยวข้อง", "ข่าวแนะนำ"),
        heading="<p><strong>[text]</strong></p>",
    ),
    Structure(
        "thai-wp",
        ("th", "lo"),
        """
<div id="mvp-site"><div id="mvp-main-nav-wrap"><ul><li><a href="/a">ໜ້າຫຼັກ</a></li></ul></div><article id="mvp-article-wrap"><header id="mvp-post-head"><h1 class="mvp-post-title entry-title">[title]</h1><span class="mvp-post-excerpt"><p>[lead]</p></span><div class="mvp-author-info-wrap"><span class="author-name vcard">[author]</span><time class="mvp-post-date updated" datetime="2026-11-09">[day]</time></div></header><div id="mvp-content-main">[body]</div><div class="mvp-post-tags"><a href="/t">ເຮືອ</a></div><div id="mvp-related-posts"><h4 class="mvp-widget-home-title">Related</h4><ul><li><a href="/1"><p>[h1]</p></a></li><li><a href="/2"><p>[h2]</p></a></li></ul></div></article></div>""",
    ),
    Structure(
        "khmer-news",
        ("km",),
        """
<div class="header-area"><ul><li><a href="/local">ព័ត៌មានជាតិ</a></li><li><a href="/inter">អន្តរជាតិ</a></li></ul></div><div class="detail-page"><h1 class="title-detail">[title]</h1><div class="date-view"><i class="fa fa-clock"></i> [day] <i class="fa fa-eye"></i> 214</div><div class="article-detail"><p><b>[lead]</b></p>[body]<p style="text-align:right">[author]</p></div><div class="share-box">ចែករំលែក</div><div class="relate"><h3>ព័ត៌មានទាក់ទង</h3><div class="item"><a href="/1">[h1]</a></div><div class="item"><a href="/2">[h2]</a></div></div></div>""",
        gone=("ចែករំលែក", "ព័ត៌មានទាក់ទង"),
        heading="<p><strong>[text]</strong></p>",
    ),
    Structure(
        "xinwen",
        ("zh",),
        """
<div class="path"><a href="/">首页</a> &gt; <a href="/sh">社会</a></div><div class="article"><h1 class="main-title">[title]</h1><div class="top-bar"><span class="date">[day]</span> <span class="source">河湾日报</span></div><div class="article-content" id="artibody"><p class="intro">[lead]</p>[body]<p class="article-editor">责任编辑：[author]</p></div><div class="article-keywords">关键词：<a href="/k">渡轮</a></div><div class="related"><h3>相关新闻</h3><ul><li><a href="/1">[h1]</a></li><li><a href="/2">[h2]</a></li></ul></div></div>""",
        paragraph="<p>　　[text]</p>",
        heading="<p>　　<strong>[text]</strong></p>",
        gone=("关键词", "相关新闻", "责任编辑"),
        figure='<div class="img_wrapper"><img src="/i.jpg" alt=""><span class="img_descr">[caption]</span></div>',
    ),
    Structure(
        "renmin",
        ("zh",),
        """
<div class="nav"><a href="/">河湾网</a><a href="/gb">滚动</a></div><div class="layout rm_txt"><div class="col col-1"><h4 class="pre"></h4><h1>[title]</h1><h4 class="sub"></h4><div class="author cf">[author]</div><div class="col-1-1">[day] | 来源：<a href="/s">河湾网</a></div><div class="rm_txt_con cf"><p>[lead]</p>[body]<div class="edit cf">(责编：青石、海湾)</div></div><div class="rm_relevant"><h3>相关阅读</h3><ul><li><a href="/1">[h1]</a></li></ul></div></div></div>""",
        paragraph='<p style="text-indent: 2em;">\n\t[text]</p>',
        heading='<p style="text-indent: 2em;"><strong>[text]</strong></p>',
        gone=("相关阅读",),
    ),
    Structure(
        "shimbun",
        ("ja",),
        """
<header class="header"><a href="/">港新聞</a><nav><a href="/area">地域</a></nav></header><main><article class="article-area"><h1 class="title">[title]</h1><div class="article-info"><time datetime="2026-11-09T08:00">[day]</time><span class="writer">[author]</span></div><p class="lead">[lead]</p><div class="articledetail-body">[body]</div><div class="sns">シェア</div></article><section class="relation"><h2>関連記事</h2><ul><li><a href="/1">[h1]</a></li><li><a href="/2">[h2]</a></li></ul></section><section class="ranking"><h2>アクセスランキング</h2><ol><li><a href="/3">[h3]</a></li></ol></section></main>""",
        paragraph='<p class="txt">　[text]</p>',
        gone=("関連記事", "アクセスランキング"),
    ),
    Structure(
        "yahoo-like",
        ("ja",),
        """
<div id="contents"><article id="uamods"><header><h1 class="sc-e1">[title]</h1><div><time>[day]</time><span>配信</span></div></header><div class="article_body highLightSearchTarget"><div class="sc-bd"><p class="sc-lead">[lead]</p>[body]</div></div><footer><span>[author]</span></footer></article><section id="uamods-ranking"><h2>【関連記事】</h2><ul><li><a href="/1">[h1]</a></li></ul></section><div>最終更新：[day]</div></div>""",
        paragraph='<p class="sc-54 yjSlinkDirectlink highLightSearchTarget">[text]</p>',
        gone=("最終更新",),
        heading='<h2 class="sc-54">[text]</h2>',
    ),
)
