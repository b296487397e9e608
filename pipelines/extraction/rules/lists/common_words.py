"""Words that tell no subject: function words and what every news text says, in any language.

Of each word its first five letters, folded, as ``word_overlap.distinctive_stems`` has them. Words
of three letters and fewer are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.extraction.verdict.word_overlap import is_vietnamese, topic_terms
from pipelines.text import fold

_BY_LANGUAGE = (
    # Indonesian, Malay
    "yang untuk denga dari pada dalam akan tidak lebih juga sudah oleh karen merek kepad para "
    "seper saat bisa dapat tahun hari menja setel telah sebag antar adala serta masih kata kali "
    "mulai sejak hingg sampa bahwa namun meski bagi tanpa tenta setia semua banya sedan ketik "
    "kini lagi hanya harus mung sekit anda kami kita bukan seora orang salah satu tetap ingin "
    # German
    "nicht eine einen einer eines einem werde wurde haben hatte auch sich dass oder noch nach "
    "uber mehr sind seit diese wegen gegen alle beim zwei drei wird waren sein seine ihre ihren "
    "ihrer kann konne muss wenn aber schon dort hier unter zwisc damit dafur davon immer wieder "
    "viele ohne durch sowie jahre jahr dann etwa einig jetzt vier funf sechs sagte sagt soll "
    "solle konnt mehre ander ersten erste weite neuen neue ganz sehr zum vom zur "
    # French
    "dans pour avec plus sont cette leur leurs mais etre fait tout tous deux trois entre aussi "
    "apres depui avait elle elles nous vous ils dont sans sous chez vers deja peut selon encor "
    "quand comme ainsi moins toute cinq quatr cent cents mille chaqu avant cela celui celle "
    "ceux quel quell autre notre votre ont ete etait faire ans annee parce pourq "
    # Spanish
    "como pero este esta sobre desde hasta cuand donde tambi todo anos porqu entre para con una "
    "unos unas los las del sus mas muy sin dos tres cuatr cinco cada otra otro otros otras ante "
    "esto esos esas ellos ellas fue han habia puede segun menos mismo misma quien tras antes "
    "despu solo todos todas dijo estar estan sera aunqu "
    # Portuguese
    "pelo pela foram sido mais pelos pelas entre quand onde muito ainda cada depoi antes outro "
    "outra seus suas isso esse essa numa num dos das uma disse anos para com nao sao segun "
    "mesmo todos "
    # Italian
    "della delle degli nella sono anche dopo stato dalla dalle dello alla alle agli come quest "
    "quell loro piu hanno tutti tutte ogni prima quand dove senza molto ancor anni essere cinqu "
    "quatt due tre nelle negli sulla sulle contr perch secon "
    # Dutch
    "niet voor door over naar haar zijn hebbe wordt deze meer sinds worde werd waren heeft nog "
    "ook maar omdat waaro waar wanne twee drie vier vijf alle onder tusse tegen zonde zoals "
    "geen veel daar hier dan toen kunne moete mogen jaar jaren volge eerst ander tot bij hun "
    "uit dat die den welke iedere ieder "
    # English
    "said says year years also more than been after most some other only could would there them "
    "over under betwe befor durin while where since every many such very even still just like "
    "these those then here both each until three four five upon again once among fewer must "
    "shall should does done being much less first last next never found week weeks month today "
    "back went came come made make take taken time times half part early later still away around "
    # Swedish, Danish, Norwegian
    "till inte efter sedan under andra eller denna detta dessa varit blev blir kunna skull vill "
    "hade har som med den det ett och for fran over mellan utan bara mycke alla flera enlig "
    "genom innan darfo varfo deras sina sitt sin dar nar hur fem fyra tre tva aren ocksa ogsa "
    "ikke etter siden denne disse vaeret bliver skal ville havde fra mellem uden flere ifolg "
    "fordi deres hvor hvorf hvad hvem kunne mange "
    # Polish, Czech, Slovak
    "jest przez tylko ktory ktora ktore oraz przed jego jako jeszc bardz moze byly bylo byla "
    "jesli gdzie kiedy takze tego temu tych tymi dlacz sobie trzy dwoch pieci cztery zbyt "
    "wiecej od dla ich jej lecz nawet podcz wsrod miedzy wedlug ktery ktera ktere jeho jeji "
    "take tento tato toto jsou nebo podle proto jeste velmi było była były będzie będą może "
    "więcej jeśli których które która który także też między według wśród gdy już "
    # Turkish
    "icin daha olara gibi kadar sonra once olan oldug bunun anca cok ile bir gore veya tara "
    "ettig "
    # Finnish, Hungarian, Romanian, Greek, Russian, Ukrainian
    "joka jotka mutta myos kuin olla ovat oli sekä hogy nem egy vagy mint csak volt amely este "
    "sunt pentr care prin dupa fost alte acest aceas cele του της των στο στην απο για και που "
    "ειναι что это как или для при после также котор было были чтобы если только более между "
    "через того этом этого его они был быть уже еще год года лет що це як або писля також було "
    "були щоб якщо тильки бильше миж його вони вже рок року рокив "
    # Arabic, Hebrew: roots, without what is glued to them
    "على الى عند بعد قبل هذا هذه ذلك تلك التي الذي الذين كان كانت يكون تكون قال قالت يوم عام عاما "
    "منذ حتى بين خلال حول دون غير كما لكن ايضا اكثر جميع بعض كلها فيها منها عدد حيث لدى نحو "
    "عبر مثل حين של את על עם זה היא הוא הם כל גם לא אך או כי אחרי לפני בין עוד יותר "
    "שנה שנים יום אמר אמרה "
)
_COMMON = frozenset(word[:5] for word in fold(_BY_LANGUAGE).split())
_SYLLABLES_OF_ANY_TEXT = (
    "một hai ba bốn năm sáu bảy tám chín mười mươi trăm nghìn ngàn triệu tỷ và của là có được cho "
    "với trong trên dưới từ đến ở tại này đó kia khi để đã sẽ đang không cũng như những các người "
    "ông bà anh chị em họ về ra vào lên xuống lại còn rất nhiều ít hơn nhất mà thì nên phải bị do "
    "bởi vì nếu nhưng hoặc hay sau trước ngày tháng giờ phút tuần nay qua nước nhà việc làm nói "
    "theo biết thấy đi đầu cùng mỗi mọi từng cả chỉ mới vẫn đều tới gần giữa ngoài bên phần lần "
    "thứ con cái chiếc cuộc sự điều cách đồng mét tấn việt nam hà nội thành phố tỉnh huyện xã "
    "phường quận đây quy định đưa đó khác lớn nhỏ cao thấp thêm đạt số tổng công chung hội viên "
    "trường đại học sinh năng sản xuất kinh tế thời gian hiện tiếp tục thực tiên "
    "trưởng ban ngành bộ dân chủ tịch giá hàng mua bán tiền đường sáng chiều tối hôm qua"
)
_COMMON_SYLLABLES = frozenset(_SYLLABLES_OF_ANY_TEXT.split())

# Thai, Lao and Khmer print no blanks between words: these part the others.
_PARTING_WORDS = (
    "ที่ และ ของ เป็น ได้ ให้ จาก กับ โดย ว่า ไม่ การ ความ นี้ นั้น แต่ หรือ เมื่อ ตั้งแต่ จนถึง ถึง เพื่อ ซึ่ง ด้วย แล้ว "
    "อยู่ กว่า ต้อง ยัง เดือน วัน กล่าว เพราะ หลังจาก ก่อน ระหว่าง อย่าง ทุก หลาย มาก ทั้ง ต่อ ผู้ "
    "ທີ່ ແລະ ຂອງ ເປັນ ໄດ້ ໃຫ້ ຈາກ ກັບ ໂດຍ ວ່າ ບໍ່ ການ ຄວາມ ນີ້ ນັ້ນ ແຕ່ ຫຼື ເມື່ອ ຕັ້ງແຕ່ ເພື່ອ ຊຶ່ງ ດ້ວຍ ແລ້ວ ຢູ່ ເດືອນ "
    "ວັນ ກ່າວ ຫຼາຍ ທຸກ "
    "នៅ និង ដែល របស់ ក្នុង ត្រូវ បាន កាលពី ថ្ងៃ ខែ ឆ្នាំ អ្នក លោក ស្រី ដោយ ទៅ ពី នេះ នោះ មាន មិន ដើម្បី ចំនួន "
    "អស់រយៈពេល ចាប់ពី ចាប់តាំង ហើយ ថា ឱ្យ ឲ្យ រៀងរាល់ ទៀត នឹង គឺ ប៉ុន្តែ យ៉ាង ទាំង ជាមួយ តាម លើ"
)
_PARTING = re.compile("|".join(sorted(_PARTING_WORDS.split(), key=len, reverse=True)))
_LETTERS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]")
_ENDINGS = re.compile(r"[\u3040-\u309f]+")  # and particles, of Japanese
_SHORTEST, _RUN = 3, 5  # letters of a part that is a term, and of the runs of a longer one


def subject_terms(text: str) -> Set[str]:
    """Return the terms that tell a text's subject, without those of any text."""
    if text.isascii() or _LETTERS.search(text) is None:
        terms = topic_terms(text) - _COMMON
        return terms if _ENDINGS.search(text) is None else set(filter(_is_telling, terms))
    parts = re.findall(r"[^\W\d_](?:[^\W_]|[\u0e00-\u0eff\u1780-\u17d3])*", _PARTING.sub(" ", text))
    return {
        part[at : at + _RUN]
        for part in parts
        if len(part) >= _SHORTEST
        for at in range(max(1, len(part) - _RUN + 1))
    }


def _is_telling(term: str) -> bool:
    return _ENDINGS.fullmatch(term) is None


def telling_terms(text: str) -> Set[str]:
    """Return the terms of ``subject_terms``; in Vietnamese syllables.

    Most pairs of syllables are common: an article shares as many with any other as with itself.
    """
    return telling_syllables(text) if is_vietnamese(text) else subject_terms(text)


def telling_syllables(text: str) -> Set[str]:
    """Return the syllables of a Vietnamese text that few other texts have."""
    words = re.findall(r"[^\W\d_]{2,}", text.lower())
    return set(words) - _COMMON_SYLLABLES
