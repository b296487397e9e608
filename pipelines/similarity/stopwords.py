"""Stop words: words that any news article may contain.

Folded, five letters and more: shorter words are not looked up. Counted over about 300 English texts
(in more than a sixth of them), completed by hand with reporters' vocabulary and the most common
words of Vietnamese.
"""

from __future__ import annotations

COMMON = frozenset(
    """
    about above access according across added adding after again against allow allows almost
    alone along already although always among amount announced annual another answer approach
    april areas around asked august available based became because become before began begin
    behind being believe below benefits better between beyond billion bring brings brought build
    building built business called cannot cases center central centre certain chance change
    changes check child choose clear close comes coming common companies company compared
    complete consider control could countries country create current currently daily december
    decided decision design different director doing duong during earlier early effect effort
    efforts either enough ensure entire especially event every everyone everything example
    expected experience features february final finally first focus following former found
    friday future general getting given gives giving global going government great group growth
    happen having helped helps higher himself history hours house however hundred impact
    important improve include included includes including increase industry information instead
    interest international issue issues itself january joined khong known large largest later
    latest leader leaders leading learn least leave level levels likely little local longer
    looking lower major makes making march market matter maybe means meeting member members
    might million minister minutes moment monday money month months morning multiple national
    nearly needed needs never nguoi nhieu nhung night nothing november number numbers october
    offer offers office official officials often online opened opportunity option options order
    other others outside people percent performance perhaps period person personal phuong place
    plans point points position possible power present president press previous previously price
    private problem process produce product program project provide provided provides public
    quality question questions quickly quite rather reached ready really reason received recent
    recently record report reported reports research result results return right saturday saying
    school second section security senior sense september series serious service services
    several share shared short should showed similar simple since single situation small social
    society someone something space special specific spent start started state statement states
    still story strong sunday support system systems taken takes taking technology their
    themselves there these thing things think third thong those though thought thousand
    thousands three through thursday times today together tools total toward towards tried trong
    truoc truong trying tuesday tuong types under understand unique until using value various
    visit wanted water wednesday weekend weeks whatever where whether which while white whole
    whose within without woman women words worked workers working works world would write wrote
    years yesterday young
    """.split()  # noqa: SIM905 - a list literal would take four hundred lines
)
