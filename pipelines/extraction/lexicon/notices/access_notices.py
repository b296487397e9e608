"""Recognises what readers without access are told: log in, register or subscribe to read on.

A notice says what the reader is to do and that the text goes on then, in any order, or for whom the
text is reserved. Either alone occurs in articles and in offers beside a free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.extraction.lexicon.alternatives import phrase_pattern

MAX_CHARS = 400  # of a notice
_QUOTED = re.compile('["“”«»„]')
_NEAR = 100  # folded characters between the two

_ACTION = (
    "subscribe|subscription|subscribers|sign in|sign up|log in|login|register|registered|"
    "registration|create an account|create a free account|create your account|become a member|"
    "free trial|membership|"
    "abonnieren|abonnement|abo|anmelden|einloggen|registrieren|konto|abonnenten|"
    "abonnez vous|s abonner|connectez vous|identifiez vous|inscrivez vous|creez un compte|abonnes|"
    "suscribete|suscribase|suscripcion|suscriptores|inicia sesion|iniciar sesion|registrate|"
    "registrese|cree una cuenta|cree su cuenta|crea una cuenta|creez votre compte|"
    "crie uma conta|crie sua conta|crea un account|maak een account|maak een gratis account|"
    "konto erstellen|konto anlegen|utworz konto|buat akun|tạo tài khoản|"
    "assine|assinatura|assinantes|faca login|entre na sua conta|cadastre se|"
    "abbonati|abbonamento|accedi|registrati|"
    "abonneer|abonnee|inloggen|log dich ein|logga in|prenumerera|prenumerant|logg inn|abonner|"
    "abonnent|kirjaudu|tilaa|zaloguj|prenumerata|prenumerate|zarejestruj|prihlaste|predplatne|"
    "predplatit|bejelentkezes|elofizetes|elofizetoknek|autentificare|aboneaza te|giris yap|"
    "abone ol|uye ol|"
    "đăng nhập|đăng ký|thuê bao|hội viên|masuk|daftar|berlangganan|langganan|"
    "войдите|войти|авторизуйтесь|зарегистрируйтесь|подписка|подпишитесь|увійдіть|передплата|"
    "συνδεθείτε|εγγραφείτε|συνδρομητές|登录|登入|登陆|注册|註冊|订阅|訂閱|会员|會員|"
    "ログイン|会員登録|登録|購読|로그인|회원가입|구독|เข้าสู่ระบบ|สมัครสมาชิก|ចូលគណនី|ចុះឈ្មោះ|"
    "تسجيل الدخول|اشترك|الاشتراك|लॉग इन|सदस्यता|सब्सक्राइब"
)
_READ_ON = (
    "continue reading|to continue|read on|keep reading|finish reading|reading the full|"
    "read the full|read the rest|read the whole|read the entire|read this article|"
    "read this story|read in full|full story|full article|whole article|rest of this|"
    "rest of the article|rest of the story|unlock this|unlock the|"
    "weiterlesen|weiter lesen|weiterzulesen|ganzen artikel|vollständigen artikel|"
    "artikel lesen|gesamten artikel|"
    "lire la suite|poursuivre la lecture|poursuivre votre lecture|continuer la lecture|"
    "continuer votre lecture|poursuivez votre lecture|"
    "continuer à lire|lire cet article|lire l'intégralité|article complet|"
    "seguir leyendo|continuar leyendo|sigue leyendo|continúa leyendo|leer el artículo|"
    "artículo completo|nota completa|continuar lendo|continue lendo|seguir lendo|"
    "ler o artigo|matéria completa|artigo completo|"
    "continua a leggere|continuare a leggere|proseguire la lettura|leggere l'articolo|"
    "articolo completo|verder lezen|lees verder|verder te lezen|hele artikel|läsa vidare|"
    "läs vidare|fortsätta läsa|hela artikeln|lese videre|lese saken|fortsette å lese|læse videre|"
    "læs videre|hele artiklen|jatka lukemista|lue koko|czytać dalej|czytaj dalej|cały artykuł|"
    "całego artykułu|číst dál|pokračovat ve čtení|celý článek|tovább olvas|teljes cikk|"
    "citi în continuare|continua lectura|articolul complet|okumaya devam|haberin tamamı|"
    "đọc tiếp|xem tiếp|đọc toàn bộ|đọc toàn văn|đọc đầy đủ|xem toàn bộ|nội dung đầy đủ|"
    "melanjutkan membaca|lanjut membaca|terus membaca|baca selengkapnya|membaca selengkapnya|"
    "artikel lengkap|"
    "читать дальше|читать далее|продолжить чтение|полный текст|читати далі|"
    "συνέχεια|συνεχίσετε την ανάγνωση|ολόκληρο το άρθρο|"
    "继续阅读|繼續閱讀|阅读全文|閱讀全文|阅读更多|全文|続きを読む|続きは|全文を読む|"
    "계속 읽|기사 전문|전체 기사|อ่านต่อ|อ่านฉบับเต็ม|អានបន្ត|អានអត្ថបទពេញ|"
    "متابعة القراءة|لمواصلة القراءة|المقال كاملا|पूरा पढ़|आगे पढ़|पढ़ना जारी"
)
_RESERVED = (
    "lecteurs inscrits|lectores registrados|leitores cadastrados|"
    "already a subscriber|already a member|subscribers only|subscriber only|members only article|"
    "for subscribers only|exclusive to subscribers|exclusively for subscribers|"
    "nur für abonnenten|exklusiv für abonnenten|réservé aux abonnés|réservée aux abonnés|"
    "réservés aux abonnés|solo para suscriptores|exclusivo para suscriptores|"
    "exclusivo para assinantes|só para assinantes|riservato agli abbonati|"
    "contenuto per abbonati|alleen voor abonnees|exclusief voor abonnees|endast för prenumeranter|"
    "kun for abonnenter|tylko dla prenumeratorów|pouze pro předplatitele|"
    "chỉ dành cho hội viên|chỉ dành cho thuê bao|dành riêng cho hội viên|khusus pelanggan|"
    "только для подписчиков|会員限定|会員専用|会员专享|會員專享|仅限订阅|구독자 전용|유료 회원"
)
# As folded, with other words between.
_OTHER_FORMS = re.compile(
    r"\b(?:^(?:(?:sie|sind sie|sie sind|vous etes|etes vous|are you) )?"
    r"(?:bereits|schon|deja|already|ya eres|ya soy|ja e|ja sou|sei gia|al|masz juz|zaten|sudah|"
    r"da la|da co) (?:\w+ )?(?:abonnent|abonnentin|abonnes?|inscrits?|subscribed|suscriptora?|"
    r"assinante|abbonato|abonnee|prenumerate|abone|"
    r"berlangganan|thanh vien|tai khoan)\b|"
    r"this (?:article|content|story) is (?:for|available to|reserved for) "
    r"(?:our )?(?:subscribers|members|registered)"
    r"|(?:last|all|your|more) (?:\w+ )?free (?:article|articles|story|stories)\b"
    r"|(?:ihren?|deinen?|alle|letzten?) (?:\w+ )?(?:freien|kostenlosen?|gratis) artikel\b"
    r"|(?:vos|votre|dernier|derniers) (?:\w+ )?articles? (?:gratuits?|offerts?)\b"
    r"|(?:sus|tus|ultimo|ultimos) (?:\w+ )?articulos? (?:gratis|gratuitos?)\b"
    r"|(?:seus|suas|ultimos?) (?:\w+ )?(?:artigos|materias) (?:gratis|gratuitos|gratuitas)\b"
    r"|(?:tuoi|tutti gli|ultimi|ultimo) (?:\w+ )?articol[io] gratuit[io]\b"
    r"|(?:wszystkie|ostatni) (?:\w+ )?(?:darmow[ey]|bezplatn[ey]) artykuly?\b"
    r"|(?:je|uw|alle|laatste) (?:\w+ )?(?:gratis|vrije) artikel(?:en|s)?\b"
    r"|(?:kuota|jatah|batas) (?:\w+ )?artikel gratis\b"
    r"|(?:luot|so bai) (?:doc |viet )?mien phi (?:cua ban|trong thang)\b"
    r"|(?:subscribe|sign up|sign in|log in|register) (?:now )?(?:to|and) (?:read|unlock)\b"
    r"|(?:create|register) an? (?:free )?account\b.{0,60}\b(?:rest|read|story|article)\b"
    r"|(?:log|sign) ?in to (?:read|continue|view|see|access)\b"
    r"|danh (?:cho|rieng cho) (?:ban doc|thanh vien|nguoi dung) (?:dang ky|tra phi)\b"
    r"|dang nhap de (?:doc|xem)\b"
    r"|il vous reste \d{1,3}(?: \d{1,2})? de cet article\b"
    r"|the rest of (?:this|the) (?:story|article)\b.{0,40}\b(?:subscribers?|yours|members)\b)"
)

# What one goes on with is not said: in a heading alone.
_GO_ON = (
    "to continue|pour continuer|para continuar|para seguir|per continuare|per proseguire|"
    "om verder te|um fortzufahren|aby kontynuować|untuk melanjutkan|để tiếp tục|devam etmek"
)
# Offers of an account on pages that show nothing else.
_GATE = (
    "create a free account|create your free account|create an account|create your account|"
    "free account to|"
    "register free of charge|register free to|sign up free of charge|join for free to|"
    "open to members only|members only|register for free|sign up for free to|"
    "maak een gratis account|kostenlos registrieren|konto erstellen|créez un compte|"
    "créez votre compte|compte gratuit|"
    "créer un compte|crea una cuenta|crea tu cuenta|cree su cuenta|crie sua conta|konto anlegen|"
    "kostenloses konto|załóż konto|"
    "cadastre se para continuar|cadastre se gratis|cadastre se gratuitamente|"
    "regístrate para seguir|regístrate para continuar|regístrese para|registrati per continuare|"
    "accedi per continuare|registrati gratis|inscrivez vous pour continuer|"
    "inscrivez vous gratuitement|connectez vous pour continuer|melden sie sich an um weiter|"
    "registrieren sie sich|registreer je gratis|maak gratis een account|zarejestruj się aby|"
    "zaloguj się aby czytać|daftar untuk melanjutkan|masuk untuk melanjutkan|"
    "register to continue|sign up to continue|sign in to continue|create a free profile|"
    "hesap oluştur|ücretsiz üye ol|создайте аккаунт|зарегистрируйтесь бесплатно|アカウントを作成|"
    "계정을 만드|创建账号|regístrate gratis|crie uma conta|crea un account|"
    "buat akun|daftar gratis|tạo tài khoản|đăng ký tài khoản|đăng ký miễn phí|สมัครสมาชิก|"
    "only for subscribers|"
    "nur für abonnenten|weiterlesen mit|lire la suite de cet article|réservé aux abonnés|"
    "para seguir leyendo|contenido exclusivo para|đăng nhập để đọc|cần đăng nhập|"
    "masuk untuk membaca|khusus pelanggan|เข้าสู่ระบบเพื่ออ่าน|"
    "免费注册|注册账号|無料会員登録|会員登録|회원가입"
)

_ACTIONS, _READS_ON, _GOES_ON, _RESERVATIONS, _GATES = map(
    phrase_pattern, (_ACTION, _READ_ON, _GO_ON, _RESERVED, _GATE)
)


def is_access_notice(text: str, folded: str) -> bool:
    """Return whether a line tells readers without access how to read on.

    A quotation shows that an article reports on such notices.
    """
    if len(folded) > MAX_CHARS or _QUOTED.search(text):
        return False
    if _RESERVATIONS.search(folded) or _OTHER_FORMS.search(folded):
        return True
    goal = _READS_ON.search(folded)
    if goal is None:
        return False
    around = folded[max(0, goal.start() - _NEAR) : goal.end() + _NEAR]
    return _ACTIONS.search(around) is not None


def heads_access_notice(folded: str) -> bool:
    """Return whether a folded heading says that one may read on (``Weiterlesen mit Plus``)."""
    return _READS_ON.search(folded) is not None


def is_access_heading(folded: str) -> bool:
    """Return whether a folded heading asks for an account to go on (``Register to continue``)."""
    return bool(_GOES_ON.search(folded) and _ACTIONS.search(folded))


def asks_for_account(texts: Iterable[str]) -> bool:
    """Return whether one of these folded texts asks to open an account."""
    return any(_GATES.search(text) for text in texts)
