"use strict";

/* Nested text in one field: Tab and Shift+Tab move the chosen lines a level, the buttons put a
   mark before them. Esc gives Tab back to the keyboard, so nobody is caught in the field. */
{
  const INDENT = "　";
  const MARKS = /^[○〇■□●◎・※]/u;

  const change = (field, turn) => {
    const { value, selectionStart, selectionEnd } = field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const next = value.indexOf("\n", Math.max(selectionEnd - 1, selectionStart));
    const to = next < 0 ? value.length : next;
    const lines = value.slice(from, to).split("\n").map(turn).join("\n");
    field.setRangeText(lines, from, to, selectionStart === selectionEnd ? "end" : "select");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  const step = (field, by) =>
    change(field, (line) => (by > 0 ? INDENT + line : line.replace(/^(?:　|\t| {1,2})/, "")));
  const mark = (field, sign) =>
    change(field, (line) => {
      const indent = /^[　\t ]*/.exec(line)[0];
      return indent + sign + line.slice(indent.length).replace(MARKS, "");
    });

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-outline]") || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") field.dataset.leaving = "yes";
    else if (event.key === "Tab" && !field.dataset.leaving && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      step(field, event.shiftKey ? -1 : 1);
    } else if (event.key !== "Shift") delete field.dataset.leaving;
  });
  document.addEventListener("focusin", (event) => delete event.target.dataset?.leaving);

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-outline-step], [data-outline-mark]");
    const field = button && document.getElementById(button.closest("[data-outline-tools]").dataset.outlineTools);
    if (!field) return;
    if (button.dataset.outlineMark) mark(field, button.dataset.outlineMark);
    else step(field, Number(button.dataset.outlineStep));
  });
}
