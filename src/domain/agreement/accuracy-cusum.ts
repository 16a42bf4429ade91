/** From which accuracy to which one somebody may have fallen; both within 0..1, exclusive. */
export interface AccuracyFall {
  readonly usual: number;
  readonly fallen: number;
}

/**
 * How much speaks for it, after each gold question, that somebody answers no longer as accurately as usual, in nats: Page's cumulative sum (1954), which forgets good times. From .85 to .65 and with an
 * alarm at 4 it sounds falsely once in some 770 questions, and 27 questions after such a fall.
 * @param areRight whether each answer was right, oldest first.
 */
export function accuracyCusum(areRight: readonly boolean[], { usual, fallen }: AccuracyFall): readonly number[] {
  const right = Math.log(fallen / usual);
  const wrong = Math.log((1 - fallen) / (1 - usual));
  let sum = 0;
  return areRight.map((isRight) => {
    sum = Math.max(0, sum + (isRight ? right : wrong));
    return sum;
  });
}
