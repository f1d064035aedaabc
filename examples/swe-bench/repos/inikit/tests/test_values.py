from checks import raises
from inikit.values import to_bool, to_list, to_range, to_size


def test_bool():
    assert [to_bool(word) for word in ("yes", "On", " 1 ")] == [True, True, True]
    assert [to_bool(word) for word in ("no", "OFF", "0")] == [False, False, False]
    with raises(ValueError):
        to_bool("maybe")


def test_list():
    assert to_list("a, b ,c") == ["a", "b", "c"]
    assert to_list(" ") == []
    assert to_list("a,,b,") == ["a", "b"]


def test_size():
    assert to_size("512") == 512
    assert to_size("4k") == 4096
    assert to_size("2 M") == 2 * 1024 * 1024
    for text in ["k", "4kk", "-1", ""]:
        with raises(ValueError):
            to_size(text)


def test_range():
    assert to_range("3-5") == [3, 4, 5]
    assert to_range("4") == [4]
