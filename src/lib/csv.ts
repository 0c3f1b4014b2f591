/** What stands between the cells of a file, by the line of names that it begins with. */
export function separatorOf(header: string): string {
  return header.includes(';') ? ';' : header.includes('\t') ? '\t' : ','
}

/** The cells of a line; undefined where quotes do not match. */
export function cellsOf(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator)
  const cells: string[] = []
  for (let at = 0; ; at += 1) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at)
      const cell = text.slice(at, end < 0 ? undefined : end)
      if (cell.includes('"')) return undefined
      cells.push(cell)
      if (end < 0) return cells
      at = end
      continue
    }
    const end = endOfQuote(text, at + 1)
    if (end < 0) return undefined
    cells.push(text.slice(at + 1, end).replaceAll('""', '"'))
    at = end + 1
    if (at >= text.length) return cells
    if (text[at] !== separator) return undefined
  }
}

function endOfQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0 || text[at + 1] !== '"') return at
  }
}
