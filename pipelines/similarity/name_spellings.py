"""Spellings of names in the search index: a query in any spelling finds them all.

A text is indexed with names in one spelling, so that phrases around them match, followed by their
other spellings, so that plain SQL queries match any of them.
"""

from __future__ import annotations

from pipelines.similarity.place_names import VARIANTS
from pipelines.similarity.search_words import RUN, kept_by_sqlite
from pipelines.text import fold

# Written with and without spaces: provinces and cities of Viet Nam and its neighbours.
_APART = """
an giang; ba ria; bac giang; bac kan; bac lieu; bac ninh; ben tre; bien hoa; binh dinh; binh
duong; binh phuoc; binh thuan; buon ma thuot; ca mau; can tho; cao bang; cat ba; chau doc; con
dao; cu chi; da lat; da nang; dak lak; dak nong; dien bien; dien bien phu; dong hoi; dong nai;
dong thap; gia lai; ha giang; ha long; ha nam; ha noi; ha tinh; hai duong; hai phong; ham yen;
hau giang; hoa binh; hoi an; hung yen; khanh hoa; kien giang; kon tum; lai chau; lam dong; lang
son; lao cai; long an; mong cai; mu cang chai; my tho; nam dinh; nghe an; nha trang; ninh binh;
ninh thuan; phan thiet; phnom penh; phu quoc; phu tho; phu yen; quang binh; quang nam; quang
ngai; quang ninh; quang tri; quy nhon; sa pa; sai gon; sihanouk ville; soc trang; son la; tay
ninh; thai binh; thai nguyen; thanh hoa; tien giang; tra vinh; tuyen quang; viet nam; vinh long;
vinh phuc; vung tau; yen bai
"""
# Other spellings whose parts must not match, because they are words of other meanings.
_SHORT = frozenset({"us", "un", "uk", "eu", "hue", "percent"})
_WITH_STROKE = """
bình định; châu đốc; côn đảo; đà lạt; đà nẵng; đắk lắk; đắk nông; điện biên; điện biên phủ;
đồng hới; đồng nai; đồng tháp; lâm đồng; nam định
"""
MARK = "0name0"
"""Separates the spellings after a text, so that no phrase matches across two of them."""


def _table() -> dict[str, str]:
    apart = [" ".join(name.split()) for name in _APART.split(";")]
    spelt = {name: name.replace(" ", "") for name in apart}
    for name, spelling in VARIANTS.items():
        spelt[name] = spelling.replace(" ", "") if spelling in spelt else spelling
    return {name: spelling for name, spelling in spelt.items() if name != spelling}


SPELLINGS = _table()
"""Folded name to its normal spelling."""

_OTHERS: dict[str, list[str]] = {}
for _name, _spelling in SPELLINGS.items():
    if _spelling not in _SHORT:
        _OTHERS.setdefault(_spelling, []).append(_name)
_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(SPELLINGS, key=lambda name: -name.count(" ")):
    _FIRST.setdefault(_name.split()[0], []).append(tuple(_name.split()))


for _name in _WITH_STROKE.split(";"):
    _printed = " ".join(_name.split())
    _OTHERS[SPELLINGS[fold(_printed)]].append(_printed)


def spelt(folded: list[str], met: set[str] | None = None) -> list[str]:
    """Return folded words with names in their normal spelling; add those replaced to ``met``."""
    written: list[str] = []
    done = 0
    for position in [position for position, word in enumerate(folded) if word in _FIRST]:
        if position < done:
            continue
        for name in _FIRST[folded[position]]:
            if tuple(folded[position : position + len(name)]) == name:
                joined = " ".join(name)
                written += folded[done:position]
                written += SPELLINGS[joined].split()
                done = position + len(name)
                if met is not None:
                    met.add(joined)
                break
    return written + folded[done:]


def with_other_spellings(folded: str, text: str) -> str:
    """Return the document indexed for a text; ``folded`` is ``fold(text)``.

    It is followed by the other spellings of its names, and by its words with a letter that SQLite
    reads otherwise: so an unfolded query finds them too.
    """
    met: set[str] = set()
    words = spelt(folded.split(), met)
    others = met | {name for word in _OTHERS.keys() & set(words) for name in _OTHERS[word]}
    runs, printed = set[str](), set[str]()
    if not text.isascii():
        runs = {fold(run) for run in RUN.findall(text)}
        printed = kept_by_sqlite(text)
    return f" {MARK} ".join([" ".join(words), *sorted(others), *sorted(printed), *sorted(runs)])
