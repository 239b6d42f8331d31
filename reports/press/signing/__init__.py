"""Signing a letter and making the signature last: PAdES B-B, B-T and B-LTA (ETSI EN 319 142-1).

``signer`` says what can sign; ``key_file``, ``hardware`` and ``remote`` are the three kinds; ``opening`` finds the one
that an address names; ``fitness`` says whether a certificate may sign now; ``writing`` signs; ``lasting`` adds what
proves the signature later.
"""
