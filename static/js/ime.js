"use strict";

/* One event, `ime-input`, for "the text changed and the input method is done with it".
   While 山田 is being composed the browser fires `input` at every step, and none after the commit:
   searching on `input` alone asks seven times, leaving out composing input asks never. */
{
  const tell = (target) => target.dispatchEvent(new CustomEvent("ime-input", { bubbles: true }));

  document.addEventListener("input", (event) => {
    if (!event.isComposing) tell(event.target);
  });
  document.addEventListener("compositionend", (event) => tell(event.target));
}
