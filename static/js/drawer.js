"use strict";

/* The panel at the right: links with data-drawer-link open there; the page stays readable. A plain
   link gets a whole page from the same address; of either answer the part marked data-drawer is
   taken. Its form is sent from here, too. */
{
  const drawer = document.getElementById("drawer");
  let opener = null;
  let address = "";

  const show = (html) => {
    const part = new DOMParser().parseFromString(html, "text/html").querySelector("[data-drawer]");
    if (!part) return false;
    drawer.replaceChildren(...document.importNode(part, true).childNodes);
    drawer.setAttribute("aria-label", part.getAttribute("aria-label") ?? "");
    drawer.hidden = false;
    document.body.classList.add("with-drawer");
    window.htmx?.process(drawer);
    drawer.dispatchEvent(new CustomEvent("content-added", { bubbles: true }));
    const first = ["[data-error-summary]", "[autofocus]", "textarea", "input:not([type=hidden])"]
      .map((selector) => drawer.querySelector(selector))
      .find(Boolean);
    first?.focus();
    return true;
  };

  const open = async (href) => {
    address = href;
    try {
      const response = await fetch(href, { headers: { "HX-Request": "true" }, redirect: "error" });
      if (response.ok && show(await response.text())) return;
    } catch {
      // The page, then.
    }
    location.assign(href);
  };

  const close = async () => {
    document.dispatchEvent(new CustomEvent("save-draft"));
    drawer.hidden = true;
    drawer.replaceChildren();
    document.body.classList.remove("with-drawer");
    opener?.focus();
    opener = null;
  };

  /* A page that is being written keeps its text; any other page shows the new record at once. */
  const saved = () => {
    const words = drawer.querySelector("[data-saved-words]")?.dataset.savedWords ?? "";
    const isWriting = document.querySelector("#main form[data-draft-url]");
    if (!isWriting) return location.reload();
    close();
    const notice = document.createElement("div");
    notice.className = "notice ok";
    notice.setAttribute("role", "status");
    notice.append(Object.assign(document.createElement("p"), { textContent: words }));
    document.getElementById("main").prepend(notice);
  };

  const send = async (form, submitter) => {
    const body = new FormData(form, submitter);
    try {
      // The properties would say this page's own address where the attributes are missing.
      const target = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? address;
      const response = await fetch(target, {
        method: "POST",
        body,
        headers: { "HX-Request": "true" },
        redirect: "manual",
      });
      if (response.status === 204) {
        if (submitter?.name === "next") return open(address);
        return saved();
      }
      // A redirect leads to the login page: nothing was saved, the draft state below says so.
      if (response.type !== "opaqueredirect" && show(await response.text())) return;
    } catch {
      // No connection: the page below says so through the draft state.
    }
    form.dispatchEvent(new CustomEvent("ime-input", { bubbles: true }));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-drawer-link]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.button) {
      event.preventDefault();
      if (drawer.hidden || address !== link.href) {
        // A key leaves the focus in the field that was being written: it goes back there.
        const focused = document.activeElement;
        if (drawer.hidden) opener = focused === document.body ? link : focused;
        open(link.href);
      } else {
        drawer.querySelector("textarea")?.focus();
      }
    } else if (event.target.closest?.("[data-drawer-close]") && drawer.contains(event.target)) {
      event.preventDefault();
      close();
    }
  });

  drawer?.addEventListener("submit", (event) => {
    // A field of the form may be called method and hide the property.
    if (event.defaultPrevented || event.target.getAttribute("method") !== "post") return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== "Escape") return;
    if (event.defaultPrevented || !drawer || drawer.hidden || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    close();
  });
}
