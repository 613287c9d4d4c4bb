// Tells what the dates will be while somebody fills them in; the button shows them all.

const WAIT = 600;

const form = document.querySelector("form[data-dates]");
const button = form?.querySelector("button[value=forhandsvis]");
const section = button?.closest("section");

if (section) {
  const shown = document.createElement("div");
  shown.className = "small dates-meanwhile";
  shown.setAttribute("role", "status");
  (button.closest("p") ?? button).after(shown);

  let timer = 0;
  let asked = 0;
  section.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  const ask = async () => {
    const number = ++asked;
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    try {
      const answer = await fetch(form.dataset.dates, {
        method: "POST",
        body: new URLSearchParams(texts),
        redirect: "manual",
      });
      if (number === asked) show(answer.ok ? await answer.json() : null);
    } catch {
      show(null); // no network: the button is still there
    }
  };

  const show = (told) => {
    shown.replaceChildren();
    if (!told?.said) return;
    const said = document.createElement("p");
    said.textContent = told.said;
    const dates = document.createElement("p");
    dates.textContent = [...told.dates, told.more].filter(Boolean).join(" · ");
    shown.append(said, dates);
  };
}
