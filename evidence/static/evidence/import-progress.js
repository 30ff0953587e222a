// How far an import is: asked every two seconds, until the work ends and the page changes.
(function () {
  const box = document.querySelector("[data-status]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-words]");
  const PAUSE = 2000; // milliseconds

  function show(status) {
    if (status.state !== box.dataset.state || status.is_stale) {
      window.location.reload();
      return;
    }
    if (status.total) {
      bar.max = status.total;
      bar.value = status.done;
      words.textContent = box.dataset.rows
        .replace("DONE", status.done.toLocaleString())
        .replace("TOTAL", status.total.toLocaleString());
    }
    window.setTimeout(ask, PAUSE);
  }

  function ask() {
    fetch(box.dataset.status, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then(show)
      .catch(() => window.setTimeout(ask, PAUSE * 5)); // the server may be back soon
  }

  window.setTimeout(ask, PAUSE);
})();
