"""The trained models that come with the package: sessions, word pieces, manifests.

A folder here is one model: ``model.onnx``, ``vocab.txt``, ``manifest.json`` and its card.
"""
