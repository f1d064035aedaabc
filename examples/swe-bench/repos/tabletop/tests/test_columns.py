from tabletop.columns import convert, is_number, kind_of, rename


def test_kinds():
    assert kind_of(["1", "-2", ""]) == "int"
    assert kind_of(["1", "2.5"]) == "float"
    assert kind_of(["1", "2.5", "x"]) == "text"


def test_is_number():
    assert [is_number(text) for text in ("1", "-2.5", "1e3", "x", "")] == [True] * 3 + [False] * 2


def test_convert():
    rows = [{"n": "1", "x": "2", "t": "a"}, {"n": "", "x": "0.5", "t": ""}]
    assert convert(rows) == [{"n": 1, "x": 2.0, "t": "a"}, {"n": None, "x": 0.5, "t": None}]
    assert convert([]) == []


def test_rename():
    assert rename([{"a": 1, "b": 2}], {"a": "x"}) == [{"x": 1, "b": 2}]
