/**
 * Slows down guessing: each name (an account, an address) has some tries that come back one by one.
 * Never a permanent lock, since that would let anyone lock anybody out.
 */
export type Throttle = {
  /** Seconds to wait before the next try, 0 if it may be made now; takes one try. */
  take(name: string, nowMs: number): number
  /** Gives a try back: it succeeded. */
  forgive(name: string): void
}

const NAMES_MAX = 10_000

/**
 * Kept as the instant when a name has all its tries again (the "theoretical arrival time" of the
 * generic cell rate algorithm, ITU-T I.371): whole milliseconds, so that who waits as long as told
 * is let in.
 */
export function createThrottle(tries: number, backEverySeconds: number): Throttle {
  const backMs = backEverySeconds * 1000
  const wholeAt = new Map<string, number>()
  return {
    take(name, nowMs) {
      // All tries gone now is the worst there is, whatever the clock said before.
      const latest = nowMs + tries * backMs
      const known = Math.min(latest, Math.max(nowMs, wholeAt.get(name) ?? 0))
      const waitMs = Math.max(0, known + backMs - latest)
      // The name tried last stands last: the one forgotten is the one not tried for longest.
      wholeAt.delete(name)
      if (wholeAt.size >= NAMES_MAX) wholeAt.delete(wholeAt.keys().next().value!)
      wholeAt.set(name, waitMs > 0 ? known : known + backMs)
      return Math.ceil(waitMs / 1000)
    },
    forgive(name) {
      wholeAt.delete(name)
    },
  }
}

/** An IPv4 address as a socket that listens to both kinds shows it. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * An address for throttling: IPv4 as it is; IPv6 by /64, which is what one customer of a provider
 * gets.
 */
export function networkOf(given: string): string {
  const address = MAPPED.exec(given)?.[1] ?? given
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`
}
