// Buttons that copy: <button data-copy="#id" data-copied="Kopiert" hidden>. They appear only where
// they can work. What was copied is said in the role=status element that data-says names, or else
// in the one that follows the button.

const noted = new WeakMap();

function textOf(element) {
  return "value" in element ? element.value : element.textContent;
}

function statusOf(button) {
  const named = button.dataset.says && document.querySelector(button.dataset.says);
  if (named) return named;
  const next = button.nextElementSibling;
  if (next && next.getAttribute("role") === "status") return next;
  const made = document.createElement("span");
  made.setAttribute("role", "status");
  made.className = "copied";
  button.after(made);
  return made;
}

function say(button, text) {
  const status = statusOf(button);
  clearTimeout(noted.get(button));
  status.textContent = "";
  // A change within one task is none to a screen reader that has said it before.
  setTimeout(() => { status.textContent = text; }, 50);
  noted.set(button, setTimeout(() => { status.textContent = ""; }, 5000));
}

function select(element) {
  if (typeof element.select === "function") {
    element.focus();
    element.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(textOf(source));
    say(button, button.dataset.copied);
  } catch {
    // Not allowed here: what is to be copied is marked, and Ctrl+C does the rest.
    select(source);
    say(button, button.dataset.marked || "");
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const status = statusOf(button);
  status.hidden = false;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
