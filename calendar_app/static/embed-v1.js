// <lese-kalender>: the calendar as part of another site's page (docs/embedding.md).
// Text is only ever set as text, nothing is stored, and nobody but the calendar is asked.

const FILTERS = "bibliotek sted alder type sprak pris form tilgjengelig pamelding serie turne avlyst fra til sok".split(" ");
const SENT = [...FILTERS, "ui", "antall"];
const PATIENCE = 10000;

const WORDS = {
  nb: ["Datoer som vises: ", "Kalenderen svarer ikke akkurat nå."],
  nn: ["Datoar som blir viste: ", "Kalenderen svarar ikkje akkurat no."],
  en: ["Dates shown: ", "The calendar does not answer right now."],
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; color: var(--lk-ink, inherit); overflow-wrap: break-word; }
:host([hidden]) { display: none; }
h1, h2, h3, h4, h5, h6, p, ul { margin: 0; padding: 0; font: inherit; list-style: none; }
[part~=title] { font-size: 1.5em; font-weight: 600; line-height: 1.25; }
[part~=day] { margin-top: 1.25em; padding-bottom: .25em; font-weight: 600;
  border-bottom: 2px solid var(--lk-accent, light-dark(#0a5c66, #86d0d6)); }
[part~=day]::first-letter { text-transform: uppercase; }
[part~=event] { padding-block: .6em; border-bottom: 1px solid var(--lk-line, light-dark(#ddd6c7, #2e3d42)); }
[part~=link] { display: inline-block; padding-block: .15em; font-size: 1.1em; font-weight: 600; }
[part~=when] { font-weight: 600; font-variant-numeric: tabular-nums; }
[part~=facts] { font-size: .9em; color: var(--lk-muted, inherit); }
[part~=state] { display: inline-block; padding: .1em .5em; margin-inline-end: .4em; font-size: .85em; font-weight: 700;
  border: 2px solid; border-radius: .3em; }
[part~=called-off] [part~=state] { color: var(--lk-on-stop, #fff); background: var(--lk-stop, #8f1d21);
  border-color: var(--lk-stop, #8f1d21); }
[part~=called-off] :is([part~=link], [part~=when]) { text-decoration: line-through; }
[part~=links] { display: flex; flex-wrap: wrap; gap: 0 1.25em; margin-top: .75em; }
[part~=links] a { padding-block: .5em; }
a { color: var(--lk-accent, light-dark(#0a5c66, #86d0d6)); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--lk-focus, light-dark(#b4450a, #ffb566)); outline-offset: 2px; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { [part~=state] { border-color: CanvasText; } }
@media print { [part~=links] { display: none; } [part~=event] { break-inside: avoid; } [part~=day] { break-after: avoid; } }
`);

const node = (name, part, text = "", inside = [], more = {}) => {
  const made = document.createElement(name);
  if (part) made.part = part;
  made.append(text, ...inside.filter(Boolean));
  return Object.assign(made, more);
};
const own = ({ lang, dir }) => ({ lang, dir });
const line = (part, text, more) => text && node("p", part, text, [], more);
const link = (part, label, href, more) => /^https?:/.test(href) && node("a", part, label, [], { ...more, href });
const said = (...texts) => texts.filter(Boolean).join(" · ");

const row = (event) =>
  node("li", event.called_off ? "event called-off" : "event", "", [
    node("p", "when", "", [node("time", "", event.hours, [], { dateTime: event.start })]),
    node("p", "", "", [event.state_words && node("strong", "state", event.state_words), link("link", event.title, event.url, own(event))]),
    line("note", event.moved),
    line("note", event.reason, own(event)),
    line("note", event.note, own(event)),
    line("facts", said(event.place, event.ages, event.price, event.registration)),
  ]);

const view = (data, level) => {
  const heading = (part, deep, text, inside, more) => node(`h${Math.min(level + deep, 6)}`, part, text, inside, more);
  const days = new Map();
  for (const event of data.events) days.set(event.day, [...(days.get(event.day) ?? []), row(event)]);
  const lists = [...days].flatMap(([day, rows]) => [heading("day", 1, day), node("ul", "list", "", rows, { role: "list" })]);
  return node("div", "calendar", "", [
    heading("title", 0, data.title, [], { lang: data.title_lang, dir: data.title_dir }),
    line("empty", data.empty),
    ...lists,
    node("p", "links", "", [
      link("all", data.calendar_label, data.calendar_url),
      link("subscribe", data.subscribe_label, data.subscribe_url),
    ]),
  ], { lang: data.lang, dir: "ltr" });
};

class LeseKalender extends HTMLElement {
  static observedAttributes = [...SENT, "niva", "utvalg", "arrangement"];

  #box = node("div", "", "", [document.createElement("slot")]);
  #status = node("p", "status", "", [], { role: "status" });
  #asked;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#box, this.#status);
  }

  connectedCallback() {
    // Room for the list, so that what follows does not jump when it comes.
    if (this.#isEmpty) this.#box.style.minHeight = `min(${(parseInt(this.getAttribute("antall")) || 10) * 4.5}em, 100vh)`;
    this.#load();
  }

  disconnectedCallback() {
    this.#asked?.abort();
  }

  attributeChangedCallback(name, before, now) {
    if (this.isConnected && before !== now) this.#load();
  }

  get #isEmpty() {
    return this.#box.firstElementChild?.localName === "slot";
  }

  get #address() {
    const named = (key, folder) => this.hasAttribute(key) && `${folder}/${encodeURIComponent(this.getAttribute(key))}/`;
    const source = named("utvalg", "f") || named("arrangement", "arrangement") || "";
    const address = new URL(`/embed/v1/${source}events.json`, import.meta.url);
    for (const key of SENT) if (this.hasAttribute(key)) address.searchParams.set(key, this.getAttribute(key));
    return address;
  }

  async #load() {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    await null; // attributes that change together are asked for once
    if (asked.signal.aborted) return;
    const [count, failed] = WORDS[this.getAttribute("ui")] ?? WORDS.nb;
    const patience = setTimeout(() => asked.abort(), PATIENCE);
    try {
      const answer = await fetch(this.#address, { credentials: "omit", signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const data = await answer.json();
      const level = Math.min(Math.max(parseInt(this.getAttribute("niva")) || 2, 1), 5);
      this.#show(view(data, level), `${data.title}. ${data.empty || count + data.events.length}`, "quiet");
    } catch {
      if (asked === this.#asked && this.isConnected) this.#show(document.createElement("slot"), failed, "");
    } finally {
      clearTimeout(patience);
    }
  }

  #show(content, words, look) {
    this.#box.style.minHeight = "";
    this.#box.replaceChildren(content);
    this.#status.className = look;
    this.#status.textContent = words;
  }
}

customElements.define("lese-kalender", LeseKalender);
