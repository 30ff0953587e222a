/** Gives each text that is there to be copied a button, and printing one. */
export function offerCopies(root: ParentNode): void {
  for (const line of root.querySelectorAll<HTMLElement>("[data-copy]")) addCopyButton(line);
  for (const button of root.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const menu of root.querySelectorAll<HTMLDetailsElement>("details.share")) {
    closeOnEscape(menu);
  }
}

function addCopyButton(line: HTMLElement): void {
  const text = line.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  if (!text) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary";
  button.textContent = line.dataset.copy ?? "";
  const said = document.createElement("span");
  said.className = "small";
  said.role = "status";
  button.addEventListener("click", () => {
    void copy(text).then(() => (said.textContent = line.dataset.copied ?? ""));
  });
  line.append(button, said);
}

/** Without the permission, or on a page without TLS, the old way still works. */
async function copy(text: HTMLInputElement | HTMLTextAreaElement): Promise<void> {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    document.execCommand("copy");
  }
}

function closeOnEscape(menu: HTMLDetailsElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
