"""What is expected."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Cell, Question, Row, source
from communique.query.view import View
from communique.records.rows import Forecast


class Forecasts(Question):
    """The claims about the future; ``by`` is empty where the report itself makes them."""

    columns: ClassVar[tuple[str, ...]] = ("by", "outcome", "condition", "hedge", "likely_from", "likely_to", "horizon")

    def rows(self, view: View) -> Iterator[Row]:
        """Yield a row for each forecast."""
        for forecast in view.record.forecasts:
            yield Row(self._cells(view, forecast), (source(view, forecast),))

    def _cells(self, view: View, forecast: Forecast) -> tuple[Cell, ...]:
        low, high = forecast.likelihood or (None, None)
        condition = forecast.condition.words if forecast.condition else None
        return view.name(forecast.by), forecast.outcome.words, condition, forecast.hedge, low, high, forecast.horizon
