import { cellsOf, separatorOf } from '../../../lib/csv.ts'
import { parseDecimal, timesRounded } from '../../../lib/decimal.ts'

/** Which of the files of an import a row stands in. */
export type FileName = 'rates' | 'zones' | 'surcharges'

/** What is wrong with a line of a file, counted from 1; the line of names is the first. */
export type Fault = { file: FileName; line: number; detail: string }

/** A line by the names of its columns; what stands there is trimmed. */
export type Row = { line: number; cells: Readonly<Record<string, string>> }

/** The rows of a file, and the lines that could not be read. A blank line is none. */
export function rowsOf(
  file: FileName,
  text: string,
  columns: { needed: readonly RegExp[]; known: readonly RegExp[] },
): { rows: Row[]; names: string[]; faults: Fault[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = separatorOf(lines[0]!)
  const names = cellsOf(lines[0]!, separator)?.map((name) => name.trim().toLowerCase()) ?? []
  const fault = faultOfNames(names, columns)
  if (fault) return { rows: [], names, faults: [{ file, line: 1, detail: fault }] }
  const rows: Row[] = []
  const faults: Fault[] = []
  lines.slice(1).forEach((content, i) => {
    const line = i + 2
    if (content.trim() === '') return
    const cells = cellsOf(content, separator)
    if (cells?.length === names.length) {
      const named = names.map((name, column) => [name, cells[column]!.trim()])
      rows.push({ line, cells: Object.fromEntries(named) })
    } else {
      const found = cells?.length ?? 'badly quoted'
      faults.push({ file, line, detail: `It has ${found} cells, not ${names.length}.` })
    }
  })
  return { rows, names, faults }
}

function faultOfNames(
  names: readonly string[],
  { needed, known }: { needed: readonly RegExp[]; known: readonly RegExp[] },
): string | undefined {
  const missing = needed.find((one) => !names.some((name) => one.test(name)))
  if (missing) return `The line of names has no column ${plain(missing)}.`
  const odd = names.find((name) => ![...needed, ...known].some((one) => one.test(name)))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (odd === undefined && twice === undefined) return undefined
  return `The line of names has ${odd ?? `${twice} twice`}: leave it out.`
}

function plain(column: RegExp): string {
  return column.source.replaceAll(/[\^$()]/g, '').replaceAll('|', ' or ')
}

/** Whole micrograms in one unit of weight. */
const UNITS_UG = { g: 1_000_000, kg: 1_000_000_000, lb: 453_592_370, oz: 28_349_523.125 } as const

/** A weight in grams, in whole micrograms; undefined where it is no plain number above 0. */
export function gramsOf(text: string, unit: string): number | undefined {
  const decimal = parseDecimal(text)
  const one = UNITS_UG[unit as keyof typeof UNITS_UG]
  if (!decimal || one === undefined || decimal.units <= 0n) return undefined
  return Number(timesRounded(decimal, one * 1000, -3)) / 1e6
}

/** A price in 1e-4 of the major unit; undefined where it is no plain number with so many places. */
export function priceOf(text: string): number | undefined {
  const decimal = parseDecimal(text)
  if (!decimal || decimal.scale > 4 || decimal.units < 0n) return undefined
  const price = Number(timesRounded(decimal, 1, 4))
  return price <= 1e9 ? price : undefined
}

const UNITS_UM = { mm: 1000, cm: 10_000, in: 25_400 } as const

/** A length in mm; undefined where it is no plain number. */
export function millimetresOf(text: string, unit: string): number | undefined {
  const decimal = parseDecimal(text)
  const one = UNITS_UM[unit as keyof typeof UNITS_UM]
  if (!decimal || one === undefined) return undefined
  return Number(timesRounded(decimal, one, 0)) / 1000
}

const UNITS_MM = { km: 1_000_000, miles: 1_609_344 } as const

/** A distance in km; undefined where it is no plain number. */
export function kilometresOf(text: string, unit: string): number | undefined {
  const decimal = parseDecimal(text)
  const one = UNITS_MM[unit as keyof typeof UNITS_MM]
  if (!decimal || one === undefined || decimal.units < 0n) return undefined
  return Number(timesRounded(decimal, one, 0)) / 1e6
}
