"""pyHanko works in an event loop; one that already runs in this thread (an async server, a browser's driver) is left
alone."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

Result = TypeVar("Result")


def finish(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Do it to its end, here or in a thread beside; the loop is a fresh one."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    with ThreadPoolExecutor(1, thread_name_prefix="signing") as beside:
        return beside.submit(copy_context().run, lambda: asyncio.run(work())).result()
