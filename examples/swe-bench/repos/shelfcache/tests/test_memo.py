from checks import raises
from shelfcache.memo import Memo


def test_function_is_called_once():
    calls = []
    memo = Memo(lambda *args: calls.append(args) or len(calls))
    assert [memo(1), memo(1), memo(2)] == [1, 1, 2]
    assert calls == [(1,), (2,)]


def test_none_is_remembered():
    calls = []
    memo = Memo(lambda: calls.append(1))
    memo()
    memo()
    assert len(calls) == 1


def test_order_of_named_arguments_does_not_count():
    memo = Memo(lambda **named: len(named))
    memo(a=1, b=2)
    memo(b=2, a=1)
    assert (memo.hits, memo.misses) == (1, 1)


def test_errors_are_not_remembered():
    memo = Memo(lambda x: 1 // x)
    for _ in range(2):
        with raises(ZeroDivisionError):
            memo(0)
    assert memo.misses == 2


def test_hit_rate():
    memo = Memo(lambda x: x)
    assert memo.hit_rate() == 0.0
    for x in (1, 1, 1, 2):
        memo(x)
    assert memo.hit_rate() == 0.5


def test_forgets_past_its_room():
    memo = Memo(lambda x: x, room=1)
    for x in (1, 2, 1):
        memo(x)
    assert memo.hits == 0
