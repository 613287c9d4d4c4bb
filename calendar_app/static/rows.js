// 'Another row' without asking the server. The new row is a copy of the last one, emptied.

const MOST = 20;

for (const button of document.querySelectorAll("[data-add-row]")) {
  const list = document.querySelector(`[data-rows="${button.dataset.addRow}"]`);
  button.addEventListener("click", (event) => {
    const rows = list?.querySelectorAll("[data-row]") ?? [];
    if (!rows.length || rows.length >= MOST) return; // the server knows what to say
    event.preventDefault();
    const row = emptied(rows[rows.length - 1].cloneNode(true), rows.length + 1);
    list.append(row);
    row.querySelector("input, select, textarea")?.focus();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function emptied(row, number) {
  for (const field of row.querySelectorAll("input, select, textarea")) {
    field.value = "";
    field.id = field.id.replace(/\d+$/, number);
  }
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    const spoken = label.querySelector(".sr");
    if (spoken) spoken.textContent = ` ${number}`;
  }
  return row;
}
