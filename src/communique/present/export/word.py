"""Documents of Word, as far as a brief needs them, with real footnotes. The only door to python-docx."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from communique.present.export.xmltext import held

# The first day that a ZIP archive can tell: the same document has the same bytes whenever it is written.
NO_TIME = (1980, 1, 1, 0, 0, 0)

# Footnotes with these numbers are the lines above the footnotes of a page.
_SEPARATORS = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
_SETTING = f"""<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"""

NOTE_TEXT, NOTE_REFERENCE = "footnote text", "footnote reference"


class Line:
    """A paragraph that is being written.

    Args:
        element: the paragraph.
        part: the file of the document that it is in: links are kept there.
        notes: what it can cite; None in footnotes.
    """

    def __init__(self, element: BaseOxmlElement, part: Part, notes: "Notes | None" = None) -> None:
        self._element, self._part, self._notes = element, part, notes

    def say(self, words: str, *, bold: bool = False, italic: bool = False) -> "Line":
        """Add words."""
        marks = [name for name, wanted in (("w:b", bold), ("w:i", italic)) if wanted]
        self._element.append(_run(_text(words), marks))
        return self

    def link(self, words: str, address: str) -> "Line":
        """Add words that lead to an address."""
        kept = self._part.relate_to(held(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = _made("w:hyperlink", {"r:id": kept})
        link.append(_run(_text(words), ["w:u"]))
        self._element.append(link)
        return self

    def cite(self, numbers: Sequence[int]) -> "Line":
        """Add the numbers of footnotes."""
        for place, number in enumerate(numbers):
            if place and self._notes:
                self._element.append(self._notes.reference(_text(", ")))
            for element in self._notes.cite(number) if self._notes else ():
                self._element.append(element)
        return self


class Notes:
    """The footnotes of a document. Word numbers them in the order in which they are first cited.

    Args:
        part: the file of the document that holds them.
        style: id of the style of their numbers, and of their text.
        tell: writes the footnote of a number of the brief.
    """

    def __init__(self, part: XmlPart, style: tuple[str, str], tell: Callable[[int, Line], None]) -> None:
        self._part, (self._number_style, self._text_style), self._tell = part, style, tell
        self._known: dict[int, int] = {}

    def cite(self, number: int) -> Iterable[BaseOxmlElement]:
        """Yield what stands in the text: a footnote the first time, afterwards a reference to it."""
        if number in self._known:
            shown = self._known[number]
            again = _made("w:fldSimple", {"w:instr": f" NOTEREF _Note{shown} \\f \\h "})
            again.append(self.reference(_text(str(shown))))
            yield again
            return
        shown = self._known[number] = len(self._known) + 1
        self._write(number, shown)
        yield _made("w:bookmarkStart", {"w:id": str(shown), "w:name": f"_Note{shown}"})
        yield self.reference(_made("w:footnoteReference", {"w:id": str(shown)}))
        yield _made("w:bookmarkEnd", {"w:id": str(shown)})

    def reference(self, element: BaseOxmlElement) -> BaseOxmlElement:
        """Return a run that looks like the number of a footnote."""
        return _run(element, style=self._number_style)

    def _write(self, number: int, shown: int) -> None:
        note, paragraph, settings = _made("w:footnote", {"w:id": str(shown)}), _made("w:p"), _made("w:pPr")
        settings.append(_made("w:pStyle", {"w:val": self._text_style}))
        paragraph.append(settings)
        paragraph.append(self.reference(_made("w:footnoteRef")))
        self._tell(number, Line(paragraph, self._part).say(" "))
        note.append(paragraph)
        self._part.element.append(note)


class Word:
    """A document that is being written.

    Args:
        title: of the document.
        tell: writes the footnote of a number.
    """

    def __init__(self, title: str, tell: Callable[[int, Line], None]) -> None:
        self._document = Document()
        known = self._document.core_properties
        known.title, known.author, known.comments = title, "Communiqué", ""
        self._notes = Notes(self._footnotes(), self._styles(), tell)
        self._document.add_heading(title, 0)

    def heading(self, words: str, level: int) -> None:
        """Add a heading."""
        self._document.add_heading(held(words), level)

    def line(self, style: str = "Normal") -> Line:
        """Add a paragraph in one of Word's styles: ``List Bullet``."""
        return Line(self._document.add_paragraph(style=style)._p, self._document.part, self._notes)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Callable[[Line], object]]]) -> None:
        """Add a table.

        Args:
            header: the names of the columns; repeated on each page.
            rows: what writes each cell.
        """
        table = self._document.add_table(rows=1, cols=len(header), style="Table Grid")
        table.rows[0]._tr.get_or_add_trPr().append(_made("w:tblHeader"))
        for cell, name in zip(table.rows[0].cells, header, strict=True):
            self._cell(cell.paragraphs[0]._p).say(name, bold=True)
        for row in rows:
            for cell, write in zip(table.add_row().cells, row, strict=True):
                write(self._cell(cell.paragraphs[0]._p))

    def _cell(self, element: BaseOxmlElement) -> Line:
        return Line(element, self._document.part, self._notes)

    def saved(self) -> bytes:
        """Return the file."""
        file = io.BytesIO()
        self._document.save(file)
        return _timeless(file)

    def _styles(self) -> tuple[str, str]:
        """Add the styles of footnotes, which the template lacks, and return the ids of their number and text."""
        number = self._document.styles.add_style(NOTE_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        number.font.superscript = True
        text = self._document.styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.font.size, text.paragraph_format.space_after = Pt(9), Pt(2)
        return number.style_id, text.style_id

    def _footnotes(self) -> XmlPart:
        """Add the file that holds the footnotes."""
        whole, name = self._document.part.package, PackURI("/word/footnotes.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_SEPARATORS), whole)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        # The schema has a place for each setting.
        self._document.settings.element.find(qn("w:compat")).addprevious(parse_xml(_SETTING))
        return part


def _made(name: str, attributes: dict[str, str] | None = None) -> BaseOxmlElement:
    return OxmlElement(name, {qn(key): value for key, value in (attributes or {}).items()})


def _text(words: str) -> BaseOxmlElement:
    element = _made("w:t", {"xml:space": "preserve"})
    element.text = held(words)
    return element


def _run(element: BaseOxmlElement, marks: Iterable[str] = (), style: str = "") -> BaseOxmlElement:
    """Return a run with one element in it; an underline is a single one."""
    run, settings = _made("w:r"), _made("w:rPr")
    if style:
        settings.append(_made("w:rStyle", {"w:val": style}))
    for mark in marks:
        settings.append(_made(mark, {"w:val": "single"} if mark == "w:u" else None))
    if len(settings):
        run.append(settings)
    run.append(element)
    return run


def _timeless(file: io.BytesIO) -> bytes:
    """Return an archive without the time at which it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(written, "w") as new:
        for name in archive.namelist():
            new.writestr(zipfile.ZipInfo(name, NO_TIME), archive.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
