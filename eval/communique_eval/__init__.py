"""The scoreboard: gold data, metrics, one scorer for each stage, and the floors that no change may fall below."""
