"use strict";

/* input[data-suggest-url]: a list of suggestions under the field. The server answers the posted text
   with <li role="option" data-value data-label>; choosing one writes its id into the hidden field
   named by data-target. Free text stays what it is, and nothing is chosen or rewritten while an
   input method is composing. */
{
  const PAUSE = 200;
  let count = 0;

  class Combobox {
    constructor(field) {
      this.field = field;
      this.hidden = field.form?.elements.namedItem(field.dataset.target);
      this.list = document.createElement("ul");
      this.list.className = "options";
      this.list.id = `${field.id || field.name}_options_${(count += 1)}`;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", field.dataset.suggestLabel ?? field.labels?.[0]?.innerText ?? "");
      const hadFocus = document.activeElement === field;
      const box = Object.assign(document.createElement("span"), { className: "combo" });
      field.replaceWith(box);
      box.append(field, this.list);
      if (hadFocus) field.focus();
      for (const [name, value] of Object.entries({
        role: "combobox",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
      })) {
        field.setAttribute(name, value);
      }
      field.addEventListener("ime-input", () => this.typed());
      field.addEventListener("keydown", (event) => this.pressed(event));
      field.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
      });
    }

    typed() {
      if (this.hidden && this.field.value !== this.chosenLabel) this.setHidden("");
      clearTimeout(this.timer);
      if (!this.field.value.trim()) return this.close();
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      const text = this.field.value;
      this.controller?.abort();
      this.controller = new AbortController();
      const body = new URLSearchParams({ q: text });
      body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
      try {
        const response = await fetch(this.field.dataset.suggestUrl, {
          method: "POST",
          body,
          headers: { "HX-Request": "true" },
          redirect: "error",
          signal: this.controller.signal,
        });
        const html = response.ok ? await response.text() : "";
        if (this.field.value !== text || document.activeElement !== this.field) return;
        this.show(html);
      } catch {
        this.close();
      }
    }

    show(html) {
      this.list.innerHTML = html;
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, index) => {
        option.id ||= `${this.list.id}_${index}`;
        option.setAttribute("aria-selected", "false");
      });
      this.index = -1;
      this.field.removeAttribute("aria-activedescendant");
      this.list.hidden = !this.list.childElementCount;
      this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    pressed(event) {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown" && this.list.hidden && this.field.value.trim()) {
        event.preventDefault();
        this.ask();
      } else if (this.list.hidden) {
        return;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && this.index >= 0 && !event.ctrlKey) {
        event.preventDefault();
        this.choose(this.options[this.index]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
    }

    move(step) {
      if (!this.options.length) return;
      this.options[this.index]?.setAttribute("aria-selected", "false");
      this.index = (this.index + step + this.options.length) % this.options.length;
      if (this.index < 0) this.index = this.options.length - 1;
      const option = this.options[this.index];
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", option.id);
    }

    choose(option) {
      this.chosenLabel = option.dataset.label ?? option.textContent.trim();
      this.field.value = this.chosenLabel;
      this.setHidden(option.dataset.value ?? "");
      this.close();
      this.field.dispatchEvent(new CustomEvent("ime-input", { bubbles: true }));
      clearTimeout(this.timer);
      this.field.form?.elements.namedItem(this.field.dataset.thenFocus ?? "")?.focus();
      this.field.dispatchEvent(
        new CustomEvent("suggestion-chosen", { bubbles: true, detail: { ...option.dataset } }),
      );
    }

    setHidden(value) {
      if (this.hidden) this.hidden.value = value;
    }

    close() {
      clearTimeout(this.timer);
      this.controller?.abort();
      this.list.hidden = true;
      this.field.setAttribute("aria-expanded", "false");
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  const known = new WeakSet();
  const start = (root) => {
    for (const field of root.querySelectorAll("input[data-suggest-url]")) {
      if (known.has(field)) continue;
      known.add(field);
      const box = new Combobox(field);
      box.chosenLabel = field.value;
    }
  };
  document.addEventListener("content-added", (event) => start(event.target));
  start(document);
}
