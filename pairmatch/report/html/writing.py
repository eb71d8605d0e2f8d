"""The templates filled: one HTML text that asks for nothing beside itself.

Everything typed by a person goes through Jinja's escaping. The content security policy allows the style
and the scripts of the page by their hashes, and no other; nothing may be fetched.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pairmatch.errors import WrongUsage
from pairmatch.report.html.faults import Faults
from pairmatch.report.html.material import Material
from pairmatch.report.html.page import Page, page_of
from pairmatch.version import version

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_UNSAFE_IN_SCRIPT = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_IN_BACKTICKS = re.compile("`([^`]+)`")
_HASHED = ("theme.js", "page.js", "watch.js")
EXTRA = "the page needs jinja2: pip install 'pairmatch[office]'"


def as_html(material: Material, watched: str = "") -> str:
    """The page of a cohort, as one HTML text.

    Parameters
    ----------
    material
        What it shows.
    watched
        The version by which the page knows that there is a newer one; empty for a page that does not ask.

    Raises
    ------
    WrongUsage
        When Jinja is not installed.
    """
    page = page_of(material)
    return _filled("page.html.j2", watched, page=page, data=_for_script(page))


def faults_as_html(faults: Faults, watched: str = "") -> str:
    """A page that says why there is none of the programme."""
    return _filled("faults.html.j2", watched, faults=faults, title=f"{faults.file}: to be mended")


def _filled(template: str, watched: str, **values: Any) -> str:
    """A template with the page's own style and scripts."""
    parts = {name: _part(name) for name in ("style.css", *_HASHED)}
    scripts = ["theme.js", "page.js", *(["watch.js"] if watched else [])]
    text = (
        _environment()
        .get_template(template)
        .render(
            style=parts["style.css"],
            scripts={name.removesuffix(".js"): parts[name] for name in scripts},
            policy=_policy([parts["style.css"]], [parts[name] for name in scripts], watched),
            watched=watched,
            version=version(),
            **values,
        )
    )
    return text if text.endswith("\n") else text + "\n"


def _policy(styles: list[str], scripts: list[str], watched: str) -> str:
    """The content security policy: these very texts, and nothing from anywhere."""
    parts = {
        "default-src": "'none'",
        "style-src": " ".join(map(_hash, styles)),
        "script-src": " ".join(map(_hash, scripts)),
        "img-src": "data:",
        "connect-src": "'self'" if watched else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _for_script(page: Page) -> str:
    """What the script filters by, as JSON that ends no script and starts none."""
    data = {
        "people": [[one.id, one.name] for one in page.people.all],
        "sessions": list(page.rota.sessions.for_script()) if page.rota is not None else [],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE_IN_SCRIPT.get(char, char) for char in text)


def _part(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise WrongUsage(EXTRA) from None
    environment = Environment(
        loader=PackageLoader("pairmatch.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["coded"] = _coded
    return environment


def _coded(text: str) -> Markup:
    """A sentence with what stands between backticks set as code; the rest escaped as anything is."""
    from markupsafe import Markup, escape

    return Markup(_IN_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))
