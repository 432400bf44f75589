"""Takes the exported tables through LibreOffice and back: opened as it opens them by itself, saved as a spreadsheet, and
saved as CSV again, every cell must be what it was, and none may have become a formula. Usage: spreadsheet.py FOLDER"""

import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

FOLDER = pathlib.Path(sys.argv[1])
CSV = "Text - txt - csv (StarCalc)"


def cells(path, dialect):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, dialect=dialect, strict=True))


def round_trip(name, separator, dialect, folder):
    def office(*arguments):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", *arguments], cwd=folder, check=True, capture_output=True, timeout=300)

    table = pathlib.Path(folder, f"table.{name}")
    shutil.copy(FOLDER / f"{name}.{name}", table)
    office("--convert-to", "ods", f"--infilter={CSV}:{separator},34,76,1,,0,false,false,false", table.name)
    with zipfile.ZipFile(pathlib.Path(folder, "table.ods")) as sheet:
        assert b"table:formula" not in sheet.read("content.xml"), f"a cell of {name} became a formula"
    office("--convert-to", f"csv:{CSV}:44,34,76,1,,0,false,true,false", "--outdir", "back", "table.ods")
    before, after = cells(table, dialect), cells(pathlib.Path(folder, "back/table.csv"), "excel")
    assert before == after, [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]


for name, separator, dialect in (("csv", 44, "excel"), ("tsv", 9, "excel-tab")):
    with tempfile.TemporaryDirectory() as folder:
        round_trip(name, separator, dialect, folder)
    print(f"ok      {name} through LibreOffice")
