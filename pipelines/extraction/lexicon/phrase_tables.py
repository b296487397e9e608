"""Boilerplate phrases by language: rows of (kind, phrases, where they were seen)."""

# ruff: noqa: E501 - wide characters count double there

from __future__ import annotations

Row = tuple[str, str, str]

_EN: tuple[Row, ...] = (
    ("list", "Related News | Latest News | More News | Your care", "Customs News"),
    (
        "list",
        "Related News | See more | Latest Podcast | Listen | Follow VietnamPlus",
        "VietnamPlus",
    ),
    ("list", "Other news", "SGGP English"),
    ("list", "Top stories", "Phnom Penh Post"),
    ("list", "Talk Around Town | E-paper", "Việt Nam News"),
    ("list", "Top | Danh sách tin", "Vietnam Pictorial"),
    (
        "list",
        (
            "Related | Related articles | Related Article | Related stories | Related "
            "story | Related posts | Related content | Related topics | Related coverage "
            "| Related links | Related reading | Related videos | Related items | Related "
            "to this story | You may also like | You might also like | You may like | You "
            "might like | You may also be interested in | Also read | Read also | Read "
            "more | Read next | Read more news | More stories | More from this section | "
            "More like this | More on this story | More on this topic | More in this "
            "section | More articles | More headlines | More coverage | More top stories "
            "| More for you | More | Most read | Most popular | Most viewed | Most shared "
            "| Most commented | Popular | Popular posts | Popular articles | Popular "
            "stories | Popular now | Trending | Trending now | Trending stories | "
            "Trending articles | Latest | Latest articles | Latest posts | Latest stories "
            "| Latest headlines | Latest videos | Recent posts | Recent articles | Recent "
            "stories | Recent news | Recommended | Recommended for you | Recommended "
            "stories | Recommended articles | Recommended reading | Recommended videos | "
            "Suggested reading | Editor's picks | Editors' picks | Editor's choice | "
            "Featured | Featured stories | Featured articles | Featured posts | Featured "
            "video | Don't miss | In case you missed it | Up next | Next up | What to "
            "read next | Keep reading | Continue reading | Further reading | Top news | "
            "Top headlines | Top videos | Breaking news | Must read | Must reads | Hot "
            "topics | Other stories | Other articles | Other posts | See also | Explore "
            "more | Discover more | Dig deeper | Go deeper | Elsewhere on the web | "
            "Around the web | From the web | Promoted stories | Sponsored stories | "
            "Sponsored content | Sponsored links | From our partners | Paid content | "
            "Today's top stories | Join the conversation | Similar articles | Similar "
            "posts | Similar stories | Next article | Next post | Previous article | "
            "Previous post | Previous | Next | Back to top | You may have missed | More "
            "to explore | Stories for you | News for you | In other news | In this "
            "section"
        ),
        "common on news sites",
    ),
    (
        "read also",
        (
            "Read also | Also read | Read more | Read next | See also | Related | Related "
            "story | Related article | Must read | Don't miss | More on this | READ | "
            "ALSO READ | SEE ALSO | MORE | RELATED | WATCH | Recommended reading | You "
            "may also like | Check out | Learn more about | Find out more | Click here | "
            "More from"
        ),
        "common on news sites",
    ),
    (
        "share bar",
        (
            "Share | Share this | Share this article | Share this story | Share this post "
            "| Share on | Share via | Share on Facebook | Share on Twitter | Share on X | "
            "Share on LinkedIn | Share on WhatsApp | Share by email | Facebook | Twitter "
            "| X | LinkedIn | WhatsApp | Pinterest | Reddit | Telegram | Email | E-mail | "
            "Print | Print this article | Copy link | Link copied | Bookmark | Tweet | "
            "Pin it | Pin | Like | Like this | Like this post | Follow us | Follow us on "
            "| Follow | Instagram | YouTube | TikTok | Messenger | Viber | Save | Save "
            "article | Save for later | Gift this article | Listen to this article | "
            "Flipboard | Facebook Twitter Bookmark Print Copy link | Email Print Like 0 | "
            "Share this with | Spread the love | Sharing is caring | Send | Text size | "
            "Font size | Like Loading | Mastodon | Threads | Bluesky | Tumblr | Share "
            "this page | Click to share | Share Tweet"
        ),
        "common on news sites",
    ),
    (
        "tag list",
        (
            "Tags | Tag | Keywords | Keyword | Topics | Topic | Filed under | Posted in | "
            "Categories | Category | In this article | Explore topics | Related tags | "
            "Tagged | Tagged with"
        ),
        "common on news sites",
    ),
    (
        "comments",
        (
            "Comments | Comment | Leave a comment | Leave a reply | Add a comment | Post "
            "a comment | Post comment | Write a comment | View comments | Show comments | "
            "No comments | Reply | 0 comments | user say | Comments are closed | Comments "
            "are closed here | Cancel reply | Join the discussion | View all comments | "
            "Load comments | Your email address will not be published"
        ),
        "common on news sites; user say: VIR",
    ),
    (
        "prompt",
        (
            "Subscribe to | Subscribe now | Subscribe today | Sign up for | Sign up to | "
            "Sign up here | Sign up now | Sign up today | Get the latest | Get our | Get "
            "breaking news | Download our | Download the app | Download the | Join our | "
            "Join us on | Follow us on | Follow us | Like us on | By signing up | By "
            "subscribing | By clicking | By submitting | By entering your email | Your "
            "email address | Enter your email | Already a subscriber | Already have an "
            "account | Create a free account | Log in | Sign in to | To continue reading "
            "| Support our journalism | Support independent | Become a member | Become a "
            "subscriber | We use cookies | This site uses cookies | This website uses "
            "cookies | Please enable JavaScript | You need to enable JavaScript | Your "
            "browser does not | JavaScript is disabled | Thank you for subscribing | "
            "Thanks for subscribing | Thanks for signing up | You have successfully | "
            "Please confirm your subscription | Check your inbox | An error has occurred "
            "| Something went wrong | Please try again | Do you have a story | Got a tip "
            "| Have a tip | Send tips to | Want more | Like what you | Enjoyed this | If "
            "you enjoyed | Did you find this | Was this article | Was this helpful | Have "
            "an opinion on | Click here to subscribe | Click here to sign up | Get email "
            "alerts | Get stories like this | Stay informed | Stay up to date | Don't "
            "miss out | Unlock | This article is for subscribers | All rights reserved | "
            "Copyright ©"
        ),
        "common on news sites",
    ),
    (
        "advertisement",
        (
            "Advertisement | Advertisements | Advertising | Ad | Ads | Sponsored | "
            "Promoted | Sponsored by | Paid post | Story continues below advertisement | "
            "Article continues below advertisement | Article continues after ad | "
            "Continue reading below | Report this ad | Advertisement - scroll to continue "
            "reading | Story continues below | Article continues after this advertisement "
            "| Loading | Loading... | Scroll to continue | Skip advertisement | "
            "Advertisement Continue Reading Below | Story continues | Content continues "
            "below"
        ),
        "common on news sites",
    ),
    (
        "player",
        (
            "0:00 / 0:00 | Speed1x | Play | Pause | Mute | Unmute | Watch | Watch now | "
            "Play video | Video Player is loading | Loaded | Listen | Play audio | Close "
            "| Expand | Show more | Watch the video | View gallery | View image in "
            "fullscreen | Open image in gallery | Fullscreen | Image | Photo | Video | "
            "Photos | Gallery | Show caption | Hide caption | Image source | toggle "
            "caption | hide caption"
        ),
        "VietnamPlus; common on news sites",
    ),
    (
        "template remains",
        (
            "{keywords} | return icon | What the stars mean: | Read full story | Content "
            "image | hinh anh 1 | ảnh 1 | undefined | null | NaN | [object Object] | Skip "
            "to content | Skip to main content | Back | Home | Menu | Search | Go back | "
            "Edit | View | min read | Log in | Login | Register | Subscribe | Sign up | "
            "Sign in | Newsletter | Newsletters"
        ),
        "VietNamNet, VIR, Phnom Penh Post",
    ),
    (
        "about the author",
        (
            "About the author | About the authors | About author | About the writer | "
            "Author | Author bio | Written by | Meet the author | Posted by"
        ),
        "common on news sites",
    ),
)

_VI: tuple[Row, ...] = (
    ("list", "Có liên quan | Bài trước đó | Bài sau đó", "MasterCMS pages (Customs News' system)"),
    (
        "list",
        (
            "Tin liên quan | Bài liên quan | Tin cùng chuyên mục | Cùng chuyên mục | Tin "
            "mới | Tin mới nhất | Tin khác | Các tin khác | Tin nổi bật | Đọc nhiều | Đọc "
            "nhiều nhất | Xem nhiều | Xem thêm | Đọc thêm | Có thể bạn quan tâm | Bạn có "
            "thể quan tâm | Tin đọc nhiều | Tin bài liên quan | Mới nhất | Tin tức liên "
            "quan | Chủ đề liên quan | Bài viết liên quan | Bài viết mới | Tin cùng loại "
            "| Tin xem nhiều | Danh sách tin | Đọc tiếp | Đừng bỏ lỡ | Bạn có thể thích | Có "
            "thể bạn thích | Tin cùng mục | Bài cùng mục | Bài cùng chuyên mục | Tin cùng chủ "
            "đề | Bài cùng chủ đề | Tin bài khác | Bài viết khác"
        ),
        "common on Vietnamese news sites",
    ),
    (
        "read also",
        "Xem thêm | Đọc thêm | Mời bạn đọc | Mời độc giả | Mời xem thêm | >> Xem thêm",
        "common on news sites",
    ),
    (
        "share bar",
        ("Chia sẻ | Chia sẻ bài viết | Sao chép liên kết | In bài viết | Theo dõi | Lưu bài"),
        "common on news sites",
    ),
    ("tag list", "Từ khóa | Từ khoá | Thẻ | Chủ đề", "common on news sites"),
    (
        "comments",
        "Bình luận | Ý kiến | Gửi bình luận | Viết bình luận | Ý kiến bạn đọc",
        "common on news sites",
    ),
    (
        "prompt",
        "Đăng ký nhận | Theo dõi chúng tôi | Mời quý độc giả theo dõi",
        "common on news sites",
    ),
    ("advertisement", "Quảng cáo", "common on news sites"),
)

_FR: tuple[Row, ...] = (
    (
        "list",
        (
            "À lire aussi | A lire aussi | Lire aussi | À lire | Voir aussi | Sur le même "
            "sujet | Sur le même thème | Articles liés | Articles similaires | Les plus "
            "lus | Le plus lu | Dernières nouvelles | Dernières actualités | Derniers "
            "articles | Les derniers articles | Nos dernières actualités | Plus "
            "d'articles | À découvrir | Vous aimerez aussi | Cela pourrait vous "
            "intéresser | Dans la même rubrique | Autres articles | À la une | Pour aller "
            "plus loin | Recommandé pour vous | Nos articles à lire aussi"
        ),
        "common on French news sites",
    ),
    (
        "read also",
        ("Lire aussi | À lire aussi | Lire la suite | Voir aussi | À voir aussi | LIRE AUSSI"),
        "common",
    ),
    (
        "share bar",
        (
            "Partager | Partager l'article | Partagez | Imprimer | Copier le lien | "
            "Envoyer | Suivez-nous"
        ),
        "common",
    ),
    ("tag list", "Mots-clés | Thèmes | Étiquettes", "common"),
    (
        "comments",
        ("Commentaires | Commentaire | Laisser un commentaire | Réagir | Ajouter un commentaire"),
        "common",
    ),
    (
        "prompt",
        (
            "Inscrivez-vous | Abonnez-vous | Recevez | Déjà abonné | S'abonner | La suite "
            "est réservée"
        ),
        "common",
    ),
    ("advertisement", "Publicité | Annonce | La suite après la publicité", "common"),
)

_ES: tuple[Row, ...] = (
    (
        "list",
        (
            "Noticias relacionadas | Artículos relacionados | Relacionadas | Relacionados "
            "| Lee también | Lea también | Leer también | Te puede interesar | Le puede "
            "interesar | Te podría interesar | También te puede interesar | Más noticias "
            "| Más leídas | Lo más leído | Lo más visto | Últimas noticias | Lo último | "
            "Más sobre | Ver también | Ver más | Leer más | Más información | Temas "
            "relacionados | Notas relacionadas | Contenido relacionado | Entradas "
            "relacionadas | Quizás te interese | Destacadas | Noticias destacadas | "
            "Recomendados | Entradas recientes"
        ),
        "common on Spanish news sites",
    ),
    (
        "read also",
        (
            "Lee también | Lea también | Leer también | Te puede interesar | Le puede "
            "interesar | Leer más | Lea además | Ver también | Lee más | Vea también | "
            "Lea aquí | Lea más | Lea | Mira también"
        ),
        "common",
    ),
    (
        "share bar",
        ("Compartir | Comparte | Compartir en | Imprimir | Copiar enlace | Síguenos | Síguenos en"),
        "common",
    ),
    ("tag list", "Etiquetas | Temas | Palabras clave | Archivado en", "common"),
    (
        "comments",
        ("Comentarios | Comentar | Deja un comentario | Deja una respuesta | Dejar un comentario"),
        "common",
    ),
    (
        "prompt",
        ("Suscríbete | Suscríbase | Regístrate | Recibe | Síguenos en | Únete a | Descarga"),
        "common",
    ),
    ("advertisement", "Publicidad | Anuncio | Patrocinado", "common"),
)

_DE: tuple[Row, ...] = (
    (
        "list",
        (
            "Mehr zum Thema | Lesen Sie auch | Lesen Sie mehr | Auch interessant | "
            "Weitere Artikel | Ähnliche Artikel | Ähnliche Beiträge | Verwandte Artikel | "
            "Verwandte Themen | Meistgelesen | Meistgelesene Artikel | Neueste Artikel | "
            "Neueste Beiträge | Aktuelle Nachrichten | Das könnte Sie auch interessieren "
            "| Das könnte Dich auch interessieren | Das könnte Ihnen auch gefallen | "
            "Weitere Meldungen | Weitere Nachrichten | Weiterlesen | Zum Thema | Mehr aus "
            "| Mehr Nachrichten | Empfehlungen | Empfohlene Artikel | Siehe auch | "
            "Weitere Beiträge | Beliebte Artikel | Top-Themen | Links zum Thema | Mehr "
            "dazu"
        ),
        "common on German news sites",
    ),
    (
        "read also",
        (
            "Lesen Sie auch | Lesen Sie hier | Mehr zum Thema | Lesen Sie mehr | Lesetipp "
            "| Siehe auch | Mehr dazu | Auch interessant"
        ),
        "common",
    ),
    (
        "share bar",
        (
            "Teilen | Artikel teilen | Drucken | Artikel drucken | Link kopieren | Folgen "
            "Sie uns | Merken | Versenden | Per Mail teilen"
        ),
        "common",
    ),
    ("tag list", "Schlagwörter | Schlagworte | Stichwörter | Themen", "common"),
    (
        "comments",
        (
            "Kommentare | Kommentar | Kommentar schreiben | Schreibe einen Kommentar | "
            "Diskutieren Sie mit | Kommentar verfassen | Kommentar hinterlassen"
        ),
        "common",
    ),
    (
        "prompt",
        (
            "Newsletter abonnieren | Jetzt abonnieren | Abonnieren Sie | Melden Sie sich "
            "| Jetzt anmelden | Wir verwenden Cookies | Diese Website verwendet"
        ),
        "common",
    ),
    ("advertisement", "Anzeige | Werbung | Anzeigen", "common"),
)

_IT_PT_NL: tuple[Row, ...] = (
    (
        "list",
        (
            "Leggi anche | Articoli correlati | Ultime notizie | Potrebbe interessarti | "
            "Notizie correlate | I più letti | Più letti | Altri articoli"
        ),
        "common on Italian news sites",
    ),
    ("read also", "Leggi anche | Leggi tutto | Guarda anche", "common on Italian news sites"),
    ("share bar", "Condividi | Condividi su | Stampa", "common on Italian news sites"),
    ("comments", "Commenti | Lascia un commento", "common on Italian news sites"),
    (
        "list",
        (
            "Leia também | Leia mais | Veja também | Notícias relacionadas | Últimas "
            "notícias | Mais lidas | Saiba mais | Relacionados | Artigos relacionados"
        ),
        "common on Portuguese news sites",
    ),
    (
        "read also",
        "Leia também | Leia mais | Veja também | Saiba mais",
        "common on Portuguese news sites",
    ),
    (
        "share bar",
        "Compartilhar | Compartilhe | Partilhar | Imprimir",
        "common on Portuguese news sites",
    ),
    ("comments", "Comentários | Deixe um comentário", "common on Portuguese news sites"),
    (
        "list",
        (
            "Lees ook | Lees meer | Meer nieuws | Gerelateerd | Meest gelezen | "
            "Gerelateerde artikelen | Laatste nieuws"
        ),
        "common on Dutch news sites",
    ),
    ("read also", "Lees ook | Lees meer | Bekijk ook", "common on Dutch news sites"),
    ("share bar", "Delen | Deel dit artikel | Deel", "common on Dutch news sites"),
    ("comments", "Reacties | Reageer | Geef een reactie", "common on Dutch news sites"),
    (
        "advertisement",
        "Pubblicità | Publicidade | Advertentie | Continua após a publicidade",
        "common",
    ),
)

_EAST: tuple[Row, ...] = (
    (
        "list",
        (
            "Читайте также | Читайте ещё | Ещё по теме | По теме | Похожие новости | "
            "Похожие статьи | Последние новости | Главные новости | Другие новости | "
            "Новости по теме | Популярное | Самое читаемое | Ранее по теме | Материалы по "
            "теме | Смотрите также | Рекомендуем | Лента новостей | Свежие новости | "
            "Новости партнёров | Вам может быть интересно"
        ),
        "common on Russian news sites",
    ),
    (
        "read also",
        (
            "Читайте также | Смотрите также | Читать далее | Подробнее | Ранее сообщалось "
            "по теме | Читать также | Читайте нас"
        ),
        "common on Russian news sites",
    ),
    (
        "share bar",
        ("Поделиться | Поделитесь | Распечатать | Поделиться новостью | Скопировать ссылку"),
        "common on Russian news sites",
    ),
    ("tag list", "Теги | Метки | Темы | Ключевые слова", "common on Russian news sites"),
    (
        "comments",
        "Комментарии | Комментировать | Добавить комментарий | Оставить комментарий",
        "common on Russian news sites",
    ),
    (
        "prompt",
        (
            "Подписывайтесь на | Подпишитесь на | Следите за | Нашли ошибку | Заметили "
            "ошибку | Если вы заметили"
        ),
        "common on Russian news sites",
    ),
    ("advertisement", "Реклама | На правах рекламы", "common on Russian news sites"),
    (
        "list",
        (
            "相关新闻 | 相关阅读 | 相关报道 | 相关文章 | 推荐阅读 | 延伸阅读 | 热门新闻 | 最新新闻 | 最新消息 | 热门文章 | 更多新闻 | "
            "阅读更多 | 相關新聞 | 延伸閱讀 | 相關文章 | 推薦閱讀 | 熱門新聞 | 最新新聞 | 更多 | 上一篇 | 下一篇 | 热点推荐 | "
            "猜你喜欢 | 您可能感兴趣的文章"
        ),
        "common on Chinese news sites",
    ),
    (
        "read also",
        "相关阅读 | 延伸阅读 | 延伸閱讀 | 更多新聞 | 推薦閱讀",
        "common on Chinese news sites",
    ),
    (
        "share bar",
        "分享 | 分享到 | 打印 | 收藏 | 复制链接 | 扫一扫 | 转发 | 列印 | 點讚",
        "common on Chinese news sites",
    ),
    (
        "comments",
        "评论 | 评论区 | 发表评论 | 我要评论 | 留言 | 發表評論",
        "common on Chinese news sites",
    ),
    ("tag list", "标签 | 关键词 | 關鍵字 | 標籤", "common on Chinese news sites"),
    ("advertisement", "广告 | 廣告 | 広告 | 광고 | PR", "common"),
    (
        "list",
        (
            "関連記事 | 関連ニュース | おすすめ記事 | 人気記事 | 新着記事 | 最新記事 | あわせて読みたい | こちらもおすすめ | 関連リンク | "
            "関連キーワード | ランキング | アクセスランキング | 前の記事 | 次の記事 | 注目記事"
        ),
        "common on Japanese news sites",
    ),
    (
        "read also",
        "関連記事 | あわせて読みたい | 【関連記事】 | 続きを読む",
        "common on Japanese news sites",
    ),
    (
        "share bar",
        "シェア | シェアする | ツイート | 印刷 | 共有 | この記事をシェア | ブックマーク",
        "common on Japanese news sites",
    ),
    ("comments", "コメント | コメントする | コメントを書く", "common on Japanese news sites"),
    (
        "list",
        (
            "관련기사 | 관련 기사 | 관련뉴스 | 최신뉴스 | 최신 기사 | 인기기사 | 많이 본 뉴스 | 많이 본 기사 | 추천기사 | 추천 기사 "
            "| 주요뉴스 | 이 시각 주요뉴스 | 이전기사 | 다음기사"
        ),
        "common on Korean news sites",
    ),
    (
        "share bar",
        "공유 | 공유하기 | 인쇄 | 스크랩 | 기사저장 | 글자크기 | 프린트 | 페이스북 | 트위터",
        "common on Korean news sites",
    ),
    ("comments", "댓글 | 댓글쓰기", "common on Korean news sites"),
    (
        "list",
        "ຂ່າວທີ່ກ່ຽວຂ້ອງ | ຂ່າວຫຼ້າສຸດ | ຂ່າວອື່ນໆ | ອ່ານຕໍ່ | ອ່ານເພີ່ມເຕີມ | ຂ່າວແນະນຳ | ຂ່າວກ່ຽວຂ້ອງ | ຂ່າວທີ່ກ່ຽວພັນ | ຂ່າວຍອດນິຍົມ | ບົດຄວາມທີ່ກ່ຽວຂ້ອງ",
        "common on Lao news sites",
    ),
    (
        "list",
        (
            "អត្ថបទទាក់ទង | ព័ត៌មានទាក់ទង | អត្ថបទពាក់ព័ន្ធ | ព័ត៌មានថ្មីៗ | អានបន្ត | អត្ថបទថ្មីៗ | អានបន្ថែម | ព័ត៌មានផ្សេងទៀត | អត្ថបទផ្សេងទៀត | អត្ថបទដែលទាក់ទង | ព័ត៌មានពេញនិយម | ព័ត៌មានពាក់ព័ន្ធ"
        ),
        "common on Khmer news sites",
    ),
    ("share bar", "ແບ່ງປັນ | ចែករំលែក", "common on Lao and Khmer news sites"),
    (
        "list",
        (
            "Czytaj także | Zobacz także | Powiązane artykuły | Najnowsze | Czytaj też | "
            "Przeczytaj także | Související články | Mohlo by vás zajímat | Čtěte také | "
            "İlgili haberler | Son haberler | Čítajte aj | Kapcsolódó cikkek | Citește și "
            "| Läs också | Les også | Læs også | Διαβάστε επίσης | Σχετικά άρθρα | Baca "
            "juga | Berita terkait | Artikel terkait | Berita lainnya | ข่าวที่เกี่ยวข้อง "
            "| ข่าวล่าสุด | อ่านเพิ่มเติม | อ่านต่อ | บทความที่เกี่ยวข้อง | เรื่องที่เกี่ยวข้อง | ข่าวแนะนำ | ข่าวอื่นๆ | "
            "ข่าวยอดนิยม | ข่าวเกี่ยวข้อง | मिलती जुलती खबरें | यह भी पढ़ें | ये भी पढ़ें | संबंधित खबरें | اقرأ أيضا | "
            "أخبار ذات صلة | مقالات ذات صلة | مواضيع ذات صلة | الأكثر قراءة | مطالب مرتبط | আরও পড়ুন | "
            "সম্পর্কিত খবর | தொடர்புடைய செய்திகள்"
        ),
        "common on news sites",
    ),
    (
        "read also",
        (
            "Czytaj także | Czytaj też | Zobacz także | Přečtěte si | Čtěte také | "
            "Čítajte aj | Citește și | Läs också | Les også | Læs også | Διαβάστε επίσης "
            "| Baca juga | Olvasta már | Pročitajte još | Preberite tudi | Прочетете още "
            "| Читайте також"
        ),
        "common on news sites",
    ),
)

TABLES: dict[str, tuple[Row, ...]] = {
    "en": _EN,
    "vi": _VI,
    "fr": _FR,
    "es": _ES,
    "de": _DE,
    "it pt nl": _IT_PT_NL,
    "ru zh ja ko lo km and others": _EAST,
}

# Labels of lists that may also be a sub-heading of the article.
MAY_HEAD_TEXT = (
    "Latest | Latest news | Latest stories | Top | Top news | Top stories | Breaking news | More | "
    "More news | Other news | In other news | Featured | Popular | Trending | Hot topics | Listen | "
    "In this section | Next | Previous | Up next | Further reading | Recent news | "
    "Dig deeper | Go deeper | Sponsored content | Tin mới | Tin khác | Tin nổi bật | À la une | "
    "Dernières nouvelles | Dernières actualités | À découvrir | Pour aller plus loin | Lo último | "
    "Últimas noticias | Más noticias | Más información | Destacadas | Zum Thema | Top-Themen | "
    "Aktuelle Nachrichten | Weitere Meldungen | Weitere Nachrichten | Empfehlungen | Ultime notizie "
    "| Últimas notícias | Saiba mais | Laatste nieuws | Meer nieuws | Последние новости | "
    "Главные новости | Другие новости | Популярное | 最新消息 | 最新新闻 | 最新新聞 | 更多 | 주요뉴스"
)
# Labels that are buttons if they are links.
BUTTONS = (
    "Back to top | Previous | Next | Read more | Continue reading | Keep reading | Listen | More | "
    "Next article | Next post | Previous article | Previous post | Read next | See more | "
    "Explore more | Discover more | Join the conversation | Xem thêm | Đọc thêm | Đọc tiếp | "
    "Bài trước đó | Bài sau đó | Ver más | Leer más | Weiterlesen | Lesen Sie mehr | Lees meer | "
    "Leia mais | Saiba mais | 上一篇 | 下一篇 | 更多 | 前の記事 | 次の記事 | 이전기사 | 다음기사 | ອ່ານຕໍ່ | អានបន្ត"
)
# Links to the whole article after the sentences of a digest; a pattern.
LEADS_ON = (
    "read (?:the )?(?:full|whole|entire) (?:story|article|report)|read (?:the )?(?:story|article) here|"
    "full story|(?:click here to )?read more|continue reading|see more|xem (?:thêm|tiếp|chi tiết)|"
    "đọc (?:thêm|tiếp|toàn văn)|lire la suite|weiterlesen|(?:hier )?mehr lesen|leer más|seguir leyendo|"
    "(?:baca )?selengkapnya|leia mais|leggi tutto|阅读全文|查看全文|続きを読む|전문보기|читать далее"
)
