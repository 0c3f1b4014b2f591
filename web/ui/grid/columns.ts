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
