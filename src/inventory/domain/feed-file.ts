import { cellsOf, separatorOf } from '../../lib/csv.ts'
import { Refusal } from '../../lib/refusal.ts'
import { isStorable, LINE_MOST } from '../../lib/text.ts'

/** One row of a feed as it was sent, with its line in the file or its place from 1. */
export type FeedLine = { no: number; sku: string; location?: string | undefined; quantity: number }

/**
 * A row that could not even be read. `mayHide`: it is so long that many rows may be in it, as where
 * a file breaks off or its rows have other ends.
 */
export type BadLine = {
  no: number
  sku?: string
  location?: string
  mayHide?: true
  refusal: Refusal
}

export function hidesRows(line: FeedLine | BadLine): boolean {
  return 'mayHide' in line
}

export const feedFormats = ['csv', 'ndjson'] as const
export type FeedFormat = (typeof feedFormats)[number]

export type LineReader = (text: string, no: number) => FeedLine | BadLine | undefined

/** Reads the lines of one file, the first of a CSV being its header; undefined for no row. */
export function lineReader(format: FeedFormat): LineReader {
  const read = format === 'ndjson' ? readJsonLine : csvReader()
  return (text, no) => {
    const why = unreadable(text)
    if (why === undefined) return read(text, no)
    // Named all the same where that can be read: then a full feed leaves it as it is.
    const bad = badRow(no, `Line ${no} ${why}`, read(text, no))
    return text.length > LINE_MOST ? { ...bad, mayHide: true } : bad
  }
}

/** Why a line was not read as it was sent; no code or number has what stands for a bad byte. */
function unreadable(text: string): string | undefined {
  if (text.length > LINE_MOST) return `is longer than ${LINE_MOST} characters: end each row`
  return text.includes('\uFFFD') ? 'is not in UTF-8: save the file as UTF-8' : undefined
}

function csvReader(): LineReader {
  let columns: Columns | undefined
  return (text, no) => {
    if (text.trim() === '') return undefined
    if (columns) return readCsvLine(text, no, columns)
    const why = unreadable(text)
    if (why !== undefined) {
      throw new Refusal('feed_unreadable', { field: 'line 1', detail: `Line ${no} ${why}` })
    }
    columns = columnsOf(text.replace(/^\uFEFF/, ''))
    return undefined
  }
}

type Columns = { separator: string; count: number; sku: number; location: number; quantity: number }

/** Where which column stands; the file is refused where one is missing or not known. */
function columnsOf(header: string): Columns {
  const separator = separatorOf(header)
  const names = cellsOf(header, separator)?.map((name) => name.trim().toLowerCase()) ?? []
  const odd = names.find((name) => !['sku', 'location', 'quantity'].includes(name))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  const missing = ['sku', 'quantity'].find((name) => !names.includes(name))
  if (odd !== undefined || twice !== undefined || missing !== undefined) {
    const detail =
      missing !== undefined
        ? `The first line names no column ${missing}`
        : `The first line names ${odd ?? twice}; give sku, quantity and perhaps location, once each`
    throw new Refusal('feed_unreadable', { field: 'line 1', detail: printable(detail) })
  }
  const at = (name: string) => names.indexOf(name)
  const [sku, location, quantity] = [at('sku'), at('location'), at('quantity')]
  return { separator, count: names.length, sku, location, quantity }
}

/** Most lines hold no quotes and nothing odd: then it is enough to look at all of it once. */
function readCsvLine(text: string, no: number, columns: Columns): FeedLine | BadLine {
  const cells = cellsOf(text, columns.separator)
  if (!cells || cells.length !== columns.count) {
    const detail = `Line ${no} has ${cells?.length ?? 'badly quoted'} cells, not ${columns.count}`
    return { no, refusal: new Refusal('feed_row_invalid', { detail }) }
  }
  const sku = cells[columns.sku]!.trim()
  const location = columns.location < 0 ? '' : cells[columns.location]!.trim()
  if (!isStorable(text) && !isStorable(`${sku}${location}`)) return { no, refusal: unstorable() }
  const named = location === '' ? { no, sku } : { no, sku, location }
  const quantity = numberOf(cells[columns.quantity]!.trim())
  if (quantity !== undefined) return { ...named, quantity }
  const detail = 'The quantity is no plain number, such as 12 or 2.5'
  return { ...named, refusal: new Refusal('feed_row_invalid', { field: 'quantity', detail }) }
}

/** A number that is held exactly: at most 15 digits. */
function numberOf(text: string): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return undefined
  return text.replaceAll(/[-.]/g, '').length > 15 ? undefined : Number(text)
}

function unstorable(): Refusal {
  const detail = 'It holds a NUL character or half of a surrogate pair'
  return new Refusal('feed_row_invalid', { detail })
}

function readJsonLine(text: string, no: number): FeedLine | BadLine | undefined {
  if (text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return badRow(no, `Line ${no} is not one JSON object`)
  }
  const row = readJsonRow(value, no)
  const isRounded = /"quantity"\s*:\s*-?[\d.]{17}/.test(text)
  if ('refusal' in row || !isRounded) return row
  return badRow(no, NO_QUANTITY, row)
}

const FIELDS = new Set(['sku', 'location', 'quantity'])
const NO_QUANTITY = 'quantity is missing or no number that can be held exactly'

/** One row of a JSON body or of a line. */
export function readJsonRow(value: unknown, no: number): FeedLine | BadLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return badRow(no, `Row ${no} is not one JSON object`)
  }
  const { sku, location, quantity } = value as Record<string, unknown>
  if (typeof sku !== 'string') return badRow(no, 'sku is missing or no text')
  if (location !== undefined && typeof location !== 'string') {
    return badRow(no, 'location is no text')
  }
  if (!isStorable(`${sku}${location ?? ''}`)) return { no, refusal: unstorable() }
  const named = location === undefined ? { sku } : { sku, location }
  const odd = Object.keys(value).find((name) => !FIELDS.has(name))
  if (odd !== undefined) return badRow(no, printable(`${odd} is no field of a row`), named)
  if (typeof quantity !== 'number') return badRow(no, NO_QUANTITY, named)
  return { no, ...named, quantity }
}

function badRow(no: number, detail: string, { sku, location }: Partial<FeedLine> = {}): BadLine {
  const named = { ...(sku !== undefined && { sku }), ...(location !== undefined && { location }) }
  return { ...named, no, refusal: new Refusal('feed_row_invalid', { detail }) }
}

/** Text from a file as it may stand in an answer and in the database. */
export function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 200)
}
