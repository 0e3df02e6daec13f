"""How attributions are found by the trained tagger.

features    what the tagger is told of each word beside the word: shape, parse, quotation marks, what the rules propose
windows     words to windows of word pieces
decoding    scores of tags to spans
linking     spans to attributions
tagger      the model's session around all of these
"""
