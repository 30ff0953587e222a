/** Takes the reader of a refused form to the list of what is to be mended. */
export function focusErrorSummary(root: ParentNode): void {
  root.querySelector<HTMLElement>(".error-summary")?.focus();
}
