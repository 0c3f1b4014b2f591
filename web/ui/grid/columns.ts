import type { ReactNode } from 'react'

/** One column of a grid. */
export type Column<Row> = {
  id: string
  /** Its name in the head; read out with each cell. */
  head: string
  cell: (row: Row) => ReactNode
  /** A track of CSS grid: `160px`, `minmax(120px, 1fr)`. */
  width: string
  align?: 'start' | 'end'
  /** The server can sort by it. */
  isSortable?: boolean
  /** Where it stands on a phone, whose rows have two lines; not at all if left out. */
  narrow?: 'title' | 'end' | 'below' | 'status'
  /** Not shown until it is chosen. */
  isOptional?: boolean
}

export type Sort = { column: string; isDescending: boolean }

/** `-placedAt` and `placedAt`, as addresses and the API write it. */
export function sortOf(text: string | undefined, fallback: string): Sort {
  const given = text ?? fallback
  const isDescending = given.startsWith('-')
  return { column: isDescending ? given.slice(1) : given, isDescending }
}

export function sortText({ column, isDescending }: Sort): string {
  return isDescending ? `-${column}` : column
}

/** What pressing a head leads to: by this column, the biggest first, then the other way round. */
export function nextSort(sort: Sort | undefined, column: string): Sort {
  return { column, isDescending: sort?.column === column ? !sort.isDescending : true }
}

/** The tracks of the CSS grid that rows and head share; a checkbox comes first. */
export function tracksOf(
  columns: readonly { width: string }[],
  hasSelect: boolean,
): readonly string[] {
  const tracks = columns.map(({ width }) => width)
  return hasSelect ? ['36px', ...tracks] : tracks
}

const GAP = 12
const PADDING = 16

/**
 * How wide rows are at least: then the list scrolls sideways. It is one number for head and rows,
 * which would each make room for their own texts otherwise.
 */
export function leastOf(tracks: readonly string[]): string {
  const least = tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0)
  return `${least + GAP * (tracks.length - 1) + 2 * PADDING}px`
}
