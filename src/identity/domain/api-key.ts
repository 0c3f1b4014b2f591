import { sha256 } from '../../lib/json.ts'

/** `tutti_sk_`, 12 characters that name the key, 43 that are the secret, 6 of checksum. */
const KEY = /^tutti_sk_([A-Za-z0-9_-]{12})_([A-Za-z0-9_-]{43})_([0-9a-f]{6})$/

/** The text of a key from random bytes (9 for its name, 32 for its secret). */
export function keyOf(name: Buffer, secret: Buffer): string {
  const text = `tutti_sk_${name.toString('base64url')}_${secret.toString('base64url')}`
  return `${text}_${checksumOf(text)}`
}

/**
 * The name of a well-formed key; undefined for text that cannot be one, so that nobody looks it up.
 */
export function nameOf(key: string): string | undefined {
  const match = KEY.exec(key)
  if (!match) return undefined
  return checksumOf(key.slice(0, -7)) === match[3] ? match[1] : undefined
}

/** What is kept of a key or token: SHA-256 is enough for 256 random bits. */
export function hashOfSecret(secret: string): Buffer {
  return sha256(secret)
}

function checksumOf(text: string): string {
  return sha256(text).toString('hex').slice(0, 6)
}
