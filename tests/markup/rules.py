"""The rules of HTML and ARIA that concern several elements: references, content, names of controls, and headings."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

from tests.markup.elements import Node

REFERENCES = (
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage"),
    *("aria-flowto", "aria-labelledby", "aria-owns", "for", "form", "headers", "list", "popovertarget", "commandfor"),
)
PHRASING_ONLY = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "button", "label", "strong", "em", "small", "b", "i", "q", "cite", "code"),
    *("time", "mark", "abbr", "bdi", "bdo", "pre", "dfn", "sub", "sup", "kbd", "output", "legend", "summary", "data", "s", "u"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "dt", "dd", "fieldset", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("search", "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "hgroup", "menu", "summary", "legend"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CHILDREN = {
    "ul": {"li", "template", "script"},
    "ol": {"li", "template", "script"},
    "menu": {"li", "template", "script"},
    "dl": {"dt", "dd", "div", "template", "script"},
    "select": {"option", "optgroup", "hr"},
    "datalist": {"option"},
    "tr": {"th", "td"},
    "tbody": {"tr"},
    "thead": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
}
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup", "datalist"},
    "legend": {"fieldset"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "tr": {"tbody", "thead", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
CONTROLS = {"input", "select", "textarea", "meter", "progress", "output"}
NAMELESS = {
    "div",
    "span",
    "p",
    "strong",
    "em",
    "b",
    "i",
    "code",
    "small",
    "time",
    "bdi",
    "mark",
    "label",
    "del",
    "ins",
    "dt",
    "dd",
}
"""Elements without a role of their own: assistive technology ignores an `aria-label` on them."""

LIST_ROLES = ("group", "list", "listbox", "menu", "menubar", "none", "presentation", "radiogroup", "tablist", "toolbar", "tree")


def is_interactive(node: Node) -> bool:
    if node.tag == "a":
        return "href" in node.attributes
    if node.tag == "input":
        return node.get("type") != "hidden"
    return node.tag in {"button", "select", "textarea", "label", "details", "iframe", "embed"} or "tabindex" in node.attributes


def problems_of_references(page: Node) -> list[str]:
    """Duplicate ids, and references to ids that the page does not have."""
    nodes = list(page.walk())
    ids = Counter(node.get("id") for node in nodes if "id" in node.attributes)
    found = [f"the id “{name}” occurs {count} times" for name, count in ids.items() if count > 1]
    found += [f"the id “{name}” is empty or has white space" for name in ids if not name or re.search(r"\s", name)]
    names = {node.get("name") for node in nodes if node.tag == "a"}
    for node in nodes:
        for attribute in REFERENCES:
            if attribute in node.attributes and not (targets := node.get(attribute).split()):
                found.append(f"{node} has an empty {attribute}")
            elif attribute in node.attributes:
                found += [f"{attribute} of {node}: no id “{target}”" for target in targets if target not in ids]
        target = node.get("href")
        if node.tag == "a" and target.startswith("#") and target != "#" and target[1:] not in ids and target[1:] not in names:
            found.append(f"{node}: no id “{target[1:]}”")
    return found


def problems_of_content(page: Node) -> list[str]:
    """Elements in places where HTML does not allow them, and attributes with wrong values."""
    found = []
    for node in page.walk():
        assert node.parent
        parent = node.parent
        if any(ancestor.tag == "svg" for ancestor in node.ancestors()):
            continue
        if parent.tag in PHRASING_ONLY and node.tag in BLOCKS:
            is_heading = node.tag in HEADINGS and parent.tag in ("summary", "legend")
            found += [] if is_heading else [f"{node} in {parent}"]
        if (allowed := CHILDREN.get(parent.tag)) and node.tag not in allowed:
            found.append(f"{node} in {parent}")
        if (parents := PARENTS.get(node.tag)) and parent.tag not in parents:
            found.append(f"{node} in {parent}")
        if node.tag in CHILDREN and any(isinstance(child, str) and child.strip() for child in node.children):
            found.append(f"{node} contains text")
        if is_interactive(node):
            found += [
                f"{node} in {ancestor}"
                for ancestor in node.ancestors()
                if (ancestor.tag in ("a", "button") and "tabindex" not in node.attributes and ancestor.tag != node.tag)
                or (ancestor.tag == node.tag and node.tag in ("a", "button", "label"))
                or (ancestor.tag == "label" and node.tag in ("a", "button"))
            ]
        if node.tag == "form" and any(ancestor.tag == "form" for ancestor in node.ancestors()):
            found.append(f"{node} in a form")
        found += _attributes(node)
    return found


def _attributes(node: Node) -> list[str]:
    found = []
    if node.tag == "img" and "alt" not in node.attributes:
        found.append(f"{node} has no alt")
    if node.tag == "button" and node.get("type") not in ("submit", "button", "reset"):
        found.append(f"{node} has no type")
    if node.tag in ("ul", "ol") and (role := node.get("role")) not in ("", *LIST_ROLES):
        found.append(f"{node} has the role {role}, so its items have no list")
    if "autocomplete" in node.attributes and node.get("type") in ("radio", "checkbox", "file", "submit", "button"):
        found.append(f"{node} has autocomplete, which has no effect here")
    if node.tag == "iframe" and not node.get("title"):
        found.append(f"{node} has no title")
    if node.get("tabindex") not in ("", "0", "-1"):
        found.append(f"{node} has a positive tabindex")
    for attribute in ("href", "src", "action"):
        if attribute in node.attributes and re.search(r"\s|[\"<>\\^`{|}]", node.get(attribute)):
            found.append(f"{node}: {attribute} has characters that must be escaped")
    if node.tag == "a" and "href" in node.attributes and not node.get("href"):
        found.append(f"{node} has an empty href")
    if node.tag == "time" and not _is_time(node.get("datetime") or node.text.strip()):
        found.append(f"{node} is not a valid time: {node.get('datetime') or node.text.strip()!r}")
    if "aria-label" in node.attributes:
        if not node.get("aria-label").strip():
            found.append(f"{node} has an empty aria-label")
        elif node.tag in NAMELESS and "role" not in node.attributes:
            found.append(f"{node} has an aria-label, but no role")
    for name in ("lang", "role", "title", "class"):
        if name in node.attributes and not node.get(name).strip() and not (name == "lang" and node.attributes[name] is not None):
            found.append(f"{node} has an empty {name}")
    return found


def _is_time(value: str) -> bool:
    """Whether HTML permits the value: at most milliseconds."""
    if re.fullmatch(r"\d{4}(-\d{2})?|P.+", value):
        return True
    try:
        moment = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return False
    return not (isinstance(moment, datetime) and moment.microsecond % 1000)


def _is_named(node: Node) -> bool:
    named = any(node.get(name).strip() for name in ("aria-label", "aria-labelledby", "title"))
    pictures = any(child.tag in ("img", "svg") and (child.get("alt") or child.get("aria-label")) for child in node.walk())
    return named or pictures or bool(node.text.strip())


def problems_of_labels(page: Node) -> list[str]:
    """Controls, buttons, links, groups, and landmarks without a name."""
    labelled = {node.get("for") for node in page.walk() if node.tag == "label" and _is_named(node)}
    found = []
    for node in page.walk():
        if node.tag in ("button", "a", "summary") and not _is_named(node) and (node.tag != "a" or "href" in node.attributes):
            found.append(f"{node} has no name")
        if node.tag in CONTROLS and node.get("type") not in ("hidden", "submit", "reset", "button", "image"):
            in_label = any(ancestor.tag == "label" for ancestor in node.ancestors())
            if not (in_label or node.get("id") in labelled or node.get("aria-label") or node.get("aria-labelledby")):
                found.append(f"{node} has no label")
        has_legend = any(child.tag == "legend" for child in node.elements)
        if node.tag == "fieldset" and not has_legend and not node.get("aria-labelledby"):
            found.append(f"{node} has no legend")
    found += _landmarks(page)
    return found


def _landmarks(page: Node) -> list[str]:
    """One `main`, and a name for each of several `nav` elements."""
    found = []
    if (mains := sum(node.tag == "main" for node in page.walk())) != 1:
        found.append(f"the page has {mains} main elements")
    navs = [node for node in page.walk() if node.tag == "nav"]
    if len(navs) > 1:
        found += [f"{nav} has no name" for nav in navs if not (nav.get("aria-label") or nav.get("aria-labelledby"))]
        names = Counter(nav.get("aria-label") for nav in navs if nav.get("aria-label"))
        found += [f"{count} nav elements are called “{name}”" for name, count in names.items() if count > 1]
    return found


def problems_of_outline(page: Node) -> list[str]:
    """The title, the language, and the headings: one h1 first, and no level left out."""
    found = []
    (html,) = [node for node in page.elements if node.tag == "html"] or [Node("html")]
    if not html.get("lang"):
        found.append("the page has no language")
    titles = [node for node in page.walk() if node.tag == "title" and node.parent and node.parent.tag == "head"]
    if [bool(title.text.strip()) for title in titles] != [True]:
        found.append("the page does not have one title")
    levels = [(int(node.tag[1]), node) for node in page.walk() if node.tag in HEADINGS and not _is_in_dialog(node)]
    if [level for level, _ in levels].count(1) != 1:
        found.append(f"the page has {[level for level, _ in levels].count(1)} headings of level 1")
    last = 0
    for level, node in levels:
        if level > last + 1:
            found.append(f"a heading of level {level} follows level {last}: {' '.join(node.text.split())[:60]}")
        if not node.text.strip():
            found.append(f"{node} is empty")
        last = level
    return found


def _is_in_dialog(node: Node) -> bool:
    return any(ancestor.tag in ("dialog", "template") for ancestor in node.ancestors())
