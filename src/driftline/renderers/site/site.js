"use strict";
// The list of the first page, the keys of every page, and what the page of a finding knows of the list it came from.
// Nothing is fetched, nothing becomes markup: every text goes in as text.
(() => {
  const STEP = 50, FIELDS = ["level", "state", "rule", "resource", "odd"], LABELS = { level: "levels", state: "states", rule: "rules", resource: "resources", odd: "witnesses" };
  const at = id => document.getElementById(id);
  const page = document.body.dataset.page;

  function element(name, classes, text) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // A path that breaks between its steps where a line is too short.
  function path(classes, text) {
    const made = element("code", classes);
    text.split("/").forEach((step, n) => made.append(...(n ? ["/", element("wbr"), step] : [step])));
    return made;
  }

  function kept(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a folder of files may have no storage */ }
    return null;
  }

  // What is looked for, and what is found.

  function wantedIn(hash) {
    const given = new URLSearchParams(hash.includes("=") ? hash.slice(1) : ""), wanted = { q: given.get("q") || "" };
    for (const field of FIELDS) wanted[field] = given.get(field) || "";
    return wanted;
  }

  function hashOf(wanted) {
    const set = Object.entries(wanted).filter(([, value]) => value);
    return set.length ? "#" + new URLSearchParams(set) : "";
  }

  function records(data) {
    return data.rows.map(([name, level, state, rule, resource, odd, operation, place, message, places, others]) => {
      const one = { name, level: data.level[level], state: data.state[state], rule: data.rule[rule], resource: data.resource[resource], odd: data.odd[odd], operation: data.operation[operation], place, message, places };
      one.text = [name, one.level, one.state, one.rule, one.odd, one.operation, place, message, ...others.map(n => data.operation[n])].join(" ").toLowerCase();
      return one;
    });
  }

  function matching(all, wanted) {
    const fields = FIELDS.filter(field => wanted[field]), said = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter(one => fields.every(field => one[field] === wanted[field]) && said.every(word => one.text.includes(word)));
  }

  // The keys.

  const dialog = at("keys"), allowed = at("keys-on");
  allowed.checked = kept("driftline-keys") !== "off";
  allowed.addEventListener("change", () => kept("driftline-keys", allowed.checked ? "on" : "off"));
  at("keys-open").hidden = false;
  at("keys-open").addEventListener("click", () => dialog.showModal());
  at("keys-close").addEventListener("click", () => dialog.close());

  function writes(target) {
    return target.matches("input:not([type=checkbox]), select, textarea");
  }

  function onKeys(table, always = () => false) {
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
      if (always(event)) { event.preventDefault(); return; }
      const act = table[event.key];
      if (!act || writes(event.target) || !allowed.checked) return;
      if (act(event) !== false) event.preventDefault();
    });
  }

  // The first page.

  function list(all) {
    const form = at("filters"), search = at("q"), rows = at("list"), more = at("more"), count = at("count");
    let hits = [], drawn = 0, wanted = wantedIn(location.hash);

    function row(one) {
      const item = element("li"), link = element(one.name ? "a" : "div", "row");
      if (one.name) link.href = `findings/${one.name}.html${hashOf(wanted)}`;
      const what = element("span", "what"), tags = element("span", "tags");
      if (one.operation) what.append(path("operation", one.operation), " ");
      if (one.place) what.append(path("place", one.place));
      if (!one.operation && !one.place) what.append(element("span", "operation", "the document"));
      what.append(" ", element("span", "message", one.message));
      if (one.state) tags.append(element("span", `tag ${one.state}`, one.state), " ");
      tags.append(element("code", "rule", one.rule));
      if (one.places > 1) tags.append(" ", element("span", "mute", `${one.places} places`));
      if (one.odd) tags.append(" ", element("span", "mute", `odd: ${one.odd}`));
      link.append(element("span", `level ${one.level}`, one.level), " ", what, " ", tags);
      item.append(link);
      return item;
    }

    function extend() {
      const next = hits.slice(drawn, drawn + STEP);
      rows.append(...next.map(row));
      drawn += next.length;
      more.hidden = drawn >= hits.length;
      more.textContent = `Show ${Math.min(STEP, hits.length - drawn)} more of ${(hits.length - drawn).toLocaleString("en")}`;
    }

    function draw() {
      hits = matching(all, wanted);
      drawn = 0;
      rows.replaceChildren();
      extend();
      const of = all.length.toLocaleString("en"), noun = all.length === 1 ? "finding" : "findings";
      count.textContent = hits.length === all.length ? `${of} ${noun}, worst first.` : `${hits.length.toLocaleString("en")} of ${of} ${noun}, worst first.`;
      if (!hits.length) count.textContent = `None of ${of} ${noun} fits. Escape clears the search.`;
    }

    function show() {
      search.value = wanted.q;
      for (const field of FIELDS) {
        at(field).value = wanted[field];
        if (at(field).value !== wanted[field]) at(field).value = wanted[field] = "";
        at(field).toggleAttribute("data-set", Boolean(wanted[field]));
      }
      draw();
    }

    function take() {
      wanted = { q: search.value.trim() };
      for (const field of FIELDS) { wanted[field] = at(field).value; at(field).toggleAttribute("data-set", Boolean(wanted[field])); }
      keep();
      draw();
    }

    function keep() {
      try { history.replaceState(null, "", hashOf(wanted) || "#findings"); } catch { /* the list works without it */ }
    }

    function clear() {
      const inside = rows.contains(document.activeElement);
      wanted = wantedIn("");
      keep();
      show();
      if (inside) search.focus();
    }

    function options(field) {
      const counts = new Map(), select = at(field);
      for (const one of all) if (one[field]) counts.set(one[field], (counts.get(one[field]) || 0) + 1);
      const order = field === "level" ? [...counts] : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      select.append(new Option(`all ${LABELS[field]}`, ""), ...order.map(([value, many]) => new Option(`${value} (${many.toLocaleString("en")})`, value)));
      select.parentElement.hidden = counts.size === 0;
    }

    function move(by) {
      let links = [...rows.querySelectorAll("a")];
      const now = links.indexOf(document.activeElement);
      if (by > 0 && now === links.length - 1 && !more.hidden) { extend(); links = [...rows.querySelectorAll("a")]; }
      const next = links[now < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, now + by))];
      if (next) { next.focus(); next.scrollIntoView({ block: "nearest", behavior: "instant" }); }
    }

    function arrive() {
      if (!location.hash.includes("=")) return;
      wanted = wantedIn(location.hash);
      show();
      const back = returned(new URLSearchParams(location.hash.slice(1)).get("at")), goal = back || at("findings");
      goal.focus({ preventScroll: true });
      goal.scrollIntoView({ block: back ? "center" : "start", behavior: "instant" });
    }

    // The row of the finding that somebody comes back from.
    function returned(name) {
      const place = name ? hits.findIndex(one => one.name === name) : -1;
      while (drawn <= place) extend();
      return place < 0 ? null : rows.children[place].querySelector("a");
    }

    FIELDS.forEach(options);
    show();
    form.hidden = false;
    form.addEventListener("submit", event => { event.preventDefault(); move(1); });
    form.addEventListener("input", take);
    form.addEventListener("reset", event => { event.preventDefault(); clear(); search.focus(); });
    more.addEventListener("click", () => { const last = rows.lastElementChild; extend(); last.nextElementSibling?.querySelector("a")?.focus(); });
    for (const link of document.querySelectorAll("a[data-filter]")) link.href = `#${link.dataset.filter}`;
    for (const bar of document.querySelectorAll("[data-resource]")) {
      bar.classList.add("opens");
      bar.addEventListener("click", () => { location.hash = hashOf({ resource: bar.dataset.resource }); });
    }
    addEventListener("hashchange", arrive);
    arrive();

    const inside = event => rows.contains(event.target) || event.target === document.body || event.target === search;
    const up = event => inside(event) && event.target !== document.body ? move(-1) : false;
    const down = event => inside(event) && event.target !== document.body ? move(1) : false;
    onKeys({ "/": () => { search.focus({ preventScroll: true }); search.select(); at("findings").scrollIntoView(); }, j: () => move(1), k: () => move(-1), ArrowUp: up, ArrowDown: down, "?": () => dialog.showModal() }, event => {
      if (event.key === "Escape") { clear(); return true; }
      if (event.target === search && event.key === "ArrowDown") { move(1); return true; }
      return false;
    });
  }

  // The page of a finding.

  function tell(text) {
    at("told").textContent = "";
    setTimeout(() => { at("told").textContent = text; }, 50);
  }

  async function copy(button, inside) {
    const block = at(button.dataset.copy);
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(block.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(block);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      let done = false;
      try { done = document.execCommand("copy"); } catch { /* then by hand */ }
      if (!done) said = "Selected: Ctrl+C copies";
    }
    button.textContent = said;
    tell(said);
    setTimeout(() => button.replaceChildren(...inside), 2000);
  }

  function stepsOf(all) {
    const wanted = wantedIn(location.hash), hash = hashOf(wanted);
    const hits = matching(all, wanted).filter(one => one.name), now = hits.findIndex(one => one.name === document.body.dataset.fingerprint);
    if (now < 0) return;
    for (const [id, one] of [["before", hits[now - 1]], ["after", hits[now + 1]]]) {
      at(id).hidden = !one;
      if (one) at(id).href = `${one.name}.html${hash}`;
    }
    at("number").textContent = `${(now + 1).toLocaleString("en")} of ${hits.length.toLocaleString("en")} in this search`;
  }

  function finding() {
    for (const button of document.querySelectorAll("[data-copy]")) {
      const inside = [...button.childNodes];
      button.hidden = false;
      button.addEventListener("click", () => copy(button, inside));
    }
    if (at("back").hash === "#findings") at("back").href = `../index.html${hashOf({ ...wantedIn(location.hash), at: document.body.dataset.fingerprint })}`;
    if (location.hash.includes("=")) {
      const data = element("script");
      data.src = "../findings.js";
      data.addEventListener("load", () => stepsOf(records(globalThis.FINDINGS)));
      document.head.append(data);
    }
    const go = id => () => { if (!at(id).hidden) at(id).click(); };
    onKeys({ j: go("after"), k: go("before"), ArrowRight: go("after"), ArrowLeft: go("before"), Escape: go("back"), "?": () => dialog.showModal() });
  }

  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  if (page === "index" && at("list") && globalThis.FINDINGS) list(records(globalThis.FINDINGS));
  else if (page === "finding") finding();
  else onKeys({ "?": () => dialog.showModal() });
})();
