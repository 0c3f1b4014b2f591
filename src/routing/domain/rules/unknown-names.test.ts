import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules } from '../../../../test/arbitrary/routing-rules.ts'
import type { Known } from './problems.ts'
import { tellUnknown } from './unknown-names.ts'

const [rule] = fc.sample(rules(), { numRuns: 1, seed: 1 })
const plain = { ...rule!, use: [{ places: {} }], never: {}, wishes: [] }
const nothing = { channels: new Set(), skus: new Set(), locations: [] } as unknown as Known

describe('names that nothing has', () => {
  it('are classes of dangerous goods too, also where any would do', () => {
    const told = (classes: string[], hazards: string[]) => {
      const found: unknown[] = []
      const when = [{ of: 'hazard' as const, in: classes, lines: 'any' as const }]
      const known = { ...nothing, hazards: new Set(hazards) }
      tellUnknown({ ...plain, when }, known, (...one) => found.push(one))
      return found
    }
    assert.deepEqual(told(['3', '8'], ['3']), [['unused_hazard', '8']])
    assert.deepEqual(told([], []), [['unused_hazard']])
    assert.deepEqual(told([], ['3']), [])
  })
})
