"""The errors of this package, one tree.

CommuniqueError
├── UsageError            the call is wrong: an unknown option value, a missing file named on the command line
│   ├── CodebookError     a codebook file does not follow the format
│   └── ActorsError       a file of actors does not follow the format
├── InputError            one input cannot be read; the other inputs go on
│   ├── NotText           binary data, or an encoding that cannot be told
│   ├── NotAReport        readable, yet without text to read: empty, only markup, too short, too large
│   ├── UnsupportedLanguage   not English
│   └── StageFault        a stage failed on it: a fault of this program
├── ModelError            a model of the package is missing or damaged
└── StoreError            the record file cannot be used: not ours, newer than this program, locked, disk full

Every message names the value, says what was expected and the way out.
"""


class CommuniqueError(Exception):
    """Root of all errors that this package raises on purpose."""


class UsageError(CommuniqueError):
    """The call itself is wrong (exit status 2)."""


class CodebookError(UsageError):
    """A codebook file does not follow the format."""


class ActorsError(UsageError):
    """A file of actors does not follow the format."""


class InputError(CommuniqueError):
    """One input cannot be read (exit status 1); the rest of the batch goes on.

    Args:
        source: where the input came from, as the user named it.
        problem: what is wrong, in one clause.
        way_out: what the user can do, in one sentence.
    """

    def __init__(self, source: str, problem: str, way_out: str) -> None:
        super().__init__(f"{source}: {problem}. {way_out}")
        self.source = source
        self.problem = problem
        self.way_out = way_out

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        return type(self), (self.source, self.problem, self.way_out)


class NotText(InputError):
    """Binary data, or text in an encoding that cannot be told."""


class NotAReport(InputError):
    """Readable, but there is no report in it."""


class UnsupportedLanguage(InputError):
    """A report in a language that the stages do not read."""


class StageFault(InputError):
    """A stage raised an unexpected error on this report."""


class ModelError(CommuniqueError):
    """A model that comes with the package is missing or damaged."""


class StoreError(CommuniqueError):
    """The record file cannot be used."""
