from checks import raises
from daygrid.hours import merge, overlap, parse_span, parse_time, total_minutes


def test_parse_time():
    assert parse_time("9:30") == 570
    assert parse_time("9") == 540
    assert parse_time("24:00") == 1440
    for text in ["24:01", "9:60"]:
        with raises(ValueError):
            parse_time(text)


def test_parse_span():
    assert parse_span("9-12:30") == (540, 750)
    for text in ["12-9", "9-9"]:
        with raises(ValueError):
            parse_span(text)


def test_spans_that_touch_do_not_overlap():
    assert overlap((0, 60), (30, 90))
    assert not overlap((0, 60), (60, 90))


def test_merge():
    assert merge([(60, 90), (0, 30), (20, 40)]) == [(0, 40), (60, 90)]
    assert merge([(0, 60), (60, 90)]) == [(0, 90)]
    assert merge([(0, 100), (10, 20)]) == [(0, 100)]


def test_minutes_are_counted_once():
    assert total_minutes([(0, 60), (30, 90)]) == 90
