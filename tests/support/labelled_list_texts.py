"""Texts of the labelled pages: invented articles by language and topic, labels, sections.

A topic has headlines, teasers and sentences; ``{...}`` is filled from the language's names, places
and numbers, so that no two pages are alike.
"""

# ruff: noqa: E501 - tables of sentences, in many scripts

from __future__ import annotations

from typing import TypedDict


class Topic(TypedDict):
    """One topic in one language: ``headlines``, ``teasers`` and ``sentences``."""

    headlines: tuple[str, ...]
    teasers: tuple[str, ...]
    sentences: tuple[str, ...]


def _rows(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def _topic(headlines: str, teasers: str, sentences: str) -> Topic:
    return {
        "headlines": _rows(headlines),
        "teasers": _rows(teasers),
        "sentences": _rows(sentences),
    }


NAMES = {
    "en": "Mara Holloway|Le Thi Ngan|Owen Trask|Sok Chanthy|Ida Fennimore|Pham Quoc Dat|Ruth Abiola",
    "vi": "Lê Thị Ngân|Phạm Quốc Đạt|Trần Hữu Lộc|Nguyễn Thanh Mai|Đỗ Văn Khải",
    "fr": "Claire Vasseur|Yann Le Goff|Nadia Berrada|Hugo Marchetti",
    "de": "Anke Rehbein|Jörg Tannert|Selin Aydin|Matthias Kroll",
    "es": "Lucía Barrientos|Tomás Arregui|Nuria Celdrán|Iván Quispe",
    "id": "Sari Wulandari|Bagus Pranoto|Dewi Lestari|Yusuf Hakim",
    "zh": "林慧敏|陈国栋|周雅琴|何志远",
    "ja": "高瀬由美|三宅健太|小林里奈|藤本修",
    "pt": "Marina Falcão|Rui Teles|Beatriz Sampaio|Caio Nogueira",
    "ru": "Елена Соколова|Павел Грачёв|Марина Дёмина|Игорь Латышев",
    "th": "สมชาย วงศ์ดี|นภา ศรีสุข|อรุณ แก้วมณี",
    "km": "សុខ ចាន់ធី|លី សុភា|ហេង វិសាល",
    "lo": "ບຸນມີ ພົມມະ|ຄໍາພອນ ສີສຸກ|ນາງ ວັນນາ",
}
PLACES = {
    "en": "Harwell|Lam Son|the Ardle valley|Prey Nokor district|Kestrel Bay|Thanh Binh ward|Norcott",
    "vi": "huyện Lâm Sơn|phường Thanh Bình|xã Hòa Lộc|thị trấn Phú Mỹ|tỉnh Bắc Hà",
    "fr": "Saint-Orens|la vallée de l'Ardle|Port-Mahaut|Cernoy",
    "de": "Harsfeld|dem Ardeltal|Norderkamp|Wiesenau",
    "es": "Villaseca|el valle del Ardo|Puerto Mahón Viejo|San Telmo de la Sierra",
    "id": "Kabupaten Lembah Sari|Kota Tirtamaya|Desa Sukajaya",
    "zh": "临河县|青石镇|海湾新区",
    "ja": "白河町|青石市|港北地区",
    "pt": "Vila Seca|Porto Novo do Sul|Serra Alta",
    "ru": "Нижнереченске|Ардальском районе|Портовом",
    "th": "อำเภอหนองแสง|ตำบลบ้านใหม่|เมืองท่าเรือ",
    "km": "ស្រុកព្រៃឈើ|ខេត្តបឹងកន|ឃុំស្វាយ",
    "lo": "ເມືອງຫນອງແສງ|ບ້ານໃຫມ່|ແຂວງຄໍາມ່ວນ",
}

STORIES: dict[str, dict[str, Topic]] = {
    "en": {
        "ferry": _topic(
            """
            Ferry route to {place} reopens after {n} weeks of repairs
            Harbour board weighs a night ferry for {place}
            Engineers clear {place} pier for heavier boats
            Captains want a second berth at {place}
            Island pupils get their morning boat back
            """,
            """
            The crossing had been shut since a storm tore away part of the landing stage at {place}.
            Shift workers have asked for a boat after midnight, and {name} says the numbers may now allow it.
            Divers looked at {n} piles before the larger vessels were let back in.
            Queues of lorries at the old berth cost hauliers about {n} hours a week, a survey found.
            """,
            """
            The ferry between the mainland and {place} carried its first passengers on Tuesday after {n} weeks of repairs.
            Workers replaced {n} wooden piles and laid a new deck on the landing stage.
            {name}, who runs the harbour board, said the old stage had been weakened by shipworm long before the storm.
            "We could have patched it again, but then we would have been back here next winter," {name} said.
            About {n} people cross each day, most of them pupils and hospital staff.
            Fares will not change this year, although fuel has become a third more expensive.
            During the closure a fishing boat brought the mail twice a week, weather permitting.
            The board paid for the work from a reserve that was meant for dredging the channel.
            Shops on the island reported that sales fell by nearly half while the boat was away.
            A timetable with two more evening sailings will be tried until the end of March.
            {name} has taken the first crossing every morning for {n} years and brought a flask of tea to celebrate.
            The older of the two vessels will be kept as a spare at the quay in {place}.
            """,
        ),
        "school": _topic(
            """
            Village school in {place} teaches by the river calendar
            {n} new classrooms promised to {place}
            Teachers in {place} trade commutes for cottages
            Free lunches raise attendance, study of {n} schools says
            """,
            """
            Lessons move to the afternoon when the water is high, and no pupil has missed an exam since.
            The ministry will pay for brick walls, {name} told parents, and the village for the roof.
            Four empty farmhouses have been turned into homes for staff from the city.
            Pupils who ate at school came on {n} more days a year than those who did not.
            """,
            """
            The school in {place} has {n} pupils, and for two months of the year most of them arrive by boat.
            Its head, {name}, moved lessons to the afternoon because mornings belong to the fish traps.
            Parents had kept children at home whenever the river rose, and one in five failed the year.
            "A timetable made in the capital does not know when our water comes," {name} said.
            Attendance rose from two thirds to nearly all within {n} months.
            The ministry sent an inspector, who stayed three days and asked for a copy of the plan.
            Teachers mark homework on the way, in a covered boat that the village bought second hand.
            Other schools along the river want to follow, but they share staff and cannot shift their hours alone.
            A classroom for the youngest has been built on {n} stilts, above the highest flood on record.
            The library opens in the evening, when the generator of the rice mill runs anyway.
            {name}, a mother of three, now chairs the committee that repairs the landing.
            Exams will be held in May this year, before the water returns.
            """,
        ),
        "coffee": _topic(
            """
            Coffee growers near {place} sell by the cup, not the sack
            Drought cuts the robusta crop by {n} per cent
            Roasters open a school in {place}
            Pepper replaces coffee on the slopes above {place}
            """,
            """
            A co-operative has bought its own roaster, and visitors pay for what they taste.
            Rain came {n} days late, and trees dropped their cherries before they were ripe.
            The first class of {n} students learns to grade beans by smell in the dark.
            Growers say that prices leave them no choice, but {name} warns of a glut.
            """,
            """
            Growers in the hills above {place} harvested {n} tonnes of coffee this season, a little less than last year.
            They dry the beans on raised beds now, because buyers pay more when the cherries do not touch the ground.
            {name} bought the first such bed with the money she had saved for a motorbike.
            "At first the neighbours laughed at me for carrying beans upstairs," {name} said.
            A roaster in the town takes {n} sacks a month and prints the grower's name on every bag.
            The co-operative keeps a tenth of the price for a fund that pays for pruning.
            Prices on the world market have risen for five months, but contracts were signed before.
            Young trees need three years until they bear, and many fields were replanted late.
            Buyers ask for coordinates of each plot, so that nobody sells beans from cleared forest.
            {name} measured {n} plots on foot with a borrowed telephone.
            Pickers earn by the basket, and the best of them fill nine before noon.
            Next season the group wants to sell half of the crop without a middleman.
            """,
        ),
        "health": _topic(
            """
            Clinic in {place} sees fewer dengue cases after ditch clean-up
            Nurses in {place} get a boat of their own
            Free eye tests reach {n} villages
            Hospital in {place} bans plastic trays
            """,
            """
            Volunteers emptied {n} kilometres of ditches, and the ward has been half empty since.
            The clinic used to borrow a trawler for house calls, {name} recalls.
            One in ten of those tested needed glasses and had never been told.
            Kitchens went back to enamel, which costs more to buy and less to keep.
            """,
            """
            The clinic in {place} counted {n} cases of dengue in October, the lowest number in a decade.
            Doctors credit volunteers who emptied ditches, tyres and flower pots every Saturday since spring.
            {name}, the head nurse, keeps a map on which each case is a pin.
            "When three pins stand together, we go there with buckets the same day," {name} said.
            The district gave the volunteers gloves and lunch, and nothing else.
            Spraying had been tried for years and helped for a week at a time.
            Rainfall was normal, so the drop cannot be explained by the weather alone.
            A university will compare {n} streets that took part with as many that did not.
            Patients with fever are seen within the hour, before they sit down with the others.
            The ward has room for {n} beds and needed nine of them this month.
            Schools now let pupils count larvae as homework in biology.
            {name} hopes that the ditches stay clean when the cameras have left.
            """,
        ),
        "football": _topic(
            """
            {place} held to a draw by ten men
            Coach {name} to leave {place} in May
            Women's league returns with {n} clubs
            Goalkeeper's late header saves {place}
            """,
            """
            A red card after {n} minutes did not help the leaders, who missed a penalty as well.
            The coach has won {n} of his matches but says his family comes first.
            Three clubs share a ground, and the season will be played out by June.
            It was his first goal in a career of {n} matches.
            """,
            """
            {place} were held to a goalless draw on Saturday although their opponents played with ten men for {n} minutes.
            {name} hit the post twice and had a goal disallowed before the break.
            "We did everything but put it over the line," the coach, {name}, said after the match.
            A crowd of {n} hundred watched in steady rain.
            The visitors lost a defender to a second booking and then defended with five at the back.
            A penalty in the second half went over the bar and into the car park.
            The point leaves the side third in the table with four matches to play.
            {name} came on for the last quarter of an hour after a long injury.
            Supporters stayed and sang, which is more than they did in autumn.
            The next match is on Thursday at {place}, where the team has not won since the ground was rebuilt.
            Two players will miss it because they have been called up by their countries.
            The referee's report is due on Monday.
            """,
        ),
        "museum": _topic(
            """
            Museum in {place} shows maps that were never printed
            {n} letters of a forgotten painter found in {place}
            Weavers revive a pattern from {place}
            Old cinema in {place} becomes a library
            """,
            """
            Surveyors drew them by lamplight, and for {n} years they lay in a biscuit tin.
            The painter wrote to her sister every week and drew what she could not say.
            {name} worked from a scrap no larger than a hand.
            Readers may lie on the slope where the seats were, under {n} lamps.
            """,
            """
            The museum in {place} has hung {n} maps that no printer ever saw.
            Surveyors drew them in the field, with coffee stains for lakes where the paper ran out.
            {name}, the curator, found the sheets in a tin at a market and paid less than for the tin.
            "The errors are the best part, because they show where people were afraid to walk," {name} said.
            Some villages appear twice under two names, and one has never existed.
            Visitors may trace a route with their finger on copies that lie on the floor.
            A class from the town compared the sheets with pictures taken from the air.
            The rooms are kept dim, and each sheet rests for {n} weeks after two on the wall.
            Paper conservators filled the holes with fibres of mulberry.
            The catalogue tells the story of each surveyor as far as it is known.
            Tickets cost as much as a bowl of soup at the stall outside.
            The exhibition is open until the first week of {month}.
            """,
        ),
    },
    "vi": {
        "cau": _topic(
            """
            Thông xe cây cầu dây nối {place} với trung tâm tỉnh
            {place} sửa xong {n} km đường sau mùa mưa
            Bến phà {place} chạy thêm chuyến đêm
            Học sinh {place} không còn phải đi đò tới trường
            """,
            """
            Cây cầu mới giúp người dân rút ngắn {n} phút đi lại mỗi ngày.
            Đơn vị thi công đã làm việc cả ba ca để kịp ngày khai giảng, {name} cho biết.
            Từ tháng tới, phà sẽ chạy đến hai giờ sáng để phục vụ công nhân tan ca.
            """,
            """
            Sáng 12/11, cây cầu bắc qua sông ở {place} chính thức thông xe sau {n} tháng thi công.
            Cầu dài {n} mét, rộng bảy mét, đủ cho hai làn xe tải nhẹ tránh nhau.
            Ông {name}, trưởng ban quản lý dự án, cho biết công trình hoàn thành sớm hơn kế hoạch ba tuần.
            “Trước đây mỗi lần nước lên là cả xóm bị cô lập, con em phải nghỉ học”, {name} nói.
            Kinh phí xây dựng lấy từ ngân sách tỉnh và phần đóng góp của người dân.
            Người dân địa phương đã hiến hơn {n} mét vuông đất để làm đường dẫn.
            Trong thời gian thi công, một chiếc đò máy chở khách miễn phí mỗi ngày bốn chuyến.
            Chợ phiên bên kia sông vì thế đông trở lại ngay trong tuần đầu tiên.
            Ban quản lý sẽ theo dõi độ lún của mố cầu trong hai năm tới.
            Xã cũng lắp thêm {n} bóng đèn năng lượng mặt trời dọc hai đầu cầu.
            Theo kế hoạch, tuyến đường nối với quốc lộ sẽ được trải nhựa trước Tết.
            """,
        ),
        "caphe": _topic(
            """
            Nông dân {place} bán cà phê theo từng mẻ rang
            Hợp tác xã {place} xuất lô tiêu sạch đầu tiên
            Giá cà phê tăng {n} phần trăm trong một tháng
            """,
            """
            Hợp tác xã mua được máy rang riêng nên không còn phải bán xô cho thương lái.
            Lô hàng {n} tấn đã qua kiểm tra dư lượng và sẽ lên tàu trong tuần này.
            Người trồng vẫn dè dặt vì phần lớn hợp đồng đã ký từ trước, theo {name}.
            """,
            """
            Vụ này, bà con ở {place} thu được {n} tấn cà phê nhân, giảm nhẹ so với năm ngoái.
            Hạt được phơi trên giàn cao thay vì trải dưới sân như trước.
            Chị {name} là người đầu tiên trong thôn làm giàn phơi, bằng số tiền để dành mua xe máy.
            “Ban đầu ai cũng cười tôi vác hạt lên gác”, {name} kể.
            Một xưởng rang trong huyện nhận đều {n} bao mỗi tháng và in tên người trồng lên vỏ gói.
            Hợp tác xã giữ lại một phần mười giá bán để lập quỹ cắt cành, bón gốc.
            Cây trồng mới phải ba năm mới cho quả nên nhiều hộ vẫn trồng xen hồ tiêu.
            Khách mua yêu cầu tọa độ từng lô đất để chắc rằng rừng không bị phá.
            Anh {name} đã đi bộ đo {n} thửa bằng chiếc điện thoại mượn của con.
            Mùa sau, nhóm hộ dự định tự bán một nửa sản lượng, không qua trung gian.
            """,
        ),
    },
    "fr": {
        "pont": _topic(
            """
            Le pont de {place} rouvre après {n} semaines de travaux
            À {place}, la mairie mise sur un bac de nuit
            Les élèves de {place} retrouvent leur navette
            """,
            """
            L'ouvrage était fermé depuis la crue qui avait emporté une partie de la pile nord.
            Les salariés de l'usine réclamaient une traversée après minuit depuis {n} mois.
            {name} assure que le service coûtera moins cher que prévu.
            """,
            """
            Le pont de {place} a rouvert mardi à la circulation après {n} semaines de travaux.
            Les ouvriers ont remplacé {n} poutres et refait l'étanchéité du tablier.
            Selon {name}, qui dirige le chantier, la pile nord était fragilisée bien avant la crue.
            « Nous aurions pu rafistoler une fois de plus, mais il aurait fallu revenir l'hiver prochain », explique {name}.
            Chaque jour, près de {n} cents habitants empruntent la traversée, surtout des lycéens et des soignants.
            Pendant la fermeture, un pêcheur transportait le courrier deux fois par semaine.
            Les commerçants de la rive gauche disent avoir perdu la moitié de leur chiffre d'affaires.
            La commune a financé les travaux grâce à une réserve prévue pour le dragage.
            Des capteurs mesureront désormais les mouvements de l'ouvrage nuit et jour.
            Une fête est prévue sur le quai le premier dimanche du mois.
            """,
        ),
        "musee": _topic(
            """
            À {place}, un musée expose des cartes jamais imprimées
            {n} lettres d'une peintre oubliée retrouvées à {place}
            Un ancien cinéma de {place} devient bibliothèque
            """,
            """
            Des géomètres les avaient dessinées à la lampe, et elles dormaient dans une boîte à biscuits.
            La peintre écrivait chaque semaine à sa sœur et dessinait ce qu'elle ne pouvait dire.
            Les lecteurs s'allongent sur la pente où se trouvaient les fauteuils.
            """,
            """
            Le musée de {place} accroche {n} cartes qu'aucun imprimeur n'a jamais vues.
            Elles furent tracées sur le terrain, avec des taches de café en guise de lacs.
            {name}, la conservatrice, a trouvé les feuilles dans une boîte en fer sur un marché.
            « Les erreurs sont le plus beau, car elles montrent où l'on avait peur de marcher », dit {name}.
            Certains villages y figurent deux fois, et l'un d'eux n'a jamais existé.
            Les visiteurs peuvent suivre une route du doigt sur des copies posées au sol.
            Les salles restent sombres et chaque feuille se repose {n} semaines entre deux accrochages.
            Le catalogue raconte la vie de chaque géomètre, autant qu'on la connaisse.
            Le billet coûte le prix d'une soupe au comptoir d'en face.
            """,
        ),
    },
    "de": {
        "faehre": _topic(
            """
            Fähre nach {place} fährt nach {n} Wochen wieder
            {place} bekommt ein Nachtschiff für Schichtarbeiter
            Taucher prüfen den Anleger von {place}
            """,
            """
            Der Anleger war gesperrt, seit ein Sturm das Deck weggerissen hatte.
            Nach Mitternacht fuhr bisher nichts, und {name} hat das seit Jahren beklagt.
            Untersucht wurden {n} Pfähle, ehe die größeren Schiffe wieder festmachen durften.
            """,
            """
            Die Fähre zwischen dem Festland und {place} hat am Dienstag nach {n} Wochen wieder Fahrgäste befördert.
            Arbeiter tauschten {n} Holzpfähle aus und verlegten ein neues Deck auf dem Anleger.
            {name}, die den Hafen leitet, sagte, das Holz sei schon lange vor dem Sturm morsch gewesen.
            „Wir hätten noch einmal flicken können, aber dann wären wir im nächsten Winter wieder hier“, sagte {name}.
            Täglich setzen etwa {n} Menschen über, die meisten sind Schüler und Pflegekräfte.
            Während der Sperrung brachte ein Fischer zweimal in der Woche die Post.
            Die Geschäfte auf der Insel meldeten, ihr Umsatz sei um fast die Hälfte gefallen.
            Bezahlt wurde die Arbeit aus einer Rücklage, die für das Ausbaggern gedacht war.
            Der Fahrplan mit zwei Abendfahrten gilt zunächst bis Ende März.
            Das ältere Schiff bleibt als Ersatz am Kai liegen.
            """,
        ),
        "schule": _topic(
            """
            Dorfschule in {place} richtet den Stundenplan nach dem Fluss
            {n} neue Klassenräume für {place}
            Lehrer in {place} ziehen in leere Höfe
            """,
            """
            Bei Hochwasser beginnt der Unterricht erst am Mittag, und niemand fehlt mehr.
            Das Ministerium zahlt die Wände, sagt {name}, das Dorf das Dach.
            Aus vier verlassenen Bauernhäusern sind Wohnungen geworden.
            """,
            """
            Die Schule in {place} hat {n} Kinder, und zwei Monate im Jahr kommen die meisten mit dem Boot.
            Ihre Leiterin {name} verlegte den Unterricht auf den Nachmittag, weil der Morgen den Reusen gehört.
            Früher blieben die Kinder zu Hause, sobald der Fluss stieg, und jedes fünfte blieb sitzen.
            „Ein Stundenplan aus der Hauptstadt weiß nicht, wann unser Wasser kommt“, sagte {name}.
            Innerhalb von {n} Monaten kamen fast alle wieder regelmäßig.
            Das Ministerium schickte einen Prüfer, der drei Tage blieb und um eine Abschrift bat.
            Hausaufgaben werden unterwegs korrigiert, in einem gedeckten Boot aus zweiter Hand.
            Ein Raum für die Jüngsten steht auf {n} Stelzen, höher als jede bekannte Flut.
            Die Bücherei öffnet am Abend, wenn der Generator der Mühle ohnehin läuft.
            """,
        ),
    },
    "es": {
        "transbordador": _topic(
            """
            El transbordador a {place} vuelve tras {n} semanas
            {place} tendrá un barco nocturno para los turnos de la fábrica
            Los alumnos de {place} recuperan su lancha
            """,
            """
            La línea estaba cerrada desde que una tormenta se llevó parte del muelle.
            Los trabajadores pedían un barco después de medianoche, recuerda {name}.
            Los buzos revisaron {n} pilotes antes de permitir el paso de naves mayores.
            """,
            """
            El transbordador que une la costa con {place} volvió a llevar pasajeros el martes, tras {n} semanas de obras.
            Los operarios cambiaron {n} pilotes de madera y tendieron una nueva cubierta en el muelle.
            {name}, que dirige el puerto, explicó que la madera estaba dañada mucho antes de la tormenta.
            «Podíamos remendarlo otra vez, pero el próximo invierno estaríamos aquí de nuevo», dijo {name}.
            Cada día cruzan unas {n} personas, casi todas estudiantes y personal del hospital.
            Durante el cierre, un pescador llevaba el correo dos veces por semana.
            Los comercios de la isla aseguran que las ventas cayeron casi a la mitad.
            La obra se pagó con una reserva que estaba pensada para dragar el canal.
            El horario con dos salidas más por la tarde se probará hasta finales de marzo.
            El barco más viejo quedará de repuesto junto al muelle.
            """,
        ),
        "cafe": _topic(
            """
            Caficultores de {place} venden por taza y no por saco
            La sequía reduce la cosecha un {n} por ciento
            Abre en {place} una escuela de tostadores
            """,
            """
            La cooperativa compró su propia tostadora y los visitantes pagan por lo que prueban.
            La lluvia llegó {n} días tarde y los árboles soltaron el fruto antes de tiempo.
            Los alumnos aprenden a clasificar el grano a oscuras, solo por el olor.
            """,
            """
            Los caficultores de las lomas de {place} recogieron {n} toneladas esta temporada, algo menos que el año pasado.
            Ahora secan el grano en camas elevadas, porque los compradores pagan más si no toca el suelo.
            {name} levantó la primera con el dinero que guardaba para una motocicleta.
            «Al principio los vecinos se reían de mí por subir los granos a la azotea», contó {name}.
            Un tostador del pueblo compra {n} sacos al mes e imprime el nombre del productor en cada bolsa.
            La cooperativa reserva una décima parte del precio para pagar la poda.
            Los compradores piden las coordenadas de cada parcela para no vender grano de bosque talado.
            Los recolectores cobran por canasto, y los mejores llenan nueve antes del mediodía.
            La próxima temporada el grupo quiere vender la mitad sin intermediarios.
            """,
        ),
    },
    "id": {
        "feri": _topic(
            """
            Kapal feri ke {place} kembali berlayar setelah {n} pekan
            Warga {place} dapat kapal malam
            Penyelam periksa dermaga {place}
            """,
            """
            Jalur itu ditutup sejak badai merusak sebagian dermaga.
            Pekerja pabrik sudah lama meminta kapal lewat tengah malam, kata {name}.
            Sebanyak {n} tiang diperiksa sebelum kapal besar boleh bersandar.
            """,
            """
            Kapal feri yang menghubungkan daratan dengan {place} kembali mengangkut penumpang pada Selasa setelah {n} pekan perbaikan.
            Pekerja mengganti {n} tiang kayu dan memasang lantai baru di dermaga.
            {name}, kepala pelabuhan, mengatakan kayu itu sudah lapuk jauh sebelum badai datang.
            "Kami bisa menambalnya lagi, tetapi musim depan kami akan kembali ke sini," ujar {name}.
            Setiap hari sekitar {n} orang menyeberang, sebagian besar pelajar dan perawat.
            Selama penutupan, seorang nelayan membawa surat dua kali sepekan.
            Para pedagang di pulau mengaku penjualan mereka turun hampir separuh.
            Biaya perbaikan diambil dari dana yang semula untuk pengerukan alur.
            Jadwal dengan dua pelayaran tambahan akan dicoba sampai akhir Maret.
            Kapal yang lebih tua disimpan sebagai cadangan di dermaga.
            """,
        ),
        "kopi": _topic(
            """
            Petani kopi {place} menjual per cangkir, bukan per karung
            Kemarau pangkas panen kopi {n} persen
            Sekolah sangrai dibuka di {place}
            """,
            """
            Koperasi membeli mesin sangrai sendiri dan tamu membayar apa yang mereka cicipi.
            Hujan datang {n} hari lebih lambat sehingga buah gugur sebelum matang.
            Para siswa belajar menilai biji kopi dalam gelap, hanya dari baunya.
            """,
            """
            Petani di perbukitan {place} memanen {n} ton kopi musim ini, sedikit lebih rendah daripada tahun lalu.
            Biji kini dijemur di atas para-para karena pembeli membayar lebih mahal.
            {name} membuat para-para pertama dengan uang tabungan untuk sepeda motor.
            "Awalnya tetangga menertawakan saya karena membawa biji ke atap," kata {name}.
            Sebuah rumah sangrai mengambil {n} karung setiap bulan dan mencetak nama petani pada kemasan.
            Koperasi menyisihkan sepersepuluh harga untuk biaya pemangkasan.
            Pembeli meminta koordinat setiap kebun agar tidak ada biji dari hutan yang dibuka.
            Musim depan kelompok itu ingin menjual separuh panen tanpa perantara.
            """,
        ),
    },
    "zh": {
        "渡轮": _topic(
            """
            {place}渡轮停航{n}周后恢复通航
            {place}拟开夜班船方便工人回家
            潜水员检查{place}码头桩基
            """,
            """
            码头此前因风暴损毁而关闭，岛上居民只能搭渔船出行。
            工厂夜班工人多年来一直希望午夜后仍有船可坐，{name}表示数据已经支持这一安排。
            大型船只重新靠泊之前，潜水员共检查了{n}根木桩。
            """,
            """
            连接陆地与{place}的渡轮在停航{n}周之后于星期二恢复载客。
            施工人员更换了{n}根木桩，并为码头铺设了新的甲板。
            港务负责人{name}说，早在风暴来临之前，木桩就已经被蛀空。
            “我们可以再修补一次，可是明年冬天还得回来。”{name}说。
            每天大约有{n}人乘船往返，其中多数是学生和医院职工。
            停航期间，一条渔船每周两次替大家运送信件。
            岛上的商店表示，没有渡轮的日子里销售额几乎减少了一半。
            工程费用来自原本用于疏浚航道的储备金。
            新的时刻表增加了两班晚间航次，将试行到三月底。
            较旧的一艘船会停在码头作为备用。
            """,
        ),
        "咖啡": _topic(
            """
            {place}咖啡农按杯卖豆
            干旱使咖啡减产百分之{n}
            {place}开办烘焙学校
            """,
            """
            合作社购置了自己的烘焙机，游客品尝多少就付多少钱。
            雨水晚来了{n}天，果实没有成熟就落了下来。
            学员在黑暗中学习只凭气味给豆子分级。
            """,
            """
            {place}山坡上的农户本季收获了{n}吨咖啡，比去年略少。
            现在豆子都晾在高架床上，因为不沾地的果实能卖出更好的价钱。
            {name}用准备买摩托车的积蓄搭起了第一张晾晒床。
            “刚开始邻居都笑我把豆子扛上楼。”{name}说。
            镇上的一家烘焙店每月收购{n}袋，并把种植者的名字印在包装上。
            合作社从售价中留出一成，用来支付修剪的费用。
            买家要求提供每块地的坐标，以确认豆子不是来自被砍伐的森林。
            下一季，大家希望有一半的收成不经过中间商直接出售。
            """,
        ),
    },
    "ja": {
        "船": _topic(
            """
            {place}行きの渡し船、{n}週間ぶりに再開
            {place}で夜間便を検討
            潜水士が{place}の桟橋を点検
            """,
            """
            嵐で桟橋の一部が流されてから、島の人びとは漁船に頼っていた。
            工場の夜勤の人たちは何年も前から深夜の便を求めてきたと{name}さんは話す。
            大きな船が戻る前に、杭{n}本が調べられた。
            """,
            """
            本土と{place}を結ぶ渡し船が、{n}週間の修理を終えて火曜日に運航を再開した。
            作業員は木の杭{n}本を取り替え、桟橋に新しい床板を張った。
            港を管理する{name}さんは、嵐が来るずっと前から木が傷んでいたと説明した。
            「もう一度つぎはぎすることもできたが、来年の冬にはまたここに来ることになる」と{name}さんは話した。
            一日におよそ{n}人が利用し、その多くは生徒と病院の職員である。
            運休の間は、漁師が週に二度、郵便物を運んでいた。
            島の商店では売り上げが半分近くまで落ち込んだという。
            工事の費用は、航路を掘り下げるための積立金から支払われた。
            夕方の便を二つ増やした時刻表は、三月の終わりまで試される。
            古いほうの船は予備として岸壁に残される。
            """,
        ),
        "喫茶": _topic(
            """
            {place}の農家、豆を一杯ずつ売る
            干ばつで収穫が{n}パーセント減
            {place}に焙煎の学校が開校
            """,
            """
            組合が焙煎機を買い、訪れた人は飲んだ分だけ支払う。
            雨が{n}日遅れ、実は熟す前に落ちてしまった。
            生徒たちは暗い部屋で香りだけを頼りに豆を分ける。
            """,
            """
            {place}の丘の農家は今季、昨年よりわずかに少ない{n}トンを収穫した。
            豆は地面に触れないよう、高い棚の上で乾かされるようになった。
            {name}さんは、オートバイのために貯めたお金で最初の棚を作った。
            「はじめは豆を二階に運ぶ私を見て、近所の人が笑っていました」と{name}さんは振り返る。
            町の焙煎所は毎月{n}袋を買い取り、袋に作り手の名前を印刷している。
            組合は売値の一割を、枝を切るための基金に回している。
            買い手は、森を切り開いた土地の豆でないことを示すため、畑ごとの座標を求める。
            来季は、収穫の半分を仲買人なしで売りたいという。
            """,
        ),
    },
    "pt": {
        "barca": _topic(
            """
            Barca para {place} volta depois de {n} semanas
            {place} terá barco noturno para os operários
            Mergulhadores examinam o cais de {place}
            """,
            """
            A linha estava fechada desde que a tempestade levou parte do cais.
            Os operários pediam um barco depois da meia-noite, lembra {name}.
            Foram examinadas {n} estacas antes da volta dos navios maiores.
            """,
            """
            A barca que liga o continente a {place} voltou a levar passageiros na terça-feira, depois de {n} semanas de obras.
            Os operários trocaram {n} estacas de madeira e assentaram um novo convés no cais.
            {name}, que dirige o porto, disse que a madeira estava fraca muito antes da tempestade.
            "Podíamos remendar outra vez, mas no próximo inverno estaríamos aqui de novo", disse {name}.
            Todos os dias atravessam cerca de {n} pessoas, quase todas estudantes e enfermeiros.
            Durante a parada, um pescador levava o correio duas vezes por semana.
            As lojas da ilha dizem que as vendas caíram quase pela metade.
            A obra foi paga com uma reserva pensada para dragar o canal.
            O horário com mais duas viagens à tarde será testado até o fim de março.
            """,
        ),
        "escola": _topic(
            """
            Escola de {place} segue o calendário do rio
            {n} novas salas prometidas a {place}
            Professores de {place} trocam a estrada por casas vazias
            """,
            """
            As aulas passam para a tarde quando a água sobe, e ninguém mais falta.
            O ministério paga as paredes, diz {name}, e a vila paga o telhado.
            Quatro casas abandonadas viraram moradia para quem vem da cidade.
            """,
            """
            A escola de {place} tem {n} alunos, e durante dois meses do ano a maioria chega de barco.
            A diretora {name} passou as aulas para a tarde, porque a manhã é das armadilhas de peixe.
            Antes, as crianças ficavam em casa quando o rio subia, e uma em cada cinco repetia o ano.
            "Um horário feito na capital não sabe quando chega a nossa água", disse {name}.
            Em {n} meses quase todas voltaram a vir regularmente.
            O ministério mandou um inspetor, que ficou três dias e pediu uma cópia do plano.
            Uma sala para os menores foi erguida sobre {n} estacas, acima da maior cheia conhecida.
            """,
        ),
    },
    "ru": {
        "паром": _topic(
            """
            Паром в {place} снова ходит после {n} недель ремонта
            Ночной рейс для рабочих обсуждают в {place}
            Водолазы осмотрели причал в {place}
            """,
            """
            Переправа была закрыта с тех пор, как шторм снёс часть настила.
            Рабочие завода давно просили о рейсе после полуночи, говорит {name}.
            До возвращения больших судов осмотрели {n} свай.
            """,
            """
            Паром между берегом и островом в {place} во вторник впервые за {n} недель перевёз пассажиров.
            Рабочие заменили {n} деревянных свай и уложили новый настил на причале.
            По словам начальника порта, которого зовут {name}, дерево сгнило задолго до шторма.
            «Мы могли бы залатать его ещё раз, но следующей зимой вернулись бы сюда же», — добавил он.
            Каждый день переправляются около {n} человек, в основном школьники и медсёстры.
            Пока паром стоял, почту дважды в неделю возил рыбак.
            Магазины на острове сообщили, что продажи упали почти вдвое.
            Работы оплатили из резерва, отложенного на углубление канала.
            Расписание с двумя вечерними рейсами проверят до конца марта.
            """,
        ),
        "музей": _topic(
            """
            Музей в {place} показывает карты, которых никто не печатал
            Нашлись {n} писем забытой художницы
            Старый кинотеатр стал библиотекой
            """,
            """
            Землемеры чертили их при лампе, и много лет листы лежали в жестянке.
            Художница писала сестре каждую неделю и рисовала то, о чём молчала.
            Читатели лежат на склоне, где раньше стояли кресла.
            """,
            """
            Музей в {place} вывесил {n} карт, которых никогда не видел ни один печатник.
            Землемеры чертили их в поле, и пятна кофе служат озёрами там, где кончалась бумага.
            Хранительница {name} нашла листы в жестяной коробке на рынке.
            «Ошибки здесь лучше всего: по ним видно, куда боялись ходить», — говорит она.
            Некоторые деревни отмечены дважды, а одной никогда не было.
            В залах полутьма, и каждый лист отдыхает {n} недель после двух на стене.
            Каталог рассказывает о каждом землемере всё, что известно.
            """,
        ),
    },
    "th": {
        "เรือ": _topic(
            """
            เรือข้ามฟากไป{place}กลับมาให้บริการหลังซ่อม {n} สัปดาห์
            {place}เตรียมเปิดเรือรอบดึก
            """,
            """
            ท่าเรือปิดมาตั้งแต่พายุพัดพื้นไม้หายไปส่วนหนึ่ง ชาวบ้านต้องอาศัยเรือประมง
            คนงานกะดึกขอเรือหลังเที่ยงคืนมานานแล้ว ตามคำบอกเล่าของ{name}
            """,
            """
            เรือข้ามฟากระหว่างฝั่งกับ{place}กลับมารับผู้โดยสารเมื่อวันอังคารหลังซ่อมแซมนาน {n} สัปดาห์
            คนงานเปลี่ยนเสาไม้ {n} ต้น และปูพื้นใหม่ที่ท่าเรือทั้งหมด
            {name} ผู้ดูแลท่าเรือ กล่าวว่าไม้ผุมานานก่อนที่พายุจะมาถึง
            “เราจะปะซ่อมอีกครั้งก็ได้ แต่ปีหน้าก็ต้องกลับมาที่นี่อีก” {name} กล่าว
            ในแต่ละวันมีคนข้ามราว {n} คน ส่วนใหญ่เป็นนักเรียนและพยาบาล
            ระหว่างปิดท่า ชาวประมงนำจดหมายไปส่งสัปดาห์ละสองครั้ง
            ร้านค้าบนเกาะบอกว่ายอดขายลดลงเกือบครึ่งหนึ่ง
            ค่าใช้จ่ายมาจากเงินสำรองที่เตรียมไว้สำหรับขุดลอกร่องน้ำ
            """,
        ),
        "กาแฟ": _topic(
            """
            ชาวไร่กาแฟ{place}ขายเป็นแก้วแทนกระสอบ
            ภัยแล้งทำผลผลิตกาแฟลดลงร้อยละ {n}
            """,
            """
            สหกรณ์ซื้อเครื่องคั่วเอง ผู้มาเยือนจ่ายตามที่ชิม
            ฝนมาช้า {n} วัน ผลจึงร่วงก่อนสุก
            """,
            """
            ชาวไร่บนเนินเขา{place}เก็บกาแฟได้ {n} ตันในฤดูนี้ น้อยกว่าปีที่แล้วเล็กน้อย
            ตอนนี้เมล็ดตากบนแคร่สูง เพราะผู้ซื้อให้ราคาดีกว่าเมื่อไม่แตะพื้น
            {name} สร้างแคร่แรกด้วยเงินที่เก็บไว้ซื้อมอเตอร์ไซค์
            โรงคั่วในเมืองรับซื้อเดือนละ {n} กระสอบและพิมพ์ชื่อผู้ปลูกบนถุง
            ฤดูหน้ากลุ่มอยากขายครึ่งหนึ่งโดยไม่ผ่านพ่อค้าคนกลาง
            """,
        ),
    },
    "km": {
        "សាឡាង": _topic(
            """
            សាឡាងទៅ{place}ដំណើរការឡើងវិញក្រោយ {n} សប្តាហ៍
            {place}គ្រោងបើកទូកពេលយប់
            """,
            """
            ផែត្រូវបានបិទតាំងពីព្យុះបំផ្លាញកម្រាលឈើមួយផ្នែក។
            កម្មករវេនយប់បានស្នើសុំទូកក្រោយអធ្រាត្រជាយូរមកហើយ។
            """,
            """
            សាឡាងឆ្លងទៅ{place}បានដឹកអ្នកដំណើរឡើងវិញកាលពីថ្ងៃអង្គារ បន្ទាប់ពីជួសជុលអស់ {n} សប្តាហ៍។
            កម្មករបានប្តូរសសរឈើ {n} ដើម និងក្រាលកម្រាលថ្មីនៅលើផែ។
            លោក {name} ប្រធានកំពង់ផែ បាននិយាយថា ឈើបានពុកផុយយូរមុនពេលព្យុះមកដល់។
            រាល់ថ្ងៃមានមនុស្សប្រហែល {n} នាក់ឆ្លងកាត់ ភាគច្រើនជាសិស្ស និងបុគ្គលិកពេទ្យ។
            ក្នុងពេលបិទ អ្នកនេសាទម្នាក់បានដឹកសំបុត្រពីរដងក្នុងមួយសប្តាហ៍។
            ហាងនៅលើកោះបាននិយាយថា ការលក់បានធ្លាក់ចុះជិតពាក់កណ្តាល។
            """,
        ),
        "កាហ្វេ": _topic(
            """
            កសិករកាហ្វេនៅ{place}លក់ជាកែវជំនួសបាវ
            ភាពរាំងស្ងួតធ្វើឱ្យទិន្នផលថយ {n} ភាគរយ
            """,
            """
            សហករណ៍បានទិញម៉ាស៊ីនលីងផ្ទាល់ខ្លួន ហើយភ្ញៀវបង់ប្រាក់តាមអ្វីដែលពួកគេភ្លក់។
            ភ្លៀងមកយឺត {n} ថ្ងៃ ដូច្នេះផ្លែជ្រុះមុនទុំ។
            """,
            """
            កសិករនៅតំបន់ភ្នំ{place}ប្រមូលផលបាន {n} តោននៅរដូវនេះ តិចជាងឆ្នាំមុនបន្តិច។
            ឥឡូវនេះគ្រាប់ត្រូវបានហាលលើរានខ្ពស់ ដោយសារអ្នកទិញឱ្យតម្លៃល្អជាង។
            អ្នកស្រី {name} បានសង់រានដំបូងដោយប្រាក់ដែលសន្សំទុកទិញម៉ូតូ។
            រដូវក្រោយ ក្រុមចង់លក់ពាក់កណ្តាលដោយគ្មានឈ្មួញកណ្តាល។
            """,
        ),
    },
    "lo": {
        "ເຮືອ": _topic(
            """
            ເຮືອຂ້າມຟາກໄປ{place}ກັບມາໃຫ້ບໍລິການຫຼັງສ້ອມແປງ {n} ອາທິດ
            {place}ກຽມເປີດເຮືອຮອບເດິກ
            """,
            """
            ທ່າເຮືອປິດມາຕັ້ງແຕ່ພາຍຸພັດພື້ນໄມ້ເສຍຫາຍ ຊາວບ້ານຕ້ອງອາໄສເຮືອຫາປາ.
            ກໍາມະກອນກະເດິກຂໍເຮືອຫຼັງທ່ຽງຄືນມາດົນແລ້ວ.
            """,
            """
            ເຮືອຂ້າມຟາກລະຫວ່າງຝັ່ງກັບ{place}ກັບມາຮັບຜູ້ໂດຍສານໃນວັນອັງຄານ ຫຼັງສ້ອມແປງ {n} ອາທິດ.
            ຄົນງານປ່ຽນເສົາໄມ້ {n} ຕົ້ນ ແລະ ປູພື້ນໃຫມ່ຢູ່ທ່າເຮືອທັງຫມົດ.
            ທ່ານ {name} ຫົວຫນ້າທ່າເຮືອ ກ່າວວ່າ ໄມ້ຜຸມາດົນກ່ອນພາຍຸຈະມາຮອດ.
            ແຕ່ລະມື້ມີຄົນຂ້າມປະມານ {n} ຄົນ ສ່ວນໃຫຍ່ແມ່ນນັກຮຽນ ແລະ ພະນັກງານໂຮງຫມໍ.
            ໃນລະຫວ່າງປິດທ່າ ຊາວປະມົງນໍາຈົດຫມາຍໄປສົ່ງອາທິດລະສອງຄັ້ງ.
            """,
        ),
        "ກາເຟ": _topic(
            """
            ຊາວສວນກາເຟ{place}ຂາຍເປັນຈອກແທນກະສອບ
            ໄພແລ້ງເຮັດໃຫ້ຜົນຜະລິດຫຼຸດລົງ {n} ສ່ວນຮ້ອຍ
            """,
            """
            ສະຫະກອນຊື້ເຄື່ອງຂົ້ວເອງ ແລະ ແຂກຈ່າຍຕາມທີ່ຊີມ.
            ຝົນມາຊ້າ {n} ມື້ ຫມາກຈຶ່ງລົ່ນກ່ອນສຸກ.
            """,
            """
            ຊາວສວນຢູ່ເນີນພູ{place}ເກັບກາເຟໄດ້ {n} ໂຕນໃນລະດູນີ້ ຫນ້ອຍກວ່າປີກາຍເລັກນ້ອຍ.
            ດຽວນີ້ເມັດຕາກຢູ່ເທິງຮ້ານສູງ ເພາະຜູ້ຊື້ໃຫ້ລາຄາດີກວ່າ.
            ນາງ {name} ສ້າງຮ້ານທໍາອິດດ້ວຍເງິນທີ່ເກັບໄວ້ຊື້ລົດຈັກ.
            """,
        ),
    },
}

LABELS: dict[str, tuple[str, ...]] = {
    "en": (
        *("Related News", "Latest News", "Your care", "More News", "Other news", "Top stories"),
        *("Read also", "You may also like", "More from Business", "Also in this section"),
        *(
            "Recommended stories",
            "Most read this week",
            "What others are reading",
            "Editors' picks",
        ),
    ),
    "vi": (
        *(
            "Tin liên quan",
            "Đọc thêm",
            "Tin cùng chuyên mục",
            "Có thể bạn quan tâm",
            "Tin mới nhất",
        ),
        *("Xem thêm", "Tin đọc nhiều nhất", "Bài cùng tác giả"),
    ),
    "fr": (
        "À lire aussi",
        "Sur le même sujet",
        "Les plus lus",
        "Dans l'actualité",
        "Nos derniers articles",
    ),
    "de": (
        "Mehr zum Thema",
        "Lesen Sie auch",
        "Auch interessant",
        "Meistgelesen",
        "Weitere Nachrichten aus der Region",
    ),
    "es": (
        "Noticias relacionadas",
        "Lo más leído",
        "Te puede interesar",
        "Más noticias",
        "Otras noticias de hoy",
    ),
    "id": ("Baca juga", "Berita terkait", "Berita lainnya", "Terpopuler", "Artikel terkait"),
    "zh": ("相关新闻", "延伸阅读", "热门新闻", "更多新闻", "推荐阅读"),
    "ja": ("関連記事", "あわせて読みたい", "人気記事", "新着記事", "おすすめ記事"),
    "pt": ("Leia também", "Notícias relacionadas", "Mais lidas", "Veja também"),
    "ru": ("Читайте также", "Материалы по теме", "Последние новости", "Ещё по теме"),
    "th": ("ข่าวที่เกี่ยวข้อง", "ข่าวล่าสุด", "อ่านเพิ่มเติม"),
    "km": ("អត្ថបទទាក់ទង", "ព័ត៌មានទាក់ទង", "អានបន្ត"),
    "lo": ("ຂ່າວທີ່ກ່ຽວຂ້ອງ", "ຂ່າວຫຼ້າສຸດ", "ອ່ານຕໍ່"),
}

# Labels unknown to the lexicon: only the structure reveals the list below.
UNKNOWN_LABELS: dict[str, tuple[str, ...]] = {
    "en": (
        "While you are here",
        "From the newsroom",
        "Worth your time",
        "On our other pages",
        "The harbour desk",
    ),
    "vi": ("Điểm tin trong ngày", "Chuyện đáng chú ý", "Góc bạn đọc"),
    "fr": ("Le fil du jour", "La rédaction vous propose", "À suivre"),
    "de": ("Aus unserem Ressort", "Unsere Empfehlung", "Tagesgespräch"),
    "es": ("Desde la redacción", "De interés", "El día en breve"),
    "id": ("Sorotan", "Kabar lain hari ini"),
    "zh": ("今日看点", "编者荐读"),
    "ja": ("ピックアップ", "編集部から"),
    "pt": ("Da redação", "Giro do dia"),
    "ru": ("Выбор редакции", "Главное за день"),
    "th": ("เรื่องเด่น", "จากกองบรรณาธิการ"),
    "km": ("រឿងពិសេស",),
    "lo": ("ເລື່ອງເດັ່ນ",),
}

SECTIONS = ("Business", "Society", "World", "Culture - Sports", "Environment", "Travel")
