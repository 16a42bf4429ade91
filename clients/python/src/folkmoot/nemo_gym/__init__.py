"""A resources server of NeMo Gym that passes every request on to a Folkmoot server.

NeMo Gym starts its resources servers itself and calls them by host and port alone, so it needs a small one of its own
before the server's `/compat/nemo-gym/…`. `python -m folkmoot.nemo_gym <folder>` writes one where Gym looks for it.
"""

from .proxy import Proxied, Proxy, Send, Upstream

__all__ = ["Proxied", "Proxy", "Send", "Upstream"]
