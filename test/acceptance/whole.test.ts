import assert from 'node:assert/strict'
import { it } from 'node:test'
import { comingScenarios } from './coming.ts'
import { leftOut } from './left-out.ts'
import { scenarios } from './scenarios.ts'
import { sellingScenarios } from './selling.ts'
import { shippingScenarios } from './shipping.ts'

/** The list has the odd numbers up to this. */
const LAST = 71

it('every scenario of the list is here, or the reason why it is not', () => {
  const here = [scenarios, sellingScenarios, comingScenarios, shippingScenarios].flat()
  const known = new Set([...here, ...leftOut].map(({ no }) => no))
  const all = Array.from({ length: (LAST + 1) / 2 }, (_, i) => 2 * i + 1)
  assert.deepEqual(
    [...known].toSorted((a, b) => a - b),
    all,
  )
  for (const { no } of leftOut) assert.ok(!here.some((one) => one.no === no))
})
