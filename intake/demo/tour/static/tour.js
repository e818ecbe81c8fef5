// The tour's page: asks for the state every two seconds and shows it. Text goes in as text.

const byId = (id) => document.getElementById(id);
const seen = new Set();

// A level shows by its word and the weight of its frame.
const BADGES = { red: "badge badge-strong", amber: "badge badge-outlined", review: "badge badge-dashed" };

function cell(text) {
  const td = document.createElement("td");
  td.textContent = text;
  return td;
}

function showRows(rows) {
  const first = seen.size === 0;
  byId("rows").replaceChildren(...rows.map(({ digest, week, bytes }) => {
    const tr = document.createElement("tr");
    tr.className = first || seen.has(digest) ? "" : "new";
    tr.append(cell(digest), cell(week), cell(bytes));
    return tr;
  }));
  if (first) rows.forEach((row) => seen.add(row.digest));
}

function showLevels(levels) {
  const most = Math.max(1, ...levels.map((level) => level.count));
  byId("levels").replaceChildren(...levels.flatMap(({ level, count }) => {
    const name = document.createElement("dt");
    const badge = document.createElement("span");
    badge.className = BADGES[level] ?? "badge";
    badge.textContent = level;
    const bar = document.createElement("span");
    bar.className = "bar";
    bar.style.width = `${(100 * count) / most}%`;
    name.append(badge, bar);
    const value = document.createElement("dd");
    value.textContent = String(count);
    return [name, value];
  }));
}

async function refresh() {
  const state = await (await fetch("/state.json")).json();
  byId("stored").textContent = String(state.stored);
  showRows(state.rows);
  showLevels(state.levels);
}

async function post(path) {
  const answer = await fetch(path, { method: "POST", headers: { "X-Tour": "1" } });
  return answer.json();
}

async function showColleagues() {
  const all = await (await fetch("/colleagues.json")).json();
  byId("colleagues").replaceChildren(...all.map(({ email, role, code }) => {
    const tr = document.createElement("tr");
    tr.append(cell(email), cell(role), cell(code));
    return tr;
  }));
}

async function carry() {
  byId("carry").disabled = true;
  const { said } = await post("/carry");
  byId("carried").textContent = said;
  byId("carry").disabled = false;
  await refresh();
}

// Amina gets a fresh card each time she sits down, and each tablet its own link.
async function fresh(link, path) {
  byId(link).href = (await post(path)).link;
}

for (const [link, path] of [["form-link", "/card"], ["tablet-link", "/tablet"]]) {
  byId(link).addEventListener("click", () => setTimeout(fresh, 0, link, path));
  fresh(link, path);
}
byId("carry").addEventListener("click", carry);
refresh();
setInterval(refresh, 2000);
showColleagues();
setInterval(showColleagues, 5000);
