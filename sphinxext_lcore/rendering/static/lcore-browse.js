/**
 * Browsing a matrix: sort, filter, fold, hide columns, take along as CSV; the address of the page remembers the view.
 *
 * The table is complete without this script. The controls are made from a template beside the table, in the language
 * of the page. A long table is shown a window of rows at a time, so that the browser lays out no more than these.
 */
(() => {
  "use strict";

  /**
   * @typedef {object} Row
   * @property {HTMLTableRowElement} element
   * @property {number} group The number of its group.
   * @property {string} text All its words, in lower case.
   * @property {Record<string, string>} facets By what it can be filtered; a hole has the facet `hole`.
   *
   * @typedef {object} View What a reader has chosen; an empty text or list is the default.
   * @property {string} q
   * @property {string} feature
   * @property {string} status
   * @property {string} priority
   * @property {string} owner
   * @property {boolean} holes
   * @property {string} sort The name of a column.
   * @property {"" | "desc"} order
   * @property {string[]} hide Names of columns.
   * @property {string[]} fold Keys of groups.
   */

  /** How many rows are shown at once, and how many more with each press of the button. */
  const WINDOW = 100;
  /** @type {("feature" | "status" | "priority" | "owner")[]} */
  const FACETS = ["feature", "status", "priority", "owner"];
  /** @type {("q" | "feature" | "status" | "priority" | "owner" | "sort" | "order")[]} */
  const TEXTS = ["q", ...FACETS, "sort", "order"];
  /** @type {("hide" | "fold")[]} Each value is a parameter of its own: what a group is called may hold any character. */
  const LISTS = ["hide", "fold"];
  const PRIORITIES = ["must", "should", "could", "wont"];
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  /** @returns {View} */
  const defaultView = () => ({
    q: "", feature: "", status: "", priority: "", owner: "", holes: false, sort: "", order: "", hide: [], fold: [],
  });

  /**
   * The view that an address remembers.
   * @param {URLSearchParams} parameters
   * @param {string} prefix What stands before the names, where a page has several tables.
   * @returns {View}
   */
  function readView(parameters, prefix) {
    const view = defaultView();
    for (const name of TEXTS) {
      const value = parameters.get(prefix + name) ?? "";
      if (name !== "order") view[name] = value;
      else view.order = value === "desc" ? "desc" : "";
    }
    view.holes = parameters.get(`${prefix}holes`) === "1";
    for (const name of LISTS) view[name] = parameters.getAll(prefix + name).filter(Boolean);
    return view;
  }

  /**
   * The address that remembers a view; what is the default is left out.
   * @param {URLSearchParams} before The parameters of the address, of which others are kept.
   * @param {string} prefix
   * @param {View} view
   * @returns {URLSearchParams}
   */
  function writeView(before, prefix, view) {
    const parameters = new URLSearchParams(before);
    /** @type {[string, string][]} */
    const values = [
      ...TEXTS.map((name) => /** @type {[string, string]} */ ([name, view[name]])),
      ["holes", view.holes ? "1" : ""],
    ];
    for (const [name, value] of values) {
      if (value) parameters.set(prefix + name, value);
      else parameters.delete(prefix + name);
    }
    for (const name of LISTS) {
      parameters.delete(prefix + name);
      for (const value of view[name]) parameters.append(prefix + name, value);
    }
    return parameters;
  }

  /** @param {string} owners */
  function people(owners) {
    return owners.split(",").map((name) => name.trim()).filter(Boolean);
  }

  /**
   * A filter for the rows that a view lets through. What is asked of each of many rows is prepared once.
   * @param {View} view
   * @returns {(row: Pick<Row, "text" | "facets">) => boolean}
   */
  function filterOf(view) {
    const wanted = /** @type {const} */ (["feature", "status", "priority"]).filter((name) => view[name]);
    const asked = view.q.toLowerCase().split(/\s+/).filter(Boolean);
    return ({ text, facets }) => (!view.holes || Boolean(facets.hole))
      && wanted.every((name) => facets[name] === view[name])
      && (!view.owner || people(facets.owner ?? "").includes(view.owner))
      && asked.every((word) => text.includes(word));
  }

  /**
   * Sort items by their keys: numbers in them count as numbers, and what has no key comes last in either order.
   * @template T
   * @param {T[]} items
   * @param {(item: T) => string} keyOf
   * @param {boolean} descending
   * @returns {T[]}
   */
  function sorted(items, keyOf, descending) {
    const keyed = items.map((item) => ({ item, key: keyOf(item) }));
    const sign = descending ? -1 : 1;
    keyed.sort((a, b) => {
      if (!a.key || !b.key) return Number(!a.key) - Number(!b.key);
      return sign * collator.compare(a.key, b.key);
    });
    return keyed.map(({ item }) => item);
  }

  /**
   * What a cell is sorted by: priorities by their rank, a mark that stands for nothing as nothing.
   * @param {string} column
   * @param {string} text
   */
  function sortKey(column, text) {
    if (column === "priority") {
      const rank = PRIORITIES.indexOf(text);
      return rank < 0 ? "" : String(rank);
    }
    return text === "–" ? "" : text;
  }

  /**
   * Rows of texts as CSV (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe before it.
   * @param {string[][]} rows
   */
  function csv(rows) {
    return rows.map((cells) => cells.map(field).join(",")).join("\r\n") + "\r\n";
  }

  /** @param {string} text */
  function field(text) {
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
  }

  /**
   * A message with its numbers.
   * @param {string} template Such as "{shown} of {all}".
   * @param {Record<string, number>} numbers
   */
  function message(template, numbers) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => String(numbers[name] ?? whole));
  }

  /**
   * The words of a cell, without what it opens to show.
   * @param {Element} cell
   */
  function words(cell) {
    return ((cell.querySelector("summary") ?? cell).textContent ?? "").replace(/\s+/g, " ").trim();
  }

  /** A group of rows: a part of the table, its head, and whether the head can fold it. */
  class Group {
    /**
     * @param {HTMLTableSectionElement} body
     * @param {boolean} isOfFeature Whether each group is a feature, and not what several may have, as a status.
     */
    constructor(body, isOfFeature) {
      this.body = body;
      this.head = body.querySelector("tr")?.querySelector("th[scope=rowgroup]") ? body.rows[0] : null;
      this.key = (isOfFeature && body.dataset.feature) || (this.head ? words(this.head) : "");
    }
  }

  /** A table that is browsed. */
  class Browser {
    /**
     * @param {HTMLTableElement} table
     * @param {HTMLTemplateElement} template
     * @param {string} prefix
     */
    constructor(table, template, prefix) {
      this.table = table;
      this.prefix = prefix;
      this.texts = template.dataset;
      this.grouped = table.classList.contains("lcore-grouped");
      this.groups = Array.from(table.tBodies, (body) => new Group(body, this.grouped));
      this.rows = this.groups.flatMap((group, number) => rowsOf(group, number));
      this.heads = Array.from(table.tHead?.rows[0]?.cells ?? []);
      this.columns = this.heads.map((head) => head.dataset.column ?? "");
      this.limit = WINDOW;
      this.waiting = 0;
      /** @type {Row[]} */
      this.matching = [];
      this.view = readView(new URLSearchParams(location.search), prefix);
      this.flat = document.createElement("tbody");
      this.controls = /** @type {HTMLFormElement} */ (/** @type {DocumentFragment} */ (
        document.importNode(template.content, true)).firstElementChild);
      this.more = /** @type {HTMLElement} */ (this.controls.querySelector(".lcore-more"));
      this.status = /** @type {HTMLElement} */ (this.controls.querySelector("[role=status]"));
      this.dress();
      this.listen();
      this.update();
    }

    /** Put the controls into the page. */
    dress() {
      const frame = this.table.closest(".lcore-scroll") ?? this.table;
      for (const facet of FACETS) this.offer(facet);
      this.offerColumns();
      frame.before(this.controls);
      frame.after(this.more);
      this.heads.forEach((head) => {
        const button = Object.assign(make("button", "lcore-sort"), { name: "sort" });
        button.append(...Array.from(head.childNodes));
        head.append(button);
      });
      for (const group of this.groups) if (group.head) addFold(group.head);
    }

    /** @param {"feature" | "status" | "priority" | "owner"} facet */
    offer(facet) {
      const select = this.control(facet);
      const values = new Set(this.rows.flatMap((row) => (
        facet === "owner" ? people(row.facets.owner ?? "") : row.facets[facet] ? [row.facets[facet]] : [])));
      const rank = (/** @type {string} */ value) => (facet === "priority" ? sortKey(facet, value) : value);
      for (const value of sorted([...values], rank, false)) select.append(new Option(value, value));
      const label = /** @type {HTMLElement} */ (select.closest("label"));
      label.hidden = values.size < 2 && !this.view[facet];
    }

    offerColumns() {
      const choices = /** @type {HTMLElement} */ (this.controls.querySelector("fieldset"));
      this.heads.forEach((head, number) => {
        if (number === 0 || (this.grouped && number === 1)) return;
        const box = Object.assign(make("input", ""), { type: "checkbox", name: "column", value: this.columns[number] });
        const label = make("label", "");
        label.append(box, ` ${words(head)}`);
        choices.append(label);
      });
    }

    listen() {
      this.controls.addEventListener("submit", (event) => event.preventDefault());
      this.controls.addEventListener("input", () => this.choose());
      this.controls.addEventListener("click", (event) => this.press(event));
      this.more.addEventListener("click", (event) => this.press(event));
      this.table.addEventListener("click", (event) => this.press(event));
      addEventListener("beforeprint", () => this.show(Infinity));
      addEventListener("afterprint", () => this.show(this.limit));
    }

    /** @param {string} name */
    control(name) {
      return /** @type {HTMLInputElement} */ (this.controls.elements.namedItem(name));
    }

    /** Take over what the controls say. */
    choose() {
      for (const name of /** @type {("q" | "feature")[]} */ (["q", ...FACETS])) this.view[name] = this.control(name).value.trim();
      this.view.holes = this.control("holes").checked;
      const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.controls.querySelectorAll("[name=column]"));
      this.view.hide = Array.from(boxes).filter((box) => !box.checked).map((box) => box.value);
      this.limit = WINDOW;
      this.update();
    }

    /** @param {Event} event */
    press(event) {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (!button) return;
      /** @type {Record<string, () => void>} */
      const actions = {
        sort: () => this.sortBy(button.closest("th")?.dataset.column ?? ""),
        fold: () => this.fold(button),
        csv: () => save(this.csv(), document.title),
        reset: () => this.reset(),
        more: () => this.show((this.limit += WINDOW)),
        all: () => this.show((this.limit = Infinity)),
      };
      actions[button.name]?.();
    }

    reset() {
      this.view = defaultView();
      this.limit = WINDOW;
      this.update();
      this.control("q").focus();
    }

    /** Up, down, and back to the order of the documents. @param {string} column */
    sortBy(column) {
      const { sort, order } = this.view;
      if (sort !== column) Object.assign(this.view, { sort: column, order: "" });
      else if (order === "") this.view.order = "desc";
      else Object.assign(this.view, { sort: "", order: "" });
      this.update();
    }

    /** @param {HTMLButtonElement} button */
    fold(button) {
      const key = this.groups.find((group) => group.head?.contains(button))?.key ?? "";
      const { fold } = this.view;
      this.view.fold = fold.includes(key) ? fold.filter((each) => each !== key) : [...fold, key];
      this.update();
    }

    /** Show the view, and have the address remember it. */
    update() {
      const { view } = this;
      this.matching = this.rows.filter(filterOf(view));
      const column = this.columns.indexOf(view.sort);
      if (column >= 0) {
        this.matching = sorted(this.matching, (row) => sortKey(view.sort, words(row.element.cells[column])), view.order === "desc");
      }
      this.reflect();
      this.show(this.limit);
      this.announce();
      this.remember();
    }

    /** Let the controls and the heads say what the view is. */
    reflect() {
      const { view } = this;
      for (const name of /** @type {("q" | "feature")[]} */ (["q", ...FACETS])) {
        if (this.control(name).value.trim() !== view[name]) this.control(name).value = view[name];
      }
      this.control("holes").checked = view.holes;
      const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.controls.querySelectorAll("[name=column]"));
      for (const box of boxes) box.checked = !view.hide.includes(box.value);
      this.heads.forEach((head, number) => {
        const direction = view.order === "desc" ? "descending" : "ascending";
        if (this.columns[number] === view.sort) head.setAttribute("aria-sort", direction);
        else head.removeAttribute("aria-sort");
        this.table.classList.toggle(`lcore-hide-${number + 1}`, view.hide.includes(this.columns[number]));
      });
      this.control("reset").hidden = writeView(new URLSearchParams(), "", view).toString() === "";
    }

    /** Lay out the first of the matching rows. @param {number} limit */
    show(limit) {
      const focused = document.activeElement;
      const isSorted = this.columns.includes(this.view.sort);
      const folded = isSorted ? [] : this.view.fold;
      const open = this.matching.filter((row) => !folded.includes(this.groups[row.group].key));
      const shown = open.slice(0, limit);
      this.table.classList.toggle("lcore-grouped", this.grouped && !isSorted);
      this.flat.replaceChildren(...(isSorted ? shown.map((row) => row.element) : []));
      const bodies = isSorted ? [this.flat] : this.bodies(shown, folded);
      for (const body of Array.from(this.table.tBodies)) body.remove();
      this.table.append(...bodies);
      // What is taken out and put back again loses the focus, and its reader the place.
      if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
      this.more.hidden = shown.length === open.length;
    }

    /**
     * The groups that have something to show, with their rows; of a folded one the head alone.
     * @param {Row[]} shown
     * @param {string[]} folded
     */
    bodies(shown, folded) {
      /** @type {Map<number, HTMLTableRowElement[]>} */
      const rows = new Map();
      for (const row of shown) {
        if (!rows.has(row.group)) rows.set(row.group, []);
        rows.get(row.group)?.push(row.element);
      }
      const matching = new Set(this.matching.map((row) => row.group));
      return this.groups.flatMap((group, number) => {
        const isFolded = folded.includes(group.key);
        if (!rows.has(number) && !(isFolded && matching.has(number))) return [];
        group.head?.querySelector("button")?.setAttribute("aria-expanded", String(!isFolded));
        group.body.classList.remove("lcore-late");
        group.body.replaceChildren(...(group.head ? [group.head] : []), ...(rows.get(number) ?? []));
        return [group.body];
      });
    }

    announce() {
      const numbers = { shown: this.matching.length, all: this.rows.length };
      clearTimeout(this.waiting);
      // Not with each letter: who listens would hear nothing else.
      this.waiting = setTimeout(() => {
        this.status.textContent = message((numbers.shown ? this.texts.count : this.texts.none) ?? "", numbers);
      }, 200);
    }

    remember() {
      const parameters = writeView(new URLSearchParams(location.search), this.prefix, this.view).toString();
      try {
        history.replaceState(history.state, "", (parameters ? `?${parameters}` : location.pathname) + location.hash);
      } catch {
        // Some browsers allow no page that is opened as a file to change its address.
      }
    }

    /** What is shown, as CSV: the visible columns of all matching rows. */
    csv() {
      const numbers = this.columns.map((_, number) => number).filter((number) => !this.view.hide.includes(this.columns[number]));
      const rows = this.matching.map((row) => numbers.map((number) => words(row.element.cells[number])));
      return csv([numbers.map((number) => words(this.heads[number])), ...rows]);
    }
  }

  /**
   * @param {Group} group
   * @param {number} number
   * @returns {Row[]}
   */
  function rowsOf(group, number) {
    return Array.from(group.body.rows).filter((row) => row !== group.head).map((element) => ({
      element,
      group: number,
      text: `${group.key} ${element.textContent ?? ""}`.toLowerCase(),
      facets: /** @type {Record<string, string>} */ ({ ...group.body.dataset, ...element.dataset }),
    }));
  }

  /** @param {HTMLTableRowElement} head */
  function addFold(head) {
    const button = Object.assign(make("button", "lcore-fold"), { name: "fold" });
    const cell = head.cells[0];
    button.setAttribute("aria-label", words(cell));
    button.setAttribute("aria-expanded", "true");
    cell.prepend(button);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {string} name The class.
   */
  function make(tag, name) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (element instanceof HTMLButtonElement) element.type = "button";
    return element;
  }

  /**
   * @param {string} text
   * @param {string} title
   */
  function save(text, title) {
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    const name = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    Object.assign(document.createElement("a"), { href: address, download: `${name || "matrix"}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function start() {
    const templates = /** @type {NodeListOf<HTMLTemplateElement>} */ (document.querySelectorAll("template.lcore-browse"));
    templates.forEach((template, number) => {
      const table = template.nextElementSibling?.querySelector("table");
      if (table) new Browser(table, template, number ? `t${number + 1}-` : "");
    });
  }

  if (typeof document === "undefined") {
    Object.assign(globalThis, {
      lcoreBrowse: { csv, defaultView, filterOf, message, readView, sorted, sortKey, writeView },
    });
  } else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
