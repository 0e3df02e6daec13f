"""How attributions are found by the trained tagger.

features    what the tagger is told of each word beside the word: shape, parse, quotation marks, what the rules propose
windows     words to windows of word pieces
decoding    scores of tags to spans
linking     spans to attributions
drafts      attributions as drafts, with what the parse tells of their cues
nested      the second pass, inside contents
tagger      the model's session around all of these
"""
