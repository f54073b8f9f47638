"use strict";

/* Adding and removing rows of a formset. Without this script the empty extra rows and the tick
   box of each row do the same. A removed row keeps its place until the form is sent, so it can
   come back with one click. */
{
  const total = (box) => box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
  const changed = (box) => box.dispatchEvent(new CustomEvent("rows-changed", { bubbles: true }));

  const add = (box) => {
    const count = total(box);
    const holder = document.createElement("template");
    holder.innerHTML = box.querySelector("[data-rows-template]").innerHTML.replaceAll("__prefix__", count.value);
    const row = holder.content.querySelector("[data-row]");
    box.querySelector("[data-rows-list]").append(row);
    count.value = Number(count.value) + 1;
    row.dispatchEvent(new CustomEvent("content-added", { bubbles: true }));
    prepare(row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    changed(box);
  };

  const remove = (box, row) => {
    row.querySelector("[name$=-DELETE]").checked = true;
    row.hidden = true;
    box.removedRows = [...(box.removedRows ?? []), row];
    const undo = box.querySelector("[data-rows-undo]");
    undo.hidden = false;
    const next = row.nextElementSibling?.matches(":not([hidden])") ? row.nextElementSibling : null;
    (next?.querySelector("input:not([type=hidden]), select, textarea") ?? undo.querySelector("button")).focus();
    changed(box);
  };

  const undo = (box) => {
    const row = box.removedRows?.pop();
    if (!row) return;
    row.querySelector("[name$=-DELETE]").checked = false;
    row.hidden = false;
    box.querySelector("[data-rows-undo]").hidden = !box.removedRows.length;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    changed(box);
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-row-add], [data-row-remove], [data-row-undo]");
    const box = button?.closest("[data-rows]");
    if (!box) return;
    if (button.matches("[data-row-add]")) add(box);
    else if (button.matches("[data-row-undo]")) undo(box);
    else remove(box, button.closest("[data-row]"));
  });

  const prepare = (root) => {
    for (const button of root.querySelectorAll("[data-row-add], [data-row-remove]")) button.hidden = false;
    for (const tick of root.querySelectorAll("[data-row-delete]")) tick.hidden = true;
    for (const tick of root.querySelectorAll("[name$=-DELETE]:checked")) {
      const row = tick.closest("[data-row]");
      if (row) row.hidden = true;
    }
  };
  document.addEventListener("content-added", (event) => prepare(event.target));
  prepare(document);
}
