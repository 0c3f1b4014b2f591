import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan, TypedPlan } from '../routing/plan-draft.ts'
import { aheadOf, askedOf, currencyAsked, pricedStart } from './asked.ts'

const planOf = (channel: string, days?: number) =>
  ({
    channel,
    prices: days === undefined ? 'off' : 'on',
    ...(days !== undefined && { lookAhead: { days, marginPercent: 30, together: true } }),
  }) as Plan

describe('a simulation that is asked for elsewhere', () => {
  it('has prices found as they are typed of a plan', () => {
    const typed = { prices: true, days: '7', marginPercent: '25', together: false } as TypedPlan
    const ahead = { days: '7', marginPercent: '25', together: false }
    assert.deepEqual(askedOf(pricedStart('WEB', typed)), { channel: 'WEB', ahead })
    assert.deepEqual(askedOf(pricedStart('WEB', { ...typed, prices: false })), {
      channel: 'WEB',
      ahead: {},
    })
    assert.equal(askedOf({ channel: 'WEB' }), undefined)
  })

  it('looks ahead as the plan of its channel, else of the first with prices, else as usual', () => {
    const plans = [planOf('WEB'), planOf('SHOP', 9), planOf('MARKET', 5)]
    const daysOf = (channel?: string) => aheadOf(plans, channel).days
    assert.deepEqual([daysOf('MARKET'), daysOf('WEB'), daysOf()], ['5', '9', '9'])
    const usual = { days: '14', marginPercent: '40', together: false }
    assert.deepEqual(aheadOf([planOf('WEB')], 'WEB'), usual)
  })

  it('counts the currency of its channel, where there are several', () => {
    const [web, us] = [
      { code: 'WEB', currency: 'EUR' },
      { code: 'US', currency: 'USD' },
    ]
    assert.deepEqual(
      ['WEB', 'US', 'GONE', undefined].map((channel) => currencyAsked([web, us], channel)),
      ['EUR', 'USD', '', ''],
    )
    assert.equal(currencyAsked([web], 'WEB'), '')
  })
})
