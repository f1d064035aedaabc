from waymark.query import build_query, decode, encode, parse_query


def test_encode():
    assert encode("a b&c") == "a%20b%26c"
    assert encode("\u00fc") == "%C3%BC"
    assert encode("\n") == "%0A"


def test_decode():
    assert decode("a%20b+c") == "a b c"
    assert decode("%C3%BC") == "\u00fc"
    assert decode("50%") == "50%"
    assert decode("%41") == "A"


def test_decode_undoes_encode():
    for text in ["a+b", "100% sure", "x=y&z"]:
        assert decode(encode(text)) == text


def test_parse():
    assert parse_query("?a=1&b=2&a=3") == {"a": ["1", "3"], "b": ["2"]}
    assert parse_query("flag&&x=") == {"flag": [""], "x": [""]}
    assert parse_query("e=1=2") == {"e": ["1=2"]}
    assert parse_query("") == {}


def test_build():
    assert build_query({"b": 2, "a": ["x y", "z"]}) == "a=x%20y&a=z&b=2"
