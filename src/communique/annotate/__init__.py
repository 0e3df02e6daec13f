"""Report to layers: what stands where in the text. One file in ``annotators`` is one stage."""
