"""No test reaches another host: an audit hook refuses it and says which one was asked for.

Importing this module installs the hook, once per process and for good (hooks cannot be removed).
"""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any


class OutsideNetworkError(RuntimeError):
    """A test reached for another host. No OSError, so that code for "offline" cannot hide it."""


#: Hosts asked for since the list was last emptied.
tried: list[str] = []


def _is_local(host: object) -> bool:
    """Whether a host is this machine: loopback, the unspecified address, or no name at all."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(host).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


# Which argument of an audit event names the host (docs.python.org, "Audit events table").
_HOST_OF = {
    "socket.connect": lambda args: args[1],
    "socket.sendto": lambda args: args[1],
    "socket.sendmsg": lambda args: args[1],
    "socket.getaddrinfo": lambda args: args[0],
    "socket.gethostbyname": lambda args: args[0],
}


def _guard(event: str, args: tuple[Any, ...]) -> None:
    """Refuse any address but this machine's. An audit hook sees what no patch of a module can."""
    if event not in _HOST_OF:
        return
    address = _HOST_OF[event](args)
    # AF_UNIX addresses are paths and netlink's have no host; internet addresses are tuples.
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if not isinstance(address, tuple) or not isinstance(address[0], str | bytes):
            return
        address = address[0]
    if not _is_local(address):
        tried.append(str(address))
        raise OutsideNetworkError(f"tests use no outside network, but this one asked for {address}")


sys.addaudithook(_guard)

# Child processes carry no hook: what honours a proxy variable finds a closed port instead.
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ[_name] = os.environ[_name.lower()] = "http://127.0.0.1:9"
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "localhost,127.0.0.1,::1"
