"use strict";

/* Menus, dialogs, the bulk bar of a list, and what htmx does to a region. */
{
  /* details.menu: one open at a time; Esc and a click elsewhere close it; arrows walk the items. */
  const items = (menu) => [...menu.querySelectorAll("ul :is(a, button, input)")];
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.closest?.("[data-print]")) window.print();
    const dialog = event.target.closest?.("[data-dialog]")?.dataset.dialog;
    if (dialog) document.getElementById(dialog)?.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const menu = event.target.closest?.("details.menu[open]");
    if (!menu) return;
    if (event.key === "Escape") {
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const all = items(menu);
      const step = event.key === "ArrowDown" ? 1 : -1;
      all.at((all.indexOf(document.activeElement) + step) % all.length)?.focus();
    }
  });

  /* Lists: the bar of actions appears with the first tick and says how many rows are chosen. */
  const ticks = (list) => [...list.querySelectorAll("tbody [data-tick]")];
  document.addEventListener("change", ({ target }) => {
    const list = target.closest?.("[data-bulk-list]");
    if (!list) return;
    if (target.matches("[data-tick-all]")) for (const tick of ticks(list)) tick.checked = target.checked;
    showBulk(list);
  });
  const showBulk = (list) => {
    const chosen = ticks(list).filter((tick) => tick.checked).length;
    const bar = list.querySelector("[data-bulk]");
    if (!bar) return;
    bar.hidden = !chosen;
    const words = bar.querySelector("[data-count-words]");
    if (words) words.textContent = words.dataset.countWords.replace("COUNT", chosen);
    const all = list.querySelector("[data-tick-all]");
    if (all) all.indeterminate = chosen > 0 && chosen < ticks(list).length;
  };
  for (const list of document.querySelectorAll("[data-bulk-list]")) showBulk(list);
  document.addEventListener("reset", ({ target }) => setTimeout(() => {
    const list = target.matches("[data-bulk-list]") ? target : target.querySelector("[data-bulk-list]");
    if (list) showBulk(list);
  }));

  /* A choice that answers at once, as the year of a page or the size of a list. */
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-submit-on-change]")) target.form?.requestSubmit();
  });

  /* htmx: mark the waiting region, say the result, start our own scripts in what arrived. */
  const live = document.getElementById("live");
  document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    detail.target.removeAttribute("aria-busy");
    detail.target.dispatchEvent(new CustomEvent("content-added", { bubbles: true }));
    const said = detail.target.querySelector("[data-announce]");
    if (said && live) live.textContent = said.dataset.announce || said.textContent;
    detail.target.querySelector("[data-focus]")?.focus();
  });
}
