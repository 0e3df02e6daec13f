"""What is found by its words, and what of the record the index has."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.errors import UsageError
from communique.records.decisions import Decision, last_batch, undone_batch
from communique.records.rows import Reading
from communique.store.database import Store
from communique.store.reviewing import anchor
from communique.store.searching import Term, match, terms
from store.samples import full, plain

RIVER = (
    "The dam holds the river.",
    "Talks on the river dam fail.",
    "Talks about rice.",
    "Élan at the cease-fire talks!",
)


@pytest.fixture(scope="module")
def river() -> Iterator[Store]:
    """A record in memory with the sentences of RIVER."""
    with Store.open(None) as store:
        store.add(plain("river", *(("state:fre", words, "support") for words in RIVER)), "one")
        yield store


def ask(store: Store, typed: str) -> list[str]:
    """Return the words of the statements that are found."""
    query = "SELECT words FROM main.statement_words WHERE statement_words MATCH ? ORDER BY rowid"
    return [row[0] for row in store._connection.execute(query, (match(terms(typed)),))]


# What is typed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("river", [0, 1]),
        ("RIVERS", [0, 1]),
        ("river talks", [1]),
        ('"river dam"', [1]),
        ("“river dam”", [1]),
        ("”the river“", [0, 1]),
        ('"river dam', [1]),
        ("river -talks", [0]),
        ('talks -"river dam" -rice', [3]),
        ("talks -“river dam”", [2, 3]),
        ("ri*", [0, 1, 2]),
        ("talks -ri*", [3]),
        ('"the ri"*', [0, 1]),
        ("talks -“the ri”*", [2, 3]),
        ("elan", [3]),
        ("cease-fire", [3]),
        ("ceasefire", []),
        ("-ri* cease fire", [3]),
        ("river !!! … —", [0, 1]),
        ("river _ __", [0, 1]),
        ("river - *", [0, 1]),
        ("AND", []),
        ("river OR rice", []),
        ("NEAR(river dam)", []),
        ("words:river", []),
        ("(river)", [0, 1]),
        ("river\0dam", [0, 1]),
        ("river\udce9", [0, 1]),
    ],
)
def test_what_is_found(river: Store, typed: str, found: list[int]) -> None:
    """Words, phrases in straight and curly quotation marks, exclusions and beginnings; all else is words."""
    assert ask(river, typed) == [RIVER[n] for n in found]


@pytest.mark.parametrize(
    "typed", ["", " ", "-river", '-"river dam" -talks', "…", "_", "*", '"', "“”", '"-', "\0", "\udce9"]
)
def test_nothing_to_look_for_is_answered(typed: str) -> None:
    """Without a word that is wanted, the answer says what can be typed."""
    with pytest.raises(UsageError, match="cease fire"):
        match(terms(typed))


pieces = st.one_of(
    st.sampled_from("\"“”„«'-*(){}:^+,.;%\\ \t\n\0\udce9_🌊é\u0301\u200b—"),
    st.sampled_from(("AND", "OR", "NOT", "NEAR", "NEAR(", "words:", "rowid", "river", "dam", " ", " -", "**")),
)
typed_texts = st.one_of(st.text(), st.text(st.characters()), st.lists(pieces, max_size=30).map("".join))


@settings(max_examples=400, deadline=None)
@given(typed_texts)
def test_whatever_is_typed_can_be_asked(river: Store, typed: str) -> None:
    """SQLite never sees an error of syntax: there is an answer, or the user is told what to type."""
    try:
        asked = match(terms(typed))
    except UsageError:
        return
    for table in ("statement_words", "report_words"):
        river._connection.execute(f"SELECT rowid FROM main.{table} WHERE {table} MATCH ?", (asked,)).fetchall()


def test_long_lists_can_be_asked(river: Store) -> None:
    """A page of words, all wanted or all left out, is not too much."""
    many = [f"word{n}" for n in range(2000)]

    assert ask(river, "river " + " ".join(f"-{word}" for word in many)) == list(RIVER[:2])
    assert ask(river, "river " + " ".join(many)) == []
    assert ask(river, '"' + "river " * 2000 + '"') == []


def test_exclusions_go_with_all_that_is_wanted(river: Store) -> None:
    """Where the exclusion stands does not matter."""
    for typed in ("talks river -rice -fail", "-fail talks -rice river", "talks -fail river -rice"):
        assert ask(river, typed) == []
    assert ask(river, "-about -élan talks river") == [RIVER[1]]


words = st.sampled_from(["dam", "river", "rice", "talk", "ri"])
wanted_terms = st.builds(
    Term, st.lists(words, min_size=1, max_size=3).map(" ".join), excluded=st.booleans(), begins=st.booleans()
)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)


def write_out(term: Term, marks: str) -> str:
    """Return a term as a user types it."""
    quoted = f"{marks[0]}{term.words}{marks[1]}" if " " in term.words else term.words
    return "-" * term.excluded + quoted + "*" * term.begins


def holds(text: str, term: Term) -> bool:
    """Tell whether a text has a word or phrase, without regard to exclusion."""
    given, wanted = text.split(), term.words.split()
    last = len(wanted) - 1

    def fits(at: int) -> bool:
        part = given[at : at + len(wanted)]
        return len(part) == len(wanted) and all(
            word.startswith(want) if term.begins and n == last else word == want
            for n, (word, want) in enumerate(zip(part, wanted, strict=True))
        )

    return any(map(fits, range(len(given))))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(texts, min_size=1, max_size=5, unique=True),
    st.lists(wanted_terms, min_size=1, max_size=4).filter(lambda known: not all(one.excluded for one in known)),
    st.sampled_from(['""', "“”", "””"]),
)
def test_what_is_asked_is_what_is_found(given: list[str], known: list[Term], marks: str) -> None:
    """What is typed is read as it is meant, and found are the texts with all that is wanted and nothing left out."""
    typed = " ".join(write_out(term, marks) for term in known)
    assert terms(typed) == tuple(known)

    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'porter unicode61')")
        connection.executemany("INSERT INTO found VALUES (?)", [(text,) for text in given])
        rows = connection.execute("SELECT words FROM found WHERE found MATCH ? ORDER BY rowid", (match(known),))
        texts = [row[0] for row in rows]
    connection.close()

    assert texts == [text for text in given if all(holds(text, term) != term.excluded for term in known)]


# What is indexed


def whole(store: Store) -> None:
    """Check that the index has exactly the texts and statements of the record."""
    run = store._connection.execute
    expected, reports = [], []
    for report in store.reports():
        reading = store.reading(report.id)
        assert reading is not None
        reports.append((report.id, report.title, report.text))
        expected += [
            (
                report.id, seq, one.id, " … ".join(part.words for part in one.content), one.act, one.form,
                one.speaker.actor if one.speaker else None, (one.said_on or report.published),
            )
            for seq, one in enumerate(reading.statements)
        ]  # fmt: skip
    found = run(
        "SELECT report, seq, statement, words, act, form, speaker, day FROM main.searchable AS one "
        "JOIN main.statement_words AS told ON told.rowid = one.number ORDER BY report, seq"
    )
    known = [(*row[:7], date.fromisoformat(row[7]) if row[7] else None) for row in found]
    texts = run(
        "SELECT report, told.title, told.text FROM main.searchable AS one "
        "JOIN main.report_words AS told ON told.rowid = one.number WHERE seq = -1 ORDER BY report"
    )
    assert known == sorted(expected)
    assert [tuple(row) for row in texts] == sorted(reports)
    # Nothing is left over, and the index fits its texts.
    assert run("SELECT count(*) FROM main.searchable").fetchone()[0] == len(expected) + len(reports)
    for table, count in (("statement_words", len(expected)), ("report_words", len(reports))):
        assert run(f"SELECT count(*) FROM main.{table}").fetchone()[0] == count
        run(f"INSERT INTO main.{table} ({table}) VALUES ('integrity-check')")


def decide(store: Store, reading: Reading, n: int, act: str | None = None) -> None:
    """Reject a statement, or say what its act is."""
    row = reading.statements[n]
    place = anchor(reading.report.id, reading.report.text, row)
    if act is None:
        store.decide(Decision(0, "reject", anchor=place))
    else:
        store.decide(Decision(0, "edit", anchor=place, field="act", value=f'"{act}"'))


def test_the_index_follows_reports_and_decisions() -> None:
    """After adding, deciding, taking back and reading again, the index has what the record shows and nothing else."""
    given, other = full(), plain("b", ("state:fre", "Rice is dear.", "support"))
    steps = []
    with Store.open(None) as store:

        def step(*typed: str) -> None:
            whole(store)
            steps.append([len(ask(store, one)) for one in typed])

        store.add(given, "one")
        step("rice", "light")
        store.add(other, "one")
        step("rice", "light")
        decide(store, given, 2)  # “Sylvania sent 40 tonnes of rice”
        step("rice", "light")
        decide(store, given, 1, "plan")  # “The dam is just … It brings light”
        step("rice", "light")
        for undos in (last_batch, last_batch, undone_batch):
            store.decide(*(Decision(0, "undo", undoes=one.number) for one in undos(store.decisions())))
            step("rice", "light")
        store.add(replace(given, statements=given.statements[2:]), "two")
        step("rice", "light")
        store.add(given, "three")
        step("rice", "light")

    assert steps == [[1, 1], [2, 1], [1, 1], [1, 1], [1, 1], [2, 1], [1, 1], [1, 0], [1, 1]]


def test_reports_are_found_by_title_and_text(river: Store) -> None:
    """A rejected statement's words are still those of the report."""
    given = full()
    with Store.open(None) as store:
        store.add(given, "one")
        decide(store, given, 2)
        query = "SELECT count(*) FROM main.report_words WHERE report_words MATCH ?"

        assert store._connection.execute(query, (match(terms("freedonia defends")),)).fetchone()[0] == 1
        assert store._connection.execute(query, (match(terms("tonnes of rice")),)).fetchone()[0] == 1
        assert ask(store, "rice") == []


def test_who_is_looked_for_is_who_the_record_says() -> None:
    """The index has the actors as the record knows them, after decisions about rows too."""
    given = full()
    moss, known = "person:ida-moss", "person:ida-moss-fre"
    with Store.open(None) as store:
        store.add(given, "one")
        query = "SELECT count(*) FROM main.searchable WHERE speaker = ?"
        counts = [store._connection.execute(query, (moss,)).fetchone()[0]]
        store.identify([(given.report.id, moss, known, None)])
        counts.append(store._connection.execute(query, (known,)).fetchone()[0])
        decide(store, given, 2)
        counts.append(store._connection.execute(query, (known,)).fetchone()[0])
        store.identify([])
        counts.append(store._connection.execute(query, (moss,)).fetchone()[0])

    assert counts == [3, 3, 2, 2]
