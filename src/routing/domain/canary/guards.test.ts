import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomOf } from '../../../../test/random.ts'
import { decideGuards, guardKinds, guardNames, usualGuards, type Guards } from './guards.ts'
import { addSums, addValue, canaryMeasures, noSums, type Sum, type Sums } from './sums.ts'

const off = Object.fromEntries(guardNames.map((guard) => [guard, null])) as Guards
const judging = { guards: usualGuards, minimumOrders: 50, sharePermille: 500 }
const stateOf = (sums: Sums, guard = 'costPercent', by = judging) =>
  decideGuards(sums, by).find((one) => one.guard === guard)!
const sumOf = (values: readonly number[]): Sum => {
  const sum = { n: 0, sum: 0, squares: 0 }
  for (const value of values) addValue(sum, value)
  return sum
}
/** The same in every measure of a side. */
const sideOf = (values: readonly number[]) => {
  const { canary } = noSums()
  for (const measure of canaryMeasures) canary[measure] = sumOf(values)
  return canary
}
const values = fc.array(fc.nat(1000), { minLength: 50, maxLength: 200 })

describe('guards of a canary', () => {
  it('never break where both sides are the same, nor where the canary is better', () => {
    fc.assert(
      fc.property(values, fc.nat(500), (all, less) => {
        const better = all.map((value) => Math.max(0, value - less))
        for (const canary of [all, better]) {
          const outcomes = decideGuards({ canary: sideOf(canary), control: sideOf(all) }, judging)
          assert.ok(outcomes.every(({ state }) => state !== 'broken' && state !== 'waiting'))
        }
      }),
    )
  })

  it('always break where the canary is surely worse than it may be, and then they say so', () => {
    fc.assert(
      fc.property(values, (all) => {
        const worse = all.map((value) => value + 2000)
        const sums = { canary: sideOf(worse), control: sideOf(all) }
        for (const one of decideGuards(sums, judging)) {
          assert.equal(one.state, 'broken', one.guard)
          assert.ok(one.low! > 0 && one.low! <= one.difference! && one.difference! <= one.high!)
        }
        const turned = decideGuards({ canary: sums.control, control: sums.canary }, judging)
        assert.ok(turned.every(({ state }) => state === 'kept'))
      }),
    )
  })

  it('turn with their sides, and one that is broken is so with any smaller margin', () => {
    fc.assert(
      fc.property(values, values, fc.nat(100), (one, other, most) => {
        const sums = { canary: sideOf(one), control: sideOf(other) }
        const turned = { canary: sums.control, control: sums.canary }
        const [there, back] = [stateOf(sums), stateOf(turned)]
        assert.equal(there.difference, -back.difference!)
        assert.ok(Math.abs(there.low! + back.high!) <= 1e-9 * (1 + Math.abs(there.low!)))
        const at = (costPercent: number) => {
          const guards = { ...usualGuards, costPercent }
          return stateOf(sums, 'costPercent', { ...judging, guards }).state
        }
        if (at(most) === 'broken') assert.equal(at(most / 2), 'broken')
      }),
    )
  })

  it('wait for so many orders of both sides, and say nothing where they are off', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 49 }), (all, few) => {
        const some = sideOf(all.slice(0, few).map((value) => value + 5000))
        for (const sums of [
          { canary: some, control: sideOf(all) },
          { canary: sideOf(all), control: some },
        ]) {
          const outcomes = decideGuards(sums, judging)
          assert.ok(outcomes.every(({ state, low }) => state === 'waiting' && low === null))
        }
        const worse = sideOf(all.map((value) => value + 5000))
        const sums = { canary: worse, control: sideOf(all) }
        const quiet = decideGuards(sums, { ...judging, guards: off })
        assert.ok(quiet.every(({ state }) => state === 'off'))
      }),
    )
  })

  it('say the same however the sums came together', () => {
    fc.assert(
      fc.property(values, fc.nat(49), (all, at) => {
        const sums = noSums()
        for (const part of [all.slice(0, at), all.slice(at)]) {
          addSums(sums, { canary: sideOf(part), control: sideOf(part) })
        }
        assert.deepEqual(sums.canary, sideOf(all))
      }),
    )
  })

  it('take nothing for sure where nothing has happened of which there may be some', () => {
    const none = (n: number) => sideOf(Array.from({ length: n }, () => 0))
    const refused = (n: number, guards = usualGuards) => {
      return stateOf({ canary: none(n), control: none(n) }, 'refusedPoints', { ...judging, guards })
    }
    assert.deepEqual([refused(200).state, refused(5000).state], ['open', 'kept'])
    // It says the same of who always is.
    const all = sideOf(Array.from({ length: 200 }, () => 1))
    assert.equal(stateOf({ canary: all, control: all }, 'latePoints').state, 'open')
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 20_000 }), (n) => {
        // Of such a rate nothing is seen in n orders once in twenty times.
        const possible = 1 - 0.05 ** (1 / n)
        for (const guards of [usualGuards, { ...off, refusedPoints: 1 }]) {
          const { high, state } = refused(n, guards)
          assert.ok(high! >= possible && (state === 'kept') === high! < 0.01)
        }
      }),
    )
  })

  it('take nothing for sure of some orders that all had as much, of parcels and of cost', () => {
    const all = fc.integer({ min: 50, max: 20_000 })
    fc.assert(
      fc.property(all, fc.integer({ min: 1, max: 100_000 }), (n, value) => {
        const side = sideOf([])
        for (const measure of canaryMeasures) {
          side[measure] = { n, sum: n * value, squares: n * value * value }
        }
        const sums = { canary: side, control: side }
        // Of such a rate no order that has twice as much is seen in n orders once in twenty times.
        const possible = value * (1 - 0.05 ** (1 / n))
        for (const guard of ['parcelsPercent', 'costPercent'] as const) {
          for (const guards of [usualGuards, { ...off, [guard]: usualGuards[guard] }]) {
            const { high, state } = stateOf(sums, guard, { ...judging, guards })
            assert.ok(high! >= possible)
            if (state === 'kept') assert.ok(high! < (usualGuards[guard]! / 100) * value)
            else assert.equal(state, 'open')
          }
        }
        const parcels = stateOf(sums, 'parcelsPercent').state
        assert.ok(parcels === (n < 100 ? 'open' : n > 120 ? 'kept' : parcels), `${n}: ${parcels}`)
      }),
    )
    // Before there are enough it waits as the others do.
    const few = sideOf(Array.from({ length: 49 }, () => 1))
    assert.equal(stateOf({ canary: few, control: few }, 'parcelsPercent').state, 'waiting')
  })

  it('know one of each measure', () => {
    const measures = Object.values(guardKinds).map(({ measure }) => measure)
    assert.deepEqual(measures, [...canaryMeasures])
  })
})

/** How many canaries that are no worse are found broken by who looks after each order. */
function alarmsOf(runs: number, draw: (random: () => number) => number) {
  const guards = { ...off, costPercent: 0 }
  const by = { guards, minimumOrders: 50, sharePermille: 500 }
  let [sequence, naive] = [0, 0]
  for (let seed = 1; seed <= runs; seed += 1) {
    const random = randomOf(seed)
    const sums = noSums()
    let [isBroken, isOften] = [false, false]
    for (let order = 0; order < 1500; order += 1) {
      addValue(sums.canary.cost, draw(random))
      addValue(sums.control.cost, draw(random))
      const { state, difference, canary } = stateOf(sums, 'costPercent', by)
      isBroken ||= state === 'broken'
      // As who looks once would judge it: one-sided, 5 %.
      isOften ||= canary.n >= 50 && difference! > 1.645 * errorOf(sums)
    }
    if (isBroken) sequence += 1
    if (isOften) naive += 1
  }
  return { sequence: sequence / runs, naive: naive / runs }
}

function errorOf({ canary, control }: Sums): number {
  const of = ({ n, sum, squares }: Sum) => (squares - (sum * sum) / n) / (n - 1) / n
  return Math.sqrt(of(canary.cost) + of(control.cost))
}

describe('looking all the time', () => {
  it('finds a false alarm in at most 5 of 100, where a usual test finds many more', () => {
    for (const draw of [
      (random: () => number) => 100 + 100 * random() + (random() < 0.1 ? 200 : 0),
      (random: () => number) => (random() < 0.05 ? 1 : 0),
    ]) {
      const { sequence, naive } = alarmsOf(200, draw)
      assert.ok(sequence <= 0.05, `${sequence}`)
      assert.ok(naive > 0.15, `${naive}`)
    }
  })

  it('finds a canary that costs a tenth more within a thousand orders', () => {
    const by = { ...judging, guards: { ...off, costPercent: 2 } }
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = randomOf(seed)
      const sums = noSums()
      let found = 0
      for (let order = 1; order <= 1000 && found === 0; order += 1) {
        addValue(sums.canary.cost, 110 * (0.8 + 0.4 * random()))
        addValue(sums.control.cost, 100 * (0.8 + 0.4 * random()))
        if (stateOf(sums, 'costPercent', by).state === 'broken') found = order
      }
      assert.ok(found >= 50, `${found}`)
    }
  })
})
