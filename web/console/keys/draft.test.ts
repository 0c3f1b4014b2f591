import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayOf, draftOf, fieldsOf, instantOf, rebased } from './draft.ts'

const key = {
  name: 'Site',
  expiresAt: '2026-12-01T04:59:59.000Z',
  system: null,
  permissions: ['orders:read', 'stock:read'],
}

function inZone(zone: string, act: () => void) {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  try {
    act()
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
}

describe('the form of a key', () => {
  it('shows the day on which a key ends where the reader is', () => {
    inZone('America/New_York', () => assert.equal(dayOf('2026-12-01T04:59:59Z'), '2026-11-30'))
    inZone('Asia/Tokyo', () => assert.equal(dayOf('2026-12-01T04:59:59Z'), '2026-12-01'))
  })

  it('reads the day that it has written, wherever the reader is', () => {
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Pacific/Kiritimati']) {
      inZone(zone, () => assert.equal(dayOf(instantOf('2026-12-01')), '2026-12-01'))
    }
  })

  it('does not prolong a key that is renamed', () => {
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo']) {
      inZone(zone, () => {
        const before = draftOf(key)
        assert.deepEqual(fieldsOf(before, { ...before, name: ' Shop ' }), { name: 'Shop' })
      })
    }
  })

  it('sends the end where its day was changed, and null where it was taken away', () => {
    const before = draftOf(key)
    const later = fieldsOf(before, { ...before, expiresOn: '2027-01-31' })
    assert.deepEqual(later, { expiresAt: instantOf('2027-01-31') })
    assert.deepEqual(fieldsOf(before, { ...before, expiresOn: '' }), { expiresAt: null })
  })

  it('sends the system that it speaks for, and null where it speaks for none', () => {
    const before = draftOf(key)
    assert.deepEqual(fieldsOf(before, { ...before, system: ' WMS ' }), { system: 'WMS' })
    const wms = draftOf({ ...key, system: 'WMS' })
    assert.deepEqual(fieldsOf(wms, { ...wms, system: '' }), { system: null })
    assert.deepEqual(fieldsOf(wms, { ...wms, system: 'WMS ' }), {})
  })

  it('keeps what others changed meanwhile below what was changed here', () => {
    const before = draftOf(key)
    const draft = { ...before, permissions: new Set(['orders:read', 'tasks:read']) }
    const now = draftOf({
      ...key,
      name: 'Web',
      permissions: ['orders:read', 'stock:read', 'catalog:read'],
    })
    const { name, permissions } = rebased(draft, before, now)
    assert.equal(name, 'Web')
    assert.deepEqual([...permissions].toSorted(), ['catalog:read', 'orders:read', 'tasks:read'])
    assert.deepEqual(fieldsOf(now, { ...now }), {})
  })
})
