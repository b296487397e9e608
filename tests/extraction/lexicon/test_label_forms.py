"""Labels above lists, whose forms are looked for by the letter that a line begins with."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.lexicon import label_forms
from pipelines.extraction.lexicon.alternatives import by_first_letter

FORMS = (*label_forms._FORMS, *label_forms._AMBIGUOUS)
LINES = st.sampled_from(FORMS).flatmap(
    lambda form: st.from_regex(form, fullmatch=True, alphabet=st.characters(codec="ascii"))
)


@given(LINES)
def test_a_line_of_each_form_is_found(line: str) -> None:
    assert label_forms.is_list(line) or "\n" in line


def test_forms_begin_with_classes_with_what_may_lack_and_with_groups_in_groups() -> None:
    forms = ("(?:a |b(?:c|d)? )?[ef]g", "h? ?i", "(?:j(?:k|l))?m|n")
    found = by_first_letter(forms)
    whole = re.compile(f"(?:{'|'.join(forms)})$")
    for line in ("a eg", "bd fg", "b eg", "eg", "hi", " i", "i", "jkm", "m", "n"):
        assert whole.match(line)
        assert re.match(found[line[0]], line)
    assert sorted(found) == list(" abefhijmn")
    assert re.match(found["m"], "n") is None
