import { randomFillSync } from 'node:crypto'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const POOL = Buffer.alloc(4096)
let used = POOL.length

/** The ms of the newest id, and how many ids of that ms came before it. */
let lastAt = 0
let nth = 0
const SEQUENCES = 2 ** 18

/**
 * A UUID of version 7 (RFC 9562): 48 bits of Unix time in ms, 18 bits that count within the ms
 * (section 6.2, method 1), then random bits. So the ids of one process sort as they were made, and
 * what was made first is first wherever times are equal. `at` is always real time: log tables are
 * partitioned by it. Random bytes are drawn in blocks, since one draw an id costs more than the
 * rest of it.
 */
export function newId(at: number): string {
  if (at > lastAt) {
    lastAt = at
    nth = 0
  } else if (++nth === SEQUENCES) {
    lastAt += 1
    nth = 0
  }
  if (used + 7 > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const r = POOL
  const i = used
  used += 7
  const time = lastAt.toString(16).padStart(12, '0')
  const version = (0x7000 | (nth >> 6)).toString(16)
  const variant = HEX[0x80 | (nth & 0x3f)]! + HEX[r[i]!]!
  let tail = ''
  for (let n = 1; n < 7; n += 1) tail += HEX[r[i + n]!]!
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`
}

/** The least id that is made at or after a time (ms since 1970): to read a log from then on. */
export function firstIdAt(at: number): string {
  const time = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
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

/** When an id was made, in ms. */
export function madeMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
