/** Does several things at once. Resolves to all results in order; where one fails the others are stopped, and it rejects as that one did. */
export async function allOrNone<T>(
  tasks: readonly ((signal: AbortSignal) => Promise<T>)[],
  signal: AbortSignal,
): Promise<readonly T[]> {
  const others = new AbortController();
  const either = AbortSignal.any([signal, others.signal]);
  try {
    return await Promise.all(tasks.map((task) => task(either)));
  } catch (error) {
    others.abort();
    throw error;
  }
}
