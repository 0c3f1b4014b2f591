import { hash } from 'node:crypto'

/** Of whole bodies, which are asked for twice: for the key of a request and for its order. */
const known = new WeakMap<object, string>()

/**
 * Canonical JSON: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes
 * them (RFC 8785 without its I-JSON checks). The same data always gives the same text. An object is
 * taken not to change afterwards.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return textOf(value)
  const before = known.get(value)
  if (before !== undefined) return before
  const text = textOf(value)
  known.set(value, text)
  return text
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === '' ? '' : ','}${textOf(member)}`
    return `[${text}]`
  }
  const members = value as Record<string, unknown>
  for (const key of Object.keys(members).toSorted()) {
    const member = members[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(member)}`
  }
  return `{${text}}`
}

/** SHA-256 of text, as bytes. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
