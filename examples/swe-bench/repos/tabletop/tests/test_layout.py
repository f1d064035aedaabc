from tabletop.layout import layout, page, show_value, widths

ROWS = [{"name": "Ida", "score": 7.125}, {"name": "Maximilian", "score": None}]


def test_show_value():
    assert [show_value(value) for value in (None, 1.5, 3, "x")] == ["-", "1.50", "3", "x"]
    assert show_value(1.25, digits=1) == "1.2"


def test_widths():
    assert widths(ROWS, ["name", "score"]) == {"name": 10, "score": 5}


def test_layout():
    assert layout(ROWS, ["name", "score"]) == [
        "name        score",
        "----------  -----",
        "Ida          7.12",
        "Maximilian  -",
    ]


def test_pages():
    lines = ["head", "----", "1", "2", "3"]
    assert page(lines, 1, size=2) == ["head", "----", "1", "2"]
    assert page(lines, 2, size=2) == ["head", "----", "3"]
    assert page(lines, 3, size=2) == ["head", "----"]
