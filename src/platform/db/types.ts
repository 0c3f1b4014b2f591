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

/**
 * A parameter as `pg` should send it: instants and dates as their ISO text; arrays as their
 * literal, since `pg` quotes and escapes every element, which took a twentieth of an order's time.
 */
export function parameterOf(value: unknown): unknown {
  if (isTemporal(value)) return temporalText(value)
  return Array.isArray(value) ? arrayLiteral(value) : value
}

/** What an array literal holds without quotes: no separator, no space, nothing empty, no NULL. */
const PLAIN = /^(?!null$)[\w.:+-]+$/i

function arrayLiteral(values: readonly unknown[]): string {
  let text = ''
  for (const value of values) text += `${text === '' ? '' : ','}${elementOf(value)}`
  return `{${text}}`
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`
  if (Array.isArray(value)) return arrayLiteral(value)
  if (isTemporal(value)) return `"${temporalText(value)}"`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return PLAIN.test(text) ? text : quoted(text)
}

/** What JSON writes otherwise than an array literal does: controls, and halves of a pair. */
const NOT_AS_JSON = /[^ -\ud7ff\ue000-\uffff]/

/** Both escape quotes and backslashes alike, and JSON does it three times as fast. */
function quoted(text: string): string {
  if (!NOT_AS_JSON.test(text)) return JSON.stringify(text)
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

/** Of values of Temporal, which never change: the one `now` of an action stands in many rows. */
const temporalTexts = new WeakMap<object, string>()

function temporalText(value: Temporal.Instant | Temporal.PlainDate): string {
  const before = temporalTexts.get(value)
  if (before !== undefined) return before
  const text = value.toString()
  temporalTexts.set(value, text)
  return text
}

function isTemporal(value: unknown): value is Temporal.Instant | Temporal.PlainDate {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate
}
