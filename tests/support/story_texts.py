"""Invented articles, long enough to be edited as other outlets would."""

from __future__ import annotations


def _text(wrapped: str) -> str:
    """Return one paragraph per line, with blank lines between."""
    return "\n\n".join(" ".join(part.split()) for part in wrapped.split("\n\n"))


BRIDGE = _text("""\
HÀ NỘI — A bridge of bamboo and steel over the Sông Lô opened to traffic yesterday, two years
after a flood carried its wooden forerunner away.

Deputy Minister of Transport Trần Quốc Vịnh, who cut the ribbon, said the crossing would spare
nine villages a detour of 34 kilometres to the nearest market town.

The structure is 212 metres long and carries lorries of up to eight tonnes. Its arches were bent
from bamboo grown on the northern bank and joined with steel collars made in Hải Phòng.

Engineers from the Đà Nẵng University of Technology tested 60 joints to breaking point before they
signed the drawings, according to the project's chief designer, Nguyễn Thu Hường.

"Bamboo does not rust, and the people here know how to mend it," Hường told reporters. "We left
the bolts where a farmer with a spanner can reach them."

The provincial council paid two thirds of the cost of VNĐ41 billion, and a foundation of former
ferrymen gave the rest. The ferry, which had run since 1931, made its last trip at dusk.

Schoolteacher Lý Văn Páo said that on rainy days half of his pupils used to stay at home, because
their parents did not trust the boat when the water was brown.

Toll booths will not be built. The council has asked each household of the nine villages to give
two days of work a year, to oil the collars and to clear driftwood from the piers.

A second crossing of the same kind is planned at Bắc Mê before the floods of next year, if the
first passes a survey by independent inspectors in the spring.
""")

ORCHARD = _text("""\
CẦN THƠ — Growers of star apples in the Mekong Delta have sent their first sea shipment to Viet
Nam's newest fruit market in Rotterdam, after a decade of trials with cooling.

The 18 containers left Cái Cui Port on Tuesday and will need 31 days for a voyage that aeroplanes
used to make in one, said Phạm Thị Út, who chairs the growers' union of Phong Điền District.

Air freight had eaten more than half of the price, Út said. "At sea the fruit sleeps, and so do
we." The union has 640 members, most of whom till less than a hectare.

The skin of the star apple browns within a week of the harvest. Chemists at the Southern
Horticultural Research Institute found that a mist of rice vinegar and a steady seven degrees keep
it purple for 40 days.

Each container holds a small instrument that reports the temperature every ten minutes. Should it
rise above nine degrees, the insurer pays, and the captain has to explain himself.

Buyers in the Netherlands have asked for 200 containers a season. Út answered that she could
promise a third of that, since many trees are old and the young ones bear only after five years.

The harbour authority waived its fees for the first voyage. Director Lâm Hoàng Sa called it an
investment, because lorries bound for ports further north crowd the only ring road of the city.

Not everybody is content. Traders who have bought the harvest on the branch for generations say
that the union pays later than they do, and asks for fruit without a scratch.

The union will publish the prices it was paid when the ship has been unloaded, so that members may
judge for themselves whether the sea is worth the wait.
""")

ARCHIVE = _text("""\
PHNOM PENH — Archivists have found 1,140 hours of radio plays, long thought to be lost, behind a
false wall in a cinema that was about to be pulled down.

The reels were recorded from 1958 to 1974 and hold crime stories, comedies and a serial about a
tax collector who talks with ghosts, the Bophana centre announced on Monday.

Workers came upon the wall when their measurements did not add up. Behind it stood tin boxes,
stacked to the ceiling, each with a handwritten list of actors and a bag of dried chillies against
the mice.

Sound engineer Keo Sophea said that most of the tape was sound. "It smells of pepper and camphor,
and it plays," she said. Only 26 reels had grown together and will be baked at low heat.

Nobody knows who built the wall. The cinema's last projectionist, Mr Chhun, disappeared in 1975,
and his niece remembers that he often bought bricks, although he had no garden.

Three actors who are heard on the tapes are still alive. One of them, now 91, listened to a scene
for the first time since she had played it and corrected her own pronunciation.

The plays will be put online once heirs have been asked. Where none can be found, the centre wants
to follow the rules for orphan works that the ministry drafted last autumn.

The owner of the cinema has put off the demolition by a year and offers the hall for public
listening, with the old seats and without air conditioning, as he pointed out.
""")

OTHERS = _text("""\
The lighthouse keeper on the outer island counts passing cranes for a bird society and posts the
figure by a weekly boat that also brings him coffee, newspapers and a change of library books.

A choir of retired postmen will sing in three languages at the night market, where stalls close an
hour earlier than usual because the generator is being repaired by volunteers.

Potters in the hill town have begun to glaze bowls with ash from sugar cane, which gives a green
that museums had believed to be a secret of the eleventh century.

The chess federation moved its spring tournament to a railway carriage that travels along the
coast, so that players who lose early can leave at the next station.

Students of the maritime college rebuilt a fishing junk from photographs and found that its sail,
thought to be clumsy, let two people do what takes five on a modern trawler.

A court in the old quarter ruled that the smell of roasting coffee is part of the street and that
a new hotel, whose guests complained, has to buy better windows.

The botanical garden opened a maze of tea bushes in which visitors may pick leaves, provided that
they also pull a weed for each handful they carry home.
""")


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")
