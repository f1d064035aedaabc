"""Amounts are whole cents; these functions read and show them."""


def parse(text):
    """Cents from a text such as "1,234.50" or "-7"."""
    text = text.strip().replace(",", "")
    negative = text.startswith("-")
    units, _, cents = text.lstrip("+-").partition(".")
    if not units.isdigit() or len(cents) > 2 or (cents and not cents.isdigit()):
        raise ValueError(f"not an amount: {text!r}")
    total = int(units) * 100 + int(cents.ljust(2, "0"))
    return -total if negative else total


def show(cents):
    """The amount with two decimals and commas between thousands."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    return f"{sign}{units:,}.{rest:02d}"


def split(cents, shares):
    """Equal parts that add up; the first ones take the cents that are left over."""
    if shares < 1:
        raise ValueError("at least one share")
    part, left = divmod(cents, shares)
    return [part + 1] * left + [part] * (shares - left)


def percent(cents, rate):
    """`rate` percent of an amount, half a cent rounded up."""
    return (cents * rate * 2 + 100) // 200
