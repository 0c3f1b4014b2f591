import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createThrottle, networkOf } from './throttle.ts'

/** Tries that a name has, and seconds in which one comes back. */
const limits = fc.record({
  tries: fc.integer({ min: 1, max: 6 }),
  back: fc.integer({ min: 1, max: 60 }),
})
const steps = fc.array(
  fc.record({ name: fc.constantFrom('a', 'b', 'c'), later: fc.oneof(fc.nat(900), fc.nat(20_000)) }),
  {
    minLength: 1,
    maxLength: 60,
  },
)

describe('a throttle', () => {
  it('grants a name its tries and what has come back since, in every span of time', () => {
    fc.assert(
      fc.property(limits, steps, ({ tries, back }, all) => {
        const granted = new Map<string, number[]>()
        run(createThrottle(tries, back), all, (name, at, wait) => {
          if (wait === 0) granted.set(name, [...(granted.get(name) ?? []), at])
        })
        for (const times of granted.values()) {
          times.forEach((from, i) =>
            times.slice(i).forEach((to, n) => {
              assert.ok(n + 1 <= tries + (to - from) / 1000 / back)
            }),
          )
        }
      }),
    )
  })

  it('grants the first tries at once, and the next one as soon as it says', () => {
    fc.assert(
      fc.property(limits, steps, ({ tries, back }, all) => {
        const throttle = createThrottle(tries, back)
        for (let n = 0; n < tries; n += 1) assert.equal(throttle.take('new', 0), 0)
        const first = throttle.take('new', 0)
        assert.equal(first, back)
        run(throttle, all, (name, at, wait) => {
          if (wait === 0) return
          assert.ok(Number.isInteger(wait) && wait <= back)
          assert.ok(throttle.take(name, at + (wait - 1) * 1000) > 0, 'not sooner')
          assert.equal(throttle.take(name, at + wait * 1000), 0)
          throttle.forgive(name)
        })
      }),
    )
  })

  it('counts each name by itself', () => {
    fc.assert(
      fc.property(limits, steps, ({ tries, back }, all) => {
        const together: number[] = []
        run(createThrottle(tries, back), all, (name, _at, wait) => {
          if (name === 'a') together.push(wait)
        })
        const alone: number[] = []
        run(createThrottle(tries, back), all, (_name, _at, wait) => alone.push(wait), 'a')
        assert.deepEqual(alone, together)
      }),
    )
  })

  it('gives all tries back to a name that succeeded, and none where the clock goes back', () => {
    fc.assert(
      fc.property(limits, fc.nat(1e6), ({ tries, back }, at) => {
        const throttle = createThrottle(tries, back)
        for (let n = 0; n < tries; n += 1) throttle.take('a', at)
        assert.ok(throttle.take('a', at) > 0)
        const wait = throttle.take('a', 0)
        assert.ok(wait > 0 && wait <= back)
        assert.equal(throttle.take('a', wait * 1000), 0)
        throttle.forgive('a')
        for (let n = 0; n < tries; n += 1) assert.equal(throttle.take('a', at), 0)
      }),
    )
  })

  it('remembers the ten thousand names that were tried last', () => {
    const throttle = createThrottle(3, 60)
    for (let n = 0; n < 10_000; n += 1) throttle.take(`name ${n}`, 0)
    for (let n = 0; n < 2; n += 1) throttle.take('name 5', 0)
    for (let n = 0; n < 9999; n += 1) throttle.take(`other ${n}`, 0)
    assert.ok(throttle.take('name 5', 0) > 0)
    throttle.take('one more', 0)
    throttle.take('and another', 0)
    assert.equal(throttle.take('other 0', 0), 0)
  })
})

describe('the network of an address', () => {
  const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })
  /** As the system writes it: the longest run of zeros left out. */
  const textOf = (parts: readonly number[]) => {
    const long = parts.map((part) => part.toString(16)).join(':')
    return new URL(`http://[${long}]`).hostname.slice(1, -1)
  }

  it('is the first half of an IPv6 address, however its zeros are written', () => {
    const some = fc.tuple(groups, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
    fc.assert(
      fc.property(some, groups, fc.nat(3), ([drawn, zeros], other, at) => {
        const parts = drawn.map((part, i) => (zeros[i] ? 0 : part))
        // An IPv4 address in disguise is told apart below.
        fc.pre(parts.slice(0, 5).some((part) => part > 0))
        const network = networkOf(textOf(parts))
        assert.equal(networkOf(textOf([...parts.slice(0, 4), ...other.slice(4)])), network)
        const elsewhere = parts.with(at, other[at]!)
        const isSame = parts[at] === other[at]
        fc.pre(elsewhere.slice(0, 5).some((part) => part > 0))
        assert.equal(networkOf(textOf(elsewhere)) === network, isSame)
      }),
      { numRuns: 500 },
    )
  })

  it('is an IPv4 address itself, also where it is written as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (address, other) => {
        assert.equal(networkOf(address), address)
        assert.equal(networkOf(`::ffff:${address}`), address)
        assert.equal(networkOf(`::ffff:${other}`) === address, other === address)
      }),
    )
  })
})

type Throttle = ReturnType<typeof createThrottle>

/** Takes as the steps say; where `only` is given, the others are left out but their time passes. */
function run(
  throttle: Throttle,
  all: readonly { name: string; later: number }[],
  told: (name: string, at: number, wait: number) => void,
  only?: string,
): void {
  let at = 0
  for (const { name, later } of all) {
    at += later
    if (only === undefined || name === only) told(name, at, throttle.take(name, at))
  }
}
