// The tree of the page as the libraries want it, and what the bench reads afterwards.
export function readTree() {
  return JSON.parse(document.getElementById("tree").textContent);
}

export function isReady(start) {
  window.readyMs = performance.now() - start;
}
