import { Refusal } from '../../lib/refusal.ts'
import { findBadText } from '../../lib/text.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Escapes that may stand for NUL or a surrogate; without one, valid JSON in UTF-8 has neither. */
const SUSPECT_TEXT = /\\u(?:0000|d[89a-f])/i
/** A run of 16 or more digits may be a number that a double cannot hold. */
const SUSPECT_NUMBER = /[\d.]{16}/

/**
 * Parses a JSON body exactly: invalid UTF-8, NUL, lone surrogates and numbers that would be rounded
 * are refused, since a value that was silently changed is worse than none.
 */
export function parseBody(raw: Buffer): unknown {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(raw)
    value = JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message.replaceAll(/[^\x20-\x7e]/g, '?') : ''
    throw new Refusal('body_not_json', { detail: detail.slice(0, 200) })
  }
  if (SUSPECT_TEXT.test(text)) {
    const field = findBadText(value)
    if (field !== undefined) throw new Refusal('text_invalid', { field })
  }
  if (SUSPECT_NUMBER.test(text)) JSON.parse(text, refuseRounded)
  return value
}

function refuseRounded(key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value === 'number' && context?.source !== undefined && isRounded(context.source)) {
    throw new Refusal('field_invalid', {
      field: key,
      detail: `${key}: ${context.source} has more digits than a number can hold exactly`,
    })
  }
  return value
}

/** True where reading the number and writing it again gives another number. */
function isRounded(source: string): boolean {
  return significant(source) !== significant(String(Number(source)))
}

/** Significant digits and exponent, the same for `1e2` and `100.0`. */
function significant(source: string): string {
  const [mantissa = '', exponent = '0'] = source.toLowerCase().replace('-', '').split(/e(.*)/)
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = (whole + fraction).replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  const power = Number(exponent || 0) - fraction.length + (digits.length - trimmed.length)
  return trimmed === '' ? '0' : `${trimmed}e${power}`
}
