"use strict";

/* The week of a plan by keyboard: 1–7 choose a day, 8 Monday to Friday, 9 every day, Enter opens
   the next entry; a free cell of the grid begins an entry at its day and time. */
{
  const box = () => document.querySelector('[data-rows="entries"]');
  const days = (row) => [...row.querySelectorAll(".days [type=checkbox]")];
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));
  const shown = () => [...box().querySelectorAll("[data-row]")].filter((row) => !row.hidden);
  const isEmpty = (row) => !days(row).some((day) => day.checked)
    && ![...row.querySelectorAll("input[type=text]")].some((field) => field.value);

  const nextRow = () => {
    const last = shown().at(-1);
    if (last && isEmpty(last)) return last;
    box().querySelector("[data-row-add]").click();
    return shown().at(-1);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target.closest?.('[data-rows="entries"] [data-row]');
    if (!row) return;
    if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      const rows = shown();
      const next = rows[rows.indexOf(row) + 1] ?? (isEmpty(row) ? row : nextRow());
      days(next)[0]?.focus();
      return;
    }
    const digit = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]);
    if (!digit || !event.target.matches(".days [type=checkbox]")) return;
    event.preventDefault();
    const all = days(row);
    const chosen = digit === 8 ? all.slice(0, 5) : digit === 9 ? all : [all[digit - 1]];
    const on = digit < 8 ? !chosen[0].checked : !chosen.every((day) => day.checked);
    for (const day of chosen) day.checked = on;
    changed(chosen[0]);
  });

  document.addEventListener("click", ({ target }) => {
    const slot = target.closest?.("[data-week-day]");
    if (!slot || !box()) return;
    const row = nextRow();
    const day = days(row)[Number(slot.dataset.weekDay)];
    day.checked = true;
    const start = row.querySelector("[name$=-starts_at]");
    start.value = slot.dataset.weekTime;
    changed(start);
    row.querySelector("[name$=-ends_at]").focus();
  });
}
