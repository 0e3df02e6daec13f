from communique.records.evidence import Evidence
from communique.records.layers import Attribution
from communique_eval.metrics import Triple
from communique_eval.pipeline import triples


def at(start, end):
    """Return evidence at a range."""
    return Evidence(start, end, "x" * (end - start))


def test_found_attributions_take_the_shape_of_the_gold():
    """Missing source and several ranges of content are kept as they are."""
    rows = (
        Attribution(at(0, 4), at(5, 9), (at(10, 20), at(25, 30)), "mixed", "say"),
        Attribution(None, at(40, 50), (at(51, 60),), "indirect", "report"),
    )

    assert triples(rows) == (
        Triple(((0, 4),), ((5, 9),), ((10, 20), (25, 30))),
        Triple((), ((40, 50),), ((51, 60),)),
    )


def test_nested_attributions_are_left_out():
    """The gold has the outermost attribution only."""
    rows = (
        Attribution(at(0, 4), at(5, 9), (at(10, 40),), "indirect", "say"),
        Attribution(at(15, 19), at(20, 25), (at(26, 40),), "indirect", "deny", reported_by=0),
    )

    assert triples(rows) == (Triple(((0, 4),), ((5, 9),), ((10, 40),)),)


def test_a_quotation_that_goes_on_belongs_to_the_one_with_the_cue():
    """Over two steps the content joins the first attribution; one with a cue of its own stays by itself."""
    rows = (
        Attribution(at(0, 4), at(5, 9), (at(10, 20),), "direct", "say"),
        Attribution(None, None, (at(30, 40),), "direct", "", continues=0),
        Attribution(None, None, (at(50, 60),), "direct", "", continues=1),
        Attribution(None, at(70, 75), (at(76, 90),), "direct", "add", continues=2),
    )

    assert triples(rows) == (
        Triple(((0, 4),), ((5, 9),), ((10, 20), (30, 40), (50, 60))),
        Triple((), ((70, 75),), ((76, 90),)),
    )


def test_a_quotation_without_any_cue_is_a_row_of_its_own():
    """Words that stand alone in quotation marks, going on from nothing, are kept."""
    rows = (Attribution(None, None, (at(0, 9),), "direct", ""),)

    assert triples(rows) == (Triple((), (), ((0, 9),)),)
