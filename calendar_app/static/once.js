// A form is sent once however often somebody presses, and not at all without a network or with a
// file that is too large: then the page stays, with all that was typed, and says so.

const form = document.querySelector("form[data-drafts]");
const status = form?.querySelector("[data-status]");

function reasonToStay() {
  if (!navigator.onLine) return status.dataset.offline;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
  const most = Number(status.dataset.most);
  return files.some((file) => file.size > most) ? status.dataset.tooLarge : "";
}

function buttons() {
  return form.querySelectorAll("button[type=submit]");
}

form?.addEventListener("submit", (event) => {
  const reason = form.dataset.sending ? "" : reasonToStay();
  if (form.dataset.sending || reason) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (reason) status.textContent = reason;
    return;
  }
  form.dataset.sending = "yes";
  // Not at once: the button that was pressed must still be sent along.
  setTimeout(() => buttons().forEach((one) => { one.disabled = true; }));
});

window.addEventListener("pageshow", () => {
  if (!form) return;
  delete form.dataset.sending;
  buttons().forEach((one) => { one.disabled = false; });
});
