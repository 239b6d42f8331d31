"""pyHanko works in an event loop of its own making, and refuses where one already runs."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Result = TypeVar("Result")


def finish(work: Callable[[], Result]) -> Result:
    """Do it here, or in a thread beside when this one keeps an event loop (an async server, a browser's driver)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1, thread_name_prefix="signing") as beside:
        return beside.submit(copy_context().run, work).result()
