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

export function createThrottle(tries: number, backEverySeconds: number): Throttle {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(name, nowMs) {
      const known = buckets.get(name) ?? { left: tries, at: nowMs }
      const back = Math.max(0, nowMs - known.at) / 1000 / backEverySeconds
      const left = Math.min(tries, known.left + back)
      if (left < 1) return Math.ceil((1 - left) * backEverySeconds)
      if (buckets.size >= NAMES_MAX) buckets.delete(buckets.keys().next().value!)
      buckets.set(name, { left: left - 1, at: nowMs })
      return 0
    },
    forgive(name) {
      buckets.delete(name)
    },
  }
}

/** An address for throttling: IPv6 by /64, which is what one customer of a provider gets. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`
}
