import json

import pytest

from communique.core.errors import UsageError
from communique_eval import gum, polnear
from communique_eval.gold import Gold
from communique_eval.metrics import Triple

TEXT = "Marta Orlova said the talks failed."


def write(folder, name, text):
    """Write a file of the gold folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_folder_is_named_by_the_call_or_the_environment(tmp_path):
    """The call goes before the environment."""
    other = tmp_path / "other"
    other.mkdir()

    assert Gold.find(None, {"COMMUNIQUE_GOLD": str(tmp_path)}).folder == tmp_path
    assert Gold.find(other, {"COMMUNIQUE_GOLD": str(tmp_path)}).folder == other


@pytest.mark.parametrize("environment", [{}, {"COMMUNIQUE_GOLD": ""}, {"COMMUNIQUE_GOLD": "/no/such/folder"}])
def test_without_a_folder_the_way_out_is_named(environment):
    """The message says how to name the folder."""
    with pytest.raises(UsageError, match=r"--gold DIR or .*COMMUNIQUE_GOLD"):
        Gold.find(None, environment)


def test_missing_files_are_listed(tmp_path):
    """Each file that is not there is named, those that are there are not."""
    write(tmp_path, "gum/attributions.jsonl", "")

    assert Gold(tmp_path).missing(["polnear-articles", "gum"]) == ("polnear/polnear_dev.jsonl", "gum/conllu")


def test_the_hash_follows_the_bytes_of_the_set(tmp_path):
    """One changed byte in a set changes its hash, a file outside it does not."""
    write(tmp_path, "polnear/polnear_dev.jsonl", "{}")
    before = Gold(tmp_path).sha256(["polnear-articles"])
    write(tmp_path, "polnear/other.jsonl", "{}")
    beside = Gold(tmp_path).sha256(["polnear-articles"])
    write(tmp_path, "polnear/polnear_dev.jsonl", "{ }")

    assert beside == before
    assert Gold(tmp_path).sha256(["polnear-articles"]) != before


def test_articles_are_read_with_their_ranges(tmp_path):
    """Missing roles are empty, a row without content is left out."""
    attributions = [
        {"id": "E1", "source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 34]]},
        {"id": "E2", "source": [], "cue": [[13, 17]], "content": [[28, 34], [18, 27]]},
        {"id": "E3", "source": [], "cue": [], "content": []},
    ]
    row = {"doc": "one", "annotator": "a", "primary": True, "text": TEXT, "attributions": attributions}
    write(tmp_path, polnear.ARTICLES, json.dumps(row) + "\n\n")
    (article,) = polnear.articles(Gold(tmp_path))

    assert article.attributions == (
        Triple(((0, 12),), ((13, 17),), ((18, 34),)),
        Triple((), ((13, 17),), ((18, 27), (28, 34))),
    )


def test_tagged_paragraphs_are_read(tmp_path):
    """Tokens and labels keep their order."""
    row = {"id": "one_a", "tokens": ["She", "agreed"], "labels": ["B-source", "B-cue"], "pos": [], "ner": []}
    write(tmp_path, polnear.PARAGRAPHS, json.dumps(row))
    (paragraph,) = polnear.paragraphs(Gold(tmp_path))

    assert paragraph == polnear.TaggedParagraph("one_a", ("She", "agreed"), ("B-source", "B-cue"))


CONLLU = """\
# newpar
# newpar_block = p (2 s)
# sent_id = one-1
1	Marta	Marta	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-x-cf1-1-coref-Marta_Orlova
2	Orlova	Orlova	PROPN	NNP	_	1	flat	_	Entity=1)
3-4	hadn't	_	_	_	_	_	_	_	_
3	had	have	VERB	VBD	_	0	root	_	_
4	n't	not	PART	RB	_	3	advmod	_	_
5	"	"	PUNCT	``	_	6	punct	_	SpaceAfter=No
6	agreed	agree	VERB	VBN	_	3	ccomp	_	SpaceAfter=No
7	"	"	PUNCT	''	_	6	punct	_	SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = one-2
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-x-cf1-1-ana-Marta_Orlova)
2	spoke	speak	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newpar
# newpar_block = figure (1 s) | caption (1 s)
# sent_id = one-3
1	Image	image	NOUN	NN	_	0	root	_	_
2	Orlova	Orlova	PROPN	NNP	_	1	appos	_	Entity=(1-person-giv-x-cf1-1-coref-Marta_Orlova)
"""


def gum_row(source, first, last, **more):
    """Return one line of the rows: a source with its tokens, first and last."""
    row = {"doc": "one", "genre": "news", "source": source, "source_tok": [first, last]}
    return json.dumps({**row, "entity_type": "person", "chain_size": 3, "wiki": "Marta_Orlova", **more})


def test_gum_texts_are_written_as_printed(tmp_path):
    """Contractions and marks are glued, paragraphs stand apart, and every word keeps its place."""
    write(tmp_path, gum.ROWS, gum_row("She", 8, 8))
    write(tmp_path, "gum/conllu/one.conllu", CONLLU)
    (text,) = gum.texts(Gold(tmp_path), ("news",))

    assert text.text == 'Marta Orlova hadn\'t "agreed". She spoke.\n\nImage Orlova'
    assert [text.text[start:end] for start, end in text.ranges] == [word.form for word in text.words]


def test_gum_sources_bring_their_chain(tmp_path):
    """A pronoun's chain has the mentions that name it; other genres are not read."""
    write(tmp_path, gum.ROWS, gum_row("She", 8, 8) + "\n" + gum_row("She", 8, 8, genre="speech", doc="two"))
    write(tmp_path, "gum/conllu/one.conllu", CONLLU)
    (text,) = gum.texts(Gold(tmp_path), ("news",))
    (source,) = text.sources

    assert source.wiki == "Marta Orlova"
    assert [(one.first, one.last) for one in source.chain] == [(0, 2), (8, 9), (12, 13)]
    assert text.text[slice(*text.characters(source.place))] == "She"


def test_gum_leaves_out_what_cannot_be_asked(tmp_path):
    """Captions, sources in several pieces and sources without a chain are no rows."""
    rows = [gum_row("Orlova", 12, 12), gum_row("Marta spoke", 0, 9), gum_row("She", 8, 8, chain_size=7)]
    write(tmp_path, gum.ROWS, "\n".join(rows))
    write(tmp_path, "gum/conllu/one.conllu", CONLLU)
    (text,) = gum.texts(Gold(tmp_path), ("news",))

    assert text.sources == ()
