// The host's side of WordPress's messages, written from facts/embedding.md, section 2.
const frames = [...document.querySelectorAll("iframe.wp-embedded-content")];
window.ledTo = [];

addEventListener("message", ({ data, source }) => {
  if (!data || !/^[a-zA-Z0-9]+$/.test(data.secret) || !data.message || data.value === undefined) return;
  for (const frame of frames) {
    if (frame.contentWindow !== source || frame.dataset.secret !== data.secret) continue;
    frame.removeAttribute("style");
    for (const quote of document.querySelectorAll("blockquote.wp-embedded-content")) quote.hidden = true;
    if (data.message === "height") frame.height = Math.min(1000, Math.max(200, Math.trunc(data.value)));
    const isOwn = data.message === "link" && new URL(data.value).host === new URL(frame.src).host;
    if (isOwn && document.activeElement === frame) window.ledTo.push(data.value);
  }
});

for (const frame of frames) {
  const ready = () => frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
  frame.addEventListener("load", ready);
}
