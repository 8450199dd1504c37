"""The conformance kit: plays a customer against any connector and says, rule by rule, what holds.

The rules are those of ``resources/protocol/README.md``. :func:`vault.shop.conformance.run.run` is where to begin.
"""
