import { Type, type Static, type TProperties, type TSchema } from 'typebox'

/** An object in which every other field is refused: nothing is ignored in silence. */
export function object<const P extends TProperties>(properties: P, description?: string) {
  return Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  })
}

/** The same where any field may be left out; `Type.Partial` alone forgets to refuse others. */
export function partial<const P extends TProperties>(properties: P) {
  return Type.Partial(Type.Object(properties), { additionalProperties: false })
}

/** Text from outside with a length that a column and a screen can hold. */
export function text(maxLength = 200, description?: string) {
  return Type.String({ minLength: 1, maxLength, ...(description ? { description } : {}) })
}

/** A code: what people and other systems call a thing. */
export const code = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}$',
  description: '1 to 64 letters, digits or . _ : / + -, beginning with a letter or digit.',
})

/** What rules and people call many things by. */
export const tag = Type.String({
  pattern: '^[a-z0-9](?:-?[a-z0-9]){0,39}$',
  description: 'Small letters, digits and single hyphens between them, e.g. "late-opening".',
})

export const uuid = Type.String({ format: 'uuid' })
export const instant = Type.String({
  format: 'date-time',
  // What PostgreSQL and Temporal both hold, whatever the offset.
  pattern: '^(19|2[0-9])\\d\\d-[^.]*(\\.\\d{1,9}(\\D[^.]*)?)?$',
  description: 'RFC 3339, e.g. 2026-03-01T09:30:00Z',
})

export const date = Type.String({
  format: 'date',
  pattern: '^2\\d{3}-\\d{2}-\\d{2}$',
  description: 'RFC 3339 full-date, e.g. 2026-03-01; from 2000 to 2999.',
})

export const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })
export const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })

/** A published version, by its number; the most is what a column of them holds. */
export const versionNo = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** Integer minor units, e.g. cents. */
export const amount = Type.Integer({ minimum: -1e12, maximum: 1e12 })
export const money = object({ amount, currency }, 'Integer minor units, e.g. 1999 EUR is 19.99 €.')

/** As people write it: with at most the SKU's decimals. */
export const quantity = Type.Number({ exclusiveMinimum: 0, maximum: 1e12 })

/** One page of a list: `cursor` of the page before, at most `limit` items. */
export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

/** Of tags in use, those that are looked for. */
export const tagsQuery = object({
  ...pageQuery,
  q: Type.Optional(text(100, 'What the tag, or a word of it, begins with.')),
})

export function pageOf<const T extends TSchema>(item: T) {
  return object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })
}

/** A list of fixed length, each place with its own schema; `title` says what stands there. */
export function tuple<const Items extends readonly TSchema[]>(...items: Items) {
  const schema = { type: 'array', prefixItems: items, minItems: items.length, items: false }
  return Type.Unsafe<{ -readonly [I in keyof Items]: Static<Items[I]> }>(schema)
}

/** What stands in many answers: the API reference says it once, under this name. */
export function named<const T extends TSchema>(name: string, schema: T): T {
  return { ...schema, 'x-name': name }
}

export function nullable<const T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}
