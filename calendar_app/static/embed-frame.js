// Tells the host page its height; WordPress, which gives a secret, too.
const secret = /secret=(\w+)/.exec(location.hash)?.[1];
const post = (message) => parent.postMessage(message, "*");
const tell = (message, value) => secret && post({ message, value, secret });
const measure = () => {
  const value = Math.min(2e4, document.body.scrollHeight);
  if (!value) return;
  post({ lesekalender: "height", value });
  tell("height", Math.min(1e3, value));
};

new ResizeObserver(measure).observe(document.body);
onmessage = ({ data, source }) => {
  if (source === parent && data && (data.message || data.lesekalender) === "ready") measure();
};
for (const a of document.links) if (!a.target) a.hash = location.hash;
// A sandbox lets no link out.
onclick = (e) => {
  const a = origin === "null" && e.target.closest("[target]");
  if (!a) return;
  if (secret) e.preventDefault();
  tell("link", a.href);
  const { frame } = a.dataset;
  if (frame) setTimeout(() => location.assign(frame + location.hash), 1500);
};
