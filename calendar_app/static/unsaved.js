// Asks before a page is left on which something was typed that is neither sent nor kept.

const form = document.querySelector("form[data-drafts]");
let isTyped = form?.dataset.typed === "yes"; // it came back from the server, unsaved

form?.addEventListener("input", () => { isTyped = true; });
form?.addEventListener("submit", () => { isTyped = false; });
window.addEventListener("beforeunload", (event) => {
  if (isTyped && form.dataset.kept !== "yes") event.preventDefault();
});
