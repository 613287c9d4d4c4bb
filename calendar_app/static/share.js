// Hands the address on with what the device has for it. The button stays away where there is none.

for (const button of document.querySelectorAll("button[data-share]")) {
  const source = document.querySelector(button.dataset.share);
  const data = source && { title: document.title, url: source.value };
  if (!data || !navigator.share || (navigator.canShare && !navigator.canShare(data))) continue;
  button.hidden = false;
  // Who changes their mind has not failed at anything, so nothing is said.
  button.addEventListener("click", () => navigator.share(data).catch(() => {}));
}
