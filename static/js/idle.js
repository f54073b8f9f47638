"use strict";

/* Warns, then leaves: no file stays on a shared screen. */
{
  const dialog = document.getElementById("idle");
  const MINUTE = 60000;
  const end = dialog?.dataset.minutes * MINUTE;
  let used = 0;

  const idle = () => Date.now() - used;
  const isLate = () => idle() >= end - 6 * MINUTE;
  const leave = () => location.replace(location.pathname + location.search);
  const use = () => {
    used = Date.now();
    dialog.close();
  };
  const look = () => {
    if (idle() >= end) leave();
    else if (isLate() && !dialog.open) dialog.showModal();
  };

  if (dialog) {
    const tabs = new BroadcastChannel("use");
    const reached = () => {
      use();
      tabs.postMessage("");
    };
    tabs.onmessage = use;
    reached();
    // As a saved draft.
    const isUse = ({ initiatorType, responseStatus = 200 }) =>
      responseStatus === 200 && /fetch|xml/.test(initiatorType);
    new PerformanceObserver((list) => list.getEntries().some(isUse) && reached()).observe({ type: "resource" });
    dialog.addEventListener("close", () => {
      if (!isLate()) return;
      const { name, value } = document.querySelector("[name=csrfmiddlewaretoken]");
      const body = new URLSearchParams([[name, value]]);
      fetch(document.body.dataset.echoUrl, { method: "POST", body })
        .then(({ redirected }) => (redirected ? leave() : reached()), look);
    });
    setInterval(look, MINUTE / 4);
  }
}
