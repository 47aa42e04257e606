"""Delimited text of every make: taken apart as it was meant, or refused with the line to blame."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from nnstudio.core.errors import UserError
from nnstudio.data.readers import record_lines, text_file
from nnstudio.data.readers.cells import Cells
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.delimited_options import DelimitedOptions

GERMAN = "größe;farbe\n1,5;grün\n2,25;weiß\n"
CHINESE = "价格,类别\n12,苹果\n3,香蕉\n5,苹果\n"
BY_WORDS = {
    "commas": (b"a,b\n1,2\n3,4\n", "comma", ("a", "b"), ("1", "3")),
    "semicolons": (b"a;b\n1,5;2\n3,5;4\n", "semicolon", ("a", "b"), ("1,5", "3,5")),
    "tabs": (b"a\tb c\n1\tx, y\n3\tz\n", "tab", ("a", "b c"), ("1", "3")),
    "pipes": (b"a|b\n1|2\n3|4\n", "pipe", ("a", "b"), ("1", "3")),
    "white space": (b"  a   b\n 1\t 2 \n3     4\n", "space", ("a", "b"), ("1", "3")),
    "one column": (b"a\n1\n2\n", "comma", ("a",), ("1", "2")),
    "decimal commas without names": (
        b"1,5;2,5;a\n2,25;3,5;b\n",
        "semicolon",
        ("column 1", "column 2", "column 3"),
        ("1,5", "2,25"),
    ),
    "sentences": (
        b"text;n\nWell, yes, but;1\nNo, never;2\nAh;3\n",
        "semicolon",
        ("text", "n"),
        ("Well, yes, but", "No, never", "Ah"),
    ),
    "old Macintosh": (b"a,b\r1,2\r3,4\r", "comma", ("a", "b"), ("1", "3")),
    "Windows": (b"a,b\r\n1,2\r\n3,4\r\n", "comma", ("a", "b"), ("1", "3")),
    "no line end": (b"a,b\n1,2\n3,4", "comma", ("a", "b"), ("1", "3")),
    "byte order mark": (b"\xef\xbb\xbfa,b\n1,2\n3,4\n", "comma", ("a", "b"), ("1", "3")),
    "Excel's first line": (b"sep=;\r\na;b\r\n1;2\r\n", "semicolon", ("a", "b"), ("1",)),
    "a space behind each comma": (
        b'a, b, c\n1, "x, y", 3\n2, "z, y", 4\n',
        "comma",
        ("a", "b", "c"),
        ("1", "2"),
    ),
    "dates and times": (
        b"t,v\n2020-01-01 10:00,1\n2020-01-02 11:00,2\n",
        "comma",
        ("t", "v"),
        ("2020-01-01 10:00", "2020-01-02 11:00"),
    ),
}


def read(folder: Path, data: bytes, name: str = "x.csv", **options: str) -> Cells:
    path = folder / name
    path.write_bytes(data)
    return read_delimited(path, DelimitedOptions(**options))


def refusal(folder: Path, data: bytes, name: str = "x.csv", **options: str) -> str:
    with pytest.raises(UserError) as caught:
        read(folder, data, name, **options)
    return str(caught.value)


@pytest.mark.parametrize(("data", "delimiter", "names", "first"), BY_WORDS.values(), ids=BY_WORDS)
def test_the_delimiter_is_found(
    tmp_path: Path, data: bytes, delimiter: str, names: tuple[str, ...], first: tuple[str, ...]
) -> None:
    cells = read(tmp_path, data)
    assert cells.options.delimiter == delimiter
    assert cells.names == names
    assert cells.columns[0] == first
    assert cells.whole
    again = read_delimited(tmp_path / "x.csv", cells.options)
    assert (again.names, again.columns, again.options) == (names, cells.columns, cells.options)


@pytest.mark.parametrize(
    ("text", "saved", "found"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8-sig", "utf-8"),
        (GERMAN, "utf-16", "utf-16"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        (GERMAN, "latin-1", "cp1252"),
        ("prénom;âge\nHélène;30\nFrançois;41\n", "latin-1", "cp1252"),
        ("price;n\n£5;1\n£6;2\n", "latin-1", "cp1252"),
        ("name;preis\n„Müller“;5 €\n", "cp1252", "cp1252"),
        (CHINESE, "gbk", "gb18030"),
        ("品种,长度\n山鸢尾,5.1\n变色鸢尾,7.0\n", "gb18030", "gb18030"),
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-16-le", "utf-16-le"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, text: str, saved: str, found: str) -> None:
    cells = read(tmp_path, text.encode(saved))
    expected = read(tmp_path, text.encode("utf-8"), "expected.csv")
    assert cells.options.encoding == found
    assert (cells.names, cells.columns) == (expected.names, expected.columns)


def test_the_encoding_that_is_asked_for_is_used(tmp_path: Path) -> None:
    cells = read(tmp_path, "имя,цена\nгруша,7\nяблоко,5\n".encode("cp1251"), encoding="cp1251")
    assert cells.names == ("имя", "цена")


@pytest.mark.parametrize(
    ("data", "header", "names"),
    [
        (b"5.1,3.5,setosa\n4.9,3.0,setosa\n", "no", ("column 1", "column 2", "column 3")),
        (b"John,Mary\nA,B\nA,C\nB,C\n", "yes", ("John", "Mary")),
        (b"red,small\nblue,small\nred,big\n", "no", ("column 1", "column 2")),
        (b"?,x\n1,y\n2,x\n", "no", ("column 1", "column 2")),
        (b"day,n\n2020-01-01,5\n", "yes", ("day", "n")),
        (b",a\n0,5\n1,6\n", "yes", ("column 1", "a")),
        (b"a,a,,a\n1,2,3,4\n", "yes", ("a", "a (2)", "column 3", "a (3)")),
        (b"a,a (2),a\n1,2,3\n", "yes", ("a", "a (2)", "a (3)")),
        (b'"a\nb",c\n1,2\n', "yes", ("a b", "c")),
    ],
)
def test_names_are_found(tmp_path: Path, data: bytes, header: str, names: tuple[str, ...]) -> None:
    cells = read(tmp_path, data)
    assert (cells.options.header, cells.names) == (header, names)


def test_names_are_as_the_user_says(tmp_path: Path) -> None:
    data = b"2019,2020\n1,2\n3,4\n"
    assert read(tmp_path, data).names == ("column 1", "column 2")
    cells = read(tmp_path, data, header="yes")
    assert cells.names == ("2019", "2020")
    assert cells.columns == (("1", "3"), ("2", "4"))
    assert len(read(tmp_path, b"a,b\n1,2\n", header="no").columns[0]) == 2


def test_doubled_names_are_numbered_and_told(tmp_path: Path) -> None:
    cells = read(tmp_path, b"x,x,y,y,x\n1,2,3,4,5\n")
    assert cells.names == ("x", "x (2)", "y", "y (2)", "x (3)")
    expected = "Several columns are called x, y; those behind the first were numbered."
    assert [str(warning) for warning in cells.warnings] == [expected]


@pytest.mark.parametrize(
    ("data", "delimiter", "decimal"),
    [
        (b"a;b\n1,5;2\n", "semicolon", "comma"),
        (b"a;b\n1.5;2\n", "semicolon", "point"),
        (b"a;b\n1.234,5;2\n", "semicolon", "comma"),
        (b'a,b\n"1,234.5",2\n', "comma", "point"),
        (b'a,b\n"1,234",2\n"5,678",2\n', "comma", "point"),
        (b'a,b\n"1,5",2\n"3,75",2\n', "comma", "comma"),
        (b"a\tb\n0,123\t2\n", "tab", "comma"),
    ],
)
def test_the_decimal_mark_is_found(
    tmp_path: Path, data: bytes, delimiter: str, decimal: str
) -> None:
    options = read(tmp_path, data).options
    assert (options.delimiter, options.decimal) == (delimiter, decimal)


def test_comments_and_empty_lines_are_left_out_and_lines_still_counted(tmp_path: Path) -> None:
    data = b'# made by "hand\n\nx,y\n1,2\n\n#3,4\n5,"a\n\n#b"\n,\n7,8\n'
    cells = read(tmp_path, data)
    assert cells.options.comment == "#"
    assert cells.columns == (("1", "5", "7"), ("2", "a\n\n#b", "8"))
    assert cells.lines.tolist() == [4, 7, 11]
    expected = "2 lines that begin with # were left out as comments."
    assert [str(warning) for warning in cells.warnings] == [expected]


def test_comments_are_as_the_user_says(tmp_path: Path) -> None:
    assert read(tmp_path, b"! no\nx,y\n1,2\n", comment="!").names == ("x", "y")
    assert read(tmp_path, b"x,y\n#1,2\n#2,3\n", comment="none").columns[0] == ("#1", "#2")
    assert read(tmp_path, b"% a table\n1 2\n3 4\n").options.comment == "%"


def test_names_behind_a_comment_mark_are_names(tmp_path: Path) -> None:
    cells = read(tmp_path, b"# x,y\n1,2\n5,6\n")
    assert (cells.names, cells.options.comment) == (("x", "y"), "none")


@pytest.mark.parametrize(
    ("data", "names", "last"),
    [
        (b"x,y\n1,2,\n3,4,\n", ("x", "y"), ("2", "4")),
        (b"x,y,\n1,2\n3,4\n", ("x", "y"), ("2", "4")),
        (b"x,y\n1,2,3\n3,4,5\n", ("column 1", "x", "y"), ("3", "5")),
    ],
)
def test_names_that_lack_or_have_one_too_many(
    tmp_path: Path, data: bytes, names: tuple[str, ...], last: tuple[str, ...]
) -> None:
    cells = read(tmp_path, data)
    assert (cells.names, cells.columns[-1]) == (names, last)


def test_quoted_cells_are_kept_as_they_are(tmp_path: Path) -> None:
    data = b'a,b\n"x ""y"", z"," 1"\n"two\nlines",2\n"three\r\n\r\nlines",3\n4,5\n'
    cells = read(tmp_path, data)
    assert cells.columns[0] == ('x "y", z', "two\nlines", "three\r\n\r\nlines", "4")
    assert cells.columns[1][0] == " 1"
    assert cells.lines.tolist() == [2, 3, 5, 8]


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n1,2\n")
    assert read(tmp_path, packed, "x.csv.gz").names == ("a", "b")
    assert read(tmp_path, packed, "x.csv").names == ("a", "b")


def test_a_look_at_a_long_file_reads_whole_lines_of_its_first_part(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" + b'1,"two\nlines"\n' * 100)
    cells = read_delimited(path, most_bytes=50)
    assert not cells.whole
    assert cells.columns[0] == ("1", "1", "1")
    for size in range(4, 60):  # wherever it ends, also inside of a letter or of quotation marks
        path.write_text("ä,b\n" + '1,"zwölf\nlines"\n' * 100, "utf-8")
        try:
            cells = read_delimited(path, most_bytes=size)
        except UserError as error:
            assert "no rows" in str(error)  # noqa: PT017 - either is fine
        else:
            assert set(cells.columns[0]) == {"1"}


REFUSED = {
    "empty": (b"", "x.csv is empty. Choose another file."),
    "only white space": (b" \n\t\n", "x.csv is empty. Choose another file."),
    "only comments": (
        b"# a\n# b\n",
        "x.csv has no rows, only empty lines or comments. Choose another file.",
    ),
    "only names": (
        b"a,b\n\n",
        "x.csv has a row of names, but no rows below it. Choose another file.",
    ),
    "a short row": (
        b"a,b\n1,2\n\n3\n4,5\n6\n",
        "x.csv, line 4: cells in this row: 1, in most rows: 2 (rows like this: 2). Mend them, or "
        "check delimiter and quotation marks.",
    ),
    "a long row behind a cell of two lines": (
        b'a,b\n1,"2\n2"\n3,4\n5,6,7\n8,9\n',
        "x.csv, line 5: cells in this row: 3, in most rows: 2 (rows like this: 1). Mend them, or "
        "check delimiter and quotation marks.",
    ),
    "names that do not fit": (
        b"a,b,c,d\n1,2\n3,4\n",
        "x.csv, line 1: cells in this row: 4, in most rows: 2 (rows like this: 1). Mend them, or "
        "check delimiter and quotation marks.",
    ),
    "an open quotation mark": (
        b'a,b\n1,2\n3,"4\n5,6\n7,8\n',
        "x.csv, line 3: the record that begins here opens a quotation mark that is never closed. "
        "Close it, or double it if it belongs to the text.",
    ),
    "text behind a quotation mark": (
        b'a,b\n1,2\n"3" inch,4\n',
        "x.csv, line 3: text follows a closing quotation mark in the record that begins here. "
        "Double the quotation marks inside of a cell, or check the delimiter.",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8,
        "x.csv is not a text file. Choose a file of text, such as CSV.",
    ),
    "a zero byte": (
        b"a,b\n1,2\n3,\x004\n" + b"5,6\n" * 500,
        "x.csv, line 3: there is a zero byte, so the file is damaged or not text. Save it again "
        "as text.",
    ),
    "zeros only": (bytes(1000), "x.csv is not a text file. Choose a file of text, such as CSV."),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_bad_files_are_refused_in_words(tmp_path: Path, data: bytes, message: str) -> None:
    assert refusal(tmp_path, data) == message


def test_packed_files_that_are_none_or_damaged_are_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n" + bytes(str(list(range(5000))), "ascii"))
    message = "x.gz is called .gz, but it is not packed with gzip. Rename it."
    assert refusal(tmp_path, b"a,b\n1,2\n", "x.gz") == message
    damaged = "x.gz is packed with gzip, but it is cut off or damaged. Copy or pack it again."
    for data in (
        packed[:-9],
        packed[:400],
        packed[:15],
        packed[:200] + b"\xff" * 99 + packed[300:],
    ):
        assert refusal(tmp_path, data, "x.gz") == damaged


def test_a_wrong_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    message = refusal(tmp_path, "a,b\n1,2\n3,ü\n".encode("latin-1"), encoding="utf-8")
    assert message == (
        "x.csv, line 3: this is no text in the encoding utf-8. Choose the encoding that the file "
        "was saved with."
    )


def test_files_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^gone\.csv cannot be opened: No such file"):
        read_delimited(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="cannot be opened: Is a directory"):
        read_delimited(tmp_path)


def test_what_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = b",".join([b"1"] * 100_000)
    assert refusal(tmp_path, b"\n".join([row] * 3)).startswith(
        "x.csv, line 1: there are 100,000 columns; at most 20,000 can be read."
    )
    assert refusal(tmp_path, b"a,b\n1,2\n3," + b"x" * (2 << 20) + b"\n").startswith(
        "x.csv, line 3: a cell is too long."
    )
    monkeypatch.setattr(record_lines, "MOST_LINE", 1000)
    assert refusal(tmp_path, b"a,b\n1,2\n" + b"3," * 2000 + b"\n").startswith(
        "x.csv, line 3: the line is longer than"
    )
    monkeypatch.setattr(text_file, "MOST_BYTES", 1 << 20)
    bomb = gzip.compress(b"1,2\n" * (1 << 20))
    assert refusal(tmp_path, bomb, "x.csv.gz").startswith("x.csv.gz holds more than 1 MB of text.")


def test_progress_is_told_and_may_end_the_work(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 40_000)
    told: list[float] = []
    read_delimited(path, progress=told.append)
    assert told == sorted(told)
    assert 0.0 < told[0] < told[-1] <= 1.0

    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_delimited(path, progress=stop)


def test_cells_of_very_many_digits_take_no_time(tmp_path: Path) -> None:
    # Far too many steps for a pattern that tries each place of the decimal mark.
    digits = b"9" * 500_000
    assert read(tmp_path, b"a,b\n1,2\n3," + digits + b"x\n").names == ("a", "b")


def test_names_of_columns_fit_into_a_line(tmp_path: Path) -> None:
    names = read(tmp_path, '"price\n(EUR)","a\x07b",{}\n1,2,3\n'.format("c" * 900).encode()).names
    assert names == ("price (EUR)", "a b", "c" * 199 + "…")
