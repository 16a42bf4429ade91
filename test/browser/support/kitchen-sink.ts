/** A pair with a bit of everything that answers are made of. */
export const KITCHEN_SINK = {
  prompt: "What is the sum of the first *n* odd numbers, and why? Show it with a short program as well.",
  a: `The sum of the first $n$ odd numbers is $n^2$.

### Why

Each odd number is the difference of two neighbouring squares:

$$\\sum_{k=1}^{n} (2k-1) = \\sum_{k=1}^{n} \\bigl(k^2 - (k-1)^2\\bigr) = n^2$$

All but the last square cancel. A program agrees:

\`\`\`python
def odd_sum(n: int) -> int:
    """Adds them one by one."""
    return sum(2 * k - 1 for k in range(1, n + 1))

assert odd_sum(10) == 100
\`\`\`

See [a proof without words](https://example.org/odd-numbers).`,
  b: `It is **n squared**. You can see it in a table:

| n | odd numbers | sum |
|--:|:------------|----:|
| 1 | 1 | 1 |
| 2 | 1 + 3 | 4 |
| 3 | 1 + 3 + 5 | 9 |
| 4 | 1 + 3 + 5 + 7 | 16 |

1. Start with one square.
2. Add an L-shaped border of $2k-1$ squares.
3. You get the next larger square.

> So the pattern goes on for ever.

![Squares made of borders](https://pictures.example/borders.png)`,
} as const;
