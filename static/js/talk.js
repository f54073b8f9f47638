"use strict";

/* 面談モード: Esc and the button ask before the page of the office comes back. */
{
  const dialog = document.getElementById("leave");
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-leave]")) dialog.showModal();
    if (target.closest?.("[data-stay]")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    dialog.showModal();
  });
}
