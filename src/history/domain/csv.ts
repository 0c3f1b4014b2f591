/** A record of a CSV file with the line it begins on, or why it is none. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; fault: string }

export type CsvReader = {
  /** Takes the next piece of the text, cut anywhere. */
  push(text: string): void
  end(): void
}

/** A quote that is open for so many lines was never meant to be closed. */
const OPEN_MOST = 200
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y

/**
 * Reads CSV as RFC 4180 has it: fields in quotes may hold commas, doubled quotes and line ends;
 * lines end with LF or CRLF. What is no record is told with its line, and the next line is read.
 * Empty lines are left out.
 */
export function createCsvReader(take: (record: CsvRecord) => void): CsvReader {
  let rest = ''
  let line = 0
  /** Lines of a record whose quotes are still open; the first is line `line - open.length + 1`. */
  let open: string[] = []

  function takeLine(raw: string): void {
    line += 1
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (open.length === 0 && !text.includes('"')) {
      const plain = line === 1 ? text.replace(/^\uFEFF/, '') : text
      if (plain !== '') take({ line, fields: plain.split(',') })
      return
    }
    open.push(text)
    const record = open.join('\n')
    if (isOpen(record)) {
      if (open.length >= OPEN_MOST) giveUp()
      return
    }
    const begun = line - open.length + 1
    open = []
    const fields = fieldsOf(record)
    take(fields ? { line: begun, fields } : { line: begun, fault: 'a quote stands within a field' })
  }

  /** The first line is at fault; those after it may be records of their own. */
  function giveUp(): void {
    const [, ...later] = open
    line -= later.length
    open = []
    take({ line, fault: 'a quote is never closed' })
    for (const text of later) takeLine(text)
  }

  return {
    push(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const one of lines) takeLine(one)
    },
    end() {
      if (rest !== '') takeLine(rest)
      rest = ''
      while (open.length > 0) giveUp()
    },
  }
}

function isOpen(record: string): boolean {
  let quotes = 0
  for (let at = record.indexOf('"'); at >= 0; at = record.indexOf('"', at + 1)) quotes += 1
  return quotes % 2 === 1
}

function fieldsOf(record: string): string[] | undefined {
  const fields: string[] = []
  FIELD.lastIndex = 0
  for (;;) {
    const match = FIELD.exec(record)
    if (!match) return undefined
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === '') return fields
  }
}
