// Keeps a report's draft on the server while it is written; the button does the same.
const form = document.querySelector("form[data-autosave]");
const status = form?.querySelector("[data-autosave-status]");
const PAUSE_MS = 3000;
let timer;

async function save() {
  const data = new FormData(form);
  data.set("draft", "1");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    status.textContent = response.ok ? status.dataset.saved : status.dataset.failed;
  } catch {
    status.textContent = status.dataset.failed;
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE_MS);
});
form?.addEventListener("submit", () => clearTimeout(timer));
