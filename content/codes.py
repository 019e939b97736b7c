"""Codes of units as catalog/FORMAT.md describes them: six symbols of base 32 and a check symbol over GF(32)."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def gf_multiply(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def code(payload):
    """The code of a number below 2 to the power of 30, as labels show it (`7K3-QP2J`)."""
    values = [(payload >> 5 * (5 - i)) & 31 for i in range(6)]
    check, weight = 0, 1
    for value in values:
        weight = gf_multiply(weight, 2)
        check ^= gf_multiply(weight, value)
    text = "".join(ALPHABET[v] for v in values + [check])
    return f"{text[:3]}-{text[3:]}"
