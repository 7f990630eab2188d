import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { runInThisContext } from "node:vm";

const script = new URL("../../sphinxext_lcore/rendering/static/lcore-browse.js", import.meta.url);
runInThisContext(readFileSync(script, "utf8"), { filename: script.pathname });
const { csv, defaultView, filterOf, message, readView, sorted, sortKey, writeView } = globalThis.lcoreBrowse;

const view = (changes) => ({ ...defaultView(), ...changes });
const row = (text, facets = {}) => ({ text, facets });

describe("the address", () => {
  it("remembers a view and gives it back", () => {
    const chosen = view({
      q: "tea & cake", feature: "tea", status: "draft", priority: "must", owner: "B. Writer",
      holes: true, sort: "id", order: "desc", hide: ["refines", "depends-on"], fold: ["tea", "cups, pots", "pots"],
    });
    const parameters = writeView(new URLSearchParams(), "", chosen);
    assert.deepEqual(readView(new URLSearchParams(parameters.toString()), ""), chosen);
  });
  it("says nothing of what is the default", () => {
    assert.equal(writeView(new URLSearchParams(), "", defaultView()).toString(), "");
  });
  it("has readable names", () => {
    const text = writeView(new URLSearchParams(), "", view({ q: "tea", holes: true, sort: "priority", order: "desc" })).toString();
    assert.equal(text, "q=tea&sort=priority&order=desc&holes=1");
  });
  it("keeps what belongs to others, and to another table of the page", () => {
    const before = new URLSearchParams("highlight=x&q=old&t2-q=cake");
    assert.equal(writeView(before, "", view({ q: "tea" })).toString(), "highlight=x&q=tea&t2-q=cake");
    assert.equal(readView(before, "t2-").q, "cake");
  });
  it("is not believed where it says what cannot be", () => {
    assert.deepEqual(readView(new URLSearchParams("order=sideways&holes=yes&hide=&fold="), ""), defaultView());
  });
});

describe("a filter", () => {
  const tea = row("r1 boil the water", { feature: "tea", status: "draft", priority: "must", owner: "A. Author, B. Writer" });
  const cake = row("r2 bake it", { feature: "cake", hole: "1" });
  const shown = (changes) => [tea, cake].filter(filterOf(view(changes)));

  it("lets everything through when nothing is chosen", () => assert.deepEqual(shown({}), [tea, cake]));
  it("finds words in any order and in any case", () => assert.deepEqual(shown({ q: "Water BOIL" }), [tea]));
  it("wants every word", () => assert.deepEqual(shown({ q: "boil bake" }), []));
  it("takes a facet as it is", () => {
    assert.deepEqual(shown({ feature: "tea" }), [tea]);
    assert.deepEqual(shown({ status: "draft", priority: "must" }), [tea]);
    assert.deepEqual(shown({ status: "approved" }), []);
  });
  it("finds one of several owners", () => {
    assert.deepEqual(shown({ owner: "B. Writer" }), [tea]);
    assert.deepEqual(shown({ owner: "Writer" }), []);
  });
  it("leaves the holes alone", () => assert.deepEqual(shown({ holes: true }), [cake]));
});

describe("sorting", () => {
  const by = (column, texts, descending = false) => sorted(texts, (text) => sortKey(column, text), descending);

  it("counts with the numbers in ids", () => assert.deepEqual(by("id", ["R10", "R2", "R4a", "R4"]), ["R2", "R4", "R4a", "R10"]));
  it("knows the rank of priorities", () => {
    assert.deepEqual(by("priority", ["wont", "must", "could", "should"]), ["must", "should", "could", "wont"]);
  });
  it("puts what says nothing last, in either order", () => {
    assert.deepEqual(by("use-cases", ["–", "U2", "", "U1"]), ["U1", "U2", "–", ""]);
    assert.deepEqual(by("use-cases", ["–", "U2", "", "U1"], true), ["U2", "U1", "–", ""]);
    assert.deepEqual(by("priority", ["", "could", "must"], true), ["could", "must", ""]);
  });
  it("leaves equal rows in their order", () => assert.deepEqual(by("status", ["draft", "Draft"]), ["draft", "Draft"]));
});

describe("CSV", () => {
  it("quotes what needs it", () => {
    assert.equal(csv([["a", "b,c"], ['say "x"', "two\nlines"]]), 'a,"b,c"\r\n"say ""x""","two\nlines"\r\n');
  });
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]) {
    it(`makes ${JSON.stringify(text)} inert`, () => assert.ok(csv([[text]]).replace(/^"/, "").startsWith(`'${text}`)));
  }
  it("leaves other texts as they are", () => assert.equal(csv([["R1", "a=b", "–"]]), "R1,a=b,–\r\n"));
});

describe("a message", () => {
  it("has its numbers put in", () => assert.equal(message("{shown} of {all} rows", { shown: 0, all: 7 }), "0 of 7 rows"));
  it("keeps what has no number", () => assert.equal(message("{other}", {}), "{other}"));
});
