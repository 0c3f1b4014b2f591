import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { createCsvReader } from '../domain/csv.ts'
import type { Rejected } from '../domain/script.ts'

/** What stands in the way of an import or a replay, and what to do about it. */
export class HistoryError extends Error {}

/** A row by the names of its columns. */
export type Row<Column extends string> = Record<Column, string>

/**
 * Streams `name.csv.gz` or `name.csv` of a folder. Rows with other than the header's number of
 * fields, and those for which `take` answers a reason, are told to `reject`; the others are kept.
 * Refuses a folder without the file, and a file without the columns.
 */
export async function readTable<const Column extends string>(
  { folder, name }: { folder: string; name: string },
  columns: readonly Column[],
  take: (row: Row<Column>, line: number) => string | undefined,
  reject: (rejected: Rejected) => void,
): Promise<number> {
  const file = await findFile(folder, name)
  const shown = `${name}.csv`
  let header: string[] | undefined
  let places: number[] = []
  let rows = 0
  const tell = (line: number, reason: string) => {
    reject({ file: shown, line, what: 'row', reason })
  }
  const reader = createCsvReader((record) => {
    if (!header) {
      header = 'fields' in record ? record.fields : []
      places = placesOf(shown, header, columns)
      return
    }
    rows += 1
    if ('fault' in record) return tell(record.line, record.fault)
    const { line, fields } = record
    if (fields.length !== header.length) {
      return tell(line, `${fields.length} fields instead of ${header.length}`)
    }
    const row = {} as Row<Column>
    columns.forEach((column, i) => {
      row[column] = fields[places[i]!]!
    })
    const reason = take(row, line)
    if (reason !== undefined) tell(line, reason)
  })
  const input = createReadStream(file)
  const text = file.endsWith('.gz') ? input.pipe(createGunzip()) : input
  input.on('error', (error) => text.destroy(error))
  text.setEncoding('utf8')
  try {
    for await (const piece of text) reader.push(piece as string)
  } catch (error) {
    throw new HistoryError(`${shown} cannot be read: ${String(error)}`, { cause: error })
  }
  reader.end()
  if (!header) throw new HistoryError(`${shown} is empty`)
  return rows
}

async function findFile(folder: string, name: string): Promise<string> {
  for (const ending of ['.csv.gz', '.csv']) {
    const file = path.join(folder, `${name}${ending}`)
    const isThere = await access(file).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  throw new HistoryError(`There is no ${name}.csv.gz and no ${name}.csv in ${folder}.`)
}

function placesOf(file: string, header: readonly string[], columns: readonly string[]): number[] {
  return columns.map((column) => {
    const place = header.indexOf(column)
    if (place < 0) throw new HistoryError(`${file} has no column ${column}.`)
    return place
  })
}
