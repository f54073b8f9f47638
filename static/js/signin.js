"use strict";

/* The pages of the login: passwords that can be looked at, recovery codes that can be copied. */
{
  /* What is sent is hidden again, so that no browser remembers it among the words of other fields. */
  const unveil = (form, isShown) => {
    for (const field of form.querySelectorAll("[autocomplete$=password]")) field.type = isShown ? "text" : "password";
  };
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-unveil]")) unveil(target.form, target.checked);
  });
  document.addEventListener("submit", ({ target }) => {
    const tick = target.querySelector("[data-unveil]");
    if (!tick) return;
    tick.checked = false;
    unveil(target, false);
  });

  document.querySelector("[aria-invalid=true]")?.focus();

  /* Browsers lend the clipboard over https only. */
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
      button.textContent = button.dataset.copied;
    });
  }
}
