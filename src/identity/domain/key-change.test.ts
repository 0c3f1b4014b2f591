import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { permissions, type Permission } from '../../lib/permissions.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideGrant, type Grant } from './key-change.ts'

const some = fc.subarray(permissions.slice(0, 5), { minLength: 1 })
const instants = fc.option(
  fc
    .integer({ min: 0, max: 5 })
    .map((hours) => Temporal.Instant.fromEpochMilliseconds(hours * 3_600_000)),
)
const grants = fc.record<Grant>({ permissions: some, expiresAt: instants })
const changes = fc.record<Partial<Grant>>(
  { permissions: some, expiresAt: instants },
  { requiredKeys: [] },
)
const sets = fc.subarray(permissions.slice(0, 5)).map((held) => new Set<Permission>(held))

/** Whether a key may do a thing at a moment. */
const may = ({ permissions: granted, expiresAt }: Grant, what: Permission, at: Temporal.Instant) =>
  granted.includes(what) && (expiresAt === null || Temporal.Instant.compare(at, expiresAt) < 0)
const moments = Array.from({ length: 7 }, (_, hour) =>
  Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000 - 1),
)

describe('a change of an API key', () => {
  it('never lets it do at any time what neither it could nor its changer may', () => {
    fc.assert(
      fc.property(grants, changes, sets, (before, change, held) => {
        const after = decideGrant(before, change, held)
        if (after instanceof Refusal) return
        for (const at of moments) {
          for (const what of permissions) {
            if (may(after, what, at)) assert.ok(may(before, what, at) || held.has(what))
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is done as it was asked, or names a permission that is missing and the part at fault', () => {
    fc.assert(
      fc.property(grants, changes, sets, (before, change, held) => {
        const after = decideGrant(before, change, held)
        const wanted = { ...before, ...change }
        if (!(after instanceof Refusal)) {
          assert.deepEqual(after, wanted)
          return
        }
        const { permission } = after.facts as { permission: Permission }
        assert.ok(wanted.permissions.includes(permission) && !held.has(permission))
        assert.ok(Object.hasOwn(change, after.field!))
      }),
    )
  })

  it('is allowed to who holds all of it, and whatever takes away to everybody', () => {
    fc.assert(
      fc.property(grants, changes, (before, change) => {
        assert.ok(!(decideGrant(before, change, new Set(permissions)) instanceof Refusal))
        const less = before.permissions.slice(0, 1)
        const ended = Temporal.Instant.fromEpochMilliseconds(0)
        for (const taking of [{}, { permissions: less }, { expiresAt: ended }]) {
          assert.ok(!(decideGrant(before, taking, new Set()) instanceof Refusal))
        }
      }),
    )
  })
})
