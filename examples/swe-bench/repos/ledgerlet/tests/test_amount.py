from checks import raises
from ledgerlet.amount import parse, percent, show, split


def test_parse():
    assert parse("12.50") == 1250
    assert parse("12.5") == 1250
    assert parse("7") == 700
    assert parse(" 1,234.05 ") == 123405


def test_parse_sign():
    assert parse("-0.75") == -75
    assert parse("+3") == 300


def test_parse_refuses():
    for text in ["", "1.234", "ten", "1.x"]:
        with raises(ValueError):
            parse(text)


def test_show():
    assert show(1250) == "12.50"
    assert show(5) == "0.05"
    assert show(-123456789) == "-1,234,567.89"


def test_split_adds_up():
    assert split(100, 3) == [34, 33, 33]
    assert split(101, 3) == [34, 34, 33]
    assert sum(split(1001, 7)) == 1001


def test_percent_rounds_half_up():
    assert percent(1000, 20) == 200
    assert percent(50, 5) == 3
    assert percent(49, 5) == 2
