"""Help in plain words: ``FILE…`` and ``YYYY-MM-DD``, not the types of the program."""

from typing import Any

from typer.core import TyperCommand


class PlainCommand(TyperCommand):
    """A command whose usage and help name values as a reader writes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if parameter.metavar is None and not getattr(parameter, "is_flag", False):
                parameter.metavar = _word(parameter)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands after the command's name: ``[OPTIONS] FILE…``."""
        arguments = (parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "argument")
        return ["[OPTIONS]", *(str(argument.metavar) for argument in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, each with what it is for."""
        for kind, heading in (("argument", "Arguments"), ("option", "Options")):
            records = [(one, one.get_help_record(ctx)) for one in self.get_params(ctx) if one.param_type_name == kind]
            lines = [(one.metavar if kind == "argument" else record[0], record[1]) for one, record in records if record]
            if lines:
                with formatter.section(heading):
                    formatter.write_dl(lines)


def _word(parameter: Any) -> str:
    """Return what to call the value of an argument or an option."""
    kind = parameter.type_descriptor
    if parameter.param_type_name == "argument":
        return str(parameter.name).upper()
    if kind.is_choice:
        return "|".join(map(str, kind.choices))
    return "FILE" if kind.is_path else "TEXT"
