const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a function with a single top between `low` and `high` is highest, to within `precision`, by golden-section search. */
export function maximise(value: (x: number) => number, low: number, high: number, precision: number): number {
  let [from, to] = [low, high];
  let [left, right] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [ofLeft, ofRight] = [value(left), value(right)];
  while (to - from > precision) {
    if (ofLeft >= ofRight) {
      to = right;
      [right, ofRight] = [left, ofLeft];
      left = to - GOLDEN * (to - from);
      ofLeft = value(left);
    } else {
      from = left;
      [left, ofLeft] = [right, ofRight];
      right = from + GOLDEN * (to - from);
      ofRight = value(right);
    }
  }
  return (from + to) / 2;
}
