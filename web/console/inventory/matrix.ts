import { compareValues, isMeasure } from '../skus/options.ts'

/** A variant of a product: what tells it from the others. */
export type Variant = { code: string; options: Readonly<Record<string, string>> }

/** Variants as rows and columns of their options: colours down, sizes across. */
export type Matrix = {
  /** Names of the two options; one is undefined where there is only one. */
  down: string | undefined
  across: string
  rows: { value: string; cells: (string | undefined)[] }[]
  columns: string[]
}

/**
 * The variants by two of their options, or undefined where they cannot be told apart by two: then
 * they are a list.
 */
export function matrixOf(variants: readonly Variant[]): Matrix | undefined {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options)))]
  if (names.length === 0 || names.length > 2) return undefined
  const across = names.find(isMeasure) ?? names.at(-1)!
  const down = names.find((name) => name !== across)
  const byPlace = new Map<string, string>()
  const place = (row: string, column: string) => JSON.stringify([row, column])
  for (const { code, options } of variants) {
    const key = place(down === undefined ? '' : (options[down] ?? ''), options[across] ?? '')
    if (byPlace.has(key)) return undefined
    byPlace.set(key, code)
  }
  const valuesOf = (name: string) =>
    [...new Set(variants.map(({ options }) => options[name] ?? ''))].toSorted(compareValues)
  const columns = valuesOf(across)
  const rows = (down === undefined ? [''] : valuesOf(down)).map((value) => ({
    value,
    cells: columns.map((column) => byPlace.get(place(value, column))),
  }))
  return { down, across, rows, columns }
}
