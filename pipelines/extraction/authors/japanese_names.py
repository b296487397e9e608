"""Tells names of people in Japanese script by their family name.

They are written without a space and without capitals: beside a date ``佐藤美咲`` may be a person
as ``国際政治`` is a section. Family names that are also of places count only before a space.
"""

from __future__ import annotations

import re

_COMMON_LIST = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡部 中村 小林 加藤 吉田 山田 佐々木 "
    "松本 井上 木村 清水 山崎 池田 橋本 阿部 安部 石井 小川 前田 岡田 長谷川 "
    "藤田 後藤 近藤 村上 遠藤 青木 坂本 斎藤 斉藤 齋藤 齊藤 福田 太田 西村 "
    "藤井 藤原 岡本 三浦 金子 中野 中島 中嶋 中山 原田 松田 竹内 小野 田村 "
    "中川 和田 石田 上田 森田 小島 柴田 酒井 工藤 横山 宮本 内田 高木 安藤 "
    "島田 谷口 大野 高田 丸山 今井 河野 藤本 村田 武田 上野 杉山 増田 平野 "
    "大塚 菅原 小山 久保 松井 岩崎 桜井 木下 野口 松尾 野村 菊地 菊池 佐野 "
    "大西 杉本 新井 古川 浜田 市川 小松 水野 吉川 山内 西田 飯田 小池 松下 "
    "大橋 山下 石原 川上 川口 川崎 荒木 大久保 矢野 早川 内藤 五十嵐 久保田 "
    "小沢 片山 松岡 秋山 秋元 田口 関口 服部 岩田 土屋 大島 熊谷 樋口 黒田 "
    "永井 岩本 須藤 望月 奥村 吉村 馬場 星野 大谷 土井 福島 尾崎 本田 本多 "
    "平田 栗原 平井 松浦 松永 菅野 永田 天野 富田 小西 今村 牧野 堀内 川村 "
    "河村 中田 西川 西山 北村 安田 森本 森下 三宅 三好 岡崎 岡村 岡部 高野 "
    "高山 武藤 佐久間 小笠原 長岡 長島 長田 飯島 榎本 大石 大森 大川 大内 "
    "関根 荒井 宇野 植田 植木 江口 梅田 沢田 澤田 辻本 塚本 津田 戸田 土田 "
    "徳永 中西 中井 成田 西尾 西岡 根本 野田 野崎 畑中 早坂 原口 平山 広瀬 "
    "廣瀬 福井 福本 古田 細川 堀口 堀田 真鍋 松村 松原 松崎 三上 三木 水谷 "
    "溝口 宮崎 宮田 向井 村井 村松 村山 本間 森山 八木 柳田 山岸 山口 山村 "
    "山中 横田 横井 吉岡 吉野 吉原 米田 若林 藤巻 藤沢 藤岡 藤野 藤村 藤川 "
    "二宮 仲村 比嘉 金城 大城 宮城 新垣 玉城 上原"
)
_OF_PLACES_LIST = "福島 福井 宮崎 宮城 山口 長岡 大島 川崎 上野 中野 大森 岡崎 成田 藤沢 上田 高山"
_OF_PLACES = frozenset(_OF_PLACES_LIST.split())
_COMMON = frozenset(_COMMON_LIST.split()) - _OF_PLACES
_LETTER = r"[\u3041-\u30ff\u3400-\u9fff々ヶ]"
_SPACED = re.compile(rf"{_LETTER}{{1,4}}[ \u3000]{_LETTER}{{1,4}}")
_WHOLE = re.compile(rf"{_LETTER}{{3,6}}")
_FAMILY = range(2, 4)  # letters
_GIVEN = range(1, 4)
_NO_GIVEN = re.compile(
    r"[県市区町村都府道社局部課誌号版編記発力展祭製薬業機店校駅館]|銀行|建設|商事|新聞|放送|さん|くん|選手|監督"
)


_JOB_BEFORE = re.compile(r"^(?:編集委員|論説委員|特派員|記者|ライター|コラムニスト|デスク)\s(?=\S)")


def without_job(text: str) -> str:
    """Return a line without a job of a newsroom before a name: ``編集委員 高橋直人``."""
    return _JOB_BEFORE.sub("", text)


def is_name(text: str) -> bool:
    """Return whether a whole text is the full name of a person."""
    if _SPACED.fullmatch(text):
        family = re.split(r"[ \u3000]", text)[0]
        return family in _COMMON or family in _OF_PLACES
    if not _WHOLE.fullmatch(text):
        return False
    return any(
        text[:size] in _COMMON and len(text) - size in _GIVEN and not _NO_GIVEN.search(text[size:])
        for size in _FAMILY
    )
