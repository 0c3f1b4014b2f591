import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chosenOf, currencyIn, importBody, importFaults, type ImportDraft } from './import-draft.ts'

const file = (text: string) => ({ name: 'a.csv', text, isTooLarge: false })
const draft: ImportDraft = {
  rates: file('zone,weight_kg,rate_eur\n1,1,2'),
  zones: file('zone\n1'),
  surcharges: undefined,
  service: '',
  currency: 'eur',
  fuel: '7,5',
  from: '2026-12-01',
  until: '',
}

describe('what is chosen for an import', () => {
  it('is sent as it is, days as moments', () => {
    assert.deepEqual(importFaults(draft), {})
    assert.deepEqual(
      importBody(draft, (day) => `${day}T00:00:00Z`),
      {
        currency: 'EUR',
        validFrom: '2026-12-01T00:00:00Z',
        validUntil: null,
        fuelPercent: 7.5,
        rates: draft.rates!.text,
        zones: 'zone\n1',
      },
    )
  })

  it('is told where something is missing or wrong', () => {
    const large = { ...file(''), isTooLarge: true }
    const wrong = { ...draft, rates: undefined, zones: large, currency: 'E', fuel: '', from: '' }
    assert.deepEqual(importFaults(wrong), {
      rates: 'needed',
      zones: 'tooLarge',
      currency: 'currencyFault',
      fuel: 'fuelFault',
      from: 'dateFault',
    })
  })

  it('knows the currency by the head of the rates', async () => {
    assert.equal(currencyIn('service,zone,weight_lb,rate_usd\nA,1,1,rate_eur'), 'USD')
    assert.equal(currencyIn('zone,price'), undefined)
    const chosen = await chosenOf(new File(['a,b'], 'b.csv'))
    assert.deepEqual(chosen, { name: 'b.csv', text: 'a,b', isTooLarge: false })
  })
})
