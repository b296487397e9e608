"""Words that pages of a kind print, by kind; the languages of each row in their own line.

They are compared folded. In scripts with spaces whole words are matched, in others any part.
"""

from __future__ import annotations

from pipelines.extraction.lexicon.alternatives import Phrases
from pipelines.extraction.verdict.word_overlap import is_unspaced
from pipelines.text import fold


def pattern(*rows: str) -> Phrases:
    """Return what matches any of the phrases, which ``|`` separates, in folded text."""
    phrases = {fold(phrase) for row in rows for phrase in row.split("|") if phrase.strip()}
    others = {one for one in phrases if is_unspaced(one)}
    return Phrases(phrases - others, others, r"(?<!\w)(?:%s)(?!\w)")


BUY = pattern(
    "add to basket|add to cart|add to bag|buy now|in den warenkorb|in den einkaufswagen",
    "jetzt kaufen|ajouter au panier|acheter maintenant|añadir al carrito|añadir a la cesta",
    "agregar al carrito|comprar ahora|aggiungi al carrello|acquista ora|adicionar ao carrinho",
    "comprar agora|in winkelwagen|in winkelmandje|lägg i varukorgen|lägg i kundvagn",
    "læg i kurv|legg i handlekurv|dodaj do koszyka|kup teraz|do košíku|vložit do košíku",
    "sepete ekle|в корзину|добавить в корзину|до кошика|στο καλάθι|adaugă în coș|kosárba",
    "lisää ostoskoriin|thêm vào giỏ hàng|thêm vào giỏ|mua ngay|tambah ke keranjang",
    "masukkan keranjang|beli sekarang|เพิ่มลงตะกร้า|หยิบใส่ตะกร้า|加入购物车|加入購物車",
    "立即购买|カートに入れる|장바구니에 담기",
)
WEATHER = pattern(
    "weather|weather forecast|wetter|wettervorhersage|météo|prévisions météo|el tiempo|tiempo",
    "pronóstico del tiempo|meteo|previsioni|previsão do tempo|weer|weerbericht|väder|vejr",
    "vejret|været|pogoda|prognoza pogody|počasí|hava durumu|погода|καιρός|vremea|időjárás|sää",
    "thời tiết|dự báo thời tiết|cuaca|prakiraan cuaca|พยากรณ์อากาศ|สภาพอากาศ|天气|天氣|天気",
    "날씨",
)
POST = pattern(
    "reply|quote|antworten|zitieren|répondre|citer|responder|citar|rispondi|cita|reageren",
    "citeren|svara|citera|svar|odpowiedz|cytuj|odpovědět|citovat|yanıtla|alıntı|ответить",
    "цитировать|відповісти|trả lời|trích dẫn|balas|kutip|ตอบกลับ|อ้างอิง|回复|引用|返信|답글",
    "인용",
)
MEMBER = pattern(
    "joined|member since|posts|messages|dabei seit|beiträge|mitglied seit|inscrit|inscrite",
    "membre depuis|registrado|miembro desde|mensajes|membro dal|messaggi|iscritto|mensagens",
    "lid sinds|berichten|medlem sedan|inlägg|medlem siden|indlæg|dołączył|posty|registrován",
    "příspěvky|katılım|mesajlar|регистрация|сообщения|сообщений|tham gia|bài viết|bergabung",
    "pesan|postingan|สมาชิกตั้งแต่|โพสต์|注册|帖子|发帖|登録|投稿数|가입|게시글",
)
SERVICE_TITLES = pattern(
    "contact|contact us|about|about us|who we are|our team|the team|team|staff|masthead",
    "imprint|terms|terms of use|terms of service|terms and conditions|privacy policy",
    "cookie policy|kontakt|über uns|wir über uns|unser team|das team|redaktion|impressum",
    "nutzungsbedingungen|agb|allgemeine geschäftsbedingungen|datenschutz|datenschutzerklärung",
    "contactez nous|nous contacter|qui sommes nous|à propos|à propos de nous|notre équipe",
    "mentions légales|conditions d utilisation|conditions générales",
    "politique de confidentialité|contacto|contáctanos|quiénes somos|acerca de|sobre nosotros",
    "nuestro equipo|equipo|aviso legal|condiciones de uso|términos y condiciones",
    "política de privacidad|contatti|chi siamo|redazione|note legali|termini e condizioni",
    "contato|contacte nos|fale conosco|quem somos|sobre nós|equipe|equipa|ficha técnica",
    "termos de uso|over ons|ons team|redactie|colofon|gebruiksvoorwaarden",
    "algemene voorwaarden|privacybeleid|kontakta oss|om oss|redaktionen|användarvillkor",
    "kontakt os|om os|vilkår|personvern|o nas|redakcja|regulamin|polityka prywatności|o nás",
    "redakce|podmínky užití|hakkımızda|iletişim|künye|kullanım koşulları|контакты|о нас",
    "редакция|пользовательское соглашение|про нас|контакти|liên hệ|giới thiệu|về chúng tôi",
    "đội ngũ|tòa soạn|ban biên tập|điều khoản sử dụng|chính sách bảo mật|kontak|hubungi kami",
    "tentang kami|tim kami|redaksi|syarat dan ketentuan|kebijakan privasi|ติดต่อเรา",
    "เกี่ยวกับเรา|ทีมงาน|ข้อตกลงการใช้งาน|联系我们|关于我们|我们的团队|使用条款|隐私政策",
    "聯絡我們|關於我們|お問い合わせ|会社概要|利用規約|문의|회사소개|이용약관",
)
# What service pages say of themselves, one row a subject: it counts once.
SERVICE_TEXT = (
    pattern(
        "this website|this site|our website|our site|diese website|dieser website",
        "diese webseite|unsere website|unserer website|ce site|de ce site|notre site",
        "este sitio|este sitio web|nuestra web|nuestro sitio|questo sito|nostro sito",
        "este site|nosso site|deze website|onze site|onze website|webbplatsen|vår sajt",
        "hjemmesiden|ta strona|tej strony|nasza strona|tyto stránky|bu site|bu siteyi",
        "этот сайт|этого сайта|наш сайт|trang web này|trang web|situs ini|situs kami",
        "เว็บไซต์นี้|เว็บไซต์ของเรา|本网站|本站|我们的网站|网站|本サイト|当サイト|본 사이트",
    ),
    pattern(
        "these terms|these conditions|terms apply|diese bedingungen|bedingungen",
        "présentes conditions|ces conditions|estas condiciones|estos términos",
        "presenti condizioni|estes termos|deze voorwaarden|dessa villkor|disse vilkår",
        "niniejszy regulamin|tyto podmínky|bu koşullar|настоящие условия|các điều khoản",
        "điều khoản này|ketentuan ini|ข้อกำหนดนี้|本条款|以下条款|本規約",
    ),
    pattern(
        "copyright|all content|urheberrecht|urheberrechtlich|droit d auteur|derechos de autor",
        "diritto d autore|direitos autorais|auteursrecht|auteursrechtelijk|upphovsrätt",
        "ophavsret|prawem autorskim|autorská práva|telif hakkı|авторские права|bản quyền",
        "hak cipta|ลิขสิทธิ์|版权|著作権|저작권",
    ),
    pattern(
        "not liable|no liability|haften wir nicht|haftung|responsabilité|ne répondons pas",
        "no respondemos|responsabilidad|responsabilità|responsabilidade|aansprakelijk",
        "ansvarar inte|nie odpowiadamy|odpowiedzialności|sorumlu|ответственности",
        "không chịu trách nhiệm|tidak bertanggung jawab|ไม่รับผิดชอบ|不承担责任|责任",
        "責任を負いません",
    ),
    pattern(
        "was founded|founded in|wurde gegründet|gegründet|a été fondé|fondé en|fondée en",
        "fue fundado|fundado en|fundada en|è stato fondato|fondato nel|fundado em",
        "werd opgericht|opgericht|grundades|grundlagt|został założony|założona|byl založen",
        "kuruldu|основан|основана|thành lập|lập năm|didirikan|ก่อตั้ง|创办|创立|成立于|設立",
        "설립",
    ),
    pattern(
        "our newspaper|our readers|our newsroom|our owner|we report|unsere zeitung",
        "unsere leser|wir berichten|unsere redaktion|notre journal|notre rédaction",
        "nous informons|nos lecteurs|nuestro periódico|nuestra redacción|informamos",
        "nuestros lectores|nostro giornale|nosso jornal|onze krant|onze redactie",
        "wij berichten|vår tidning|vår redaktion|nasza redakcja|naše redakce|gazetemiz",
        "наша редакция|наша газета|chúng tôi đưa tin|tờ báo của chúng tôi|báo ra|koran kami",
        "redaksi kami|kami memberitakan|กองบรรณาธิการของเรา|我们进行报道|独立于|本报",
    ),
)
JOB = (
    pattern(
        "we are looking for|we seek|join our team|wir suchen|suchen wir|nous cherchons",
        "nous recherchons|nous recrutons|buscamos|se busca|cerchiamo|procuramos|wij zoeken",
        "vi söker|vi søger|poszukujemy|szukamy|hledáme|arıyoruz|ищем|требуется|cần tuyển",
        "tuyển dụng|kami mencari|dibutuhkan|lowongan|รับสมัคร|招聘|募集|채용|모집",
    ),
    pattern(
        "your tasks|your role|responsibilities|what you will do|ihre aufgaben|deine aufgaben",
        "vos missions|tus tareas|tus funciones|funciones|i tuoi compiti|mansioni",
        "as suas funções|je taken|jouw taken|dina uppgifter|arbetsuppgifter|dine opgaver",
        "zakres obowiązków|náplň práce|iş tanımı|обязанности|mô tả công việc|tugas anda",
        "tanggung jawab|หน้าที่|岗位职责|工作内容|仕事内容",
    ),
    pattern(
        "we offer|benefits|wir bieten|nous offrons|nous proposons|ofrecemos|offriamo",
        "oferecemos|wij bieden|vi erbjuder|vi tilbyder|oferujemy|nabízíme|sunuyoruz",
        "мы предлагаем|quyền lợi|kami menawarkan|สวัสดิการ|我们提供|福利待遇|待遇|복리후생",
    ),
    pattern(
        "your application|apply by|apply now|ihre bewerbung|bewerbung|votre candidature",
        "candidature|tu candidatura|envía tu cv|la tua candidatura|inviare il cv",
        "a sua candidatura|sollicitatie|solliciteer|din ansökan|ansök|ansøgning|aplikuj",
        "cv prosimy|životopis|başvuru|резюме|gửi hồ sơ|nộp hồ sơ|kirim lamaran|lamaran",
        "ส่งใบสมัคร|สมัครงาน|简历|应聘|応募|지원서",
    ),
)
LOGIN = pattern(
    "log in|login|sign in|sign up|register|anmelden|anmeldung|einloggen|registrieren",
    "connexion|se connecter|s identifier|inscription|iniciar sesión|acceder|regístrate|accedi",
    "registrati|entrar|iniciar sessão|inloggen|aanmelden|registreren|logga in|log ind",
    "logg inn|zaloguj się|logowanie|přihlášení|giriş|giriş yap|войти|вход|увійти|σύνδεση",
    "bejelentkezés|autentificare|kirjaudu|đăng nhập|đăng ký|masuk|daftar|เข้าสู่ระบบ|登录",
    "登入|ログイン|로그인|تسجيل الدخول",
)
GONE = pattern(
    "page you are looking for|page you were looking for|page you requested",
    "story you were looking for|gesuchte seite|seite die sie suchen|page que vous cherchez",
    "page demandée|página que busca|página que buscas|pagina che cerchi|pagina richiesta",
    "página que procura|pagina die u zoekt|pagina die je zoekt|sidan du söker",
    "siden du leder efter|siden du leter etter|strona której szukasz|stránka kterou hledáte",
    "aradığınız sayfa|страница которую вы ищете|запрашиваемая страница|trang bạn tìm",
    "trang bạn đang tìm|bài viết bạn tìm|halaman yang anda cari|หน้าที่คุณค้นหา|您要找的页面",
    "您访问的页面|您要查看的页面|お探しのページ|찾으시는 페이지",
)
SEARCH = pattern(
    "search results|results for|ergebnisse für|suchergebnisse|suche nach|résultats pour",
    "résultats de recherche|résultats de la recherche|resultados para|resultados da busca",
    "resultados de búsqueda|resultados de la búsqueda|risultati per|risultati della ricerca",
    "resultaten voor|zoekresultaten|sökresultat|søgeresultater|søkeresultater",
    "wyniki wyszukiwania|výsledky hledání|výsledky vyhledávání|arama sonuçları",
    "результаты поиска|результати пошуку|kết quả tìm kiếm|hasil pencarian|ผลการค้นหา",
    "搜索结果|搜尋結果|検索結果|검색 결과",
)
_SIGNS = (
    "Aries|Taurus|Gemini|Cancer|Leo|Virgo|Libra|Scorpio|Sagittarius|Capricorn|Aquarius|Pisces",
    "Widder|Stier|Zwillinge|Krebs|Löwe|Jungfrau|Waage|Skorpion|Schütze|Steinbock|Wassermann|Fische",
    "Bélier|Taureau|Gémeaux|Cancer|Lion|Vierge|Balance|Scorpion|Sagittaire|Capricorne|"
    "Verseau|Poissons",
    "Aries|Tauro|Géminis|Cáncer|Leo|Virgo|Libra|Escorpio|Sagitario|Capricornio|Acuario|Piscis",
    "Ariete|Toro|Gemelli|Cancro|Leone|Vergine|Bilancia|Scorpione|Sagittario|Capricorno|"
    "Acquario|Pesci",
    "Áries|Touro|Gêmeos|Câncer|Leão|Virgem|Libra|Escorpião|Sagitário|Capricórnio|Aquário|Peixes",
    "Ram|Stier|Tweelingen|Kreeft|Leeuw|Maagd|Weegschaal|Schorpioen|Boogschutter|Steenbok|"
    "Waterman|Vissen",
    "Väduren|Oxen|Tvillingarna|Kräftan|Lejonet|Jungfrun|Vågen|Skorpionen|Skytten|"
    "Stenbocken|Vattumannen|Fiskarna",
    "Vædderen|Tyren|Tvillingerne|Krebsen|Løven|Jomfruen|Vægten|Skorpionen|Skytten|"
    "Stenbukken|Vandmanden|Fiskene",
    "Baran|Byk|Bliźnięta|Rak|Lew|Panna|Waga|Skorpion|Strzelec|Koziorożec|Wodnik|Ryby",
    "Beran|Býk|Blíženci|Rak|Lev|Panna|Váhy|Štír|Střelec|Kozoroh|Vodnář|Ryby",
    "Koç|Boğa|İkizler|Yengeç|Aslan|Başak|Terazi|Akrep|Yay|Oğlak|Kova|Balık",
    "Овен|Телец|Близнецы|Рак|Лев|Дева|Весы|Скорпион|Стрелец|Козерог|Водолей|Рыбы",
    "Aries|Taurus|Gemini|Cancer|Leo|Virgo|Libra|Scorpio|Sagitarius|Capricorn|Aquarius|Pisces",
    "白羊座|金牛座|双子座|巨蟹座|狮子座|处女座|天秤座|天蝎座|射手座|摩羯座|水瓶座|双鱼座",
    "牡羊座|牡牛座|双子座|蟹座|獅子座|乙女座|天秤座|蠍座|射手座|山羊座|水瓶座|魚座",
    "Bạch Dương|Kim Ngưu|Song Tử|Cự Giải|Sư Tử|Xử Nữ|Thiên Bình|Bọ Cạp|Nhân Mã|Ma Kết|"
    "Bảo Bình|Song Ngư",
)
ZODIAC = tuple(frozenset(map(fold, row.split("|"))) for row in _SIGNS)
