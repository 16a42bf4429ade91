/** Lines of a table: columns as wide as their widest cell, two spaces between. @param numeric titles of columns that are set right. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: ReadonlySet<string> = new Set(),
): readonly string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [header, ...rows].map((row) =>
    header
      .map((title, column) => {
        const cell = row[column] ?? "";
        const width = widths[column] ?? 0;
        return numeric.has(title) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
