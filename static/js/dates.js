"use strict";

/* Fields with data-echo (day, birth or month): what the office typed (1124, R8.11.24, あした) is
   said back in full. The text is posted, not put into an address, because it may be a birth date. */
{
  const FIELDS = "input:is([data-echo=day], [data-echo=birth], [data-echo=month])";
  const timers = new WeakMap();
  const isOn = Boolean(document.body.dataset.echoUrl);

  const line = (field) => {
    const id = `${field.id}_echo`;
    let echo = document.getElementById(id);
    if (echo) return echo;
    echo = document.createElement("span");
    echo.id = id;
    echo.className = "echo";
    echo.setAttribute("aria-live", "polite");
    echo.hidden = true;
    (field.closest("[data-echo-row]") ?? field).after(echo);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    return echo;
  };

  const say = (echo, text) => {
    echo.textContent = text;
    echo.hidden = !text;
  };

  /* What is not understood is said only once the field is left: half a date is no mistake. */
  const ask = async (field, isLeft = false) => {
    const echo = line(field);
    const text = field.value.trim();
    if (!text) return say(echo, "");
    const body = new URLSearchParams({ text, kind: field.dataset.echo });
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
    try {
      const response = await fetch(document.body.dataset.echoUrl, { method: "POST", body, redirect: "error" });
      const isUnclear = response.headers.has("X-Unclear");
      const answer = response.ok && (isLeft || !isUnclear) ? await response.text() : "";
      if (field.value.trim() !== text) return;
      echo.classList.toggle("unclear", isUnclear);
      say(echo, answer.trim());
    } catch {
      say(echo, "");
    }
  };

  document.addEventListener("ime-input", ({ target }) => {
    if (!isOn || !target.matches(FIELDS)) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(() => ask(target), 200));
  });

  document.addEventListener("change", ({ target }) => {
    if (!isOn || !target.matches(FIELDS)) return;
    clearTimeout(timers.get(target));
    ask(target, true);
  });

  const start = (root) => {
    if (!isOn) return;
    for (const field of root.querySelectorAll(FIELDS)) if (field.value) ask(field);
  };
  document.addEventListener("content-added", (event) => start(event.target));
  start(document);
}
