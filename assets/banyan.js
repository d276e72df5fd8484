// Improves pages that work without it: keys on a draft, and a selected passage that becomes an item.
(() => {
  const draft = document.querySelector("[data-draft]");
  if (!draft) return;
  const address = "/drafts/" + draft.dataset.draft;
  const lines = [...document.querySelectorAll("ol.draft a[href*='?item=']")];
  const open = document.getElementById("item");
  const typing = (target) => target.matches("input, textarea, select");

  // J and K go to the next and the previous line, T back to its passage in the text.
  const step = (by) => {
    const all = [...document.querySelectorAll("[aria-labelledby='draft-heading'] ol.draft > li")];
    const here = all.findIndex((line) => line.id === "item" || line.contains(document.activeElement));
    const next = all[here + by];
    const link = next && next.querySelector("a[href*='?item=']");
    if (link) location.assign(link.href);
  };
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "t") {
      const mark = document.querySelector("mark.sel a, mark.sel");
      if (mark) { mark.scrollIntoView({ block: "center" }); if (mark.focus) mark.focus(); }
    }
    if (event.key === "Escape" && open) location.assign(address);
  });
  if (open) { const first = open.querySelector("[aria-describedby]") || open.querySelector("input:not([type=hidden]), select"); if (first) first.focus(); }
  else if (lines.length > 0 && location.hash === "#draft-heading") lines[0].focus();

  // What is selected in the text is put into the form that makes an item of it.
  const quote = document.getElementById("quote");
  const text = document.getElementById("source-text");
  if (quote && text) document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0).cloneContents();
    range.querySelectorAll("sup").forEach((sign) => sign.remove());
    quote.value = range.textContent.trim();
    quote.closest("details").open = true;
  });
})();
