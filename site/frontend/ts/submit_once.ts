const PAUSE_MS = 5000;

/**
 * Ignores a second press of the button of a form marked `data-submit-once`. The server
 * makes one of two equal submissions anyhow; this spares the reader the wait.
 */
export function submitOnce(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-submit-once]")) {
    let busy = false;
    form.addEventListener("submit", (event) => {
      if (busy) event.preventDefault();
      busy = true;
      setTimeout(() => (busy = false), PAUSE_MS);
    });
  }
}
