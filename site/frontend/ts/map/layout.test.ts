import assert from "node:assert/strict";
import { test } from "node:test";
import { balance, edgesOf, layOut, type Box } from "./layout";

const SEED = 7;

/** The same "random" numbers each time, from 0 to 1. */
function* numbers(seed: number): Generator<number, number> {
  for (let state = seed; ; state = (state * 16807) % 2147483647) yield state / 2147483647;
}

function makeTree(count: number, chance: Generator<number, number>): Box {
  const between = (least: number, most: number): number =>
    Math.round(least + chance.next().value * (most - least));
  const make = (): Box => ({
    width: between(40, 220),
    height: between(34, 120),
    stem: between(0, 1) * between(60, 130),
    shown: [],
    side: 1,
    x: 0,
    y: 0,
  });
  const boxes = [make()];
  while (boxes.length < count) {
    const box = make();
    boxes[between(0, boxes.length - 1)]!.shown.push(box);
    boxes.push(box);
  }
  return boxes[0]!;
}

function* all(box: Box): Generator<Box> {
  yield box;
  for (const child of box.shown) yield* all(child);
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y - one.height / 2 < other.y + other.height / 2 &&
    other.y - other.height / 2 < one.y + one.height / 2
  );
}

function laidOut(count: number, isOneSided: boolean): Box {
  const root = makeTree(count, numbers(SEED + count));
  balance(root, isOneSided);
  layOut(root);
  return root;
}

for (const count of [1, 2, 12, 60, 400]) {
  for (const isOneSided of [true, false]) {
    const name = `${count} nodes on ${isOneSided ? "one side" : "both sides"}`;

    test(`no two boxes of ${name} overlap`, () => {
      const boxes = [...all(laidOut(count, isOneSided))];

      for (const [index, box] of boxes.entries()) {
        const other = boxes.slice(index + 1).find((later) => overlap(box, later));
        assert.equal(other, undefined);
      }
    });

    test(`no line of ${name} crosses a box or the words on a line`, () => {
      const root = laidOut(count, isOneSided);
      const edges = [...edgesOf(root)];
      const words = edges.map(({ bend, end, child }) => ({
        ...child,
        x: Math.min(bend, end),
        width: Math.abs(end - bend),
        height: 30,
      }));

      for (const { parent, child, start, bend } of edges) {
        const room: Box = {
          ...child,
          x: Math.min(start, bend) + 0.5,
          width: Math.abs(bend - start) - 1,
          y: (parent.y + child.y) / 2,
          height: Math.abs(parent.y - child.y),
        };
        const crossed = [...all(root), ...words].find((box) => overlap(room, box));
        assert.equal(crossed, undefined);
      }
    });
  }
}

test("the bounds hold every box", () => {
  const root = makeTree(60, numbers(SEED));
  balance(root, false);

  const { left, top, right, bottom } = layOut(root);

  for (const { x, y, width, height } of all(root)) {
    assert.ok(x >= left && x + width <= right);
    assert.ok(y - height / 2 >= top && y + height / 2 <= bottom);
  }
});

test("both sides are about as high, in the order of the outline", () => {
  const root = makeTree(1, numbers(SEED));
  root.shown = Array.from({ length: 10 }, () => makeTree(6, numbers(SEED)));

  balance(root, false);

  assert.deepEqual(
    root.shown.map((child) => child.side),
    [1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
  );
});

test("two branches stay on one side", () => {
  const root = makeTree(1, numbers(SEED));
  root.shown = [makeTree(3, numbers(SEED)), makeTree(3, numbers(SEED))];

  balance(root, false);

  assert.deepEqual(root.shown.map((child) => child.side), [1, 1]);
});
