from checks import raises
from tabletop.read import TableError, quote, read_table, split_line, write_table


def test_split():
    assert split_line("a,b,,c") == ["a", "b", "", "c"]
    assert split_line("a,") == ["a", ""]


def test_split_heeds_quotes():
    assert split_line('a,"b,c"') == ["a", "b,c"]
    assert split_line('"a ""b, c""",d') == ['a "b, c"', "d"]
    assert split_line('"say ""hi""",x') == ['say "hi"', "x"]


def test_read():
    assert read_table("name, age\nIda,7\n\nOle,9\n") == [
        {"name": "Ida", "age": "7"},
        {"name": "Ole", "age": "9"},
    ]
    assert read_table("") == []


def test_read_refuses_uneven_lines():
    with raises(TableError) as caught:
        read_table("a,b\n1,2\n3\n")
    assert str(caught.error) == "line 3: 1 fields, not 2"


def test_quote():
    assert quote("plain") == "plain"
    assert quote('a "b"') == '"a ""b"""'
    assert quote("a\nb") == '"a\nb"'


def test_write():
    rows = [{"a": 1, "b": "x,y"}, {"a": 2}]
    assert write_table(rows, ["a", "b"]) == 'a,b\n1,"x,y"\n2,\n'
