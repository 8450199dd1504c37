"""OpenID for Verifiable Presentations 1.0: links, requests, DCQL, terms and answers. Bytes in, values out; no I/O."""
