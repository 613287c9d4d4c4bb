// An information screen looks for news now and then. When the server is away, what stands stays.

const page = document.documentElement;
const status = document.querySelector("[role=status]");
const begun = new Date();
const zone = "Europe/Oslo";
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });

async function isThere() {
  try {
    const answer = await fetch(location.href, {
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(20000),
    });
    const type = answer.headers.get("content-type") || "";
    await answer.text();
    return answer.status === 200 && type.startsWith("text/html");
  } catch {
    return false;
  }
}

function sayHowOld() {
  const time = clock.format(begun).replace(":", page.lang === "en" ? ":" : ".");
  const text = status.dataset.text.replace("{time}", time);
  if (status.textContent !== text) status.textContent = text;
}

// What is over is left out, and "today" is no longer said the day after.
function tidy() {
  const now = new Date();
  const today = day.format(now);
  for (const near of document.querySelectorAll("[data-near]")) {
    near.hidden = page.dataset.today !== today;
  }
  for (const row of document.querySelectorAll("[data-ends]")) {
    row.hidden = new Date(row.dataset.ends) < now;
  }
  for (const one of document.querySelectorAll("[data-day]")) {
    one.hidden = !one.querySelector("li:not([hidden])");
  }
}

async function look() {
  if (await isThere()) {
    location.reload();
    return;
  }
  sayHowOld();
  tidy();
  wait();
}

function wait() {
  setTimeout(look, Number(page.dataset.every) * 1000);
}

tidy();
wait();
