"""Names of months, weekdays, time zones and day periods, as news outlets print them."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_IRANIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
IRANIAN_MONTHS = frozenset(_IRANIAN.split())
"""Names of months of the Iranian calendar; the other names are of the Gregorian one."""
_ROWS = (
    # English, with the usual short forms
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    # Vietnamese, in words (WordPress)
    "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám - - - -",
    "- - - - - - - - tháng_chín tháng_mười tháng_mười_một tháng_mười_hai",
    # French, Spanish, Portuguese, German, Italian, Dutch, Russian, Indonesian
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil - - - - déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago - - - dic",
    "janeiro fevereiro março - maio junho julho - setembro outubro novembro dezembro",
    "januar februar märz - - juni juli - - oktober - dezember",
    "- - - - - - - - - okt - dez",
    "gennaio febbraio - aprile maggio giugno luglio - settembre ottobre - dicembre",
    "januari februari maart - mei - - augustus - - - -",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "- - maret - - - - agustus - - - desember",
    # Malay, Filipino; Indonesian short forms
    "- - mac - - jun julai ogos - - - disember",
    "- pebrero marso - mayo hunyo hulyo - setyembre oktubre nobyembre disyembre",
    "- - - - mei - - agt - - nop des",
    "- - - - - - - - - - nopember -",
    "- - - - - - - agu - - - -",
    # Thai, in full and short
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค",
    # Lao, Khmer, Burmese
    "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    # Arabic, two sets; Hebrew, with "in" before the name and without
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    # Persian, of the Iranian calendar, and Gregorian
    _IRANIAN,
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    # Short forms: Portuguese, Italian, Polish, Russian, Ukrainian, Dutch, German, Turkish, Greek
    "- fev - - mai - - - set out - -",
    "gen - - - mag giu lug - - ott - -",
    "sty lut - kwi maj cze lip sie wrz paź lis gru",
    "янв фев мар апр - июн июл авг сен окт ноя дек",
    "- февр - - - - - - сент - нояб -",
    "січ лют бер кві тра чер лип сер вер жов лис гру",
    "jän - mrz - - - - - - - - -",
    "- - mrt - - - - - - - - -",
    "oca şub - nis - haz tem ağu eyl eki kas ara",
    "ιαν φεβ μαρ απρ - ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    # Hungarian, Romanian
    "- febr márc ápr máj jún júl - szept - - -",
    "ian - - - - iun iul - - - noi -",
    # Hindi
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    # Polish, Czech, Slovak, Ukrainian, as they stand after a day; Bulgarian
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára - apríla mája júna júla augusta septembra októbra novembra decembra",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    # Hungarian, Romanian, Turkish
    "január február március április május június július augusztus szeptember október - -",
    "ianuarie februarie martie aprilie - iunie iulie - septembrie octombrie noiembrie decembrie",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    # Swedish, Danish, Norwegian, Finnish; Greek, after a day; Serbian
    "- - - - maj - - augusti - - - -",
    "- - marts - - - - - - - - -",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου "
    "νοεμβρίου δεκεμβρίου",
    "- - - - - - - avgust septembar oktobar novembar decembar",
    # Croatian, save October, which is November in Polish; Estonian, Latvian, Lithuanian; Bengali
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca",
    "jaanuar veebruar märts aprill - juuni juuli - - oktoober - detsember",
    "janvāris februāris - aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris "
    "decembris",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio "
    "gruodžio",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
)
MONTHS: dict[str, int] = {
    name.replace("_", " "): month
    for row in _ROWS
    for month, name in enumerate(row.split(), 1)
    if name != "-"
}
# Vietnamese, numbered: "tháng 3", "thg 3" (CLDR), "Th3" (WordPress)
MONTHS |= {
    f"{word}{month:{width}}": month
    for word in ("tháng ", "thg ", "th")
    for month in range(1, 13)
    for width in ("", "02")
}

ENGLISH_MONTHS = tuple(name for row in _ROWS[:3] for name in row.split() if name != "-")
"""Month names, full and short. Next to people's names no others count: Mai and Marco are both."""

ENGLISH_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

ENGLISH_SHORT_WEEKDAYS = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")

_WEEKDAY_ROWS = (
    # Vietnamese
    "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật",
    "thứ_2 thứ_3 thứ_4 thứ_5 thứ_6 thứ_7 cn",
    # French, Spanish, Portuguese, German, Italian, Dutch
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    # Russian, Indonesian and Malay, Filipino
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat ahad",
    "lunes martes miyerkules huwebes biyernes sabado linggo",
    # Thai, with and without the word for day; Lao, Khmer
    "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์",
    "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์",
    "ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ",
    "ថ្ងៃចន្ទ ថ្ងៃអង្គារ ថ្ងៃពុធ ថ្ងៃព្រហស្បតិ៍ ថ្ងៃសុក្រ ថ្ងៃសៅរ៍ ថ្ងៃអាទិត្យ",
    # Chinese, Japanese, Korean
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    # Arabic, Hebrew
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه",
    # Polish, Turkish, Swedish
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
)
WEEKDAYS = frozenset(name.replace("_", " ") for row in _WEEKDAY_ROWS for name in row.split()) | {
    *ENGLISH_WEEKDAYS,
    *ENGLISH_SHORT_WEEKDAYS,
}
"""Names of weekdays in lower case, of every language that a date line may be printed in."""

_EAST, _WEST = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def _hours(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours))


# Abbreviations are not unique; these are their usual meanings on news pages.
ZONES: dict[str, tzinfo] = {
    "GMT": UTC,
    "UTC": UTC,
    "ICT": _hours(7),
    "WIB": _hours(7),
    "WITA": _hours(8),
    "WIT": _hours(9),
    "SGT": _hours(8),
    "HKT": _hours(8),
    "PHT": _hours(8),
    "MYT": _hours(8),
    "JST": _hours(9),
    "KST": _hours(9),
    "IST": _hours(5.5),
    "MSK": _hours(3),
    "МСК": _hours(3),
    "TRT": _hours(3),
    "TSİ": _hours(3),
    "WAT": _hours(1),
    "SAST": _hours(2),
    "PKT": _hours(5),
    "BRT": _hours(-3),
    "EET": _hours(2),
    "EEST": _hours(3),
    "NZST": _hours(12),
    "NZDT": _hours(13),
    "CET": _hours(1),
    "CEST": _hours(2),
    "MEZ": _hours(1),
    "MESZ": _hours(2),
    "IDT": _hours(3),
    "BST": _hours(1),
    "EST": _hours(-5),
    "EDT": _hours(-4),
    "ET": _EAST,
    "CST": _hours(-6),
    "CDT": _hours(-5),
    "CT": ZoneInfo("America/Chicago"),
    "MST": _hours(-7),
    "MDT": _hours(-6),
    "MT": ZoneInfo("America/Denver"),
    "PST": _hours(-8),
    "PDT": _hours(-7),
    "PT": _WEST,
    "AEST": _hours(10),
    "AEDT": _hours(11),
}

# Hours to add to a twelve-hour clock. "trưa" and "đêm" occur on both sides of twelve.
MERIDIEM_HOURS: dict[str, int] = {
    "am": 0,
    "pm": 12,
    "sa": 0,
    "ch": 12,
    "sáng": 0,
    "chiều": 12,
    "tối": 12,
    "ص": 0,
    "صباحا": 0,
    "م": 12,
    "مساء": 12,
    "πμ": 0,
    "μμ": 12,
    "오전": 0,
    "오후": 12,
    "午前": 0,
    "午後": 12,
    "上午": 0,
    "下午": 12,
    "早上": 0,
    "晚上": 12,
}
