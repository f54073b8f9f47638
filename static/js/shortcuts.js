"use strict";

/* Keys. Every one of them has a visible button or link; this file only presses it.
   Letters go by their place on the keyboard (code), because with an input method on, the key's
   value is "Process". Single keys can be switched off: data-shortcuts="no-single" or "off" on html. */
{
  const mode = document.documentElement.dataset.shortcuts ?? "all";
  const one = (selector) => document.querySelector(selector);
  const press = (element) => {
    element?.click();
    return Boolean(element);
  };
  const drawer = document.getElementById("drawer");
  const isWriting = (element) =>
    element.isContentEditable || element.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

  /* The form a key means: the one with the focus, else the panel's, else the page's. */
  const currentForm = () =>
    document.activeElement?.closest?.("form:not([role=search])") ??
    (drawer && !drawer.hidden ? drawer.querySelector("form") : null) ??
    one("#main form[method=post]");

  const submit = (isNext) => {
    const form = currentForm();
    if (!form) return false;
    const buttons = [...form.elements].filter((item) => item.type === "submit" && !item.formNoValidate);
    const next = buttons.find((button) => button.name === "next");
    const main = buttons.find((button) => button.classList.contains("primary")) ?? buttons[0];
    return press(isNext ? (next ?? main) : main);
  };

  const search = () => {
    const field = document.getElementById("q");
    field?.focus();
    field?.select();
    return Boolean(field);
  };

  /* Keys that work everywhere, also while typing. */
  const withModifier = {
    "Alt+KeyN": () => press(one("a[data-drawer-link]")),
    "Alt+KeyK": search,
    "Alt+KeyP": () => press(one("[data-pdf]")),
    "Ctrl+Enter": () => submit(false),
    "Ctrl+Shift+Enter": () => submit(true),
    "Ctrl+KeyS": () => {
      if (!one("form[data-draft-url]")) return false;
      return document.dispatchEvent(new CustomEvent("save-draft"));
    },
  };
  for (let digit = 1; digit <= 8; digit += 1) {
    withModifier[`Alt+Digit${digit}`] = () => press(document.querySelectorAll(".subnav a")[digit - 1]);
  }

  /* Rows of the list: the current one is marked and holds the focus. */
  const rows = () => [...document.querySelectorAll("[data-rows-keys] tbody tr, ul[data-rows-keys] > li")];
  const current = () => rows().find((row) => row.contains(document.activeElement));
  const move = (step) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.indexOf(current());
    const row = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))];
    for (const other of all) other.removeAttribute("data-current");
    row.dataset.current = "";
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  };
  const inRow = (selector) => press(current()?.querySelector(selector));

  const single = {
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyO: () => inRow("a[data-open], a[href]"),
    KeyX: () => inRow("[data-tick]"),
    KeyE: () => inRow("a[data-edit]"),
    BracketLeft: () => press(one("#main a[rel=prev]")),
    BracketRight: () => press(one("#main a[rel=next]")),
    Slash: search,
  };
  let goUntil = 0;

  const pressedSingle = (event) => {
    const place = Date.now() < goUntil && /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
    goUntil = 0;
    // g, then the letter that the navigation gives the screen.
    if (place && press(one(`.sidenav a[data-go="${place}"]`))) return true;
    if (event.code === "KeyG") {
      goUntil = Date.now() + 1500;
      return true;
    }
    if (event.key === "?") {
      document.getElementById("shortcut-help")?.showModal();
      return true;
    }
    if (event.key === "Enter" && event.target.matches("tr, li")) return inRow("a[data-open], a[href]");
    // On a Japanese keyboard the brackets lie one key further; there the written sign decides.
    const sign = { "[": "BracketLeft", "]": "BracketRight", "/": "Slash" }[event.key];
    const action = single[sign ?? (event.code.startsWith("Bracket") ? "" : event.code)];
    return action ? action() : false;
  };

  document.addEventListener("keydown", (event) => {
    if (mode === "off" || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.metaKey || event.repeat || one("dialog[open]")) return;
    const name =
      (event.ctrlKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "") + event.code;
    if (event.ctrlKey || event.altKey) {
      if (withModifier[name.replace("NumpadEnter", "Enter")]?.()) event.preventDefault();
    } else if (mode === "all" && !isWriting(event.target) && (!event.shiftKey || event.key === "?")) {
      if (pressedSingle(event)) event.preventDefault();
    }
  });
}
