// Moves in the outline, as pure functions: node --test, by `npm test`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "./history";
import * as tree from "./tree";
import type { OutlineNode } from "./types";

const MOST = 9;

/** `map("a1 b2 c3")`: labels, each with its level. */
const map = (text: string): OutlineNode[] =>
  text.split(" ").map((word, key) => ({
    key,
    id: word[0] ?? "",
    label: word[0] ?? "",
    level: Number(word.slice(1)),
    kind: "",
    edge: "",
    page: null,
  }));

const written = (nodes: tree.Nodes): string =>
  nodes.map(({ label, level }) => `${label}${level}`).join(" ");

const after = (moved: tree.Moved): string =>
  typeof moved === "string" ? moved : `${written(moved.nodes)} @${moved.at}`;

const MAP = map("a1 b2 c3 d3 e2 f3");

test("a branch ends before the next node that is not deeper", () => {
  assert.equal(tree.endOf(MAP, 1), 4);
  assert.equal(tree.endOf(MAP, 0), 6);
});

test("a node hangs on the nearest node above with a smaller level", () => {
  assert.deepEqual(MAP.map((_node, index) => tree.parentOf(MAP, index)), [-1, 0, 1, 1, 0, 4]);
  assert.deepEqual(tree.childrenOf(MAP, 1), [2, 3]);
});

test("a second start of an odd draft hangs on the first", () => {
  assert.equal(tree.parentOf(map("a1 b1"), 1), 0);
});

test("indenting takes the branch along", () => {
  assert.equal(after(tree.indent(MAP, 4, MOST)), "a1 b2 c3 d3 e3 f4 @4");
});

test("indenting is refused where it would leave a gap or grow too deep", () => {
  assert.equal(tree.indent(MAP, 0, MOST), "is_start");
  assert.equal(tree.indent(MAP, 2, MOST), "no_parent_before");
  assert.equal(tree.indent(MAP, 4, 3), "too_deep");
});

test("outdenting hangs the branch behind its parent and keeps the siblings there", () => {
  assert.equal(after(tree.outdent(MAP, 2)), "a1 b2 d3 c2 e2 f3 @3");
  assert.equal(tree.outdent(MAP, 1), "on_start");
});

test("outdenting closes a gap first", () => {
  assert.equal(after(tree.outdent(map("a1 b4"), 1)), "a1 b2 @1");
});

test("moving up and down changes places with a sibling", () => {
  assert.equal(after(tree.moveUp(MAP, 4)), "a1 e2 f3 b2 c3 d3 @1");
  assert.equal(after(tree.moveDown(MAP, 1)), "a1 e2 f3 b2 c3 d3 @3");
  assert.equal(tree.moveUp(MAP, 1), "is_first");
  assert.equal(tree.moveDown(MAP, 4), "is_last");
});

test("a dropped branch takes the place and the level", () => {
  assert.equal(after(tree.moveTo(MAP, 4, 2, 3, MOST)), "a1 b2 e3 f4 c3 d3 @2");
  assert.equal(after(tree.moveTo(MAP, 1, 6, 2, MOST)), "a1 e2 f3 b2 c3 d3 @3");
  assert.equal(tree.moveTo(MAP, 1, 2, 2, MOST), "own_branch");
  assert.equal(tree.moveTo(MAP, 4, 2, 9, MOST), "too_deep");
});

test("the levels to drop at steal no child and leave no gap", () => {
  assert.deepEqual(tree.levelsAt(MAP, 4, 2), [3, 3]);
  assert.deepEqual(tree.levelsAt(MAP, 1, 6), [2, 4]);
  assert.deepEqual(tree.levelsAt(MAP, 5, 5), [2, 3]);
});

test("undo and redo go step by step, and typing on is one step", () => {
  const history = new History();
  const [one, two, three] = [map("a1"), map("a1 b2"), map("a1 b2 c3")];
  history.push(one, "", 0);
  history.push(two, "label-1", 100);
  history.push(map("x1"), "label-1", 200);

  assert.equal(history.undo(three), two);
  assert.equal(history.undo(two), one);
  assert.equal(history.undo(one), null);
  assert.equal(history.redo(one), two);
  assert.equal(history.redo(two), three);
});

test("a new change forgets what was undone", () => {
  const history = new History();
  history.push(map("a1"), "", 0);
  history.undo(map("a1 b2"));
  history.push(map("a1"), "", 1);

  assert.equal(history.canRedo, false);
});
