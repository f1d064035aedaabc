"""What tests import besides the code they test."""


class raises:
    """with raises(ValueError): ... passes when the block raises it; `error` is what was raised."""

    def __init__(self, kind):
        self.kind = kind
        self.error = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            raise AssertionError(f"{self.kind.__name__} was not raised")
        self.error = error
        return issubclass(kind, self.kind)
