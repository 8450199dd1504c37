"""Tokens: SD-JWT, key binding, JWS and JWE, security events, receipts. Bytes in, values out; no I/O, no own clock."""
