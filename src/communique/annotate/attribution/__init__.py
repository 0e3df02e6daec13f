"""How attributions are found by rules over the parse and the quotation marks.

cues        which words report, and what their content could be
sources     who says it
contents    which words are theirs
quoting     quotations: whole ones, several ones, and those that go on in the next paragraph
nesting     what one says that another says; speakers who go on
layout      transcripts and attribution lines
"""
