import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases } from '../../../test/arbitrary/decided.ts'
import { rules } from '../../../test/arbitrary/routing-rules.ts'
import { decideMadeUp, madeGroup, madeRule, madeWorld } from '../../../test/routing/made-world.ts'
import { asOldAs } from './as-old.ts'
import { decideRouting } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import { ruleSetOf } from './rules/set.ts'

const wishes = [
  { places: {}, perParcel: 1000 },
  { places: { countries: ['FR'] }, perUnit: -20 },
]

/** As it was written when a place of a tier that was not looked at could be the alternative. */
const written =
  '{"format":1,"plan":{"id":null,"version":1,"strategy":"least_cost"},' +
  '"group":{"no":1,"method":"standard"},"wanted":[{"skuId":1,"quantity":1,"available":2}],' +
  '"chosen":[{"locationId":1,"km":0,"units":[[1,1]],' +
  '"cost":{"parcel":0,"freight":50300,"handling":0,"total":50300},"co2eG":250}],' +
  '"cost":50300,"gap":0,"candidates":[[1,0,50300],[2,0,50300]],"excluded":{},' +
  '"alternative":{"locationId":2,"cost":50300,"dearerBy":0},"short":[],"tier":0,' +
  '"rule":{"version":1,"id":"00000000-0000-7000-8000-000000000001","name":"A rule",' +
  '"choose":"least_cost"}}'

describe('a decision that is made again', () => {
  it('leads to the record with an alternative of a tier that was not looked at', () => {
    const use = [{ places: { locations: ['A'] } }, { places: {} }]
    const world = madeWorld({ A: { has: [1] }, B: { has: [1] } })
    const { record } = decideMadeUp(world, madeGroup([1]), madeRule({ use }))
    assert.equal(record.alternative, null)
    const old = JSON.parse(written) as DecisionRecord
    assert.equal(JSON.stringify(asOldAs(old, record)), written)
  })

  it('leads to the record with prices of places that were not looked at', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { had, ...record } = decideRouting(group, plan, network, stock).record
        const pricesSeen: DecisionRecord['pricesSeen'] = { stock: [[1, 0, [1, 5]]] }
        const made: DecisionRecord = { ...record, pricesSeen, ...(had && { had }) }
        const old: DecisionRecord = { ...made, pricesSeen: { stock: [[1, 0, [1, 5, 9, 7]]] } }
        assert.equal(JSON.stringify(asOldAs(old, made)), JSON.stringify(old))
      }),
      { numRuns: 20 },
    )
  })

  it('leads to the record that was written before some of it was told', () => {
    fc.assert(
      fc.property(cases, rules(), ({ group, plan, network, stock }, rule) => {
        const ruled = { ...plan, rules: ruleSetOf(1, [{ ...rule, wishes }]) }
        const { record } = decideRouting(group, ruled, network, stock)
        const { failed: _, ...rest } = record
        const chosen = rest.chosen.map((one) => ({ ...one, wishes: undefined }))
        const old = JSON.parse(JSON.stringify({ ...rest, chosen })) as DecisionRecord
        for (const made of [record, old]) {
          assert.equal(JSON.stringify(asOldAs(made, record)), JSON.stringify(made))
        }
      }),
    )
  })

  it('leads to what was told of what is short or moved, in the order of what is written', () => {
    const short = { A: { has: [1, 1] } }
    const rule = madeRule({ use: [{ places: {} }] })
    const { record } = decideMadeUp(madeWorld(short), madeGroup([3, 3]), rule)
    const had: NonNullable<DecisionRecord['had']> = [[1, 'declined', 1, 2]]
    const cancelled: NonNullable<DecisionRecord['cancelled']> = [[1, 2, 'no_stock']]
    const improved = { from: [1], before: 9, saved: 2, groups: 1 }
    const told = [{}, { had }, { cancelled }, { had, cancelled }, { had, improved }]
    const records = told.map((one): DecisionRecord => ({ ...record, ...one }))
    for (const made of records) {
      for (const again of records.filter((one) => !one.improved)) {
        assert.equal(JSON.stringify(asOldAs(made, again)), JSON.stringify(made))
      }
    }
  })
})
