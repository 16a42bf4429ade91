import { normalQuantile } from "../numerics/normal-quantile.ts";

/** Wilson's score interval of a share seen `hits` times in `count`, such as an accuracy; [0, 1] where nothing was seen. */
export function wilsonInterval(hits: number, count: number, level = 0.95): readonly [low: number, high: number] {
  if (count === 0) {
    return [0, 1];
  }
  const z = normalQuantile((1 + level) / 2);
  const share = hits / count;
  const shrink = 1 + (z * z) / count;
  const centre = (share + (z * z) / (2 * count)) / shrink;
  const reach = (z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))) / shrink;
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
