// Keeps what somebody types as a draft on the server, two seconds after they paused. Nothing is
// kept in the browser. Without a network the page keeps its fields, says so, and tries again.

const WAIT = 2000;
const RETRY = 10000;
const SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE = 60000;

const form = document.querySelector("form[data-drafts]");
const status = form?.querySelector("[data-status]");

let kept = form && form.dataset.typed !== "yes" ? written() : "";
let timer = 0;
let sending = null;

function written() {
  const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  texts.push(["skjema", new URL(form.action).pathname]);
  return new URLSearchParams(texts).toString();
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(keep, delay);
}

async function keep() {
  const now = written();
  if (now === kept || form.dataset.sending || sending) return;
  sending = new AbortController();
  try {
    const answer = await fetch(form.dataset.drafts, {
      method: "POST",
      body: new URLSearchParams(now),
      redirect: "manual",
      keepalive: now.length < SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE,
      signal: sending.signal,
    });
    if (answer.ok) {
      kept = now;
      say((await answer.json()).said);
    } else if (answer.type === "opaqueredirect") {
      say(status.dataset.signedOut);
    } else {
      say(status.dataset.failed);
      later(RETRY);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      say(status.dataset.offline);
      later(RETRY);
    }
  } finally {
    sending = null;
  }
  form.dataset.kept = written() === kept ? "yes" : "";
  if (!form.dataset.kept && status.textContent && navigator.onLine) later(WAIT);
}

if (form) {
  if (!kept) later(WAIT);
  form.addEventListener("input", () => { form.dataset.kept = ""; later(WAIT); });
  form.addEventListener("submit", () => { clearTimeout(timer); sending?.abort(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  window.addEventListener("online", () => later(0));
  window.addEventListener("offline", () => say(status.dataset.offline));
}
