"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  for (const element of all(".js")) element.classList.add("on");

  // Colours: those of the system until the reader chooses others.
  const theme = one("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("pairmatch-theme", root.dataset.theme); } catch { /* nothing is kept */ }
    showTheme();
  });
  prefersDark.addEventListener("change", showTheme);
  showTheme();

  // On paper everything is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const element of opened) element.open = true;
  });
  addEventListener("afterprint", () => {
    for (const element of opened) element.open = false;
  });

  const form = one("filters");
  if (!form) return;
  const { people, sessions } = JSON.parse(one("data").textContent);
  const numberOf = new Map(people.map(([id], number) => [id, number]));
  const fields = ["person", "site", "week", "kind"].map((name) => form.elements[name]).filter(Boolean);

  const chosen = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const setFields = (wanted) => {
    for (const field of fields) {
      const value = wanted.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
  };

  // Which sessions are shown.
  const shown = () => {
    const want = chosen();
    const person = want.person ? numberOf.get(want.person) : null;
    const site = want.site ? Number(form.elements.site.selectedOptions[0].dataset.site) : null;
    const week = want.week ? Number(want.week) : null;
    const kind = want.kind ? want.kind[0].toUpperCase() : null;
    return sessions.map(([w, k, s, who]) => (person === null || who.includes(person))
      && (site === null || s === site) && (week === null || w === week) && (kind === null || k === kind));
  };

  const rows = all("#all tbody tr");
  const cells = all("#weeks td a");
  const gridRows = all("#weeks tbody tr");
  const tracks = all("#time tbody tr");
  const graph = one("graph");
  const inGraph = graph ? all("[data-p]", graph) : [];
  const marked = all("tr[data-p]").filter((row) => !row.closest("#weeks"));
  const kinds = { W: "workshop", S: "shadowing", M: "meeting" };
  const isOf = (element, person) => element.dataset.p.split(" ").includes(String(person));

  const showCells = (visible, isAll) => {
    for (const cell of cells) {
      const there = [];
      for (const chip of cell.children) {
        chip.hidden = !visible[chip.dataset.s];
        if (!chip.hidden) there.push(kinds[chip.classList[1]]);
      }
      cell.hidden = there.length === 0;
      cell.setAttribute("aria-label", `week ${cell.parentElement.cellIndex}: ${there.join(", ")}`);
    }
    const { person, week } = chosen();
    for (const row of gridRows) {
      const hasAny = isAll || row.querySelector("a:not([hidden])");
      row.hidden = !hasAny || (person !== "" && !isOf(row, numberOf.get(person)) && people.length > 0
        && form.elements.person.selectedOptions[0].parentElement.label !== "Facilitators");
    }
    for (const row of all("#weeks tr")) {
      for (const cell of [...row.cells].slice(1)) cell.hidden = week !== "" && cell.cellIndex !== Number(week);
    }
  };

  const showTracks = (visible, isAll) => {
    const { person } = chosen();
    for (const row of tracks) {
      let count = 0;
      for (const mark of all("[data-s]", row)) {
        const isShown = visible[mark.dataset.s];
        mark.classList.toggle("off", !isShown);
        if (isShown) count += 1;
      }
      row.cells[1].textContent = count;
      row.hidden = (!isAll && count === 0) || (person !== "" && row.dataset.t !== String(numberOf.get(person)));
    }
  };

  const showPerson = () => {
    const { person } = chosen();
    const number = numberOf.get(person);
    for (const row of marked) row.classList.toggle("me", number !== undefined && isOf(row, number));
    if (!graph) return;
    graph.classList.toggle("one", number !== undefined);
    const lines = inGraph.filter((element) => number !== undefined && isOf(element, number));
    const near = new Set(lines.flatMap((element) => element.dataset.p.split(" ")));
    for (const element of inGraph) {
      const isLine = element.dataset.p.includes(" ");
      element.classList.toggle("me", number !== undefined
        && (isLine ? isOf(element, number) : near.has(element.dataset.p)));
    }
  };

  const words = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "session" : "sessions"}`;
  const told = (count) => {
    const parts = fields.filter((field) => field.value).map((field) => field.selectedOptions[0].text.trim());
    const week = form.elements.week?.value ? `week ${parts[fields.filter((f) => f.value).indexOf(form.elements.week)]}` : "";
    const named = parts.map((part, at) => fields.filter((f) => f.value)[at] === form.elements.week ? week : part);
    if (sessions.length === 0) return named.length ? `Shown: ${named.join(", ")}` : "";
    if (!named.length) return words(count);
    return `Showing ${words(count)} of ${sessions.length.toLocaleString("en-GB")}: ${named.join(", ")}`;
  };

  const apply = () => {
    const visible = shown();
    const count = visible.filter(Boolean).length;
    const isAll = fields.every((field) => field.value === "");
    rows.forEach((row, number) => { row.hidden = !visible[number]; });
    showCells(visible, isAll);
    showTracks(visible, isAll);
    showPerson();
    form.classList.toggle("some", !isAll);
    one("shown").textContent = told(count);
    hideDetail();
    setStops();
  };

  // The address says what is shown, so that a link to it shows the same.
  const toAddress = () => {
    const wanted = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value));
    history.replaceState(null, "", wanted.size ? `#${wanted}` : location.pathname + location.search);
  };
  const fromAddress = () => {
    if (location.hash.includes("=")) setFields(new URLSearchParams(location.hash.slice(1)));
  };
  form.addEventListener("change", () => { toAddress(); apply(); });
  form.addEventListener("reset", () => setTimeout(() => { toAddress(); apply(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    if (location.hash.includes("=")) { fromAddress(); apply(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const hash = link.getAttribute("href");
    if (hash.startsWith("#person=")) {
      event.preventDefault();
      const wanted = new URLSearchParams(Object.entries(chosen()));
      wanted.set("person", new URLSearchParams(hash.slice(1)).get("person"));
      setFields(wanted);
      toAddress();
      apply();
    } else if (location.hash.includes("=") && !link.closest("#weeks")) {
      event.preventDefault(); // a jump would forget what is shown
      const target = one(hash.slice(1));
      target?.scrollIntoView();
      target?.focus({ preventScroll: true });
    }
  });
  graph?.addEventListener("click", (event) => {
    const number = event.target.closest("text[data-p]")?.dataset.p;
    if (number === undefined || number.includes(" ")) return;
    const id = people[Number(number)][0];
    form.elements.person.value = form.elements.person.value === id ? "" : id;
    toAddress();
    apply();
  });

  // The chosen cell of the grid, or mark of the timeline, in words.
  const detail = one("detail");
  let chosenCell = null;
  function hideDetail() {
    if (!detail) return;
    detail.hidden = true;
    chosenCell?.classList.remove("chosen");
    chosenCell = null;
  }
  const showDetail = (title, numbers, cell) => {
    hideDetail();
    chosenCell = cell;
    cell?.classList.add("chosen");
    const heading = document.createElement("h4");
    heading.textContent = title;
    const list = document.createElement("ul");
    for (const number of numbers) {
      const what = rows[number].cells[4];
      const [, day, time, kind, , where] = [...rows[number].cells].map((td) => td.textContent);
      const item = document.createElement("li");
      const name = document.createElement("b");
      name.textContent = what.firstChild.textContent;
      const more = what.querySelector("small")?.textContent ?? "";
      item.append(name, ` (${kind.toLowerCase()}), ${day}, ${time}; ${where}. ${more}`);
      list.append(item);
    }
    detail.lastElementChild.replaceChildren(heading, list);
    detail.hidden = false;
  };
  const numbersIn = (cell) => all("[data-s]", cell).filter((chip) => !chip.hidden).map((chip) => chip.dataset.s);
  const showCell = (cell) => {
    const names = [...cell.closest("tr").cells[0].childNodes].map((node) => node.textContent).filter(Boolean).join(" and ");
    showDetail(`${names}, week ${cell.parentElement.cellIndex}`, numbersIn(cell), cell);
  };
  one("close-detail")?.addEventListener("click", () => {
    const back = chosenCell;
    hideDetail();
    back?.focus({ preventScroll: true });
    hideDetail();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideDetail(); });

  // One stop of the tab key in the grid; the arrow keys go on from there.
  const weeks = one("weeks");
  function setStops(stop = cells.find((cell) => !cell.hidden && !cell.closest("tr").hidden)) {
    for (const cell of cells) cell.tabIndex = cell === stop ? 0 : -1;
  }
  const next = (cell, key) => {
    const { cellIndex, parentElement: row } = cell.parentElement;
    const isRow = key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End";
    const line = isRow ? [...row.cells] : gridRows.filter((one) => !one.hidden).map((one) => one.cells[cellIndex]);
    const at = line.indexOf(cell.parentElement);
    const links = (those) => those.map((td) => td.querySelector("a:not([hidden])")).filter((link) => link && !link.parentElement.hidden);
    const before = links(line.slice(0, at));
    const after = links(line.slice(at + 1));
    return { ArrowLeft: before.at(-1), ArrowUp: before.at(-1), Home: before[0], ArrowRight: after[0], ArrowDown: after[0], End: after.at(-1) }[key];
  };
  if (weeks) {
    for (const cell of cells) cell.setAttribute("role", "button");
    weeks.addEventListener("click", (event) => {
      const cell = event.target.closest("td a");
      if (!cell) return;
      event.preventDefault();
      setStops(cell);
      showCell(cell);
    });
    weeks.addEventListener("focusin", (event) => {
      if (event.target.matches("td a") && event.target.matches(":focus-visible")) showCell(event.target);
    });
    weeks.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td a");
      if (!cell) return;
      if (event.key === " ") {
        event.preventDefault();
        showCell(cell);
        return;
      }
      const to = next(cell, event.key);
      if (!to) return;
      event.preventDefault();
      setStops(to);
      to.focus();
    });
  }
  const time = one("time");
  time?.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-s]");
    if (mark) showDetail(mark.closest("tr").cells[0].textContent, [mark.dataset.s], null);
  });
  time?.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-s]");
    if (!mark || mark.firstElementChild) return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    const cell = rows[mark.dataset.s].cells;
    title.textContent = `${cell[4].firstChild.textContent}, ${cell[1].textContent}, ${cell[2].textContent}`;
    mark.append(title);
  });

  fromAddress();
  if (fields.some((field) => field.value)) apply();
  else setStops();
  root.dataset.ready = "yes";
  performance.mark("pairmatch-ready");
})();
