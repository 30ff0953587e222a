/* Says what a save does when somebody else has saved meanwhile (pathways/joining_forms.py).

   Wagtail's dialog says that the other version will be overwritten. Here it is joined,
   or the person is asked; the words come from the form's hidden field. */
(() => {
  const SUBTITLE = 'subtitle-w-save-confirmation-dialog';

  const sayJoined = (subtitle, words) => {
    // Wagtail writes into it only when it has heard of a later version.
    new MutationObserver(() => {
      if (subtitle.textContent !== words) subtitle.textContent = words;
    }).observe(subtitle, { childList: true, characterData: true, subtree: true });
  };

  const start = () => {
    const form = document.querySelector('[data-edit-form]');
    const words = form?.querySelector('[data-joining-words]')?.dataset.joiningWords;
    if (!words) return;
    // The dialog is moved into the form once Wagtail's own scripts run.
    const moved = new MutationObserver(() => {
      const subtitle = document.getElementById(SUBTITLE);
      if (!subtitle) return;
      moved.disconnect();
      sayJoined(subtitle, words);
    });
    moved.observe(form, { childList: true });
    const there = document.getElementById(SUBTITLE);
    if (there) {
      moved.disconnect();
      sayJoined(there, words);
    }
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
