import { sha256 } from '../../lib/json.ts'
import type { NewGroup, NewOrder } from './capture.ts'

/**
 * Hashes, as hex, by which orders of one customer are known: of the e-mail address and of the phone
 * number, so that one who changes only one of them is still the same.
 */
export function customerKeys({ email, phone }: NewOrder['contact']): string[] {
  const digits = phone?.normalize('NFKC').replaceAll(/\D/g, '').replace(/^00/, '') ?? ''
  return [
    ...(email === undefined
      ? []
      : [hex(`e-mail\n${email.normalize('NFKC').trim().toLowerCase()}`)]),
    ...(digits === '' ? [] : [hex(`phone\n${digits}`)]),
  ]
}

/**
 * A hash, as hex, by which parcels to one address are known, whoever they are for: case, accents
 * and punctuation do not matter. Undefined where there is no street to go to.
 */
export function addressKey({ shipTo }: NewGroup): string | undefined {
  if (shipTo?.line1 === undefined) return undefined
  const { line1, line2, postalCode, city, country } = shipTo
  const words = [line1, line2, postalCode, city, country].map((part) =>
    (part ?? '')
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return hex(`address\n${words.join('\n')}`)
}

function hex(words: string): string {
  return sha256(words).toString('hex')
}
