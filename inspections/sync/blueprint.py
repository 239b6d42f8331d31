"""flask-smorest with types: a blueprint whose calls describe themselves in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask_smorest import Blueprint  # type: ignore[import-untyped]
from marshmallow import Schema

View = TypeVar("View", bound=Callable[..., Any])


class Calls(Blueprint):  # type: ignore[misc]
    """The library's blueprint."""

    def call(self, rule: str, method: str = "GET") -> Callable[[View], View]:
        """Hang a call at an address."""
        return cast("Callable[[View], View]", self.route(rule, methods=[method]))

    def form(self, schema: type[Schema], location: str = "json") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Check the body (or, at "query", the address) and give it to the call as its first argument."""
        return cast("Callable[[Callable[..., Any]], Callable[..., Any]]", self.arguments(schema, location=location))
