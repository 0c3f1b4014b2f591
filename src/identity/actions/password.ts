import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { refuse } from '../../lib/refusal.ts'

const derive = promisify(argon2)

/** OWASP's minimum for argon2id: 19 MiB, 2 passes, 1 lane. */
const MEMORY_KIB = 19_456
const PASSES = 2
const AT_ONCE = 2

const COMMON = ['password', '123456', 'qwerty', 'letmein', 'welcome', 'admin', 'tutti', 'abc123']

let running = 0
const waiting: (() => void)[] = []

/** Refuses passwords that are short or little more than a common word. */
export function checkPassword(password: string): void {
  const field = '/password'
  if (password.length < 12 || password.length > 128) refuse('password_weak', { field })
  const bare = COMMON.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase())
  if (bare.replaceAll(/[^a-z]/g, '').length < 4 && new Set(bare).size < 6) {
    refuse('password_weak', { field })
  }
}

/** The password as a PHC string: algorithm, parameters, salt and hash in one text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await deriveKey(password, salt, { memory: MEMORY_KIB, passes: PASSES })
  const parameters = `m=${MEMORY_KIB},t=${PASSES},p=1`
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(hash)}`
}

/** True where the password is the one that was hashed. */
export async function isPassword(password: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(phc)
  if (!match) return false
  const [, memory, passes, salt, expected] = match
  const wanted = Buffer.from(expected!, 'base64')
  const hash = await deriveKey(password, Buffer.from(salt!, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
  })
  return hash.length === wanted.length && timingSafeEqual(hash, wanted)
}

/** At most two at once: each takes 19 MiB and a core for a while. */
async function deriveKey(
  password: string,
  nonce: Buffer,
  { memory, passes }: { memory: number; passes: number },
): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await derive('argon2id', {
      message: password.normalize('NFC'),
      nonce,
      memory,
      passes,
      parallelism: 1,
      tagLength: 32,
    })
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
