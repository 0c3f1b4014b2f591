import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  changedFields,
  emptiedOf,
  emptyForm,
  faultsOf,
  fieldsOf,
  formOf,
  marginFault,
  minorOf,
  rebased,
  tagFault,
  unpricedOf,
} from './form.ts'

const sku = {
  name: 'Basket, ivory',
  category: 'Storage',
  tags: ['fragile', 'new'],
  hazard: '3' as const,
  marginPercent: 35,
  taxClass: null,
  product: 'BASKET',
  weightG: 700,
  lengthMm: 355,
  widthMm: null,
  heightMm: null,
  options: { size: 'small' },
  prices: [
    { currency: 'CHF', amount: 1890 },
    { currency: 'JPY', amount: 1890 },
  ],
  picture: null,
  kind: 'stocked' as const,
  components: [],
}

describe('the form of a SKU', () => {
  it('shows a SKU and gives the same again', () => {
    const form = formOf(sku)
    assert.deepEqual(
      [form.length, form.prices.map(({ value }) => value)],
      ['35.5', ['18.90', '1890']],
    )
    assert.deepEqual(changedFields(form, form), {})
    const { name, lengthMm, prices, options } = fieldsOf(form)
    assert.deepEqual(
      { name, lengthMm, prices, options },
      { name: sku.name, lengthMm: 355, prices: sku.prices, options: sku.options },
    )
  })

  it('sends what a bundle is made of, one of each where nothing is said', () => {
    const components = [{ sku: 'BOX', quantity: 2 }]
    const form = formOf({ ...sku, kind: 'bundle', components })
    assert.deepEqual(fieldsOf(form).components, components)
    const rows = [
      ...form.components,
      { id: 7, name: ' CARD ', value: '' },
      { id: 8, name: '', value: '3' },
    ]
    const now = [...components, { sku: 'CARD', quantity: 1 }]
    assert.deepEqual(changedFields(form, { ...form, components: rows }), { components: now })
    assert.equal('components' in fieldsOf(formOf(sku)), false)
  })

  it('takes tags with commas between them, and says when one is none', () => {
    const form = formOf(sku)
    assert.equal(form.tags, 'fragile, new')
    assert.deepEqual(changedFields(form, { ...form, tags: 'new,,heavy ' }), {
      tags: ['new', 'heavy'],
    })
    assert.deepEqual(changedFields(form, { ...form, tags: '' }), { tags: [] })
    assert.deepEqual(tagFault({ ...form, tags: 'new, Very Heavy' }), { tags: 'tagBad' })
    assert.deepEqual(tagFault(form), {})
  })

  it('takes a margin, or none, and says what is no margin', () => {
    const form = formOf(sku)
    assert.equal(form.margin, '35')
    assert.deepEqual(changedFields(form, { ...form, margin: '0' }), { marginPercent: 0 })
    assert.deepEqual(changedFields(form, { ...form, margin: ' ' }), { marginPercent: null })
    for (const margin of ['101', '-1', '12.5', 'half']) {
      assert.deepEqual(marginFault({ ...form, margin }), { margin: 'marginBad' }, margin)
    }
    for (const margin of ['', '0', '100']) assert.deepEqual(marginFault({ ...form, margin }), {})
  })

  it('sends only what has changed', () => {
    const form = formOf(sku)
    assert.deepEqual(changedFields(form, { ...form, name: 'Basket', weight: '0' }), {
      name: 'Basket',
      weightG: 0,
    })
    assert.deepEqual(changedFields(form, { ...form, product: '', prices: [] }), {
      product: null,
      prices: [],
    })
  })

  it('goes on top of what others saved meanwhile', () => {
    const before = formOf(sku)
    const now = formOf({ ...sku, name: 'Basket', prices: [{ currency: 'EUR', amount: 2000 }] })
    const form = rebased({ ...before, weight: '800' }, before, now)
    assert.deepEqual([form.name, form.weight, form.prices], ['Basket', '800', now.prices])
    assert.deepEqual(changedFields(now, form), { weightG: 800 })
  })

  it('leaves out what is empty', () => {
    assert.deepEqual(fieldsOf({ ...emptyForm, name: ' Chair ' }), {
      name: 'Chair',
      hazard: null,
      marginPercent: null,
      product: null,
      tags: [],
      options: {},
      prices: [],
      picture: null,
    })
  })

  it('tells what was emptied that cannot be', () => {
    const form = formOf(sku)
    assert.deepEqual(emptiedOf(form, { ...form, name: ' ', width: '', product: '' }), ['name'])
  })

  it('says what is wrong before anything is sent', () => {
    assert.deepEqual(faultsOf(emptyForm), { code: 'needed', name: 'needed' })
    assert.deepEqual(faultsOf({ ...emptyForm, code: 'two words', name: 'Chair' }), {
      code: 'codeBad',
    })
    assert.deepEqual(faultsOf({ ...emptyForm, code: 'A/1-b', name: 'Chair' }), {})
    const prices = [
      { id: 1, name: 'EUR', value: '' },
      { id: 2, name: 'CHF', value: '0' },
      { id: 3, name: '', value: '' },
    ]
    assert.deepEqual(unpricedOf({ ...emptyForm, prices }), [1])
  })

  it('counts money without a rest', () => {
    assert.equal(minorOf('19.99', 'EUR'), 1999)
    assert.equal(minorOf('1.005', 'KWD'), 1005)
    assert.equal(minorOf('500', 'JPY'), 500)
    assert.equal(minorOf('19.99', 'HUF'), 1999, 'as the server counts it')
  })
})
