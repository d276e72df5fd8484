"""Checks with openpyxl what a template shows, fills it in and saves it. See README.md."""

import datetime
import sys
from pathlib import Path

import openpyxl

ONE = {
    "found": 12,
    "covered": 7.0,
    "left": 5,
    "lit": 38.3,
    "warmest": "-1,5",
    "trained.under_15.female": 1,
    "trained.15_up.female": 2,
    "trained.under_15.male": 3,
    "trained.15_up.male": 4,
    "staff": 3,
    "begun_on": datetime.date(2025, 2, 1),
    "obstacles": "Đường đi khó,\nmưa lớn",
}
ROWS = [
    {"villages.village": "Nà Tấu", "villages.households": 120, "villages.online": 80,
     "villages.powered": "نعم", "villages.zone": "صعبة", "villages.commune": "00004"},
    {"villages.village": "2025", "villages.households": "1250", "villages.powered": True},
]
MANY = {"00004": {"found": 4, "covered": 4}, "00006": {"found": 6, "lit": 0.1 + 0.2}}


def head(sheet, mark):
    """The row of codes, and columns by code."""
    for row in sheet.iter_rows():
        codes = {cell.value: cell.column for cell in row if isinstance(cell.value, str)}
        if mark in codes:
            return row[0].row, codes
    sys.exit(f"{sheet.title}: no {mark}")


def check(book, first, units):
    sheet = book.worksheets[0]
    for own in book.worksheets[:2]:
        assert own.protection.sheet, f"{own.title} is not locked"
        assert own.sheet_view.rightToLeft, f"{own.title} does not run from the right"
        assert own.freeze_panes, f"{own.title} has no frozen heads"
        assert own.page_setup.orientation == "landscape" and own.page_setup.paperSize == 9
    identity = book["banyan"]
    assert identity.sheet_state == "veryHidden"
    entries = [(row[0].value, row[1].value) for row in identity.iter_rows()]
    assert entries[0] == ("banyan:template", "1"), entries
    assert [value for name, value in entries if name == "unit"] == units, entries
    row, codes = head(sheet, first)
    assert sheet.row_dimensions[row].hidden
    kinds = {own.type for own in sheet.data_validations.dataValidation}
    assert {"whole", "decimal", "date", "textLength"} <= kinds, kinds
    group = {own.type: own for own in book.worksheets[1].data_validations.dataValidation}
    words = [cell.value for column in book["lists"].iter_cols() for cell in column if cell.value]
    assert "list" in group and "صعبة" in words and "نعم" in words, words
    return row, codes


def group(book, unit):
    sheet = book.worksheets[1]
    row, codes = head(sheet, "#unit" if unit else "#row")
    for place, values in enumerate(ROWS, row + 1):
        if unit:
            sheet.cell(place, codes["#unit"]).value = unit
        for code, value in values.items():
            sheet.cell(place, codes[code]).value = value


def one(source, target):
    book = openpyxl.load_workbook(source)
    row, codes = check(book, "#entry", ["00004"])
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["A"].hidden
    left = dict(ONE)
    for place in range(row + 1, sheet.max_row + 1):
        code = sheet.cell(place, codes["#entry"]).value
        cell = sheet.cell(place, codes["#value"])
        if code == "trained":
            assert cell.protection.locked and str(cell.value).startswith("=IF(COUNT("), cell.value
        if code in left:
            assert not cell.protection.locked, f"{code} is locked"
            assert sheet.cell(place, codes["#label"]).protection.locked
            cell.value = left.pop(code)
    assert not left, left
    group(book, None)
    book.save(target)


def many(source, target):
    book = openpyxl.load_workbook(source)
    row, codes = check(book, "#unit", ["00004", "00005", "00006"])
    sheet = book.worksheets[0]
    letters = openpyxl.utils.get_column_letter(codes["found"])
    assert not sheet.column_dimensions[letters].protection.locked
    for place in range(row + 1, sheet.max_row + 1):
        unit = sheet.cell(place, codes["#unit"]).value
        for code, value in MANY.get(unit, {}).items():
            sheet.cell(place, codes[code]).value = value
    group(book, "00006")
    # Moved by one row and one column, as happens.
    sheet.insert_cols(codes["covered"])
    sheet.insert_rows(1)
    book.save(target)


here = Path(__file__).parent
one(here / "template-one.xlsx", here / "openpyxl-one.xlsx")
many(here / "template-many.xlsx", here / "openpyxl-many.xlsx")
print("openpyxl", openpyxl.__version__, "saw what it should")
