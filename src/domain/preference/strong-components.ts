import type { PairTally } from "./tally-votes.ts";

/**
 * The number of the strongly connected component each candidate belongs to, in the graph where a vote leads from the loser to the winner and a tie both ways.
 * Strengths without a prior are finite only within a component (Ford 1957): candidates of different components are compared by the prior alone. Components are numbered by
 * their lowest candidate, from 0. Tarjan's algorithm, without recursion.
 */
export function strongComponents(tallies: readonly PairTally[], candidateCount: number): readonly number[] {
  const edges = edgesOf(tallies, candidateCount);
  const order = new Int32Array(candidateCount).fill(-1);
  const lowest = new Int32Array(candidateCount);
  const component = new Int32Array(candidateCount).fill(-1);
  const open: number[] = [];
  let visited = 0;
  let components = 0;
  for (let root = 0; root < candidateCount; root += 1) {
    const path = order[root] === -1 ? [{ candidate: root, next: 0 }] : [];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { candidate } = step;
      if (step.next === 0) {
        order[candidate] = visited;
        lowest[candidate] = visited;
        visited += 1;
        open.push(candidate);
      }
      const target = edges[candidate]?.[step.next];
      step.next += 1;
      if (target !== undefined) {
        if (order[target] === -1) {
          path.push({ candidate: target, next: 0 });
        } else if (component[target] === -1) {
          lowest[candidate] = Math.min(lowest[candidate] ?? 0, order[target] ?? 0);
        }
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.candidate;
      if (parent !== undefined) {
        lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[candidate] ?? 0);
      }
      if (lowest[candidate] === order[candidate]) {
        closeComponent(open, candidate, component, components);
        components += 1;
      }
    }
  }
  return renumber(component);
}

function edgesOf(tallies: readonly PairTally[], candidateCount: number): readonly (readonly number[])[] {
  const edges: number[][] = Array.from({ length: candidateCount }, () => []);
  for (const { first, second, firstWins, secondWins, ties } of tallies) {
    if (firstWins > 0 || ties > 0) {
      edges[second]?.push(first);
    }
    if (secondWins > 0 || ties > 0) {
      edges[first]?.push(second);
    }
  }
  return edges;
}

function closeComponent(open: number[], root: number, component: Int32Array, number: number): void {
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    component[member] = number;
    if (member === root) {
      return;
    }
  }
}

function renumber(component: Int32Array): readonly number[] {
  const names = new Map<number, number>();
  return Array.from(component, (number) => {
    const name = names.get(number) ?? names.size;
    names.set(number, name);
    return name;
  });
}
