"""The weekly sheet as a page to print, and as PDF where this computer can make one."""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template

from intake.desk.trail.sheet import sheet_of
from intake.desk.trail.sheet_page import STYLES, content, pdf
from intake.desk.web.service import open_desk
from intake.pdf import pdf_possible


def sheets(room: Blueprint) -> None:
    """One sheet, by the entry that it was made with."""

    @room.get("/sheets/<int:number>")
    def sheet(number: int) -> str:
        made = sheet_of(open_desk(), number)
        shown = content(made, g.language)
        return render_template("audit/sheet.html", sheet=made, content=shown, pdf_possible=pdf_possible())

    @room.get("/sheets/<int:number>.pdf")
    def sheet_pdf(number: int) -> Response:
        data = pdf(sheet_of(open_desk(), number), g.language)
        answer = Response(data, mimetype="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="audit-sheet-{number}.pdf"'
        return answer

    @room.get("/sheet.css")
    def styles() -> Response:
        return Response(STYLES.read_text(encoding="utf-8"), mimetype="text/css")
