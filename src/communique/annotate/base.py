"""What every stage promises."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from communique.core.settings import Settings
from communique.records.document import Document, Layer


class Annotator(ABC):
    """A stage: a callable from a document to one layer.

    A stage is built once per process, can be pickled, leaves the document unchanged and gives the same layer for the
    same document every time.

    Attributes:
        version: raised whenever the stage's results may change; part of each row's origin.
        needs: layers that must be there before.
        gives: the layer that it returns.
    """

    version: ClassVar[int]
    needs: ClassVar[tuple[Layer[Any], ...]] = ()
    gives: ClassVar[Layer[Any]]

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @property
    def origin(self) -> str:
        """What else the results came from, such as a model's hash; part of each row's origin."""
        return ""

    @abstractmethod
    def __call__(self, document: Document) -> Any:
        """Return the layer that this stage gives."""
