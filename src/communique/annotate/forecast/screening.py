"""What tells a forecast from a plan, a promise, a threat, a demand, a description and what might have been."""

from communique.annotate.forecast.candidate import Candidate, subject
from communique.annotate.forecast.voices import Voice, sides
from communique.annotate.forecast.wording import horizon
from communique.lexicons import actors
from communique.lexicons.forecasts import words
from communique.records.syntax import Span, Syntax, Token

FIRST_PERSON = {"i", "we", "us", "me"}
THIRD_PERSON = {"he", "she", "they", "it"}
GOVERNING = ("ccomp", "xcomp", "conj", "acl", "advcl", "relcl", "pcomp", "prep", "pobj", "dobj", "attr", "acomp")
PEOPLE = {"PERSON", "ORG", "GPE", "NORP"}


class Screen:
    """Decides on the candidates of one report."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax

    def passes(self, candidate: Candidate, voice: Voice | None, condition: Span | None) -> bool:
        """Tell whether a clause is a forecast.

        Args:
            candidate: the clause.
            voice: who says it; None for the reporter.
            condition: the tokens of the condition that goes with it.
        """
        if voice is not None and not self._may_foretell(voice):
            return False
        if self._supposed(candidate, voice, condition) or self._elliptic(candidate):
            return False
        if self._counterfactual(candidate) or self._open_question(candidate) or self._subordinate(candidate, voice):
            return False
        if candidate.named:
            return voice is not None
        if self._willed(candidate, voice):
            return False
        conditional = condition is not None
        if candidate.strength == "judged" or candidate.foretold:
            return self._judged(candidate, voice, conditional)
        if self._generic(candidate):
            return False
        if candidate.strength == "open":
            return self._open(candidate, voice, conditional)
        return self._bare(candidate, voice, conditional)

    def _may_foretell(self, voice: Voice) -> bool:
        return (
            not voice.negated
            and voice.pronoun != "you"
            and voice.act in words("act")
            and voice.lemma.split(" ")[0] not in words("wishing")
        )

    def _supposed(self, candidate: Candidate, voice: Voice | None, condition: Span | None) -> bool:
        """Tell "if papers decided, she would win": a past tense for what is not so; in indirect speech it is plain."""
        marker = self._syntax.tokens[candidate.marker]
        if condition is None or marker.tag != "MD" or (voice is not None and not voice.direct and voice.past):
            return False
        inside = self._syntax.tokens[condition.first : condition.last]
        finite = [t for t in inside if t.tag in ("VBD", "VBZ", "VBP", "MD")]
        unreal = bool(finite) and (finite[0].tag == "VBD" or finite[0].lower in ("could", "would", "might"))
        return unreal and marker.lower not in ("will", "may", "'ll", "’ll")

    def _elliptic(self, candidate: Candidate) -> bool:
        """Tell "this one may be": nothing is said of what comes."""
        head = self._syntax.tokens[candidate.head]
        after = [t for t in self._syntax.children(head.i) if t.i > head.i and t.pos != "PUNCT"]
        return head.lemma == "be" and not after

    def _generic(self, candidate: Candidate) -> bool:
        """Tell what "you" and "anybody" meet with: a rule, no forecast."""
        inside = self._syntax.tokens[candidate.span.first : candidate.span.last]
        return any(t.lower in ("you", "one") and t.dep in ("nsubj", "nsubjpass") for t in inside)

    def _counterfactual(self, candidate: Candidate) -> bool:
        """Tell "could have fallen", "would have been"; "will have to" is none."""
        head = self._syntax.tokens[candidate.head]
        perfect = any(child.lower in ("have", "'ve", "’ve") for child in self._syntax.children(head.i, "aux"))
        return perfect and head.tag == "VBN"

    def _open_question(self, candidate: Candidate) -> bool:
        sentence = self._syntax.sentence_of(candidate.head)
        closing = self._syntax.evidence(sentence).words.rstrip("”\"'’»)")
        if closing.endswith("?"):
            return True
        first = self._syntax.subtree(candidate.head).first
        early = self._syntax.tokens[first : candidate.head]
        asking = [t for t in early if t.lower in words("asking") and t.tag in ("WP", "WRB", "WDT", "WP$")]
        whether = [t for t in self._syntax.children(candidate.head, "mark") if t.lower in words("no_condition")]
        direct = [t for t in asking if self._asks(t, candidate)]
        return bool(whether or direct)

    def _asks(self, token: Token, candidate: Candidate) -> bool:
        if token.lower == "that" and self._syntax.tokens[candidate.head].dep in ("ROOT", "ccomp"):
            return False
        found = subject(self._syntax, candidate)
        return token.head in (candidate.head, candidate.verb) or (found is not None and token.head == found.i)

    def _subordinate(self, candidate: Candidate, voice: Voice | None) -> bool:
        """Tell a clause that depends on another one in a way that takes its weight from it."""
        token = self._syntax.tokens[candidate.head]
        while token.head != token.i and token.dep in GOVERNING:
            governor = self._syntax.tokens[token.head]
            if voice is not None and self._is_cue(governor, voice):
                return False
            if self._weakens(token, governor, candidate):
                return True
            token = governor
        return False

    def _is_cue(self, token: Token, voice: Voice) -> bool:
        return token.lemma == voice.lemma.split(" ")[0] and not voice.direct

    def _weakens(self, token: Token, governor: Token, candidate: Candidate) -> bool:
        if candidate.foretold and token.i == candidate.head and token.dep in ("relcl", "acl"):
            return False
        if token.dep == "relcl":
            return candidate.strength != "judged" or token.i == candidate.head
        if token.dep == "acl":
            return governor.lemma not in words("noun_that")
        if token.dep == "advcl":
            marks = {mark.lower for mark in self._syntax.children(token.i, "mark", "advmod")}
            return bool(marks & (words("no_condition") | words("condition") | {"so", "as"}))
        if token.dep == "ccomp" and token.i > governor.i:
            return not self._seen_through(governor)
        return token.dep == "xcomp" and governor.lemma in words("wishing")

    def _seen_through(self, governor: Token) -> bool:
        """Tell whether "I think", "it is likely", "this means" leave the clause below a forecast of the same voice."""
        if governor.lemma == "be":
            return True
        if governor.lemma not in words("thinking") or self._syntax.children(governor.i, "neg"):
            return False
        subjects = self._syntax.children(governor.i, "nsubj", "expl")
        if not subjects:
            return governor.lemma in words("implying")
        return all(s.lower in FIRST_PERSON | {"it", "this", "that", "which"} for s in subjects)

    def _willed(self, candidate: Candidate, voice: Voice | None) -> bool:
        """Tell what the speaker or his side intends, and what "you" may do."""
        found = subject(self._syntax, candidate)
        if found is None:
            return candidate.strength != "judged"
        verb = self._syntax.tokens[candidate.verb]
        if found.lower == "you" or found.lemma in words("threat"):
            return True
        if self._demanded(candidate, voice, found):
            return True
        own = found.lower in FIRST_PERSON or self._same_side(found, voice)
        if candidate.strength != "judged":
            own = own or self._own_pronoun(found, voice) or self._own_body(found, voice)
        return own and not self._unwilled(candidate, verb)

    def _unwilled(self, candidate: Candidate, verb: Token) -> bool:
        """Tell "we will lose", "we will have to pay"."""
        if verb.lemma == "be":
            nouns = self._syntax.children(verb.i, "attr", "acomp")
            return candidate.strength == "judged" and bool(nouns)
        if verb.lemma == "have":
            return bool(self._syntax.children(verb.i, "xcomp"))
        return verb.lemma in words("unwilled")

    def _same_side(self, found: Token, voice: Voice | None) -> bool:
        return voice is not None and bool(sides(self._phrase(found)) & voice.sides)

    def _own_pronoun(self, found: Token, voice: Voice | None) -> bool:
        echo = voice is not None and not voice.direct and found.lower in THIRD_PERSON
        return echo and voice is not None and self._echoes(found.lower, voice)

    def _own_body(self, found: Token, voice: Voice | None) -> bool:
        """Tell "his country", "the ministry": bodies named without their state are the speaker's."""
        if voice is None or voice.expert or found.lemma not in words("own_body") or sides(self._phrase(found)):
            return False
        return self._definite(found)

    def _echoes(self, pronoun: str, voice: Voice) -> bool:
        """Tell whether a pronoun in indirect speech may mean the speaker."""
        if voice.pronoun:
            return voice.pronoun in (pronoun, "who", "which", "that")
        last = voice.source.split()[-1] if voice.source else ""
        plural = last.endswith("s") and not last.endswith("ss")
        return plural if pronoun == "they" else not plural

    def _definite(self, found: Token) -> bool:
        determiners = {t.lower for t in self._syntax.children(found.i, "det", "poss")}
        return bool(determiners & {"the", "its", "his", "her", "their", "our"})

    def _phrase(self, found: Token) -> str:
        span = self._syntax.subtree(found.i)
        last = min(span.last, found.i + 2)
        return " ".join(t.words for t in self._syntax.tokens[max(span.first, found.i - 4) : last])

    def _demanded(self, candidate: Candidate, voice: Voice | None, found: Token) -> bool:
        """Tell "expects all members to pay": a duty, not a forecast."""
        if not candidate.foretold or self._syntax.tokens[candidate.marker].lemma != "expect":
            return False
        institution = voice is None or not voice.expert
        duty = found.lemma in words("demanding")
        return institution and duty and self._syntax.tokens[candidate.verb].lemma not in words("unwilled")

    def _judged(self, candidate: Candidate, voice: Voice | None, conditional: bool) -> bool:
        """A probability tells a forecast by itself, save in a reporter's past tense."""
        head = self._syntax.tokens[candidate.head]
        past = head.tag in ("VBD",) or any(t.tag == "VBD" for t in self._syntax.children(head.i, "aux", "auxpass"))
        if past and (voice is None or voice.direct or not voice.past):
            return False
        if voice is None and not conditional and self._is_state(candidate):
            return False
        found = subject(self._syntax, candidate)
        marker = self._syntax.tokens[candidate.marker]
        if marker.tag == "MD" and (self._described(candidate) or self._attitude(candidate)) and not candidate.foretold:
            return False
        return found is None or found.lower not in ("which", "that", "who", "whatever")

    def _is_state(self, candidate: Candidate) -> bool:
        """Tell "is likely to be higher": in a reporter's words, without a time, of today."""
        verb = self._syntax.tokens[candidate.verb]
        words_of_clause = self._syntax.evidence(candidate.span)
        return verb.lemma in ("be", "have") and horizon(self._syntax.text, words_of_clause) is None

    def _open(self, candidate: Candidate, voice: Voice | None, conditional: bool) -> bool:
        """Read "could", "may", "might" as a forecast where they are neither ability, leave nor doubt of the present."""
        head, marker = self._syntax.tokens[candidate.head], self._syntax.tokens[candidate.marker]
        if marker.lower in ("may", "might") and self._conceded(candidate):
            return False
        if self._syntax.children(head.i, "neg") and marker.lower in ("could", "may") and not conditional:
            return False
        if marker.tag != "MD":
            found = subject(self._syntax, candidate)
            return marker.lemma != "threaten" or (found is not None and not self._agent(found))
        if head.lemma == "see" and not self._syntax.children(head.i, "ccomp", "xcomp"):
            return False
        if head.lemma in ("be", "have") and not conditional:
            return horizon(self._syntax.text, self._syntax.evidence(candidate.span)) is not None
        if self._syntax.children(head.i, "auxpass") and not conditional and head.lemma not in words("outcome"):
            return horizon(self._syntax.text, self._syntax.evidence(candidate.span)) is not None and voice is not None
        found = subject(self._syntax, candidate)
        if voice is None and found is not None and self._agent(found):
            return head.lemma in words("unwilled")
        if conditional or head.lemma in words("outcome"):
            return True
        return found is not None and voice is not None and not self._agent(found)

    def _conceded(self, candidate: Candidate) -> bool:
        """Tell "it may win prizes, but …"."""
        rest = self._syntax.tokens[candidate.span.last : candidate.span.last + 3]
        return any(t.lower == "but" for t in rest[:2])

    def _bare(self, candidate: Candidate, voice: Voice | None, conditional: bool) -> bool:
        """Read "will" and "would" as a forecast where nobody's plan or rule is told."""
        if self._attitude(candidate):
            return False
        if voice is None:
            return conditional and self._comes_about(candidate)
        marker = self._syntax.tokens[candidate.marker].lower
        if marker in ("would", "'d", "’d") and (voice.direct or not voice.past) and not conditional:
            return False
        if self._described(candidate) or self._arranged(candidate):
            return False
        found = subject(self._syntax, candidate)
        verb = self._syntax.tokens[candidate.verb].lemma
        if found is None or voice.expert or not self._agent(found):
            plain = conditional or voice.expert or verb in words("outcome") or voice.act in ("predict", "warn")
            return plain and not self._settled(found)
        others = bool(voice.sides and sides(self._phrase(found)))
        return verb in words("unwilled") or (others and (conditional or verb in words("outcome")))

    def _settled(self, found: Token | None) -> bool:
        """Tell "there will be no talks", said by one who decides it."""
        return found is not None and found.dep == "expl"

    def _attitude(self, candidate: Candidate) -> bool:
        """Tell "would welcome", "would be ready to"."""
        verb = self._syntax.tokens[candidate.verb]
        ready = [t for t in self._syntax.children(verb.i, "acomp") if t.lower in words("readiness")]
        judged = [t for t in self._syntax.children(verb.i, "acomp", "attr") if t.lower in words("judgement")]
        return verb.lemma in words("attitude") or bool(ready) or bool(judged)

    def _described(self, candidate: Candidate) -> bool:
        found = subject(self._syntax, candidate)
        if self._syntax.tokens[candidate.verb].lemma in words("unwilled") - {"have", "need", "remain", "be"}:
            return False
        return found is not None and found.lemma in words("describing")

    def _arranged(self, candidate: Candidate) -> bool:
        verb = self._syntax.tokens[candidate.verb]
        passive = bool(self._syntax.children(verb.i, "auxpass"))
        return passive or verb.lemma in words("arranged")

    def _comes_about(self, candidate: Candidate) -> bool:
        verb, found = self._syntax.tokens[candidate.verb], subject(self._syntax, candidate)
        if self._arranged(candidate) or self._described(candidate):
            return False
        return verb.lemma in words("outcome") or (found is not None and not self._agent(found))

    def _agent(self, found: Token) -> bool:
        """Tell whether a subject is somebody who acts at will."""
        entity = self._syntax.entity_of(found.i)
        if found.pos == "PRON":
            return found.lower not in ("it", "this", "that", "there", "what")
        if entity is not None and entity.label in PEOPLE:
            return True
        human = found.lemma in words("own_body") or found.lemma in words("person") or found.lower in actors.roles()
        return found.pos == "PROPN" or human
