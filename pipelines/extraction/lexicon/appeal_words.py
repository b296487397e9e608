"""Words of appeals to readers: the outlet's newsletter, its channel, its offer.

Five kinds of words, in the languages of the outlets. One of them occurs in many articles; three or
four in one paragraph without a quotation are an appeal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.lexicon.alternatives import phrase_pattern

_PRODUCT = (
    "newsletter|newsletters|letter|briefing|bulletin|whatsapp|telegram|zalo|viber|google news|"
    "independent journalism|independent reporting|quality journalism|journalisme indépendant|"
    "mit einer spende|faites un don|hazte socio|hazte socia|dengan donasi|notre journal|"
    "unseren journalismus|nuestro periodismo|our journalism|unabhängigen journalismus|"
    "periodismo independiente|jurnalisme independen|"
    "posta elettronica|por correo electrónico|par courriel|drogą mailową|"
    "inbox|postfach|bandeja de entrada|su correo|tu correo|boite mail|caixa de entrada|"
    "hộp thư|email anda|"
    "preferred source|rundbrief|lettre|infolettre|boletin|nieuwsbrief|bản tin|buletin|จดหมายข่าว|"
    "ช่อง line|ไลน์|เพจ facebook|"
    "メールマガジン|メルマガ|ニュースレター|뉴스레터|简报|簡報|电子报|電子報|ព្រឹត្តិបត្រ|ຈົດໝາຍຂ່າວ|"
    "النشرة البريدية|نشرتنا|خبرنامه|ניוזלטר|рассылк|розсилк|"
    "e bülten|e bültenimiz|bültenimiz|e postanıza|posta kutunuza|kutunuza|biuletyn|newslettera|"
    "nyhetsbrev|nyhedsbrev|uutiskirje|uutiskirjeemme|newsletteru|hírlevél|hírlevelünkre|newsletterul|"
    "newsletterul nostru|הוואטסאפ|व्हाट्सएप|व्हाट्सऐप|appen vår|vår app|vores app|sovelluksemme"
)
_OWN = (
    "our|we|this site|unser|unsere|unserem|unseren|unserer|wir|notre|nous|nuestro|nuestra|nuestros|"
    "nosso|nossa|nostro|nostra|onze|kami|chúng tôi|của báo|ของเรา|"
    "当社|弊社|本紙|当サイト|私たち|본지|저희|本报|本報|我们|我們|របស់យើង|យើង|ພວກເຮົາ|موقعنا|صحيفتنا|نشرتنا|שלנו|наш|"
    "gönderelim|gönderiyoruz|bültenimiz|bültenimize|nasz|naszego|naszym|"
    "ons|onze|vår|vårt|våra|vores|vår app|meidän|uutiskirjeemme|sovelluksemme|náš|naše|našeho|"
    "našem|"
    "hírlevelünkre|csatornánkat|alkalmazásunkat|nostru|newsletterul nostru|μας|हमारे|हमसे"
)
# Not "bạn" alone: folded it is also a committee, a copy, to sell.
_READER = (
    "you|your|yours|readers|subscribers|sie|ihr|ihnen|ihre|dein|deine|leser|vous|votre|lecteurs|"
    "usted|lectores|voce|você|leitores|lettori|jij|lezers|anda|pembaca|"
    "độc giả|bạn đọc|quý vị|các bạn|nếu bạn|giúp bạn|mời bạn|gửi bạn|đưa bạn|tới bạn|đến bạn|"
    "thư của bạn|email của bạn|bạn có thể|bạn muốn|bạn hãy|bạn đang|bạn sẽ|คุณ|ผู้อ่าน|"
    "regístrate|apúntate|recibe|"
    "hazte|ayúdanos|suscríbase|suscríbete|inscríbase|reciba|mari|ikuti|dapatkan|follow our|"
    "ติดตามข่าวสารได้ที่|"
    "あなた|読者|皆さま|皆様|ください|下さい|독자|여러분|세요|لتصلك|يصلك|您|读者|讀者|របស់អ្នក|អ្នកអាន|អ្នកអាច|ທ່ານ|ຜູ້ອ່ານ|القراء|بريدك|شما|"
    "הקוראים|שלכם|читател|читач|вашу|ваш|"
    "e postanıza|kutunuza|abone olun|kaydolun|zapisz się|otrzymuj|twoją skrzynkę|"
    "volg|mis niets|schrijf u in|meld je aan|ladda ner|prenumerera|följ|tilmeld|hent|følg|abonner|"
    "last ned|meld deg på|tilaa|lataa|seuraa|přihlaste|stáhněte|sledujte|odebírejte|iratkozzon|"
    "kövessen|kövesse|töltse le|abonează te|abonați vă|descarcă|urmărește|ακολουθήστε|εγγραφείτε|"
    "κατεβάστε|підписуйтесь|підпишіться|завантажте|стежте|הצטרפו|הירשמו|עקבו|जुड़ें|फॉलो|डाउनलोड|"
    "តាមដាន|ຕິດຕາມ"
)
_OFFER = (
    "donate|donation|spende|faites un don|hazte socio|hazte socia|a gift of|give now|support us|"
    "chip in|spenden|faire un don|donar|donasi|"
    "join|sign up|subscribe|free|every morning|every week|every day|every monday|every tuesday|"
    "every wednesday|every thursday|every friday|every saturday|every sunday|each morning|"
    "each week|each monday|each tuesday|each wednesday|each thursday|each friday|each saturday|"
    "each sunday|brings you|bring you|inbox|straight to|follow us|unsubscribe|download|want more|"
    "your address|leave whenever|"
    "verpassen|hier geht es zu|don t miss|never miss|ne manquez|ne rien manquer|no te pierdas|"
    "não perca|"
    "non perdere|kaçırmayın|không bỏ lỡ|đừng bỏ lỡ|jangan lewatkan|her sabah|"
    "her hafta|günün haberlerini|"
    "ücretsiz|abone olun|zapisz się|bezpłatny|"
    "follow our|get the news|dese de baja|désabonnez|bestellen|erhalten sie|recevez|"
    "suscríbase|inscríbase|reciba|"
    "abonnieren|kostenlos|anmelden|inscrivez vous|abonnez vous|gratuit|gratuite|suscribete|"
    "regístrate|apúntate|recibir|"
    "inscribete|gratis|assine|inscreva se|iscriviti|si iscrive|iscrivetevi|"
    "schrijf je in|bergabung|ikuti|langganan|"
    "đăng ký|miễn phí|theo dõi|tham gia|สมัคร|ติดตาม|ฟรี|"
    "無料|登録|購読|配信|무료|구독|신청|免费|免費|订阅|訂閱|注册|邮箱|郵箱|ឥតគិតថ្លៃ|ចុះឈ្មោះ|ជាវ|ຟຣີ|ລົງທະບຽນ|"
    "مجانا|اشترك|رایگان|חינם|הירשמו|הרשמו|бесплатн|подпис|безкоштовн|підпис|"
    "volg|mis niets|schrijf u in|meld je aan|ladda ner|prenumerera|följ|tilmeld|hent|følg|abonner|"
    "last ned|meld deg på|tilaa|lataa|seuraa|odběru|stáhněte|sledujte|odebírejte|iratkozzon|"
    "kövessen|kövesse|töltse le|abonează te|abonați vă|descarcă|urmărește|ακολουθήστε|εγγραφείτε|"
    "κατεβάστε|завантажте|стежте|הצטרפו|עקבו|जुड़ें|फॉलो|डाउनलोड|តាមដាន|ຕິດຕາມ"
)

# The text speaks of itself, and of more like it.
_ITSELF = (
    "this story|this article|stories like|like this one|cette histoire|cet article|"
    "des histoires comme|des articles comme|esta historia|este artículo|historias como|"
    "diese geschichte|dieser artikel|geschichten wie|questa storia|questo articolo|storie come|"
    "esta história|este artigo|histórias como|dit verhaal|dit artikel|"
    "bài viết này|câu chuyện như thế này|câu chuyện này|artikel ini|cerita ini|cerita seperti|"
    "บทความนี้|هذا المقال|هذه القصة|この記事|이 기사|这篇报道|这篇文章"
)

_PRODUCTS, _ITSELVES, *_OTHERS = map(phrase_pattern, (_PRODUCT, _ITSELF, _OWN, _READER, _OFFER))


_OWN_PRODUCT = re.compile(  # these are also other companies': only the outlet's own count
    r"\b(?:our|unser\w*|notre|nuestr[oa]|nosso|nostro|onze)(?: \w+){0,2} "
    r"(?:app|channel|podcast|kanal|canal|chaine|kanaal|membership)\b"
    r"|\b(?:kenh|ung dung|saluran|kanal|aplikasi)(?: \w+){0,2} (?:chung toi|kami)\b"
)


_OWN_PRODUCT_LIST = (
    "app channel podcast kanal canal chaine kanaal membership kenh ung saluran aplikasi"
)
_OWN_PRODUCT_WORDS = frozenset(_OWN_PRODUCT_LIST.split())


def names_product(folded: str, words: Sequence[str]) -> bool:
    """Return whether a text names a newsletter, or the outlet's own channel or app.

    Args:
        folded, words: the text and its words, folded.
    """
    may_be_own = not _OWN_PRODUCT_WORDS.isdisjoint(words)
    return bool(_PRODUCTS.search(folded, words) or (may_be_own and _OWN_PRODUCT.search(folded)))


def kinds_beside(folded: str) -> int:
    """Return how many of the next three kinds a folded text has: own, reader, offer."""
    words = folded.split(" ")
    return sum(bool(pattern.search(folded, words)) for pattern in _OTHERS)


def is_addressed(folded: str) -> bool:
    """Return whether a folded text is a word to the readers, not a text about them."""
    return bool(_OTHERS[0].search(folded)) or kinds_beside(folded) > 1


def speaks_of_itself(folded: str) -> bool:
    """Return whether a folded text speaks of itself: ``more stories like this one``."""
    return _ITSELVES.search(folded) is not None
