// Tells the worker what a page needs, and shows what it answers: whether there is a line, and what waits to be sent. Without a worker
// (old browsers, plain HTTP) pages work as they are.
(() => {
  const bar = document.getElementById("line-state");
  const workers = navigator.serviceWorker;
  // A device begins to keep what is due when somebody opens it; from then on every page shows what waits.
  if (!bar || !workers || !workers.controller && !location.pathname.startsWith("/reports")) return;
  const page = document.documentElement;
  const tell = async (message) => (await workers.ready).active.postMessage(message);
  const look = () => tell({ ask: "look" });

  const line = (name) => bar.querySelector(`[data-line="${name}"]`);
  const show = (name, shown) => { line(name).hidden = !shown; };
  const reveal = () => { bar.hidden = ![...bar.querySelectorAll("[data-line]")].some((own) => !own.hidden); };
  const count = (name, number) => {
    show(name, number > 0);
    line(name).querySelector("[data-count]").textContent = new Intl.NumberFormat(page.lang === "ar" ? "ar-EG" : page.lang).format(number);
  };
  const link = (address, words) => {
    const own = document.createElement("a");
    own.href = address;
    own.textContent = words;
    return own;
  };
  const item = ({ id, report, title, receipt, why }) => {
    const own = document.createElement("li");
    own.append(link("/reports/" + report, title || report));
    if (receipt) own.append(" · ", link("/receipts/" + receipt, bar.dataset.receipt + " " + receipt));
    if (!why) return own;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = bar.dataset.forget;
    button.addEventListener("click", () => tell({ ask: "remove", id }));
    own.append(": ", why, " ", button);
    return own;
  };

  const told = (state) => {
    show("offline", state.offline);
    for (const name of ["waiting", "sent", "kept", "refused"]) {
      count(name, state[name].length);
      line(name).querySelector("ul").replaceChildren(...state[name].map(item));
    }
    count("others", state.others);
    show("seen", state.sent.length + state.kept.length > 0);
    reveal();
  };

  // Entries as they were typed on this device, into the form that is shown.
  const form = document.querySelector("form[data-report]");
  const fill = (typed) => {
    if (!typed || typed.kind === "waiting" && !page.dataset.kept) return;
    for (const [name, value] of typed.pairs) {
      if (!/^(e|why)\.|^(reason|revision|based_on|form_version)$/.test(name)) continue;
      const own = form.elements.namedItem(name);
      if (own) own.value = value;
      else if (value) {
        const more = document.createElement("input");
        Object.assign(more, { type: "hidden", name, value });
        form.append(more);
      }
    }
    show("typed", true);
    reveal();
  };

  workers.addEventListener("message", ({ data }) => {
    if (data.state) told(data.state);
    if (form && "typed" in data) fill(data.typed);
  });
  workers.startMessages();
  workers.register("/worker.js").catch((failure) => console.warn(failure.message));
  line("seen").addEventListener("click", () => tell({ ask: "seen" }));

  if (page.dataset.kept) {
    show("offline", true);
    show("copy", true);
    const at = new Intl.DateTimeFormat(page.lang, { dateStyle: "short", timeStyle: "short" }).format(new Date(page.dataset.kept));
    line("copy").querySelector("[data-count]").textContent = at;
    reveal();
  }
  if (form) {
    // A command has its id from the device: a kept page is opened more than once, and its own id would stand for several.
    const own = crypto.getRandomValues(new Uint8Array(10));
    const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    own[0] = 0x70 | own[0] & 0x0f;
    own[2] = 0x80 | own[2] & 0x3f;
    const id = Date.now().toString(16).padStart(12, "0") + hex(own);
    form.elements.namedItem("call").value = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    form.addEventListener("submit", () => { form.elements.namedItem("device_at").value = new Date().toISOString(); });
    tell({ ask: "typed", report: form.dataset.report });
  }

  look();
  window.addEventListener("online", look);
  // What waits is tried again every minute while a page is open.
  setInterval(() => { if (!line("waiting").hidden) look(); }, 60000);
})();
