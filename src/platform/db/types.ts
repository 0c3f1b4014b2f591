import pg from 'pg'

const { builtins } = pg.types

/** How values of PostgreSQL become values of ours; exact, or an error: never a rounded number. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text)],
  [builtins.DATE, (text) => Temporal.PlainDate.from(text)],
  [builtins.NUMERIC, (text) => text],
])

/**
 * The type table of every connection; int8 arrays as well, since unnest and array_agg give them.
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = format === 'binary' ? undefined : parsers.get(oid)
    return own ?? pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe integer`)
  return value
}

/** A parameter as `pg` should send it: instants and dates as their ISO text, also within arrays. */
export function parameterOf(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) {
    return value.toString()
  }
  if (Array.isArray(value) && isTemporal(value.find((member) => member !== null))) {
    return value.map(parameterOf)
  }
  return value
}

function isTemporal(value: unknown): boolean {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate
}
