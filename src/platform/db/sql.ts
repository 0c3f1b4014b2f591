import { createHash } from 'node:crypto'

/** A statement and its parameters. Made by `sql`, never by hand, so that values stay parameters. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }

  /** The text with `$1`, `$2` … in the place of the values. */
  get text(): string {
    return this.strings.reduce((text, part, i) => `${text}$${i}${part}`)
  }
}

/**
 * SQL as SQL: `` sql`select … where id = ${id}` ``. A value becomes a parameter; a nested `sql`
 * fragment is spliced. There is no way to splice text that is no `sql` template.
 */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  if (!values.some((value) => value instanceof Sql)) return new Sql(strings, values)
  const parts: string[] = [strings[0]!]
  const params: unknown[] = []
  values.forEach((value, i) => {
    const after = strings[i + 1]!
    if (value instanceof Sql) {
      parts[parts.length - 1] += value.strings[0]!
      parts.push(...value.strings.slice(1))
      params.push(...value.values)
      parts[parts.length - 1] += after
    } else {
      params.push(value)
      parts.push(after)
    }
  })
  return new Sql(parts, params)
}

/** Joins conditions with `and`; no conditions are `true`. */
export function allOf(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return sql`true`
  return conditions.reduce((joined, condition) => sql`${joined} and ${condition}`)
}

const prepared = new WeakMap<readonly string[], { name: string; text: string }>()

/** Text and a name made from it, so that PostgreSQL parses each statement once per connection. */
export function statementOf(query: Sql): { name: string; text: string } {
  const known = prepared.get(query.strings)
  if (known) return known
  const text = query.text
  const name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
  const statement = { name, text }
  prepared.set(query.strings, statement)
  return statement
}
