"use strict";

/* Saves the draft of every form with data-draft-url on the server while its writer types.
   Nothing is kept in the browser: office computers are shared. The words come from the form's
   [data-draft-state] element, so this file has no language. */
{
  const PAUSE = 1500;
  const AT_MOST_EVERY = 5000;
  const RETRY_AFTER = [2000, 5000, 10000, 30000];
  const drafts = new Map();

  class Draft {
    constructor(form) {
      this.form = form;
      this.state = form.querySelector("[data-draft-state]");
      this.copy = form.querySelector("[data-copy-text]");
      this.failures = 0;
      this.isDirty = false;
      form.addEventListener("ime-input", (event) => this.changed(event));
      form.addEventListener("rows-changed", (event) => this.changed(event));
      form.addEventListener("submit", (event) => {
        if (this.shown !== "ended") return this.stop();
        event.preventDefault(); // else: the login page
        this.changed(event);
      });
      this.copy?.addEventListener("click", () => this.copyText());
      // The server refused what was sent: it is newer than the draft.
      if (form.querySelector("[data-error-summary]")) this.changed({ target: form });
    }

    changed(event) {
      if (event.target.matches("[data-no-draft]")) return;
      this.isDirty = true;
      if (!this.failures) this.show("typing");
      clearTimeout(this.timer);
      // A steady typist is saved every five seconds, a pausing one after each pause.
      this.firstChangeAt ||= Date.now();
      const waited = Date.now() - this.firstChangeAt;
      const wait = Math.max(0, Math.min(PAUSE, AT_MOST_EVERY - waited));
      this.timer = setTimeout(() => this.flush(), wait);
    }

    /* Send what is on the screen; resolves to true once the server has it. */
    async flush({ leaving = false } = {}) {
      clearTimeout(this.timer);
      if (!this.isDirty) return true;
      this.controller?.abort();
      const controller = (this.controller = new AbortController());
      this.isDirty = false;
      this.firstChangeAt = 0;
      if (!this.failures) this.show("saving");
      guard();
      try {
        const response = await fetch(this.form.dataset.draftUrl, {
          method: "POST",
          body: this.body(),
          headers: { Accept: "application/json", "X-Requested-With": "fetch" },
          redirect: "manual",
          keepalive: leaving,
          signal: controller.signal,
        });
        if (!response.ok) throw response;
        await this.succeeded(response);
        return true;
      } catch (problem) {
        if (controller.signal.aborted) return false;
        this.isDirty = true;
        await this.failed(problem);
        return false;
      } finally {
        if (this.controller === controller) this.controller = null;
        guard();
      }
    }

    body() {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === "string") body.append(name, value);
      }
      return body;
    }

    async succeeded(response) {
      const answer = await response.json().catch(() => ({}));
      // A reload, as after a login, brings the text back.
      if (this.form.matches("#main #sheet")) history.replaceState(null, "", this.form.getAttribute("action"));
      const time = answer.saved_at ?? new Date().toTimeString().slice(0, 5);
      this.show(this.isDirty ? "typing" : "saved", { TIME: time, aloud: this.failures > 0 });
      this.failures = 0;
      if (this.copy) this.copy.hidden = true;
    }

    async failed(problem) {
      this.failures += 1;
      const isLoggedOut = problem.type === "opaqueredirect" || [401, 403].includes(problem.status);
      if (isLoggedOut) await this.renewToken();
      const name = isLoggedOut ? "ended" : navigator.onLine === false ? "offline" : "failed";
      this.show(name, { COUNT: this.failures, aloud: true });
      if (this.copy) this.copy.hidden = this.failures < 2;
      clearTimeout(this.timer);
      const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length) - 1];
      this.timer = setTimeout(() => this.flush(), wait);
    }

    /* After logging in again in another tab the old token is refused: read a new one. */
    async renewToken() {
      try {
        const page = await (await fetch(location.href, { redirect: "error" })).text();
        const fresh = new DOMParser().parseFromString(page, "text/html");
        const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
        if (!token) return;
        for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
      } catch {
        // Still logged out.
      }
    }

    show(name, { aloud = false, ...values } = {}) {
      this.shown = name;
      if (!this.state) return;
      let text = this.state.dataset[name] ?? "";
      for (const [key, value] of Object.entries(values)) text = text.replace(key, value);
      // Screen readers hear failures and the recovery, not every save.
      this.state.setAttribute("aria-live", aloud ? "polite" : "off");
      this.state.classList.toggle("busy", name === "typing" || name === "saving");
      this.state.classList.toggle("idle", name === "idle");
      this.state.classList.toggle("failed", ["failed", "offline", "ended"].includes(name));
      this.state.textContent = text;
    }

    async copyText() {
      const texts = [...this.form.querySelectorAll("textarea, input[type=text]")];
      await navigator.clipboard.writeText(texts.map((field) => field.value).filter(Boolean).join("\n\n"));
      if (this.copy) this.copy.textContent = this.copy.dataset.copied;
    }

    /* What the form itself carries is newer than any draft. */
    stop() {
      clearTimeout(this.timer);
      this.controller?.abort();
      this.isDirty = false;
      this.failures = 0;
      guard();
    }
  }

  const open = () => [...drafts.values()].filter((draft) => draft.form.isConnected);
  const flushAll = async (options) =>
    (await Promise.all(open().map((draft) => draft.flush(options)))).every(Boolean);

  /* The browser asks before leaving only while text is on its way or could not be sent. */
  const ask = (event) => event.preventDefault();
  const guard = () => {
    const isWaiting = open().some((draft) => draft.controller || draft.failures);
    window[isWaiting ? "addEventListener" : "removeEventListener"]("beforeunload", ask);
  };

  const start = (root) => {
    for (const form of root.querySelectorAll("form[data-draft-url]")) {
      if (!drafts.has(form)) drafts.set(form, new Draft(form));
    }
  };

  const leave = (href) => {
    window.removeEventListener("beforeunload", ask);
    for (const draft of open()) draft.stop();
    location.assign(href);
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || link.target || link.download) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.hash) return;
    if (link.hasAttribute("data-drawer-link")) return; // opens beside the page, which stays
    if (!open().some((draft) => draft.isDirty || draft.failures)) return;
    event.preventDefault();
    const isSaved = await flushAll();
    if (isSaved) return leave(link.href);
    const dialog = document.getElementById("unsaved");
    dialog.returnValue = "";
    dialog.onclick = async ({ target }) => {
      const choice = target.closest("[data-choice]")?.dataset.choice;
      if (!choice) return;
      dialog.close();
      if (choice === "copy") for (const draft of open()) await draft.copyText();
      if (choice !== "stay") leave(link.href);
    };
    dialog.showModal();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flushAll({ leaving: true });
  });
  window.addEventListener("online", () => flushAll());
  document.addEventListener("save-draft", () => flushAll());
  document.addEventListener("content-added", (event) => start(event.target));
  start(document);
}
