"use strict";

/* Small comforts of every form: the double click, number keys, the reading of a name, the errors. */
{
  const DOUBLE_CLICK = 2000;
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  /* A second click within two seconds is the same click. The server has its own token for this. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sentAt && Date.now() - form.dataset.sentAt < DOUBLE_CLICK) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sentAt = Date.now();
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => {
      delete form.dataset.sentAt;
      button?.removeAttribute("aria-busy");
    }, DOUBLE_CLICK);
  }, true);

  /* Enter in a one-line field of a long form would send it half written; Ctrl+Enter sends. */
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || isComposing(event) || event.defaultPrevented || event.ctrlKey) return;
    if (!field.matches("input:not([type=submit], [type=button])")) return;
    if (field.closest("form[data-draft-url]")) event.preventDefault();
  });

  /* 1–9 (and 0 for the tenth) choose in the group that has the focus. */
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const group = event.target.matches?.("[type=radio],[type=checkbox]")
      ? event.target.closest("[data-numbered]")
      : null;
    if (!digit || !group) return;
    const option = group.querySelector(`[data-key="${digit}"] input`);
    if (!option) return;
    event.preventDefault();
    option.focus();
    option.click();
  });

  const numberChoices = (root) => {
    for (const group of root.querySelectorAll(".choices")) {
      if (group.dataset.numbered !== undefined) continue;
      const choices = [...group.querySelectorAll(":scope > .choice")];
      if (choices.length > 10 || !choices[0]?.querySelector("[type=radio]")) continue;
      group.dataset.numbered = "";
      choices.forEach((choice, index) => {
        const key = document.createElement("kbd");
        key.textContent = choice.dataset.key = String((index + 1) % 10);
        key.setAttribute("aria-hidden", "true");
        choice.querySelector("input").after(key);
      });
    }
  };

  /* The reading is what was typed before it became 漢字: the last hiragana of each composition. */
  let reading = "";
  const kanaField = (name) => name.form?.elements.namedItem(name.dataset.kanaTarget ?? "");
  document.addEventListener("compositionstart", () => (reading = ""));
  document.addEventListener("compositionupdate", (event) => {
    if (/^[ぁ-ゖー　 ]+$/u.test(event.data)) reading = event.data;
  });
  document.addEventListener("compositionend", (event) => {
    const target = kanaField(event.target);
    if (!target || target.dataset.typed || !reading || !event.data) return;
    const gap = /[\s　]/.test(event.target.value) && target.value && !/\s$/.test(target.value) ? " " : "";
    target.value += gap + reading;
    target.dispatchEvent(new CustomEvent("ime-input", { bubbles: true }));
    reading = "";
  });
  document.addEventListener("input", ({ target, isTrusted }) => {
    if (isTrusted && target.matches("input") && target.value) target.dataset.typed = "yes";
    if (target.dataset?.kanaTarget && !target.value) {
      const kana = kanaField(target);
      if (kana && !kana.dataset.typed) kana.value = "";
    }
  });

  /* How long a call has lasted: data-since holds the start as an ISO time. */
  const clock = (element) => {
    const tick = () => {
      const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(element.dataset.since)) / 1000));
      const two = (value) => String(value).padStart(2, "0");
      const hours = Math.floor(seconds / 3600);
      element.textContent = (hours ? `${hours}:` : "") + `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    };
    tick();
    const timer = setInterval(() => (element.isConnected ? tick() : clearInterval(timer)), 1000);
  };

  const start = (root) => {
    numberChoices(root);
    for (const element of root.querySelectorAll("[data-since]")) clock(element);
    for (const element of root.querySelectorAll("[data-script-only]")) element.hidden = false;
    root.querySelector("[data-error-summary]")?.focus();
  };
  document.addEventListener("content-added", (event) => start(event.target));
  start(document);
}
