"""Structures of sites in Vietnamese."""

# ruff: noqa: E501 - lines of HTML stand as on the page

from __future__ import annotations

from tests.support.site_structures.structure import Structure

VI = ("vi",)

STRUCTURES = (
    Structure(
        "express",
        VI,
        """
<header class="section top-header"><div class="container"><a class="logo" href="/"><img alt="Báo Ngày" src="/l.svg"></a><span class="time-now">Thứ hai, 9/11/2026</span></div></header>
<nav class="main-nav"><ul class="parent"><li><a href="/thoi-su">Thời sự</a></li><li><a href="/kinh-doanh">Kinh doanh</a></li><li><a href="/the-thao">Thể thao</a></li></ul></nav>
<section class="section page-detail top-detail"><div class="container"><div class="sidebar-1">
<div class="header-content width_common"><ul class="breadcrumb"><li><a href="/thoi-su">Thời sự</a></li></ul><span class="date">[day]</span></div>
<h1 class="title-detail">[title]</h1><p class="description">[lead]</p>
<article class="fck_detail ">[body]
<p class="Normal" style="text-align:right;"><strong>[author]</strong></p></article>
<div class="list-news-detail"><ul><li><a href="/a-1.html">[h1]</a></li><li><a href="/a-2.html">[h2]</a></li></ul></div>
<div class="footer-content width_common"><a class="back" href="/">Trở lại Thời sự</a><div class="social"><a class="save">Lưu</a><a class="share">Chia sẻ</a></div></div>
<div class="box_comment_vne width_common"><div class="ykien_vne"><span class="txt_vn">Ý kiến (<label>3</label>)</span></div><div id="list_comment"><div class="comment_item width_common"><p class="full_content"><span class="txt-name"><a class="nickname">Bạn đọc Lúa</a></span>Nhà tôi ở ngay đó, sáng nào cũng nghe tiếng máy.</p><p class="like"><a>Thích</a> <a>Trả lời</a></p></div></div></div>
</div><div class="sidebar-2"><div class="box-category"><h2 class="title-box-category">Xem nhiều</h2><article class="item-news"><h3 class="title-news"><a href="/a-3.html">[h3]</a></h3></article></div></div></div></section>
<footer class="footer"><p>Báo Ngày. Giữ bản quyền.</p></footer>""",
        gone=("Nhà tôi ở ngay đó", "Trở lại Thời sự", "Chia sẻ"),
        paragraph='<p class="Normal">[text]</p>',
        heading='<p class="Normal"><strong>[text]</strong></p>',
        quote='<p class="Normal" style="text-align:center;"><em>[text]</em></p>',
        table='<div class="width_common box_table"><table class="table"><tbody>[rows]</tbody></table></div>',
        figure='<figure class="tplCaption"><div class="fig-picture"><picture><img src="/i.jpg" alt=""></picture></div><figcaption itemprop="description"><p class="Image">[caption]</p></figcaption></figure>',
    ),
    Structure(
        "youth",
        VI,
        """
<div class="header"><div class="header__top"><a href="/" class="logo">Tuổi Xanh</a><ul class="menu-nav"><li><a href="/thoi-su.htm">Thời sự</a></li><li><a href="/xe.htm">Xe</a></li><li><a href="/giao-duc.htm">Giáo dục</a></li></ul></div></div>
<div class="main"><div class="detail__section"><div class="container"><div class="detail__main"><div class="detail-top"><div class="detail-cate"><a href="/thoi-su.htm">Thời sự</a></div><div class="detail-time"><div data-role="publishdate">[day]</div></div></div>
<h1 class="detail-title article-title" data-role="title">[title]</h1><h2 class="detail-sapo" data-role="sapo">[lead]</h2>
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">[body]</div></div>
<div class="detail-author-bot"><a class="author-info__name name" href="/tac-gia.htm">[author]</a></div>
<div class="detail-more"><div class="box-title">Tin liên quan</div><div class="box-category-item"><h3><a class="box-category-link-title" href="/x-1.htm">[h1]</a></h3><p class="box-category-sapo">[t1]</p></div><div class="box-category-item"><h3><a class="box-category-link-title" href="/x-2.htm">[h2]</a></h3><p class="box-category-sapo">[t2]</p></div></div>
<div class="detail-comment"><div class="title-comment">Bình luận hay</div></div></div>
<div class="detail__sidebar"><div class="box-title">Đọc nhiều</div><ul><li><a href="/x-3.htm">[h3]</a></li><li><a href="/x-4.htm">[h4]</a></li></ul></div></div></div></div>
<div class="footer"><p>Cơ quan ngôn luận của Hội Cây Xanh. Tổng biên tập: Lá Non</p></div>""",
        gone=("Bình luận hay", "Tổng biên tập"),
        heading="<p><b>[text]</b></p>",
        quote='<div class="VCSortableInPreviewMode" type="wrapnote"><p>[text]</p></div>',
        figure='<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="/i.jpg" alt=""></div><figcaption class="PhotoCMS_Caption"><p>[caption]</p></figcaption></figure>',
        inserted='<div class="VCSortableInPreviewMode link-content-footer" type="RelatedOneNews"><a class="title link-callout" href="/x-5.htm">[h5]</a></div>',
    ),
    Structure(
        "people",
        VI,
        """
<div id="header"><div class="logo"><a href="/">Dân Làng</a></div><ul class="nav"><li><a href="/xa-hoi.htm">Xã hội</a></li><li><a href="/suc-khoe.htm">Sức khỏe</a></li></ul></div>
<main class="body container"><div class="grid-sticky"><article class="singular-container"><div class="author-wrap"><div class="author-meta"><div class="author-name"><a href="/tac-gia/1.htm"><b>[author]</b></a></div><time class="author-time" datetime="2026-11-09T08:00">[day]</time></div></div>
<h1 class="title-page detail">[title]</h1><h2 class="singular-sapo">(Dân Làng) - [lead]</h2><div class="singular-content">[body]</div>
<div class="tags-wrap"><strong>Từ khóa:</strong> <a href="/tag/1">lúa nước</a>, <a href="/tag/2">bến đò</a></div>
<div class="article-related"><div class="title">Đang được quan tâm</div><div class="article-item"><h3><a href="/r-1.htm">[h1]</a></h3></div><div class="article-item"><h3><a href="/r-2.htm">[h2]</a></h3></div></div></article>
<aside class="sidebar"><h4>Tin mới nhất</h4><ol><li><a href="/r-3.htm">[h3]</a></li><li><a href="/r-4.htm">[h4]</a></li></ol></aside></div></main><footer><p>© 2026 Dân Làng</p></footer>""",
        gone=("Từ khóa", "Đang được quan tâm"),
        heading="<h3>[text]</h3>",
        figure='<figure class="image align-center"><img src="/i.jpg" alt=""><figcaption><p>[caption]</p></figcaption></figure>',
    ),
    Structure(
        "net",
        VI,
        """
<div class="header"><a href="/" class="header__logo"></a><div class="header__menu"><a href="/thoi-su">Thời sự</a><a href="/doi-song">Đời sống</a><a href="/bat-dong-san">Bất động sản</a></div></div>
<div class="container__left"><div class="bread-crumb-detail"><ul><li><a href="/doi-song">Đời sống</a></li></ul><div class="bread-crumb-detail__time">[day]</div></div>
<h1 class="content-detail-title">[title]</h1><h2 class="content-detail-sapo sm-sapo-mb-0">[lead]</h2>
<div class="article-detail-author-wrapper"><div class="article-detail-author"><p class="article-detail-author__info"><span class="name"><a href="/tac-gia-1.html">[author]</a></span></p></div></div>
<div class="main-content article-content-main"><div class="maincontent main-content" id="maincontent">[body]<div class="insert-wiki-content ck-cms-insert-neww-group"><div class="ckcms-item"><a href="/v-1.html"><img src="/t.jpg" alt=""></a><a href="/v-1.html"><b>[h1]</b></a><span>[t1]</span></div><div class="ckcms-item"><a href="/v-2.html"><b>[h2]</b></a><span>[t2]</span></div></div></div></div>
<div class="tag-cotnent"><span>Chủ đề:</span> <a href="/chu-de">phố biển</a></div><div class="articleRelated"><div class="horizontalPost"><h3><a href="/v-3.html">[h3]</a></h3></div></div></div>
<div class="container__right"><div class="sidebar-title">Tin nổi bật</div><div class="verticalPost"><h3><a href="/v-4.html">[h4]</a></h3></div></div>""",
        heading='<h3 class="article__heading"><strong>[text]</strong></h3>',
        table='<figure class="table"><table><tbody>[rows]</tbody></table></figure>',
        figure='<figure class="image vnn-content-image"><picture><img src="/i.jpg" alt=""></picture><figcaption>[caption]</figcaption></figure>',
    ),
    Structure(
        "znews",
        VI,
        """
<header id="site-header"><div class="page-wrapper"><p id="logo"><a href="/">Zăng</a></p><nav class="category-menu"><ul><li><a href="/xuat-ban">Xuất bản</a></li><li><a href="/phap-luat">Pháp luật</a></li></ul></nav></div></header>
<section class="main"><article class="the-article"><header class="the-article-header"><p class="the-article-category"><a class="parent_cate">Xã hội</a></p><h1 class="the-article-title">[title]</h1><ul class="the-article-meta"><li class="the-article-author"><span>[author]</span></li><li class="the-article-publish">[day]</li></ul></header>
<section class="page-wrapper"><section class="main"><p class="the-article-summary">[lead]</p><div class="the-article-body">[body]<div class="notebox ncenter cd"><p>[t1]</p></div></div><p class="the-article-credit"><span class="author">[author]</span></p></section></section>
<section id="innerarticle" class="inner-article"><article class="article-item"><header><p class="article-title"><a href="/z-1.html">[h1]</a></p></header></article></section></article>
<section class="article-related"><h3 class="section-title">Có thể bạn quan tâm</h3><article class="article-item"><p class="article-title"><a href="/z-2.html">[h2]</a></p><p class="article-summary">[t2]</p></article></section></section>""".replace(
            '<div class="notebox ncenter cd"><p>[t1]</p></div>', ""
        ),
        heading="<h3>[text]</h3>",
        quote='<blockquote class="quote"><div class="quote-content">[text]</div></blockquote>',
        table='<table class="table"><tbody>[rows]</tbody></table>',
        figure='<table class="picture" align="center"><tbody><tr><td class="pic"><img src="/i.jpg" alt=""></td></tr><tr><td class="pCaption caption"><p>[caption]</p></td></tr></tbody></table>',
        gone=("Có thể bạn quan tâm",),
    ),
    Structure(
        "young-people",
        VI,
        """
<div class="site-header"><a href="/"><h2 class="logo">Thanh Xuân Báo</h2></a><ul class="site-header__menu"><li><a href="/the-gioi">Thế giới</a></li><li><a href="/kinh-te">Kinh tế</a></li></ul></div>
<div class="detail-page"><div class="detail__top"><div class="detail-cat"><a href="/the-gioi">Thế giới</a></div></div><h1 class="detail-title"><span data-role="title">[title]</span></h1>
<div class="detail-info"><div class="detail-author"><a class="name" title="[author]" href="/tg">[author]</a><a href="mailto:toasoan@thanhxuan.example">toasoan@thanhxuan.example</a></div><div class="detail-time"><div>[day]</div></div></div>
<h2 class="detail-sapo" data-role="sapo">[lead]</h2><div class="detail-cmain"><div class="detail-content afcbc-body">[body]</div></div>
<div class="detail-tab"><div class="detail__related"><div class="box-title">Tin liên quan</div><div class="box-item"><a href="/tn-1.htm">[h1]</a></div><div class="box-item"><a href="/tn-2.htm">[h2]</a></div></div></div>
<div class="detail-suggest"><div class="box-title">Khám phá thêm chủ đề</div><a href="/cd-1">Bến đò</a> <a href="/cd-2">Ruộng lúa</a></div><div class="detail-bottom"><input placeholder="Gửi bình luận"><p>Bạn cần đăng nhập để bình luận</p></div></div>""",
        heading="<h2>[text]</h2>",
        gone=("Khám phá thêm chủ đề", "Bạn cần đăng nhập", "toasoan@"),
        figure='<figure class="VCSortableInPreviewMode"><img src="/i.jpg" alt=""><figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">[caption]</p><div class="PhotoCMS_Author"><p>ẢNH: T.N</p></div></figcaption></figure>',
    ),
    Structure(
        "labour",
        VI,
        """
<header><nav class="main-nav"><a href="/cong-doan">Công đoàn</a><a href="/viec-lam">Việc làm</a><a href="/phap-luat">Pháp luật</a></nav></header>
<main><div class="wrp"><div class="title"><h1>[title]</h1></div><div class="fl-right"><span class="time">[day]</span> | <span class="f-datetime">[day]</span></div><div class="chappeau">[lead]</div>
<div class="art-body" id="gallery-ctt">[body]<div class="art-in-article"><div class="art-title">Bài liên quan</div><a href="/ld-1.ldo">[h1]</a><a href="/ld-2.ldo">[h2]</a></div></div><div class="art-footer"><span class="author">[author]</span></div>
<div class="list-tags"><a href="/tags/a">bến cảng</a></div><section class="lst-articles"><h2>Tin mới</h2><article><header><h3><a href="/ld-3.ldo">[h3]</a></h3></header><p>[t3]</p></article></section></div></main>""",
        heading="<p><strong>[text]</strong></p>",
        paragraph='<p style="text-align: justify;">[text]</p>',
        figure='<figure class="image"><img src="/i.jpg" alt=""><figcaption>[caption]</figcaption></figure>',
    ),
    Structure(
        "pioneer",
        VI,
        """
<div class="b-header"><a href="/" class="logo">Tiền Tuyến</a><a href="/xa-hoi/">Xã hội</a><a href="/nhip-song/">Nhịp sống</a></div>
<article class="article" itemscope itemtype="http://schema.org/NewsArticle"><div class="article__header"><a class="cate" href="/xa-hoi/">Xã hội</a><h1 class="article__title cms-title" itemprop="headline">[title]</h1><div class="article__meta"><a class="cms-author" href="/author/1.tpo">[author]</a><time class="time" datetime="2026-11-09T10:00:00+07:00" itemprop="datePublished">[day]</time></div></div>
<div class="article__sapo cms-desc">[lead]</div><div class="article__social"><a class="fb" href="#"></a><a class="zalo" href="#">Zalo</a></div><div class="article__body cms-body" itemprop="articleBody">[body]<div class="article__author cms-author">[author]</div></div>
<div class="article__story cms-relate"><h2>TIN LIÊN QUAN</h2><article class="story"><h3 class="story__heading"><a href="/tp-1.tpo">[h1]</a></h3></article></div></article>
<div class="article-footer"><p class="box-heading">Cùng chuyên mục</p><article class="story"><h2 class="story__heading"><a href="/tp-2.tpo">[h2]</a></h2><div class="story__summary">[t2]</div></article><article class="story"><h2 class="story__heading"><a href="/tp-3.tpo">[h3]</a></h2><div class="story__summary">[t3]</div></article></div>""",
        heading="<h3>[text]</h3>",
        paragraph='<p class="cms-body-item">[text]</p>',
        table='<div class="cms-table"><table border="1"><tbody>[rows]</tbody></table></div>',
        figure='<table class="picture"><tbody><tr><td><img class="cms-photo" src="/i.jpg" alt=""></td></tr><tr><td class="caption"><p>[caption]</p></td></tr></tbody></table>',
        gone=("Zalo",),
    ),
    Structure(
        "government",
        VI,
        """
<div class="bg-header"><div class="header-menu"><a href="/chi-dao.htm">Chỉ đạo</a><a href="/chinh-sach.htm">Chính sách</a></div></div>
<div class="detail__content"><div class="detail-cate-time"><span>[day]</span></div><h1 class="detail-title">[title]</h1><div class="detail-sapo">[lead]</div><div class="detail-content afcbc-body clearfix">[body]<p style="text-align: right;"><b>[author]</b></p></div>
<div class="detail-related"><a class="title-related">Tham khảo thêm</a><div class="item-related"><a href="/cp-1.htm">[h1]</a></div><div class="item-related"><a href="/cp-2.htm">[h2]</a></div></div><div class="article-comment"><div class="heading">Bình luận</div><p>Chưa có bình luận nào. Hãy là người đầu tiên!</p></div></div>""",
        heading="<p><b>[text]</b></p>",
        quote="<p><i>[text]</i></p>",
        gone=("Tham khảo thêm", "Chưa có bình luận"),
    ),
    Structure(
        "old-table",
        VI,
        """
<table width="1000" align="center"><tr><td colspan="2"><a href="/">Trang chủ</a> | <a href="/tin-tuc">Tin tức</a> | <a href="/lien-he">Liên hệ</a></td></tr><tr><td width="700" valign="top"><table width="100%"><tr><td class="tieude"><b>[title]</b></td></tr><tr><td class="ngay">[day]</td></tr><tr><td class="sapo"><b>[lead]</b></td></tr><tr><td class="noidung"><div align="justify">[body]</div><div align="right"><b>[author]</b></div></td></tr></table>
<table><tr><td><b>Các tin khác</b></td></tr><tr><td><a href="/1">[h1]</a> (08/11/2026)</td></tr><tr><td><a href="/2">[h2]</a> (07/11/2026)</td></tr><tr><td><a href="/3">[h3]</a> (06/11/2026)</td></tr></table></td><td width="300" valign="top"><table><tr><td><b>Thông báo</b></td></tr><tr><td><a href="/4">[h4]</a></td></tr></table></td></tr><tr><td colspan="2" align="center">Bản quyền thuộc Sở Sông Nước. Giấy phép số 12/GP</td></tr></table>""",
        paragraph='<p align="justify"><font face="Arial" size="2">[text]</font></p>',
        heading="<p><b>[text]</b></p>",
        figure='<p align="center"><img src="/i.jpg" alt=""><br><i>[caption]</i></p>',
        gone=("Bản quyền thuộc", "(08/11/2026)"),
    ),
    Structure(
        "voice",
        VI,
        """
<header class="vovvn-header"><a href="/">Đài Sông</a><a href="/chinh-tri">Chính trị</a><a href="/kinh-te">Kinh tế</a></header>
<div class="row article-detail"><div class="col-md-8"><div class="article-title"><h1>[title]</h1></div><div class="article-meta"><div class="article-date">[day]</div></div><div class="article-summary"><b>VOV.VN - </b>[lead]</div><div class="article-content"><div class="text-long">[body]</div></div><div class="article-author"><div class="row"><div class="col-6">[author]/Đài Sông</div></div></div>
<div class="related-news"><div class="related-news__title">Tin liên quan</div><div class="card"><a class="vovvn-title" href="/vov-1.vov"><h5>[h1]</h5></a><p class="card-text">[t1]</p></div><div class="card"><a class="vovvn-title" href="/vov-2.vov"><h5>[h2]</h5></a><p class="card-text">[t2]</p></div></div></div><div class="col-md-4"><h4>Mới nhất</h4><p><a href="/vov-3.vov">[h3]</a></p></div></div>""".replace(
            "VOV.VN", "DaiSong.VN"
        ),
        heading="<p><strong>[text]</strong></p>",
        figure='<figure class="caption caption-img"><img src="/i.jpg" alt=""><figcaption>[caption]</figcaption></figure>',
    ),
    Structure(
        "finance",
        VI,
        """
<div class="menucategory"><ul><li><a href="/thi-truong.chn">Thị trường</a></li><li><a href="/vi-mo.chn">Vĩ mô</a></li></ul></div><div class="totalcontentdetail"><h1 class="title" data-role="title">[title]</h1><p class="dateandcat"><span class="pdate">[day]</span> | <a class="cat">Doanh nghiệp</a></p><div class="w640"><h2 class="sapo" data-role="sapo">[lead]</h2>
<div class="relationnews"><ul><li><a href="/c-1.chn">[h1]</a></li><li><a href="/c-2.chn">[h2]</a></li></ul></div><div class="contentdetail"><div class="detail-content afcbc-body">[body]</div><p class="author">[author]</p><p class="source">Theo Nhịp Chợ</p></div><div class="sharemxh"><span>Copy link</span></div><div class="box-tinlienquan"><div class="tit">TIN MỚI</div><ul><li><a href="/c-3.chn">[h3]</a><span>[t3]</span></li></ul></div></div></div>""",
        heading="<h3>[text]</h3>",
        gone=("Copy link", "TIN MỚI"),
        inserted='<div class="VCSortableInPreviewMode active"><div><a href="/c-4.chn">[h4]</a></div></div>',
    ),
    Structure(
        "army",
        VI,
        """
<div class="hqd-header"><a href="/chinh-tri">Chính trị</a> <a href="/quoc-phong">Quốc phòng</a></div><div class="post-detail"><h1 class="post-title">[title]</h1><div class="post-summary"><h2>[lead]</h2></div><div class="post-subinfo"><span class="post-time">[day]</span></div><div class="post-content" itemprop="articleBody">[body]<p style="text-align:right"><strong>[author]</strong></p><p><em>*Mời bạn đọc vào chuyên mục <a href="/chinh-tri">Chính trị</a> xem các tin, bài liên quan.</em></p></div><div class="listed"><h3 class="cat-heading">Tin cùng chuyên mục</h3><div class="item"><a href="/q-1"><strong>[h1]</strong></a><div class="sapo">[t1]</div></div><div class="item"><a href="/q-2"><strong>[h2]</strong></a><div class="sapo">[t2]</div></div></div></div>""",
        gone=("Mời bạn đọc vào chuyên mục",),
        heading='<p style="text-align: justify;"><strong>[text]</strong></p>',
        paragraph='<p style="text-align: justify;">[text]</p>',
        figure='<div class="img_middle"><img src="/i.jpg" alt=""><div class="caption">[caption]</div></div>',
    ),
    Structure(
        "lines",
        VI,
        """
<div id="menu"><a href="/">Trang nhất</a> <a href="/huyen">Tin huyện</a> <a href="/video">Video</a></div><div id="wrap"><div id="main"><h1 id="tit">[title]</h1><div id="info">[author] - [day]</div><div id="lead">[lead]</div><div id="cont">[body]</div><div id="others">Tin khác:<br>- <a href="/t1">[h1]</a><br>- <a href="/t2">[h2]</a><br>- <a href="/t3">[h3]</a></div></div><div id="right">Lịch cúp điện<br><a href="/t4">[h4]</a></div></div>""",
        paragraph="[text]",
        heading="<b>[text]</b>",
        joint="<br><br>",
        quote="<i>[text]</i>",
        figure='<center><img src="/i.jpg" alt=""></center>',
        gone=("Lịch cúp điện",),
    ),
)
