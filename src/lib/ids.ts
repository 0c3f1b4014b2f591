import { randomFillSync } from 'node:crypto'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const POOL = Buffer.alloc(4096)
let used = POOL.length

/**
 * A UUID of version 7 (RFC 9562): 48 bits of Unix time in ms, then random bits. `at` is always real
 * time: log tables are partitioned by it. Random bytes are drawn in blocks, since one draw an id
 * costs more than the rest of it.
 */
export function newId(at: number): string {
  if (used + 10 > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const r = POOL
  const i = used
  used += 10
  const time = at.toString(16).padStart(12, '0')
  const version = HEX[0x70 | (r[i]! & 0x0f)]! + HEX[r[i + 1]!]!
  const variant = HEX[0x80 | (r[i + 2]! & 0x3f)]! + HEX[r[i + 3]!]!
  let tail = ''
  for (let n = 4; n < 10; n += 1) tail += HEX[r[i + n]!]!
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`
}

/** The check digit of a number by Luhn's algorithm (ISO/IEC 7812-1): catches single slips. */
export function checkDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 1 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

/** An order number as people read it out: prefix, sequence, check digit, e.g. `W1000017`. */
export function orderNumber(prefix: string, sequence: number): string {
  return `${prefix}${sequence}${checkDigit(String(sequence))}`
}
