import { createHash } from 'node:crypto'

/**
 * Canonical JSON: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes
 * them (RFC 8785 without its I-JSON checks). The same data always gives the same text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** SHA-256 of text, as bytes. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
