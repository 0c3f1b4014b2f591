import { sha256 } from '../../lib/json.ts'

/**
 * The hash of what a channel calls a customer or an address, so that two mentions of the same count
 * as one; case and outer spaces do not matter. Only the hash is kept: the words themselves stay out
 * of the tables of stock.
 */
export function hashOfReference(kind: 'customer' | 'address', words: string): Buffer {
  return sha256(`${kind}\n${words.normalize('NFKC').trim().toLowerCase()}`)
}
