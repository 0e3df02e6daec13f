"""What the model suggests in sentences of real news, against codes of our own."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import communique
from communique import coding
from communique_eval import news
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.news import Article, Spoken

# From here on a suggestion is shown as likely, as in `suggestions`.
LIKELY, FIRST = 0.5, 3

# Letters and digits at the beginning of two contents that must be the same for them to be of one statement.
LETTERS = 30

Coded = tuple[str, str]


class NewsScorer(Scorer):
    """Issue and side, party aside, of who speaks in a sentence, holder given; silence where the reader coded nothing.

    One sentence or attribution is asked about at a time, with the sentence before. A ``mixed`` code is met by either
    side. Of whole articles, read as a user's are, the codings of the record are compared too. Figures that name no part
    are of fold 2 of MPQA, by which the model's epochs were chosen; no error of the unread articles is listed, so that
    they stay unread.
    """

    about = "codings suggested in real news of 2001-02 (MPQA, fold 2) and 2015-16 (PolNeAR), codes of our own"
    needs = ("mpqa", "polnear-more")

    def run(self, gold: Gold) -> Scores:
        """Ask the model about everybody who speaks."""
        asked = [_asked(one) for one in news.spoken(gold.folder, news.HELD_OUT)]
        rows, figures = [row for one in asked for row in _wrong(one)], [*_figures(asked, "")]
        digest = hashlib.sha256(gold.sha256(self.needs).encode())
        digest.update(news.HELD_OUT.read_bytes())
        for codes, part in ((news.ARTICLES, ", 2015-16"), (news.UNREAD, ", unread")):
            articles = list(news.articles(gold.folder, codes))
            later = [_asked(one) for article in articles for one in news.attributed(article)]
            coded = [_coded(article) for article in articles]
            digest.update(codes.read_bytes())
            figures += *_figures(later, part), *_of_record(coded, part)
            if codes != news.UNREAD:
                rows += [row for one in later for row in _wrong(one)]
                rows += [{**row, "kind": "coded and wrong"} for one in coded for row in one.wrong]
        rows.sort(key=lambda row: (row["kind"], row["words"], row["holder"], row["gold"]))
        return Scores(tuple(figures), tuple(rows), digest.hexdigest())


@dataclass(frozen=True)
class _Asked:
    """A sentence with the codes that are right there, the first suggestions, and those of them that are likely."""

    spoken: Spoken
    right: frozenset[Coded]
    first: tuple[Coded, ...]
    likely: tuple[Coded, ...]


def _asked(one: Spoken) -> _Asked:
    found = coding.suggest(one.words, one.holder, one.context)
    sides = {(issue, side) for issue, side in one.codes.items() if side != "mixed"}
    either = {(issue, side) for issue in one.codes for side in ("support", "oppose") if one.codes[issue] == "mixed"}
    first = tuple((each.issue, each.stance) for each in found[:FIRST])
    likely = tuple((each.issue, each.stance) for each in found if each.likelihood >= LIKELY)
    return _Asked(one, frozenset(sides | either), first, likely)


@dataclass(frozen=True)
class _Coded:
    """What the record codes in an article: how many codings, which are wrong, and of how many codes how many it has."""

    codings: int
    wrong: tuple[Row, ...]
    found: int
    there: int


def _coded(article: Article) -> _Coded:
    """Read an article as a user's and compare; statements meet attributions by the words of their contents."""
    said = [{_letters(article.text[first:last]) for first, last in one["content"]} for one in article.attributions]
    codings, wrong, found = 0, list[Row](), set[tuple[int, str]]()
    for statement in communique.read(article.text).statements:
        words = " … ".join(part.words for part in statement.content)
        own = {_letters(part.words) for part in statement.content}
        same = [i for i, other in enumerate(said) if any(_overlap(one, each) for one in own for each in other)]
        for each in statement.codings:
            issue, codings = each.issue.id.partition(":")[0], codings + 1
            sides = {"support", "oppose", "mixed"} if each.stance == "mixed" else {each.stance, "mixed"}
            right = {(i, issue) for i in same if article.codes[i].get(issue) in sides}
            found |= right
            if not right:
                holder = statement.speaker.actor or "" if statement.speaker else ""
                told = f"{issue} {each.stance}"
                wrong.append({"holder": holder, "words": words, "suggested": " > ".join(each.because), "gold": told})
    return _Coded(codings, tuple(wrong), len(found), sum(map(len, article.codes)))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one[:LETTERS] in other or other[:LETTERS] in one)


def _of_record(coded: Sequence[_Coded], part: str) -> Iterator[Figure]:
    codings = sum(one.codings for one in coded)
    wrong = sum(len(one.wrong) for one in coded)
    yield Figure.share(f"right of codings in the record{part}", codings - wrong, codings)
    there = sum(one.there for one in coded)
    yield Figure.share(f"found of codes there{part}", sum(one.found for one in coded), there)


def _figures(asked: Sequence[_Asked], part: str) -> Iterator[Figure]:
    there = sum(len(one.spoken.codes) for one in asked)
    yield Figure.share(f"among the first {FIRST}{part}", sum(len(_issues(one.first, one)) for one in asked), there)
    likely = [(one, code) for one in asked for code in one.likely]
    yield Figure.share(f"right of likely ones{part}", sum(code in one.right for one, code in likely), len(likely))
    silent = [one for one in asked if not one.right]
    yield Figure.share(f"silent where nothing is coded{part}", sum(not one.likely for one in silent), len(silent))


def _issues(given: Sequence[Coded], one: _Asked) -> set[str]:
    """Return the issues on which a suggestion is right."""
    return {code[0] for code in given if code in one.right}


def _wrong(one: _Asked) -> Iterator[Row]:
    told = "; ".join(" ".join(code) for code in one.first)
    base = {"holder": one.spoken.holder, "words": one.spoken.words, "suggested": told}
    for issue in sorted(one.spoken.codes.keys() - _issues(one.first, one)):
        yield {"kind": "not offered", "gold": f"{issue} {one.spoken.codes[issue]}", **base}
    for code in one.likely:
        if code not in one.right:
            yield {"kind": "likely and wrong", "gold": " ".join(code), **base}
