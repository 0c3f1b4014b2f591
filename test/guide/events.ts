import type { TSchema } from 'typebox'
import type { EventType } from '../../src/platform/events/define.ts'

const HEAD = `# Events

What has happened, as the one event log tells it; \`GET /v1/orders/{id}/events\` is the timeline of
an order. Every event has an id, its type with a version, the subject whose timeline it belongs to,
who did it, when it happened, when it was recorded, and data: ids and numbers, never
personal: SKUs, locations and channels by their internal number, quantities in the base unit of the
SKU. Fields are added in time; none is changed or taken away within a version. An event may come
twice: go by its id.

Made by \`npm run guide\` from the declarations in \`src/*/events.ts\`.
`

/** The page of the guide that lists every event type. */
export function eventsPage(events: readonly EventType[]): string {
  const sorted = events.toSorted((a, b) => compare(a.type, b.type) || a.version - b.version)
  return `${HEAD}${sorted.map(section).join('')}`
}

function section({ type, version, says, subject, data }: EventType): string {
  const { properties } = data as { properties?: Record<string, TSchema> }
  const rows = Object.entries(properties ?? {}).map(
    ([name, schema]) => `| \`${name}\` | ${shapeOf(schema)} |\n`,
  )
  const of = subject === null ? 'No subject.' : `Subject: the ${subject}.`
  const fields = rows.length === 0 ? '' : `\n| data | |\n|---|---|\n${rows.join('')}`
  return `\n## ${type}\n\nVersion ${version}. ${says} ${of}\n${fields}`
}

type Shape = {
  type?: string
  format?: string
  enum?: readonly string[]
  items?: TSchema
  prefixItems?: readonly (TSchema & { title?: string })[]
}

function shapeOf(schema: TSchema): string {
  const { type, format, enum: values, items, prefixItems } = schema as Shape
  if (prefixItems) return `[${prefixItems.map(({ title }) => title).join(', ')}]`
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  if (type === 'array' && items) return `list of ${shapeOf(items)}`
  return format === 'uuid' ? 'id' : type === 'string' ? 'text' : (type ?? 'anything')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
